"""Memberships at the counter: weighed, sold by a key, seen in the sum, taken back by a key."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.services.memberships import usage
from shopfans.services.sales import listing
from tests.conftest import Clock
from tests.services.memberships import GOLD, buy, join_plan, offer, template
from tests.services.test_selling import pass_working_days
from tests.ui.at_the_counter import counter, press, ring
from ui.counter.place import Counter

__all__ = ["counter"]

_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def plans(shop: Shop) -> Shop:
    offer(shop, GOLD)
    return shop


def pay(counter: Counter) -> None:
    counter.basket.pays[next(iter(counter.basket.pays))].click()


def test_it_is_weighed_before_it_is_sold_by_two_keys(
    qtbot: QtBot, counter: Counter, plans: Shop, cashier: Staff, mei: int
) -> None:
    buy(plans, cashier, mei, 500_000, "feast")
    counter.guests.serve(mei)
    qtbot.keyClick(counter, Qt.Key.Key_N, _CTRL)
    page = counter.side.sell_card
    assert page.words.text() == "12 months, until 2027-03-09 · 10% off · points ×2"
    assert page.worth.text() == (
        "In the last twelve months it would have saved her ¥500.00, "
        "plus points worth ¥50.00\nWorth it: ¥102.00 more than it costs"
    )
    assert page.worth.property("tone") == "good"
    press(qtbot, counter, Qt.Key.Key_F9)
    [line] = usage.statement(plans, mei)
    assert line.membership.fee == Money(39_800)
    assert counter.member.membership.whole() == "Gold until 2027-03-09"
    ring(qtbot, counter, "100")
    sums = counter.basket.sums
    assert sums.tier_title.whole() == "Gold · 10% off"
    assert sums.tier_off.text().endswith("¥10.00")
    pay(counter)
    assert listing.page_of_sales(plans)[0].paid == Money(9_000)


def test_for_little_it_says_how_much_less(
    counter: Counter, plans: Shop, cashier: Staff, mei: int
) -> None:
    buy(plans, cashier, mei, 1_000, "cake")
    counter.guests.serve(mei)
    counter.pages.show_sell_card()
    assert counter.side.sell_card.worth.text().endswith("Not yet: ¥397.00 less than it costs")


def test_who_has_it_sees_what_it_saved_and_when_it_ends(
    counter: Counter, plans: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    join_plan(plans, cashier, mei, "gold")
    buy(plans, cashier, mei, 1_000, "cake", due=900)
    pass_working_days(plans, cashier, clock, 364 - 12)
    counter.guests.serve(mei)
    assert counter.member.membership.whole() == (
        "Gold until 2027-03-09 · saved ¥1.00 so far, plus points"
    )
    assert "Gold ends in 12 days: renew it?" in counter.member.whisper.whole()
    counter.pages.show_sell_card()
    page = counter.side.sell_card
    assert page.words.text().startswith("12 months: goes on until 2028-03-09")
    assert page.worth.text() == "So far it saved her ¥1.00, plus points"


def test_the_coupons_of_the_month_are_in_her_hand_when_she_is_served(
    counter: Counter, shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    plan = GOLD._replace(monthly=template(shop, "five"))
    offer(shop, plan)
    join_plan(shop, cashier, mei, "gold", plan)
    pass_working_days(shop, cashier, clock, 40)
    counter.guests.serve(mei)
    guest = counter.till.basket.guest
    assert guest is not None
    assert [one.name for one in guest.coupons] == ["five"]


def test_the_discount_is_left_out_for_a_coupon_that_saves_more(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, mei: int
) -> None:
    from shopfans.domain.coupon_terms import CouponKind, CouponTerms

    alone = CouponTerms(CouponKind.AMOUNT_OFF, off=Money(2_000), with_tier=False)
    plan = GOLD._replace(first=template(shop, "twenty", alone))
    offer(shop, plan)
    join_plan(shop, cashier, mei, "gold", plan)
    counter.guests.serve(mei)
    ring(qtbot, counter, "100")
    counter.checkout.take_proposal()
    assert counter.member.coupons.why.text() == (
        "Saves ¥20.00 without the Gold discount; with it only ¥15.00."
    )
    pay(counter)
    assert listing.page_of_sales(shop)[0].paid == Money(8_000)


def test_one_of_today_is_taken_back_by_two_keys(
    qtbot: QtBot, counter: Counter, plans: Shop, cashier: Staff, mei: int
) -> None:
    join_plan(plans, cashier, mei, "gold")
    counter.guests.serve(mei)
    counter.pages.show_sell_card()
    counter.side.sell_card.void.click()
    assert "¥398.00" in counter.last_sale.words.text()
    press(qtbot, counter, Qt.Key.Key_F8)
    assert usage.statement(plans, mei) == []
    assert not counter.member.membership.isVisible()
