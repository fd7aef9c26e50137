"""The sum at the counter: basket, coupon, points, what is due and what it earns."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shopfans.domain.bill import quote as quote_on
from shopfans.domain.coupon_discounts import Held
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.earning_rule import EarningRule
from shopfans.domain.errors import (
    AmountNotPositive,
    AmountTooLarge,
    CouponNeedsMore,
    GiftNeedsMember,
    NotEnoughPoints,
    NotEnoughStamps,
    NothingForStamps,
    NothingToSell,
    OffTooMuch,
    PointsAboveDue,
    ReasonMissing,
    ShopError,
)
from shopfans.domain.kinds import Discount
from shopfans.domain.money import MOST, Money
from shopfans.domain.points import MOST_AT_ONCE, Points
from shopfans.domain.sales import Buyer, Line, Quote
from shopfans.domain.stamps import StampRule
from shopfans.domain.terms import Terms

TERMS = Terms("甜甜")


DAY = date(2026, 3, 10)


def of(fen: int) -> list[Line]:
    return [Line(Money(fen))]


def coupon(off: Money, minimum: Money = Money(0)) -> Held:
    terms = CouponTerms(CouponKind.AMOUNT_OFF, off=off, minimum=minimum)
    return Held("8", 1, terms, DAY, DAY)


def quote(
    lines: list[Line], terms: Terms = TERMS, *, has_member: bool = False, balance: int = 0,
    **more: Any,
) -> Quote:  # fmt: skip
    buyer = Buyer(Points(balance)) if has_member or balance else None
    return quote_on(lines, terms, DAY, buyer=buyer, **more)


def test_the_coupon_comes_off_first_then_points_and_the_rest_earns() -> None:
    told = quote(of(3250), balance=300, spend=Points(100), coupons=[coupon(Money(500))])
    assert (told.gross, told.due, told.earned) == (Money(3250), Money(2650), 26)
    assert [(off.kind, off.amount) for off in told.offs] == [
        (Discount.COUPON, Money(500)), (Discount.POINTS, Money(100)),
    ]  # fmt: skip


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
    held = coupon(Money(500), minimum=Money(300))
    with pytest.raises(CouponNeedsMore) as refusal:
        quote(of(299), coupons=[held])
    assert refusal.value.minimum_fen == 300
    assert quote(of(300), coupons=[held]).off(Discount.COUPON) == Money(300)
    assert quote(of(900), coupons=[held]).off(Discount.COUPON) == Money(500)


def test_what_the_operator_takes_off_needs_a_reason_and_is_no_more_than_the_line() -> None:
    line = Line(Money(1000), off=Money(200))
    with pytest.raises(ReasonMissing):
        quote([line])
    with pytest.raises(OffTooMuch):
        quote([line._replace(off=Money(1001), reason="dented")])
    assert quote([line._replace(reason="dented")]).due == Money(800)


CAKES = replace(TERMS, stamps=StampRule(needed=3, categories=("蛋糕",)))


def test_the_cheapest_piece_is_the_free_one_and_brings_no_stamp() -> None:
    lines = [Line(Money(3000), 2, "大", 1, "蛋糕"), Line(Money(2000), 1, "小", 2, "蛋糕")]
    told = quote_on(lines, CAKES, DAY, buyer=Buyer(stamps=4), free_pieces=1)
    assert (told.due, told.stamps) == (Money(6000), (2, 0))
    assert told.cost(Discount.STAMPS) == 3


def test_a_coupon_for_a_free_piece_gives_a_whole_one_beside_the_one_for_stamps() -> None:
    lines = [Line(Money(1000), 3, "蛋糕", 1, "蛋糕")]
    terms = CouponTerms(CouponKind.FREE_ITEM, categories=("蛋糕",))
    free = Held("8", 1, terms, DAY, DAY)
    told = quote_on(lines, CAKES, DAY, buyer=Buyer(stamps=3), free_pieces=1, coupons=[free])
    assert (told.off(Discount.STAMPS), told.off(Discount.COUPON)) == (Money(1000), Money(1000))
    assert told.free == (1,)


def test_no_free_piece_without_a_full_card_or_without_a_piece() -> None:
    cake, tea = [Line(Money(3000), 1, "大", 1, "蛋糕")], [Line(Money(900), 1, "茶", 3, "饮品")]
    with pytest.raises(NotEnoughStamps):
        quote_on(cake, CAKES, DAY, buyer=Buyer(stamps=2), free_pieces=1)
    with pytest.raises(NothingForStamps):
        quote_on(tea, CAKES, DAY, buyer=Buyer(stamps=3), free_pieces=1)


def test_a_gift_costs_points_that_cannot_be_used_twice() -> None:
    lines = [Line(Money(900)), Line(Money(), 1, "杯子", gift=1, points_each=Points(500))]
    told = quote(lines, balance=600, spend=Points(100))
    assert (told.due, told.cost(Discount.GIFT, Discount.POINTS)) == (Money(800), 600)
    with pytest.raises(NotEnoughPoints):
        quote(lines, balance=600, spend=Points(101))
    with pytest.raises(NotEnoughPoints):
        quote(lines, balance=499)
    with pytest.raises(GiftNeedsMember):
        quote(lines)


@pytest.mark.parametrize(("balance", "spend"), [(99, 100), (0, 1), (-5, 1), (100, -1)])
def test_no_points_that_she_does_not_have(balance: int, spend: int) -> None:
    with pytest.raises(NotEnoughPoints):
        quote(of(5000), TERMS, has_member=True, balance=balance, spend=Points(spend))


def test_points_owed_do_not_stop_a_sale() -> None:
    assert quote(of(5000), TERMS, has_member=True, balance=-5).due == Money(5000)


def test_no_more_points_than_the_price_and_no_broken_point() -> None:
    terms = replace(TERMS, point_value=Money(3))
    assert quote(of(10), terms, balance=9, spend=Points(3)).due == Money(1)
    with pytest.raises(PointsAboveDue) as refusal:
        quote(of(10), terms, balance=9, spend=Points(4))
    assert refusal.value.most == 3


amounts = st.integers(1, MOST.fen).map(Money)


@given(
    st.lists(st.builds(Line, amounts, st.integers(1, 5)), min_size=1, max_size=5),
    st.lists(st.builds(coupon, amounts, st.just(Money(0)) | amounts), max_size=1),
    st.integers(-100, 10**9),
    st.integers(0, 10**9),
    st.integers(1, 500),
)
def test_discounts_and_due_make_up_the_basket(
    lines: list[Line], held: list[Held], balance: int, spend: int, value: int
) -> None:
    terms = replace(TERMS, point_value=Money(value))
    try:
        told = quote(
            lines, terms, has_member=True, balance=balance, coupons=held, spend=Points(spend),
        )  # fmt: skip
    except ShopError:
        assume(False)
    offs = [off.amount for off in told.offs]
    assert told.due + Money.total(offs) == told.gross
    assert min([told.due, *offs]) >= Money(0)
    assert min(told.paid) >= Money(0)
    assert sum(told.earning.per_line) == told.earned >= 0


@given(amounts, st.integers(0, MOST.fen))
def test_spending_points_never_earns_more(gross: Money, spend: int) -> None:
    spend = min(spend, gross.fen)
    dear = quote([Line(gross)], TERMS, has_member=True)
    cheap = quote([Line(gross)], TERMS, has_member=True, balance=spend, spend=Points(spend))
    assert cheap.earned <= dear.earned


def test_a_sale_earns_no_more_points_than_the_books_can_hold() -> None:
    generous = replace(TERMS, earning=EarningRule(1_000, Money(1)))
    assert quote(of(10**6), generous, has_member=True).earned == MOST_AT_ONCE
    assert quote(of(10**6 + 1), generous).earned == 0
    with pytest.raises(AmountTooLarge) as refusal:
        quote(of(10**6 + 1), generous, has_member=True)
    assert refusal.value.most_fen == 10**6
