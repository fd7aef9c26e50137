"""A second screen that faces the guests."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.texts import pairs
from tests.ui.printers import closed_port
from tests.ui.test_door import WIFI, settled
from ui.customer_screen import CustomerScreen, beside
from ui.door import Door
from ui.preferences import Joining


@pytest.fixture
def door(qtbot: QtBot, shop: Shop) -> Iterator[Door]:
    door = Door(shop, networks=lambda: [WIFI])
    yield door
    door.end()
    QThreadPool.globalInstance().waitForDone()


@pytest.fixture
def screens(qapp: QGuiApplication) -> list[QScreen]:
    """Those to spare; a test may unplug them."""
    return [qapp.primaryScreen()]


@pytest.fixture
def screen(qtbot: QtBot, shop: Shop, door: Door, screens: list[QScreen]) -> CustomerScreen:
    made = CustomerScreen(shop, door, lambda: next(iter(screens), None))
    qtbot.addWidget(made)
    return made


def chosen(door: Door, *, is_on: bool, wanted: bool) -> Joining:
    return door.choices._replace(
        is_on=is_on, port=closed_port(), wifi_name="Guests", is_on_second_screen=wanted
    )


def test_it_shows_the_shop_both_codes_and_the_two_words(
    qtbot: QtBot, screen: CustomerScreen, door: Door
) -> None:
    settled(qtbot, door, lambda: door.choose(chosen(door, is_on=True, wanted=True)))
    assert screen.isVisible()
    assert screen.isFullScreen()
    assert screen.shop_name.text() == "甜甜"
    assert screen.wifi.isVisible()
    assert screen.page.isVisible()
    assert door.server
    assert screen.pair.text() == pairs.pair(door.server.secret)


def test_without_the_page_it_shows_the_name_alone(
    qtbot: QtBot, screen: CustomerScreen, door: Door
) -> None:
    door.choose(chosen(door, is_on=False, wanted=True))
    seen = [one.text() for one in screen.findChildren(QLabel) if one.isVisible()]
    assert seen == ["甜甜"]


def test_it_comes_and_goes_with_the_choice_and_with_the_screen(
    qapp: QGuiApplication, screen: CustomerScreen, door: Door, screens: list[QScreen]
) -> None:
    door.choose(chosen(door, is_on=False, wanted=False))
    assert not screen.isVisible()
    door.choose(chosen(door, is_on=False, wanted=True))
    assert screen.isVisible()
    qapp.screenRemoved.emit(screens.pop())
    assert not screen.isVisible()


def test_a_computer_with_one_screen_has_none_to_spare(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    assert beside(window)() is None
