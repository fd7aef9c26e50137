"""What is typed and not entered yet when the operator changes: who takes over types on, for the
same guest."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Tender
from shopfans.services.members import finding, forgetting
from shopfans.services.sales import parking
from tests.conftest import Clock
from tests.services.stored_value import allow, has
from tests.ui.at_the_counter import press
from tests.ui.showing import focus, shown
from tests.ui.test_counter_cards import kind, tenders
from ui.counter.place import Counter

__all__ = ["kind"]


def handed_on(qtbot: QtBot, counter: Counter) -> Counter:
    """The counter of who takes over."""
    guest = counter.lay_down()
    another = shown(qtbot, Counter(counter.desk))
    if guest is not None:
        another.pick_up(guest)
    return another


@pytest.mark.parametrize("is_member", [False, True])
@pytest.mark.parametrize("is_rung", [False, True])
def test_an_amount_that_is_half_typed_is_typed_on(
    qtbot: QtBot, counter: Counter, mei: int, is_member: bool, is_rung: bool
) -> None:
    if is_member:
        counter.guests.serve(mei)
    if is_rung:
        counter.checkout.take_amount("30")
    counter.basket.amount.setFocus()
    qtbot.keyClicks(focus(), "4")
    another = handed_on(qtbot, counter)
    qtbot.keyClicks(focus(), "5")
    assert another.basket.amount.text() == "45"
    assert another.till.basket.gross() == Money(7_500 if is_rung else 4_500)
    guest = another.till.basket.guest
    assert (guest.id if guest else None) == (mei if is_member else None)


def test_what_was_handed_over_is_typed_on(qtbot: QtBot, counter: Counter) -> None:
    counter.checkout.take_amount("30")
    counter.open_given()
    qtbot.keyClicks(focus(), "5")
    another = handed_on(qtbot, counter)
    qtbot.keyClicks(focus(), "0")
    assert another.basket.paying.given.text() == "50"
    assert another.basket.paying.change.whole() == "Change ¥20.00"


def test_a_top_up_that_is_half_typed_is_typed_on(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int
) -> None:
    allow(shop)
    counter.guests.serve(mei)
    counter.pages.show_top_up()
    qtbot.keyClicks(focus(), "20")
    another = handed_on(qtbot, counter)
    qtbot.keyClicks(focus(), "0")
    press(qtbot, another, Qt.Key.Key_F9)
    assert has(shop, mei) == (20_000, 0)


def test_what_was_handed_over_for_a_card_is_typed_on(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int, kind: int
) -> None:
    counter.guests.serve(mei)
    counter.pages.show_sell_card()
    counter.open_given()
    qtbot.keyClicks(focus(), "100")
    another = handed_on(qtbot, counter)
    qtbot.keyClicks(focus(), "0")
    assert another.side.sell_card.pays.given.text() == "1000"
    press(qtbot, another, Qt.Key.Key_F11)
    assert tenders(shop) == [("cash", 98_000, 100_000)]


def test_a_part_and_what_is_typed_after_it_are_handed_on_together(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int
) -> None:
    allow(shop)
    counter.guests.serve(mei)
    counter.pages.show_top_up()
    counter.side.top_up.amount.edit.setText("500")
    counter.side.top_up.pays.given.setText("200")
    press(qtbot, counter, Qt.Key.Key_F11)
    qtbot.keyClicks(focus(), "10")
    another = handed_on(qtbot, counter)
    qtbot.keyClicks(focus(), "0")
    page = another.side.top_up
    assert page.pays.given.text() == "100"
    assert page.pays.paid_parts == {Tender.CASH: Money(20_000)}


def test_the_page_that_was_open_is_open_for_who_takes_over(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int, kind: int
) -> None:
    allow(shop)
    counter.guests.serve(mei)
    counter.pages.show_sell_card()
    counter.side.sell_card.pays.given.setText("500")
    press(qtbot, counter, Qt.Key.Key_F11)
    counter.pages.show_top_up()
    qtbot.keyClicks(focus(), "20")
    another = handed_on(qtbot, counter)
    assert another.side.currentWidget() is another.side.top_up
    assert another.side.top_up.amount.text() == "20"
    assert another.side.sell_card.pays.has_part_of(mei)


def test_who_typed_an_amount_beside_an_open_page_hands_that_on(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int
) -> None:
    allow(shop)
    counter.guests.serve(mei)
    counter.pages.show_top_up()
    qtbot.keyClicks(focus(), "20")
    counter.basket.amount.setFocus()
    qtbot.keyClicks(focus(), "4")
    another = handed_on(qtbot, counter)
    qtbot.keyClicks(focus(), "5")
    assert (another.basket.amount.text(), another.side.top_up.amount.text()) == ("45", "20")


def test_who_typed_an_amount_after_a_part_was_paid_hands_that_on(
    qtbot: QtBot, counter: Counter
) -> None:
    counter.checkout.take_amount("30")
    counter.basket.paying.given.setText("10")
    press(qtbot, counter, Qt.Key.Key_F11)
    counter.basket.amount.setFocus()
    qtbot.keyClicks(focus(), "4")
    another = handed_on(qtbot, counter)
    qtbot.keyClicks(focus(), "5")
    assert another.basket.amount.text() == "45"


def test_a_coupon_that_is_left_out_is_said_though_a_page_is_open(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int, clock: Clock
) -> None:
    allow(shop)
    counter.guests.serve(mei)
    counter.checkout.take_amount("30")
    counter.member.coupon_pressed.emit(finding.card(shop, mei).coupons[0])
    counter.pages.show_top_up()
    clock.pass_days(31)
    another = handed_on(qtbot, counter)
    assert another.side.currentWidget() is another.side.top_up
    assert another.find_problem.text() == "This coupon lapsed on 2026-04-08."
    assert another.find_problem.isVisible()


def test_nothing_that_was_typed_for_a_guest_who_is_gone_is_there_for_another(
    qtbot: QtBot, counter: Counter, shop: Shop, owner: Staff, mei: int
) -> None:
    allow(shop)
    counter.guests.serve(mei)
    qtbot.keyClicks(focus(), "45")
    counter.pages.show_top_up()
    qtbot.keyClicks(focus(), "20")
    guest = counter.lay_down()
    assert guest is not None
    forgetting.erase(shop, by=owner, member_id=mei, request="forgotten")
    another = shown(qtbot, Counter(counter.desk))
    another.pick_up(guest)
    assert another.basket.amount.text() == ""
    assert another.side.top_up.amount.text() == ""
    assert focus() is another.finder


def test_nothing_is_typed_for_a_basket_that_a_colleague_took_up_meanwhile(
    qtbot: QtBot, counter: Counter, shop: Shop
) -> None:
    counter.checkout.take_amount("30")
    qtbot.keyClicks(focus(), "45")
    guest = counter.lay_down()
    assert guest is not None
    [basket] = parking.parked(shop)
    parking.take_up(shop, basket.id)
    another = shown(qtbot, Counter(counter.desk))
    another.pick_up(guest)
    assert another.basket.amount.text() == ""
    assert not another.till.basket.is_begun


def test_where_nothing_is_begun_nobody_is_handed_on(counter: Counter) -> None:
    assert counter.lay_down() is None
