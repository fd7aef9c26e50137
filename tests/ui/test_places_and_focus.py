"""The focus is where one sees it, in every place."""

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

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


def focus() -> QWidget:
    field = QApplication.focusWidget()
    assert field is not None
    return field


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
