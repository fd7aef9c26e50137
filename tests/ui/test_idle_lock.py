"""The window locks by itself, unless somebody is there or the owner does not want it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ui.idle_lock import IdleLock


def test_a_key_begins_the_wait_anew(qtbot: QtBot, qapp: QApplication) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    lock = IdleLock(qapp)
    lock.wait(5)
    assert lock.timer.interval() == 5 * 60_000
    lock.timer.start(50_000)
    qtbot.keyClick(field, Qt.Key.Key_A)
    assert lock.timer.remainingTime() > 49_000
    lock.stop()
    assert not lock.timer.isActive()


def test_when_nobody_does_anything_it_says_so(qtbot: QtBot, qapp: QApplication) -> None:
    lock = IdleLock(qapp)
    lock.wait(5)
    with qtbot.waitSignal(lock.idle):
        lock.timer.start(1)
    lock.stop()


def test_the_owner_may_want_no_lock(qapp: QApplication) -> None:
    lock = IdleLock(qapp)
    lock.wait(5)
    lock.wait(0)
    assert not lock.timer.isActive()
