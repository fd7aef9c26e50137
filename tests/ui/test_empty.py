"""What stands in place of an empty list, in whatever room there is."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.empty import Empty


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    around = QWidget()
    qtbot.addWidget(around)
    around.resize(300, 300)
    return around


@pytest.fixture
def empty(qtbot: QtBot, window: QWidget) -> Empty:
    shown = Empty(window)
    shown.resize(window.size())
    shown.say("users", "She has brought nobody yet", "Her page has a code for a friend. " * 3)
    window.show()
    qtbot.waitExposed(window)
    return shown


def test_with_room_there_is_an_icon_and_what_to_do_next(empty: Empty) -> None:
    assert seen(empty) == [empty.picture, empty.title, empty.words]


def test_in_a_low_place_the_icon_goes_first_then_the_words(qtbot: QtBot, empty: Empty) -> None:
    empty.resize(300, 110)
    qtbot.waitUntil(lambda: seen(empty) == [empty.title, empty.words])
    empty.resize(300, 40)
    qtbot.waitUntil(lambda: seen(empty) == [empty.title])


@pytest.mark.parametrize("height", range(30, 300, 15))
def test_nothing_is_cut(qtbot: QtBot, empty: Empty, height: int) -> None:
    empty.resize(300, height)
    qtbot.waitUntil(lambda: all(is_whole(empty, part) for part in seen(empty)))


def seen(empty: Empty) -> list[QWidget]:
    every = (empty.picture, empty.title, empty.words)
    return [part for part in every if part.isVisible()]


def is_whole(empty: Empty, part: QWidget) -> bool:
    within = part.rect().translated(part.mapTo(empty, QPoint(0, 0)))
    return empty.rect().contains(within) and part.height() >= part.heightForWidth(part.width())
