"""The sum at the counter: basket, coupon, points, what is due and what it earns."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shopfans.domain import coupons, points
from shopfans.domain.coupons import AmountOff
from shopfans.domain.errors import (
    AmountNotPositive,
    AmountTooLarge,
    CouponNeedsMore,
    NotEnoughPoints,
    NothingToSell,
    PointsAboveDue,
    ShopError,
)
from shopfans.domain.money import MOST, Money
from shopfans.domain.points import MOST_AT_ONCE, EarningRule, Points
from shopfans.domain.sales import Line, Quote, quote
from shopfans.domain.terms import Terms

TERMS = Terms("甜甜")


def of(fen: int) -> list[Line]:
    return [Line(Money(fen))]


def test_the_coupon_comes_off_first_then_points_and_the_rest_earns() -> None:
    assert quote(
        of(3250), TERMS, has_member=True, balance=Points(300), spend=Points(100),
        coupon=AmountOff(Money(500)),
    ) == Quote(Money(3250), Money(500), Money(100), Money(2650), Points(26))  # fmt: skip


def test_a_basket_is_the_sum_of_its_lines() -> None:
    basket = [Line(Money(1200), 2, "布丁"), Line(Money(50))]
    assert quote(basket, TERMS).gross == Money(2450)


@pytest.mark.parametrize(
    ("lines", "refusal"),
    [
        ([], NothingToSell),
        (of(0), AmountNotPositive),
        (of(-1), AmountNotPositive),
        ([Line(Money(100), 0)], AmountNotPositive),
        ([Line(Money(100), -1)], AmountNotPositive),
        (of(MOST.fen + 1), AmountTooLarge),
        ([Line(MOST), Line(Money(1))], AmountTooLarge),
        ([Line(Money(1), 10**30)], AmountTooLarge),
    ],
)
def test_baskets_refused_for_a_reason(lines: list[Line], refusal: type[ShopError]) -> None:
    with pytest.raises(refusal):
        quote(lines, TERMS)


def test_a_gift_may_lie_in_a_basket_that_is_paid_for() -> None:
    assert quote([Line(Money(0), 1, "布丁"), Line(Money(100))], TERMS).gross == Money(100)


def test_a_coupon_needs_its_minimum_and_gives_no_change() -> None:
    coupon = AmountOff(Money(500), minimum=Money(300))
    with pytest.raises(CouponNeedsMore) as refusal:
        coupons.discount(coupon, Money(299))
    assert refusal.value.minimum_fen == 300
    assert coupons.discount(coupon, Money(300)) == Money(300)
    assert coupons.discount(coupon, Money(900)) == Money(500)


def test_a_coupon_valid_one_day_lapses_that_evening() -> None:
    assert coupons.last_day(date(2026, 3, 10), 1) == date(2026, 3, 10)
    assert coupons.last_day(date(2026, 12, 31), 2) == date(2027, 1, 1)


@pytest.mark.parametrize(("balance", "spend"), [(99, 100), (0, 1), (-5, 1), (100, -1)])
def test_no_points_that_she_does_not_have(balance: int, spend: int) -> None:
    with pytest.raises(NotEnoughPoints):
        quote(of(5000), TERMS, has_member=True, balance=Points(balance), spend=Points(spend))


def test_points_owed_do_not_stop_a_sale() -> None:
    assert quote(of(5000), TERMS, has_member=True, balance=Points(-5)).due == Money(5000)


def test_no_more_points_than_the_price_and_no_broken_point() -> None:
    terms = replace(TERMS, point_value=Money(3))
    assert quote(of(10), terms, balance=Points(9), spend=Points(3)).due == Money(1)
    with pytest.raises(PointsAboveDue) as refusal:
        quote(of(10), terms, balance=Points(9), spend=Points(4))
    assert refusal.value.most == 3


def test_parts_of_an_amount_earn_nothing() -> None:
    assert points.earned(Money(199), EarningRule()) == 1
    assert points.earned(Money(199), EarningRule(3, Money(100))) == 5


amounts = st.integers(1, MOST.fen).map(Money)


@given(
    st.lists(st.builds(Line, amounts, st.integers(1, 5)), min_size=1, max_size=5),
    st.none() | st.builds(AmountOff, amounts, st.just(Money(0)) | amounts),
    st.integers(-100, 10**9),
    st.integers(0, 10**9),
    st.integers(1, 500),
)
def test_discounts_and_due_make_up_the_basket(
    lines: list[Line], coupon: AmountOff | None, balance: int, spend: int, value: int
) -> None:
    terms = replace(TERMS, point_value=Money(value))
    try:
        told = quote(
            lines, terms, has_member=True, balance=Points(balance), coupon=coupon,
            spend=Points(spend),
        )  # fmt: skip
    except ShopError:
        assume(False)
    assert told.due + told.coupon_off + told.points_off == told.gross
    assert min(told.due, told.coupon_off, told.points_off) >= Money(0)
    assert told.earned >= 0


@given(amounts, st.integers(1, 10**9), st.integers(1, 10), st.integers(1, 10**6))
def test_more_money_never_earns_fewer_points(paid: Money, more: int, per: int, each: int) -> None:
    rule = EarningRule(per, Money(each))
    assert points.earned(paid, rule) <= points.earned(paid + Money(more), rule)


@given(amounts, st.integers(0, MOST.fen))
def test_spending_points_never_earns_more(gross: Money, spend: int) -> None:
    spend = min(spend, gross.fen)
    dear = quote([Line(gross)], TERMS, has_member=True)
    cheap = quote([Line(gross)], TERMS, has_member=True, balance=Points(spend), spend=Points(spend))
    assert cheap.earned <= dear.earned


def test_a_sale_earns_no_more_points_than_the_books_can_hold() -> None:
    generous = replace(TERMS, earning=EarningRule(1_000, Money(1)))
    assert quote(of(10**6), generous, has_member=True).earned == MOST_AT_ONCE
    assert quote(of(10**6 + 1), generous).earned == 0
    with pytest.raises(AmountTooLarge) as refusal:
        quote(of(10**6 + 1), generous, has_member=True)
    assert refusal.value.most_fen == 10**6
