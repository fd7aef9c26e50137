"""The owner's page for sign-up by phone, with real sockets on this computer's own network."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from tests.ui.papers import codes_on, pages
from tests.ui.printers import closed_port
from tests.ui.showing import shown
from tests.ui.test_door import CABLE, WIFI, another_program, settled
from ui.changes import Changes
from ui.desk import Desk
from ui.door import Door
from ui.network import Network
from ui.preferences import Joining
from ui.printing.poster import TABLE_CARDS
from ui.settings.joining_page import JoiningPage
from ui.settings.place import JOINING, Settings


@pytest.fixture
def here() -> list[Network]:
    return [WIFI, CABLE]


@pytest.fixture
def door(qtbot: QtBot, shop: Shop, here: list[Network]) -> Iterator[Door]:
    door = Door(shop, networks=lambda: here)
    door.choose(Joining(port=closed_port()))
    yield door
    door.end()
    QThreadPool.globalInstance().waitForDone()


@pytest.fixture
def place(qtbot: QtBot, shop: Shop, owner: Staff, door: Door) -> Settings:
    place = shown(qtbot, Settings(Desk(shop, Changes(), owner, program_door=door)))
    place.turn_to(JOINING)
    return place


@pytest.fixture
def page(place: Settings) -> JoiningPage:
    return place.joining


@pytest.fixture
def open_page(qtbot: QtBot, page: JoiningPage, door: Door) -> JoiningPage:
    settled(qtbot, door, page.form.on.button(True).click)
    return page


def test_on_and_off_hold_at_once(qtbot: QtBot, page: JoiningPage, door: Door) -> None:
    assert "is off" in page.reach.steps.text()
    settled(qtbot, door, page.form.on.button(True).click)
    assert page.reach.answer.text() == f"Yes: {door.url.rsplit('/', 1)[0]}"
    settled(qtbot, door, page.form.on.button(False).click)
    assert door.url == ""
    assert "is off" in page.reach.steps.text()


def test_the_networks_have_plain_names_and_the_chosen_one_is_kept(
    qtbot: QtBot, open_page: JoiningPage, door: Door, here: list[Network]
) -> None:
    network = open_page.form.network
    names = [network.itemText(at) for at in range(network.count())]
    assert names == ["By itself, Wi-Fi first", "Wi-Fi · 127.0.0.1", "Cable · 127.0.0.2"]
    network.setCurrentIndex(2)
    settled(qtbot, door, lambda: network.activated.emit(2))
    assert door.url.startswith("http://127.0.0.2:")
    here.remove(CABLE)
    settled(qtbot, door)
    assert network.currentText() == "eth0, not there now"
    assert "not in the chosen network" in open_page.reach.answer.text()


def test_wifi_name_and_password_make_the_first_code(
    qtbot: QtBot, open_page: JoiningPage, door: Door
) -> None:
    form = open_page.form
    typed(qtbot, form.wifi_name.edit, "Sweet")
    typed(qtbot, form.wifi_password.edit, "short")
    assert "8 to 63" in form.wifi_password.error.text()
    assert door.wifi.code == "WIFI:T:nopass;S:Sweet;;"
    typed(qtbot, form.wifi_password.edit, "mango2026")
    assert door.wifi.code == "WIFI:T:WPA;S:Sweet;P:mango2026;;"


@pytest.mark.parametrize("port", ["80", "70000", "x"])
def test_a_port_that_cannot_be_is_refused_beside_its_field(
    qtbot: QtBot, open_page: JoiningPage, door: Door, port: str
) -> None:
    before = door.choices
    typed(qtbot, open_page.form.port.edit, port)
    assert not open_page.form.port.error.isHidden()
    assert door.choices == before
    open_page.form.wifi_name.edit.setFocus()
    settled(qtbot, door)
    assert open_page.form.port.text() == port
    assert not open_page.form.port.error.isHidden()


def typed(qtbot: QtBot, edit, text: str) -> None:
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)
    edit.editingFinished.emit()


@pytest.mark.parametrize(
    ("breaks", "failed"),
    [
        (lambda here: here.clear(), "✗  In a network\n–  The port is free for us"),
        (lambda here: None, "✓  In a network\n✓  The port is free for us\n✓  The page answers"),
    ],
)
def test_the_check_says_which_step_failed(
    qtbot: QtBot,
    open_page: JoiningPage,
    door: Door,
    here: list[Network],
    breaks: Callable[[list[Network]], None],
    failed: str,
) -> None:
    breaks(here)
    settled(qtbot, door)
    settled(qtbot, door, open_page.reach.again.click)
    assert open_page.reach.steps.text().startswith(failed)
    assert "No phone has been here yet" in open_page.reach.steps.text()


def test_a_taken_port_is_named(qtbot: QtBot, page: JoiningPage, door: Door) -> None:
    port = door.choices.port
    with another_program(WIFI.address, port):
        settled(qtbot, door, page.form.on.button(True).click)
        assert f"uses number {port}" in page.reach.answer.text()
        assert "✓  In a network\n✗  The port" in page.reach.steps.text()


def test_who_came_and_what_was_refused_is_listed(open_page: JoiningPage, door: Door) -> None:
    urlopen(door.url).close()
    for _guess in range(2):
        with pytest.raises(URLError):
            urlopen(door.url + "x")
    open_page.reach.refresh()
    visits = open_page.reach.visits
    rows = [[visits.index(row, at).data() for at in (1, 2)] for row in range(visits.rowCount())]
    assert rows == [["Refused: wrong code", "2"], ["Page opened", "1"]]
    assert "✓  A phone was here" in open_page.reach.steps.text()
    assert not open_page.reach.advice.isVisible()


def test_a_new_code_is_made_after_asking_once(
    qtbot: QtBot, open_page: JoiningPage, door: Door
) -> None:
    before = door.url
    open_page.form.renew.click()
    assert "stops working" in open_page.form.sure.text()
    open_page.form.no.click()
    assert door.url == before
    open_page.form.renew.click()
    settled(qtbot, door, open_page.form.yes.click)
    assert door.url not in {"", before}


def test_the_cards_are_printed_and_known_to_be_old_later(
    qtbot: QtBot, open_page: JoiningPage, door: Door, tmp_path: Path
) -> None:
    poster, path = open_page.poster, tmp_path / "cards.pdf"
    poster.paper.layouts.choose(TABLE_CARDS)
    poster.paper.path.edit.setText(str(path))
    with qtbot.waitSignal(poster.paper.made):
        poster.paper.start.click()
    [sheet] = pages(path.read_bytes(), tmp_path, dpi=203)
    assert codes_on(sheet) == [door.url] * 4
    assert not door.is_print_old
    settled(qtbot, door, door.renew)
    assert door.is_print_old
    assert "Print it again" in open_page.reach.answer.text()


def test_a_cashier_has_no_such_page(qtbot: QtBot, shop: Shop, cashier: Staff, door: Door) -> None:
    place = shown(qtbot, Settings(Desk(shop, Changes(), cashier, program_door=door)))
    assert not place.sections.isVisible()
    assert not place.joining.isVisible()
