"""The focus is where one sees it, in every place, and a key has one meaning there."""

from itertools import combinations
from typing import cast

import shiboken6
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.showing import focus
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.page import Page
from ui.preferences import Preferences
from ui.today.place import CARE, LIST, RESTS, WORDS, Today
from ui.workspace import (
    BOOKS,
    CLOSING,
    COUNTER,
    COUPONS,
    GOODS,
    MEMBERS,
    SETTINGS,
    TODAY,
    Workspace,
)

PLACES = (COUNTER, MEMBERS, GOODS, COUPONS, TODAY, BOOKS, CLOSING, SETTINGS)


_HERS_ALONE = Qt.ShortcutContext.WidgetShortcut


def test_another_language_takes_the_focus_from_nobody(qtbot: QtBot, workspace: Workspace) -> None:
    for name in PLACES:
        workspace.go(name)
    for name in PLACES:
        place = workspace.go(name)
        before = focus()
        assert place.isAncestorOf(before), name
        workspace.retranslate()
        assert focus() is before, name
        assert before.isVisible(), name
    workspace.end()
    QThreadPool.globalInstance().waitForDone()


def heard_together(one: QShortcut, other: QShortcut) -> bool:
    """Whether both are asked about a key somewhere: Qt then does nothing at all."""
    here, there = one.parent(), other.parent()
    assert isinstance(here, QWidget)
    assert isinstance(there, QWidget)
    return (
        here is there
        or Qt.ShortcutContext.WindowShortcut in {one.context(), other.context()}
        or (one.context() is not _HERS_ALONE and here.isAncestorOf(there))
        or (other.context() is not _HERS_ALONE and there.isAncestorOf(here))
    )


def test_no_key_has_two_meanings_in_a_place(workspace: Workspace) -> None:
    for name in PLACES:
        workspace.go(name)
    today = cast("Today", workspace.go(TODAY))
    for page in (CARE, RESTS, WORDS, LIST):
        today.turn_to(page)
    assert today.care_rule, "made when it is first opened"
    keys = workspace.findChildren(QShortcut)
    assert {one.key().toString() for one in keys} >= {"F2", "F5", "F10", "Ctrl+L"}
    doubled = [
        (one.key().toString(), one.parent(), other.parent())
        for one, other in combinations(keys, 2)
        if one.key() == other.key() and heard_together(one, other)
    ]
    assert doubled == []
    workspace.end()
    QThreadPool.globalInstance().waitForDone()


def test_a_lock_that_is_opened_gives_the_keys_back_though_the_field_is_gone(
    qtbot: QtBot, qapp: QApplication, desk: Desk
) -> None:
    window = MainWindow(qapp, Preferences())
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.curtain.painted):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    space = Workspace(desk)
    window.turn_to(space)
    line = QLineEdit(space.counter())
    line.show()
    line.setFocus()
    window.cover(Page())
    shiboken6.delete(line)
    window.uncover()
    assert focus() is space.counter().finder
    space.end()
    QThreadPool.globalInstance().waitForDone()
