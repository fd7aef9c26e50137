"""A scan is told from a hand by its speed, wherever the focus is."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ui.scanner import Scanner

CODE = "7618582315915088"


@pytest.fixture
def scanner(qapp: QApplication) -> Iterator[Scanner]:
    scanner = Scanner(qapp)
    yield scanner
    scanner.stop()


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    edit = QLineEdit()
    qtbot.addWidget(edit)
    edit.show()
    edit.activateWindow()
    qtbot.waitUntil(edit.isActiveWindow)
    edit.setFocus()
    return edit


def strike(app: QApplication, field: QLineEdit, keys: str, *, every: int, start: int = 10) -> None:
    """Keys as a keyboard sends them: to the window, stamped with the time they were struck."""
    window = field.windowHandle()
    assert isinstance(window, QWindow)
    for number, char in enumerate(keys):
        key = Qt.Key.Key_Return if char == "\r" else Qt.Key(ord(char.upper()))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, char)
            event.setTimestamp(start + number * every)
            app.sendEvent(window, event)


def test_a_scan_is_heard_and_leaves_nothing_in_the_field(
    qtbot: QtBot, qapp: QApplication, scanner: Scanner, field: QLineEdit
) -> None:
    field.setText("mei")
    with qtbot.waitSignal(scanner.scanned) as heard:
        strike(qapp, field, CODE + "\r", every=8)
    assert heard.args == [CODE]
    assert field.text() == "mei"


def test_the_end_of_a_scan_presses_nothing(
    qtbot: QtBot, qapp: QApplication, scanner: Scanner, field: QLineEdit
) -> None:
    with qtbot.assertNotEmitted(field.returnPressed):
        strike(qapp, field, CODE + "\r", every=8)


def test_a_hand_is_not_a_scan(
    qtbot: QtBot, qapp: QApplication, scanner: Scanner, field: QLineEdit
) -> None:
    with qtbot.assertNotEmitted(scanner.scanned):
        strike(qapp, field, "13812345678\r", every=90)
    assert field.text() == "13812345678"


def test_keys_that_queued_behind_a_stall_are_not_a_scan(
    qtbot: QtBot, qapp: QApplication, scanner: Scanner, field: QLineEdit
) -> None:
    # They arrive all at once, but were struck slowly.
    with qtbot.assertNotEmitted(scanner.scanned):
        strike(qapp, field, "20261122\r", every=120)
    assert field.text() == "20261122"


def test_a_quick_hand_loses_no_digit(
    qtbot: QtBot, qapp: QApplication, scanner: Scanner, field: QLineEdit
) -> None:
    strike(qapp, field, "123456", every=30)
    qtbot.waitUntil(lambda: field.text() == "123456")


def test_a_short_burst_with_enter_is_typing(
    qtbot: QtBot, qapp: QApplication, scanner: Scanner, field: QLineEdit
) -> None:
    with qtbot.assertNotEmitted(scanner.scanned), qtbot.waitSignal(field.returnPressed):
        strike(qapp, field, "12345\r", every=20)
    assert field.text() == "12345"
