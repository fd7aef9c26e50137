"""The counter alone in a window, and the keys that a cashier presses there."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.showing import shown
from ui.counter.place import Counter
from ui.desk import Desk


@pytest.fixture
def counter(qtbot: QtBot, desk: Desk) -> Counter:
    return shown(qtbot, Counter(desk))


def press(qtbot: QtBot, counter: Counter, key: Qt.Key) -> None:
    qtbot.keyClick(counter, key)


def ring(qtbot: QtBot, counter: Counter, amount: str) -> None:
    qtbot.keyClicks(counter.basket.amount.edit, amount)
    qtbot.keyClick(counter.basket.amount.edit, Qt.Key.Key_Return)
