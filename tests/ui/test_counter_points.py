"""Points and coupons in the sum at the counter, and what stops them."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.earning_rule import EarningRule
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Tender
from shopfans.services import settings
from shopfans.services.members import finding
from shopfans.services.sales import listing
from tests.conftest import Clock, confirm_date
from tests.services.test_closing import close
from tests.services.test_selling import sell
from tests.ui.at_the_counter import counter, ring
from ui.counter.place import Counter

__all__ = ["counter"]


def test_more_points_than_she_has(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, mei: int
) -> None:
    sell(shop, cashier, 50, "s1", member=mei)
    counter.guests.serve(mei)
    ring(qtbot, counter, "20")
    qtbot.keyClicks(counter.basket.points, "51")
    assert counter.basket.points_wrong.text() == "She has 50 points, not 51."
    assert not next(iter(counter.basket.pays.values())).isEnabled()
    counter.basket.take_all.click()
    assert counter.basket.due.text() == "¥19.50"


def test_points_and_coupon_go_into_the_sum(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, mei: int
) -> None:
    sell(shop, cashier, 300, "s1", member=mei)
    counter.guests.serve(mei)
    ring(qtbot, counter, "20")
    counter.member.coupon_pressed.emit(finding.card(shop, mei).coupons[0])
    qtbot.keyClicks(counter.basket.points, "300")
    assert counter.basket.due.text() == "¥12.00"
    assert counter.basket.earns.text() == "earns 12 points"
    counter.basket.pays[next(iter(counter.basket.pays))].click()
    assert (finding.card(shop, mei).points, finding.card(shop, mei).coupons) == (12, ())


def test_points_that_cannot_be_read_stop_the_sale(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, mei: int
) -> None:
    sell(shop, cashier, 400, "s1", member=mei)
    counter.guests.serve(mei)
    ring(qtbot, counter, "20")
    qtbot.keyClicks(counter.basket.points, "300x")
    counter.refresh()
    assert counter.basket.points_wrong.text() == "This is not a whole number."
    counter.checkout.pay(Tender.CASH)
    assert finding.card(shop, mei).points == 400


def test_a_coupon_that_lapsed_in_the_basket_is_left_out(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int, clock: Clock
) -> None:
    counter.guests.serve(mei)
    ring(qtbot, counter, "20")
    counter.member.coupon_pressed.emit(finding.card(shop, mei).coupons[0])
    clock.pass_days(31)
    counter.checkout.pay(Tender.CASH)
    assert counter.basket.problem.text() == "This coupon lapsed on 2026-04-08."
    assert counter.basket.due.text() == "¥20.00"
    counter.checkout.pay(Tender.CASH)
    assert listing.page_of_sales(shop)[0].paid == Money(2000)


def test_a_coupon_whose_last_day_another_till_closed_says_so(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    clock.pass_days(29)
    confirm_date(shop)
    counter.guests.serve(mei)
    ring(qtbot, counter, "20")
    counter.member.coupon_pressed.emit(finding.card(shop, mei).coupons[0])
    shop.on_change = lambda _topics: None  # the other till tells this one a moment later
    close(shop, cashier)
    counter.checkout.pay(Tender.CASH)
    assert counter.basket.problem.text() == (
        "This coupon lasted until 2026-04-08, and that day is closed: what is sold now counts "
        "for the next one."
    )
    assert counter.basket.due.text() == "¥20.00"


def test_new_terms_are_in_the_sum_at_once(
    qtbot: QtBot, counter: Counter, shop: Shop, owner: Staff, mei: int
) -> None:
    counter.guests.serve(mei)
    ring(qtbot, counter, "20")
    terms = replace(settings.load(shop), earning=EarningRule(2, Money(100)))
    settings.save(shop, by=owner, terms=terms, request="t")
    assert counter.basket.earns.text() == "earns 40 points"


def test_a_sum_that_cannot_be_is_not_shown_as_nothing(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, mei: int
) -> None:
    sell(shop, cashier, 50, "s1", member=mei)
    counter.guests.serve(mei)
    ring(qtbot, counter, "8")
    qtbot.keyClicks(counter.basket.points, "99999")
    assert counter.basket.due.text() == "–"
