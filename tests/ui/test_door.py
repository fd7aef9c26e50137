"""The door for phones: it follows the network, and says what is wrong."""

import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.errors import CannotServe, NetworkGone, NoNetwork, PortTaken
from tests.ui.printers import closed_port
from ui.door import Door
from ui.network import Network
from ui.preferences import Joining

WIFI = Network("wlan0", "wlan0", "127.0.0.1", is_wifi=True)
CABLE = Network("eth0", "eth0", "127.0.0.2", is_wifi=False)


class Surroundings:
    """The networks and clocks around the computer; they change when a test says so."""

    def __init__(self) -> None:
        self.networks = [WIFI, CABLE]
        self.steady, self.wall = 0.0, 0.0

    def seen(self) -> list[Network]:
        return list(self.networks)

    def clocks(self) -> tuple[float, float]:
        return self.steady, self.wall


@pytest.fixture
def around() -> Surroundings:
    return Surroundings()


@pytest.fixture
def door(qtbot: QtBot, shop: Shop, around: Surroundings) -> Iterator[Door]:
    door = Door(shop, networks=around.seen, clocks=around.clocks)
    yield door
    door.end()
    QThreadPool.globalInstance().waitForDone()


@pytest.fixture
def open_door(qtbot: QtBot, door: Door) -> Door:
    settled(qtbot, door, lambda: door.choose(Joining(is_on=True, port=closed_port())))
    return door


def settled(qtbot: QtBot, door: Door, act: Callable[[], object] | None = None) -> None:
    """Until what was begun is done; what is begun is a look if nothing else is said."""
    (act or door.look)()
    qtbot.waitUntil(lambda: not door.is_busy)


def is_reached(url: str) -> bool:
    try:
        with urlopen(url, timeout=30) as answer:
            return bool(answer.status == 200)
    except URLError:
        return False


@contextmanager
def another_program(address: str, port: int) -> Iterator[None]:
    with closing(socket.create_server((address, port))):
        yield


def test_nothing_is_served_until_the_owner_wants_it(qtbot: QtBot, door: Door) -> None:
    settled(qtbot, door)
    assert (door.server, door.url, door.problem) == (None, "", None)


def test_it_is_served_on_the_wifi_and_nowhere_else(qtbot: QtBot, open_door: Door) -> None:
    place = urlsplit(open_door.url)
    assert place.hostname == WIFI.address
    assert is_reached(open_door.url)
    assert not is_reached(open_door.url.replace(WIFI.address, CABLE.address))


def test_off_is_off_and_on_again_is_the_same_page(qtbot: QtBot, open_door: Door) -> None:
    before, choices = open_door.url, open_door.choices
    settled(qtbot, open_door, lambda: open_door.choose(choices._replace(is_on=False)))
    assert open_door.url == ""
    assert not is_reached(before)
    settled(qtbot, open_door, lambda: open_door.choose(choices))
    assert open_door.url == before
    assert is_reached(before)


def test_what_is_told_of_it_changes_when_that_is_said_and_not_before(
    qtbot: QtBot, open_door: Door
) -> None:
    before, told = open_door.url, []
    open_door.choose(open_door.choices._replace(is_on=False))
    open_door.changed.connect(lambda: told.append(open_door.url))
    QThreadPool.globalInstance().waitForDone()
    assert not is_reached(before)
    assert (open_door.url, told) == (before, [])
    qtbot.waitUntil(lambda: bool(told))
    assert (open_door.server, told) == (None, [""])


def test_the_secret_survives_the_program(
    qtbot: QtBot, shop: Shop, around: Surroundings, open_door: Door
) -> None:
    before = open_door.url
    open_door.end()
    tomorrow = Door(shop, networks=around.seen, clocks=around.clocks)
    settled(qtbot, tomorrow)
    assert tomorrow.url == before
    tomorrow.end()


def test_a_renewed_secret_kills_what_was_printed(qtbot: QtBot, open_door: Door) -> None:
    before = open_door.url
    settled(qtbot, open_door, open_door.renew)
    assert open_door.url != before
    assert is_reached(open_door.url)
    with pytest.raises(URLError, match="404"):
        urlopen(before)


def test_a_changed_address_is_followed(qtbot: QtBot, around: Surroundings, open_door: Door) -> None:
    around.networks = [WIFI._replace(address="127.0.0.3")]
    with qtbot.waitSignal(open_door.changed):
        open_door.look()
    assert urlsplit(open_door.url).hostname == "127.0.0.3"
    assert is_reached(open_door.url)


def test_the_chosen_network_is_kept_to(qtbot: QtBot, around: Surroundings, open_door: Door) -> None:
    chosen = open_door.choices._replace(network=CABLE.key)
    settled(qtbot, open_door, lambda: open_door.choose(chosen))
    assert urlsplit(open_door.url).hostname == CABLE.address
    around.networks = [WIFI]
    settled(qtbot, open_door)
    assert open_door.url == ""
    assert isinstance(open_door.problem, NetworkGone)


def test_without_a_network_it_says_so_and_comes_back_by_itself(
    qtbot: QtBot, around: Surroundings, open_door: Door
) -> None:
    before = open_door.url
    around.networks = []
    settled(qtbot, open_door)
    assert isinstance(open_door.problem, NoNetwork)
    assert not is_reached(before)
    around.networks = [WIFI]
    settled(qtbot, open_door)
    assert open_door.url == before
    assert is_reached(before)


def test_an_address_that_is_not_ours_any_more_is_said_and_comes_back(
    qtbot: QtBot, around: Surroundings, open_door: Door
) -> None:
    before = open_door.url
    around.networks = [WIFI._replace(address="192.0.2.7")]  # still listed, gone already
    settled(qtbot, open_door)
    assert isinstance(open_door.problem, CannotServe)
    assert not is_reached(before)
    around.networks = [WIFI]
    settled(qtbot, open_door)
    assert open_door.problem is None
    assert is_reached(before)


def test_a_taken_port_is_said_and_taken_back_when_it_is_free(qtbot: QtBot, door: Door) -> None:
    port = closed_port()
    with another_program(WIFI.address, port):
        settled(qtbot, door, lambda: door.choose(Joining(is_on=True, port=port)))
        assert isinstance(door.problem, PortTaken)
        assert door.url == ""
    settled(qtbot, door)
    assert door.problem is None
    assert is_reached(door.url)


@pytest.mark.parametrize(("steady", "wall"), [(5, 3605), (5, -3595), (3605, 3605)])
def test_after_a_sleep_or_a_set_clock_the_page_is_opened_anew(
    qtbot: QtBot, around: Surroundings, open_door: Door, steady: float, wall: float
) -> None:
    before, server = open_door.url, open_door.server
    around.steady, around.wall = steady, wall
    with qtbot.waitSignal(open_door.changed):
        settled(qtbot, open_door)
    assert open_door.server is not server
    assert open_door.url == before
    assert is_reached(before)


def test_nothing_moves_while_nothing_changes(
    qtbot: QtBot, around: Surroundings, open_door: Door
) -> None:
    server = open_door.server
    for _look in range(30):
        around.steady += 5
        around.wall += 5
        settled(qtbot, open_door)
    assert open_door.server is server
    assert server is not None
    assert server.visits.newest_first() == []  # its own checks are no visits


def test_a_page_that_died_is_opened_anew(qtbot: QtBot, open_door: Door) -> None:
    server, before = open_door.server, open_door.url
    assert server is not None
    server.close()
    settled(qtbot, open_door)
    assert open_door.url == before
    assert is_reached(before)


def test_who_leaves_while_it_opens_leaves_no_server(qtbot: QtBot, door: Door) -> None:
    door.choose(Joining(is_on=True, port=closed_port()))
    door.end()
    QThreadPool.globalInstance().waitForDone()
    assert door.server is None
