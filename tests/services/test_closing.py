"""The end of the day: counted, closed, and nothing of it can be changed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.errors import (
    CouponDayClosed,
    CouponLapsed,
    DayClosed,
    DayNotBegun,
    FloatAboveCount,
    ReasonForDifference,
    WrongPin,
)
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Tender
from shopfans.services import settings
from shopfans.services.belonging import rewarding
from shopfans.services.books import auditing
from shopfans.services.bringing.past import past_undoing
from shopfans.services.coupons import couponing
from shopfans.services.days import close_papers, closing, counting
from shopfans.services.days.counting import Found
from shopfans.services.members import finding
from shopfans.services.members.whispering import whisper
from shopfans.texts import messages
from shopfans.texts.whispers import whisper_text
from tests.conftest import CASHIER_PIN, OWNER_PIN, Clock, confirm_date
from tests.services.test_selling import imported, sell


def close(shop: Shop, by: Staff, request: str = "close") -> int:
    """The day ends with the drawer as it should be, and emptied."""
    now = closing.state(shop)
    found = Found(now.drawer.expected, Money())
    return closing.close_day(shop, by=by, day=now.day, found=found, request=request)


def test_the_drawer_is_three_yuan_short(shop: Shop, cashier: Staff) -> None:
    sell(shop, cashier, 30, "s1")
    now = closing.state(shop)
    cash = dict(now.figures.takings).get(Tender.CASH, Money())
    assert now.drawer.expected == cash
    found = Found(cash + Money(19700), Money(20000 if cash.fen >= 300 else 0), opening=Money(20000))
    number = closing.close_day(shop, by=cashier, day=now.day, found=found, request="c")
    count = close_papers.of_day(shop, number).count
    assert count is not None
    assert count.over == Money(-300)
    assert close_papers.of_day(shop, number).figures == now.figures


def test_after_the_close_a_sale_is_of_the_next_day(
    shop: Shop, cashier: Staff, clock: Clock
) -> None:
    sell(shop, cashier, 30, "s1")
    close(shop, cashier)
    assert settings.today(shop) == date(2026, 3, 11)
    sell(shop, cashier, 5, "s2")
    with pytest.raises(DayNotBegun):
        close(shop, cashier, request="again")
    clock.pass_days(1)
    assert settings.today(shop) == date(2026, 3, 11)
    assert closing.state(shop).figures.paid == Money(500)


def test_a_day_is_closed_once(shop: Shop, cashier: Staff, owner: Staff) -> None:
    sell(shop, cashier, 30, "s1")
    close(shop, cashier)
    with pytest.raises(DayClosed):
        closing.close_day(shop, by=owner, day=date(2026, 3, 10), found=None, request="twice")
    assert len(closing.closes(shop)) == 1


def test_sending_the_close_again_changes_nothing(shop: Shop, cashier: Staff) -> None:
    sell(shop, cashier, 30, "s1")
    found = Found(Money(3000), Money(1000))
    day = closing.state(shop).day
    numbers = {
        closing.close_day(shop, by=cashier, day=day, found=found, request="c") for _ in range(2)
    }
    assert len(numbers) == len(closing.closes(shop)) == 1


def test_forgotten_days_are_closed_along(shop: Shop, cashier: Staff, clock: Clock) -> None:
    sell(shop, cashier, 30, "s1")
    assert closing.forgotten(shop) == []
    close(shop, cashier)
    for number in range(2):
        clock.pass_days(1)
        sell(shop, cashier, 10, f"late {number}")
    clock.pass_days(1)
    assert closing.forgotten(shop) == [date(2026, 3, 11), date(2026, 3, 12)]
    assert closing.state(shop).is_late
    close(shop, cashier, request="late")
    assert [row.day.day for row in closing.closes(shop)] == [12, 11, 10]
    assert closing.forgotten(shop) == []


def test_the_float_goes_on_from_shift_to_shift(shop: Shop, cashier: Staff, owner: Staff) -> None:
    found = Found.of({10000: 3}, stays=Money(20000), opening=Money(30000))
    assert owner.id is not None
    counting.hand_over(shop, by=cashier, to=owner.id, pin=OWNER_PIN, found=found, request="h")
    assert closing.state(shop).drawer.opening == Money(20000)
    [shift] = closing.state(shop).shifts
    assert (shift.over, shift.taken_out) == (Money(), Money(10000))
    too_much = Found(Money(1), Money(2))
    with pytest.raises(FloatAboveCount):
        counting.hand_over(shop, by=owner, to=owner.id, pin=OWNER_PIN, found=too_much, request="x")


def test_a_hand_over_with_all_that_is_in_the_drawer_is_no_float_for_tomorrow(
    shop: Shop, cashier: Staff
) -> None:
    found = Found(Money(30000), Money(20000), opening=Money(30000))
    day = closing.state(shop).day
    closing.close_day(shop, by=cashier, day=day, found=found, request="c")
    sell(shop, cashier, 300, "s1")
    all_of_it, to = Found(Money(50000), Money(50000)), cashier.id or 0
    counting.hand_over(shop, by=cashier, to=to, pin=CASHIER_PIN, found=all_of_it, request="h")
    now = closing.state(shop)
    assert (now.drawer.opening, now.usual_stays) == (Money(50000), Money(20000))


def test_who_takes_the_drawer_over_says_so_with_her_pin(
    shop: Shop, cashier: Staff, owner: Staff
) -> None:
    found = Found(Money(100), Money(100), opening=Money(100))
    with pytest.raises(WrongPin):
        counting.hand_over(
            shop, by=cashier, to=owner.id or 0, pin=CASHIER_PIN, found=found, request="h"
        )
    assert closing.state(shop).shifts == ()


@pytest.mark.parametrize(("fen", "needs_reason"), [(1000, False), (-1000, False), (1001, True),
                                                   (-1001, True)])  # fmt: skip
def test_a_difference_above_the_owners_line_needs_a_reason(
    shop: Shop, cashier: Staff, fen: int, needs_reason: bool
) -> None:
    sell(shop, cashier, 300, "s1")
    close(shop, cashier)
    sell(shop, cashier, 300, "s2")
    found = Found(Money(30000 + fen), Money())
    to = cashier.id or 0
    if needs_reason:
        with pytest.raises(ReasonForDifference) as refusal:
            counting.hand_over(shop, by=cashier, to=to, pin=CASHIER_PIN, found=found, request="h")
        assert refusal.value.over_fen == fen
        assert closing.state(shop).shifts == ()
        found = found._replace(reason="a torn note")
    count = counting.hand_over(shop, by=cashier, to=to, pin=CASHIER_PIN, found=found, request="h2")
    said = close_papers.of_hand_over(shop, count).count
    assert (said.over, said.reason) == (Money(fen), "a torn note" if needs_reason else "")


def test_the_very_first_count_begins_the_drawer(shop: Shop, cashier: Staff) -> None:
    sell(shop, cashier, 30, "s1")
    found = Found(Money(23000), Money(20000))
    counting.hand_over(
        shop, by=cashier, to=cashier.id or 0, pin=CASHIER_PIN, found=found, request="h"
    )
    [shift] = closing.state(shop).shifts
    assert (shift.drawer.opening, shift.over) == (Money(20000), Money())


def test_past_sales_that_come_in_take_no_cash_of_the_day_out_of_the_first_count(
    shop: Shop, owner: Staff, cashier: Staff, tmp_path: Path
) -> None:
    sell(shop, cashier, 30, "s1")
    imported(shop, owner, tmp_path, "A-7,2025-11-01,12.50")
    assert closing.state(shop).drawer.expected == Money(3000)
    past_undoing.undo(shop, by=owner, batch=1, request="undo")
    assert closing.state(shop).drawer.expected == Money(3000)


def test_a_reason_is_under_the_seal(shop: Shop, cashier: Staff) -> None:
    sell(shop, cashier, 30, "s1")
    found = Found(Money(9000), Money(), opening=Money(), reason="found under the drawer")
    closing.close_day(
        shop, by=cashier, day=closing.state(shop).day, found=found, request="c"
    )  # fmt: skip
    with shop.changing():
        shop.rows("DROP TRIGGER count_reason_keeps_update")
        shop.rows("UPDATE count_reason SET text = 'nothing'")
    assert [problem.where for problem in auditing.problems(shop)] == ["day_close 2026-03-10"]
    with shop.changing():
        shop.rows("UPDATE count_reason SET text = 'found under the drawer'")


def test_what_lasts_until_today_says_why_it_is_of_no_use_once_the_day_is_closed(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock
) -> None:
    clock.pass_days(28)
    terms = settings.load(shop)
    settings.save(shop, by=owner, terms=replace(terms, points_last=1), request="t")
    sell(shop, cashier, 30, "s1", member=mei)
    clock.pass_days(1)
    confirm_date(shop)
    [coupon] = finding.card(shop, mei).coupons
    until = settings.today(shop)
    assert coupon.lapses == until
    assert whisper(shop, finding.card(shop, mei)).closed is None
    close(shop, cashier)
    for _time in range(2):
        card = finding.card(shop, mei)
        said = whisper(shop, card)
        assert said.closed == (until, Points(30), 1)
        words = whisper_text(said, settings.today(shop))
        assert words.startswith("04-08 is closed, and with it 30 points, a coupon")
        with pytest.raises(CouponDayClosed) as refusal:
            couponing.look_up(shop, coupon.code, member=mei)
        assert "counts for the next one" in messages.message(refusal.value, terms)
        with pytest.raises(CouponDayClosed):
            sell(shop, cashier, 20, "s2", member=mei, coupon=coupon.code, due=1500)
        rewarding.lapse_points(shop)
    clock.pass_days(1)
    assert whisper(shop, finding.card(shop, mei)).closed is None
    with pytest.raises(CouponLapsed):
        couponing.look_up(shop, coupon.code, member=mei)
