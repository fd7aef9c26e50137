"""Her own page at the counter: its address as a code, and her code as a proof."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.errors import LinkUnknown
from shopfans.domain.roles import Staff
from shopfans.domain.spending import SpendingRule
from shopfans.services import settings
from shopfans.services.joining import linking
from shopfans.services.members import finding, proving
from shopfans.services.sales import listing
from tests.services.test_linking import has_link
from tests.services.test_selling import sell
from tests.ui.printers import closed_port
from tests.ui.showing import shown
from tests.ui.test_door import Surroundings, settled
from ui.counter.place import Counter
from ui.desk import Desk
from ui.door import Door
from ui.preferences import Joining


@pytest.fixture
def counter(qtbot: QtBot, desk: Desk) -> Iterator[Counter]:
    around = Surroundings()
    desk.program_door = Door(desk.shop, networks=around.seen, clocks=around.clocks)
    yield shown(qtbot, Counter(desk))
    desk.door.end()


@pytest.fixture
def rich(shop: Shop, owner: Staff, cashier: Staff, mei: int) -> int:
    sell(shop, cashier, 1000, "earn", member=mei)
    terms = replace(settings.load(shop), spending=SpendingRule(unproven=100))
    settings.save(shop, by=owner, terms=terms, request="limit")
    return mei


def test_her_address_is_a_code_for_her_phone(
    qtbot: QtBot, counter: Counter, desk: Desk, shop: Shop, mei: int
) -> None:
    settled(qtbot, desk.door, lambda: desk.door.choose(Joining(is_on=True, port=closed_port())))
    counter.guests.serve(mei)
    counter.member.visits.page.click()
    page = counter.side.her_page
    assert counter.side.currentWidget() is page
    first, token = page.url, page.url.rsplit("/", 1)[1]
    assert first == f"{desk.door.url}/me/{token}"
    assert linking.holder(shop, token) == mei
    counter.step_back()
    counter.pages.show_her_page()
    assert page.url == first  # no address of hers is used up by looking again
    page.withdraw.click()
    assert (page.url, page.code.isVisible()) == ("", False)
    assert "works any more" in page.told.text()
    with pytest.raises(LinkUnknown):
        linking.holder(shop, token)


def test_while_no_phone_can_reach_us_it_says_what_to_do(
    qtbot: QtBot, counter: Counter, desk: Desk, shop: Shop, mei: int
) -> None:
    counter.guests.serve(mei)
    counter.pages.show_her_page()
    page = counter.side.her_page
    assert "Settings" in page.problem.text()
    assert not has_link(shop, mei)
    settled(qtbot, desk.door, lambda: desk.door.choose(Joining(is_on=True, port=closed_port())))
    assert page.problem.text() == ""
    assert page.code.isVisible()


def test_many_points_go_with_her_code(
    qtbot: QtBot, counter: Counter, shop: Shop, rich: int
) -> None:
    counter.scanned(proving.code_of(shop, rich))
    assert counter.member.name.whole() == "王小美"
    qtbot.keyClicks(counter.basket.amount.edit, "50")
    qtbot.keyClicks(counter.basket.points, "500")
    assert not counter.basket.sums.proof_row.isVisible()
    counter.basket.pays[next(iter(counter.basket.pays))].click()
    assert finding.card(shop, rich).points == 1000 - 500 + 45


def test_or_with_the_last_digits_of_her_number(
    qtbot: QtBot, counter: Counter, shop: Shop, rich: int
) -> None:
    counter.guests.serve(rich)
    qtbot.keyClicks(counter.basket.amount.edit, "50")
    qtbot.keyClicks(counter.basket.points, "100")
    assert not counter.basket.sums.proof_row.isVisible()
    qtbot.keyClicks(counter.basket.points, "0")
    sums, pay = counter.basket.sums, counter.basket.pays[next(iter(counter.basket.pays))]
    assert sums.proof_row.isVisible()
    pay.click()
    assert len(listing.page_of_sales(shop)) == 1
    qtbot.keyClicks(sums.digits, "1111")
    pay.click()
    assert len(listing.page_of_sales(shop)) == 1
    sums.digits.selectAll()
    qtbot.keyClicks(sums.digits, "5678")
    pay.click()
    assert finding.card(shop, rich).points == 1000 - 1000 + 40
    assert sums.digits.text() == ""


def test_a_code_of_elsewhere_is_refused_in_one_line(counter: Counter, shop: Shop, mei: int) -> None:
    code = proving.code_of(shop, mei)
    proving.renew_key(shop)
    counter.scanned(code)
    assert "not from this shop" in counter.find_problem.text()
    assert counter.till.basket.guest is None


def test_a_key_opens_it_and_esc_leaves_it(qtbot: QtBot, counter: Counter, mei: int) -> None:
    counter.guests.serve(mei)
    qtbot.keyClick(counter, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert counter.side.currentWidget() is counter.side.her_page
    qtbot.keyClick(counter, Qt.Key.Key_Escape)
    assert counter.side.currentWidget() is counter.member
