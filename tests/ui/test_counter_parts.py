"""A part is paid of a card at the counter: it is asked about before it can be forgotten."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Tender
from shopfans.domain.topics import Topic
from shopfans.services.sales import listing
from shopfans.services.sessions import offering
from tests.conftest import join
from tests.services.session_cards import BUNDLE, TEN_FACIALS, offer
from tests.services.stored_value import allow
from tests.ui.at_the_counter import counter, press, ring
from tests.ui.test_counter_cards import kind, tenders
from ui.counter.place import Counter
from ui.counter.sell_card import SellCardPage
from ui.desk import Desk

__all__ = ["counter", "kind"]


@pytest.fixture
def another(qtbot: QtBot, counter: Counter, desk: Desk) -> Counter:
    """The counter of who takes over."""
    place = Counter(desk)
    place.retranslate()
    qtbot.addWidget(place)
    place.show()
    return place


def part_paid(qtbot: QtBot, counter: Counter, member: int, *, row: int = 0) -> SellCardPage:
    """500 in cash of the card that stands in this row."""
    counter.guests.serve(member)
    counter.pages.show_sell_card()
    page = counter.side.sell_card
    page.list.selectRow(row)
    page.pays.given.setText("500")
    press(qtbot, counter, Qt.Key.Key_F11)
    return page


def test_a_part_that_is_paid_is_given_back_only_when_esc_comes_twice(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int, kind: int
) -> None:
    page = part_paid(qtbot, counter, mei)
    press(qtbot, counter, Qt.Key.Key_Escape)
    said = "¥500.00 is received already. Once more, and it goes back to the guest."
    assert page.pays.given_wrong.text() == said
    qtbot.keyClicks(page.pays.given, "1")
    press(qtbot, counter, Qt.Key.Key_Escape)
    assert page.pays.given_wrong.text() == said  # something else came in between
    assert counter.side.currentWidget() is page
    press(qtbot, counter, Qt.Key.Key_Escape)
    assert counter.side.currentWidget() is counter.member
    counter.pages.show_sell_card()
    assert not page.pays.parts_row.isVisible()


def test_a_part_that_is_paid_stays_when_another_page_comes_in_between(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, mei: int, kind: int
) -> None:
    lan = join(shop, cashier, "林岚", "13900001111")
    page = part_paid(qtbot, counter, mei)
    counter.pages.show_keys()
    press(qtbot, counter, Qt.Key.Key_Escape)
    counter.pages.show_sell_card()
    counter.guests.serve(lan)
    assert counter.till.basket.guest is not None
    assert counter.till.basket.guest.id == mei
    press(qtbot, counter, Qt.Key.Key_F9)
    assert tenders(shop) == [("cash", 50_000, 50_000), ("wechat", 48_000, 48_000)]
    counter.guests.serve(lan)
    counter.pages.show_sell_card()
    assert not page.pays.parts_row.isVisible()


def test_a_part_that_is_paid_is_not_forgotten_though_its_page_is_not_open(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, mei: int, kind: int
) -> None:
    lan = join(shop, cashier, "林岚", "13900001111")
    page = part_paid(qtbot, counter, mei)
    counter.pages.show_keys()
    press(qtbot, counter, Qt.Key.Key_Escape)
    assert counter.side.currentWidget() is counter.member
    press(qtbot, counter, Qt.Key.Key_Escape)
    assert counter.side.currentWidget() is page
    assert page.pays.given_wrong.isVisible()
    counter.pages.show_keys()
    counter.guests.serve(lan)
    assert counter.side.currentWidget() is page
    counter.guests.serve(lan)
    assert counter.till.basket.guest is not None
    assert counter.till.basket.guest.id == lan
    press(qtbot, counter, Qt.Key.Key_Escape)
    assert counter.till.basket.guest is None


def test_a_part_that_is_paid_counts_for_no_later_visit(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int, kind: int
) -> None:
    page = part_paid(qtbot, counter, mei)
    counter.pages.show_keys()
    press(qtbot, counter, Qt.Key.Key_Escape)
    ring(qtbot, counter, "20")
    counter.park()
    assert counter.side.currentWidget() is page
    assert page.pays.given_wrong.isVisible()
    counter.park()
    assert counter.till.basket.guest is None
    counter.guests.serve(mei)
    counter.pages.show_sell_card()
    assert not page.pays.parts_row.isVisible()


def test_a_basket_is_not_sold_over_a_part_that_is_paid_of_something_else(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int, kind: int
) -> None:
    page = part_paid(qtbot, counter, mei)
    counter.pages.show_keys()
    press(qtbot, counter, Qt.Key.Key_Escape)
    counter.basket.amount.edit.setText("20")
    counter.basket.pays[Tender.WECHAT].click()
    assert counter.side.currentWidget() is page
    assert page.pays.given_wrong.isVisible()
    assert listing.last_sale(shop) is None
    counter.basket.pays[Tender.WECHAT].click()
    assert listing.last_sale(shop) is not None


def test_what_a_part_is_paid_of_stays_chosen(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int, kind: int
) -> None:
    offer(shop, BUNDLE)
    page = part_paid(qtbot, counter, mei, row=1)
    counter.pages.show_keys()
    counter.pages.show_sell_card()
    assert page.list.currentIndex().row() == 1


def test_where_parts_make_up_the_sum_the_last_key_is_no_way_it_was_paid(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int, kind: int
) -> None:
    offer(shop, TEN_FACIALS._replace(name="五次面部护理", price=Money(50_000)))
    page = part_paid(qtbot, counter, mei, row=1)
    page.list.selectRow(0)
    assert page.pays.change.whole() == "Paid in full: F9 ends it"
    press(qtbot, counter, Qt.Key.Key_F9)
    assert tenders(shop) == [("cash", 50_000, 50_000)]
    assert "Cash" in counter.last_sale.words.text()
    assert "WeChat" not in counter.last_sale.words.text()


def test_who_takes_over_goes_on_with_the_card_that_is_paid_in_part(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int, kind: int, another: Counter
) -> None:
    offer(shop, BUNDLE)
    part_paid(qtbot, counter, mei, row=1)
    guest = counter.lay_down()
    assert guest is not None
    another.pick_up(guest)
    page = another.side.sell_card
    assert page.list.currentIndex().row() == 1
    assert page.pays.change.whole() == "¥500.01 still to pay"
    assert another.last_sale.words.text() == "老板 has received ¥500.00 of it already"
    press(qtbot, another, Qt.Key.Key_F11)
    assert tenders(shop) == [("cash", 100_001, 100_001)]


def test_money_received_is_told_though_what_it_was_for_is_sold_no_more(
    qtbot: QtBot, counter: Counter, shop: Shop, owner: Staff, mei: int, kind: int, another: Counter
) -> None:
    part_paid(qtbot, counter, mei)
    guest = counter.lay_down()
    assert guest is not None
    offering.offer_again(shop, by=owner, kind=kind, active=False, request="off")
    another.pick_up(guest)
    assert "¥500.00" in another.last_sale.words.text()
    assert another.side.sell_card.pays.has_part_of(mei)


def test_who_takes_over_goes_on_with_all_that_is_paid_in_part(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int, kind: int, another: Counter
) -> None:
    allow(shop)
    part_paid(qtbot, counter, mei)
    counter.pages.show_top_up()
    counter.side.top_up.amount.edit.setText("300")
    counter.side.top_up.pays.given.setText("100")
    press(qtbot, counter, Qt.Key.Key_F9)
    guest = counter.lay_down()
    assert guest is not None
    another.pick_up(guest)
    assert another.last_sale.words.text() == "老板 has received ¥600.00 of it already"
    for page, said in ((another.side.top_up, "¥100.00"), (another.side.sell_card, "¥500.00")):
        another.leave_guest()
        assert another.side.currentWidget() is page
        assert page.pays.given_wrong.text().startswith(f"{said} is received already")
        assert another.till.basket.guest is not None
    another.leave_guest()
    assert another.till.basket.guest is None


def test_no_other_card_is_chosen_where_that_of_a_part_is_sold_no_more(
    qtbot: QtBot, counter: Counter, shop: Shop, owner: Staff, mei: int, kind: int, another: Counter
) -> None:
    bundle = offer(shop, BUNDLE)
    page = part_paid(qtbot, counter, mei, row=1)
    guest = counter.lay_down()
    assert guest is not None
    offering.offer_again(shop, by=owner, kind=bundle, active=False, request="off")
    another.pick_up(guest)
    counter.follow(frozenset({Topic.CARDS}))
    for one in (page, another.side.sell_card):
        assert one.model.rowCount() == 1
        assert one.list.chosen() is None
        one.pay(Tender.CASH)
    assert tenders(shop) == []
