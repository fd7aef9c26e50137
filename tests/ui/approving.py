"""How the owner gives her leave in a test."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.approval import Approval


def allow(qtbot: QtBot, approval: Approval, pin: str, reason: str) -> None:
    """As the owner types it: PIN, Enter, reason, Enter."""
    assert QApplication.focusWidget() is approval.pin.edit
    qtbot.keyClicks(approval.pin.edit, pin)
    qtbot.keyClick(approval.pin.edit, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is approval.reason.edit
    qtbot.keyClicks(approval.reason.edit, reason)
    qtbot.keyClick(approval.reason.edit, Qt.Key.Key_Return)
