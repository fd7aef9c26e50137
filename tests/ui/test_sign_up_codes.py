"""The codes at the counter: what a phone reads off the screen leads to the page."""

from collections.abc import Iterator
from urllib.request import urlopen

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.texts import pairs
from tests.ui.papers import codes_on, seen
from tests.ui.printers import closed_port
from tests.ui.showing import shown
from tests.ui.test_door import WIFI, settled
from ui.changes import Changes
from ui.counter.place import Counter
from ui.desk import Desk
from ui.door import Door
from ui.network import Network
from ui.preferences import Joining

ON = Joining(is_on=True, wifi_name="Sweet; Corner", wifi_password="mango2026")


@pytest.fixture
def here() -> list[Network]:
    return [WIFI]


@pytest.fixture
def door(qtbot: QtBot, shop: Shop, here: list[Network]) -> Iterator[Door]:
    door = Door(shop, networks=lambda: here)
    yield door
    door.end()
    QThreadPool.globalInstance().waitForDone()


def counter_of(qtbot: QtBot, shop: Shop, by: Staff, door: Door) -> Counter:
    changes = Changes()
    shop.on_change = changes.tell
    return shown(qtbot, Counter(Desk(shop, changes, by, program_door=door)))


@pytest.fixture
def counter(qtbot: QtBot, shop: Shop, owner: Staff, door: Door) -> Counter:
    return counter_of(qtbot, shop, owner, door)


def test_between_two_guests_both_codes_are_read_off_the_screen(
    qtbot: QtBot, counter: Counter, door: Door
) -> None:
    settled(qtbot, door, lambda: door.choose(ON._replace(port=closed_port())))
    codes = counter.idle.codes
    assert codes_on(seen(counter.grab().toImage())) == sorted([door.wifi.code, door.url])
    assert codes.shop_name.whole() == "甜甜"
    with urlopen(door.url) as answer:
        assert codes.pair.text() in answer.read().decode()


def test_without_a_wifi_name_there_is_one_code(qtbot: QtBot, counter: Counter, door: Door) -> None:
    settled(qtbot, door, lambda: door.choose(Joining(is_on=True, port=closed_port())))
    assert codes_on(seen(counter.grab().toImage())) == [door.url]


def test_f7_shows_them_large(qtbot: QtBot, counter: Counter, door: Door) -> None:
    settled(qtbot, door, lambda: door.choose(ON._replace(port=closed_port())))
    counter.pages.show_sign_up()
    assert codes_on(seen(counter.sign_up.grab().toImage())) == sorted([door.wifi.code, door.url])
    assert counter.sign_up.address.text() == door.url.rsplit("/", 1)[0]
    assert door.server is not None
    assert counter.sign_up.codes.pair.text() == pairs.pair(door.server.secret)


def test_what_is_wrong_is_said_and_gone_when_it_is_mended(
    qtbot: QtBot, counter: Counter, door: Door, here: list[Network]
) -> None:
    settled(qtbot, door, lambda: door.choose(ON._replace(port=closed_port())))
    here.clear()
    settled(qtbot, door)
    codes = counter.idle.codes
    assert "in no network" in codes.problem.text()
    assert codes.problem.isVisible()
    assert codes_on(seen(counter.grab().toImage())) == []
    here.append(WIFI)
    settled(qtbot, door)
    assert not codes.problem.isVisible()
    assert codes_on(seen(counter.grab().toImage())) == sorted([door.wifi.code, door.url])


def test_the_owner_turns_it_on_where_she_stands(qtbot: QtBot, counter: Counter, door: Door) -> None:
    door.choose(Joining(port=closed_port()))
    counter.pages.show_sign_up()
    assert counter.sign_up.off.isVisible()
    settled(qtbot, door, counter.sign_up.turn_on.click)
    assert not counter.sign_up.off.isVisible()
    assert codes_on(seen(counter.sign_up.grab().toImage())) == [door.url]


def test_a_cashier_is_told_who_can(qtbot: QtBot, shop: Shop, cashier: Staff, door: Door) -> None:
    counter = counter_of(qtbot, shop, cashier, door)
    counter.pages.show_sign_up()
    assert "The owner turns it on" in counter.sign_up.off.text()
    assert not counter.sign_up.turn_on.isVisible()
