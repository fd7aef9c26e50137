"""Stored value: what comes with a top-up, what a payment takes, and what is returned."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.earning_rule import EarningRule
from shopfans.domain.errors import (
    AmountNotPositive,
    AmountTooLarge,
    NotEnoughStoredValue,
    NumberOutOfRange,
    OfferTwice,
)
from shopfans.domain.money import CURRENCIES, Money
from shopfans.domain.points import Points
from shopfans.domain.stored_value import (
    Draw,
    EarnsOn,
    Instalment,
    Offer,
    Returning,
    StoredValueRule,
    TopUpUse,
    Value,
    above_limit,
    bonus_parts,
    check_rule,
    counted,
    drawn,
    given_back,
    points_for,
    returnable,
)

FEN = st.integers(0, 1_000_000).map(Money)
VALUES = st.builds(Value, FEN, FEN)
DAY = date(2026, 1, 31)


def yuan(principal: float, bonus: float = 0) -> Value:
    return Value(Money(round(principal * 100)), Money(round(bonus * 100)))


def test_the_largest_offer_that_is_reached_counts_once() -> None:
    rule = StoredValueRule(
        offers=(Offer(Money(50_000), Money(5_000)), Offer(Money(100_000), Money(12_000)))
    )
    reached = [rule.offer(Money(fen)) for fen in (49_999, 50_000, 99_999, 100_000, 300_000)]
    assert [one and one.bonus.fen for one in reached] == [None, 5_000, 5_000, 12_000, 12_000]


def test_a_bonus_in_instalments_comes_month_by_month_to_the_fen() -> None:
    at_once, later = bonus_parts(Offer(Money(100_000), Money(1_000), months=3), DAY)
    assert at_once == Money(333)
    assert later == (
        Instalment(date(2026, 2, 28), Money(333)), Instalment(date(2026, 3, 31), Money(334)),
    )  # fmt: skip


def test_without_an_offer_nothing_comes() -> None:
    assert bonus_parts(None, DAY) == (Money(), ())


@pytest.mark.parametrize(
    ("draw", "taken"),
    [
        (Draw.PRINCIPAL_FIRST, yuan(500, 20)),
        (Draw.BONUS_FIRST, yuan(470, 50)),
        (Draw.IN_PROPORTION, yuan(472.72, 47.28)),
    ],
)
def test_520_of_500_and_50_are_taken_by_the_owners_rule(draw: Draw, taken: Value) -> None:
    assert drawn(draw, yuan(500, 50), Money(52_000)) == taken


@given(st.sampled_from(Draw), VALUES, FEN)
def test_a_payment_takes_what_is_there_and_no_more(draw: Draw, has: Value, amount: Money) -> None:
    if amount > has.both:
        with pytest.raises(NotEnoughStoredValue):
            drawn(draw, has, amount)
        return
    taken = drawn(draw, has, amount)
    assert taken.both == amount
    assert Money() <= taken.principal <= has.principal
    assert Money() <= taken.bonus <= has.bonus


@given(VALUES, st.lists(FEN, max_size=20))
def test_parts_of_a_payment_that_come_back_add_up_to_it(taken: Value, parts: list[Money]) -> None:
    left = taken
    for wanted in [*parts, taken.both]:
        part = min(wanted, left.both)
        back = given_back(left, part)
        assert back.both == part
        left = Value(left.principal - back.principal, left.bonus - back.bonus)
        assert min(left) >= Money()
    assert left.both == Money()


LAW = [
    # 500 paid, 50 added, 231.50 used of it: what the four rules return
    (Returning.AS_DRAWN, TopUpUse(yuan(500, 50), yuan(231.5)), 26_850),
    (Returning.AS_DRAWN, TopUpUse(yuan(500, 50), yuan(210.45, 21.05)), 28_955),
    (Returning.BONUS_FIRST, TopUpUse(yuan(500, 50), yuan(231.5)), 31_850),
    (Returning.PRINCIPAL_FIRST, TopUpUse(yuan(500, 50), yuan(181.5, 50)), 26_850),
    (Returning.IN_PROPORTION, TopUpUse(yuan(500, 50), yuan(231.5)), 28_955),
    # nothing used: all of her own money, whatever the rule
    *((rule, TopUpUse(yuan(500, 50), yuan(0)), 50_000) for rule in Returning),
    # all used
    *((rule, TopUpUse(yuan(500, 50), yuan(500, 50)), 0) for rule in Returning),
    # 300 were returned before, and a refund brought something back
    *((rule, TopUpUse(yuan(500, 50), yuan(0), Money(30_000)), 20_000) for rule in Returning),
]


@pytest.mark.parametrize(("rule", "use", "fen"), LAW)
def test_what_is_returned(rule: Returning, use: TopUpUse, fen: int) -> None:
    assert returnable(rule, use) == Money(fen)


@given(st.sampled_from(Returning), VALUES, st.data())
def test_never_more_is_returned_than_she_paid_in_or_is_left(
    rule: Returning, granted: Value, data: st.DataObject
) -> None:
    used = Value(
        Money(data.draw(st.integers(0, granted.principal.fen))),
        Money(data.draw(st.integers(0, granted.bonus.fen))),
    )
    back = returnable(rule, TopUpUse(granted, used))
    assert Money() <= back <= min(granted.principal, granted.both - used.both)


def test_within_seven_days_she_needs_no_reason_and_the_bonus_is_used_first() -> None:
    rule = StoredValueRule(returning=Returning.PRINCIPAL_FIRST)
    days = [date(2026, 3, 1), date(2026, 3, 8), date(2026, 3, 9)]
    assert [counted(rule, date(2026, 3, 1), day) for day in days] == [
        Returning.BONUS_FIRST, Returning.BONUS_FIRST, Returning.PRINCIPAL_FIRST,
    ]  # fmt: skip
    assert counted(rule, None, days[0]) is Returning.PRINCIPAL_FIRST


def test_a_top_up_earns_only_where_the_owner_says_so() -> None:
    earning = EarningRule(2, Money(300))
    earned = [points_for(earns, earning, Money(100_000)) for earns in EarnsOn]
    assert earned == [Points(0), Points(666), Points(0)]


def test_the_law_knows_a_limit_in_yuan_alone() -> None:
    held = [Money(500_000), Money(500_001)]
    assert [above_limit(CURRENCIES["CNY"], one) for one in held] == [None, Money(500_000)]
    assert above_limit(CURRENCIES["TWD"], Money(10**8)) is None


@pytest.mark.parametrize(
    ("offers", "refusal"),
    [
        ([Offer(Money())], AmountNotPositive),
        ([Offer(Money(1), Money(-1))], AmountNotPositive),
        ([Offer(Money(10**9 + 1))], AmountTooLarge),
        ([Offer(Money(1), months=0)], NumberOutOfRange),
        ([Offer(Money(1), coupons=21)], NumberOutOfRange),
        ([Offer(Money(number)) for number in range(1, 10)], NumberOutOfRange),
        ([Offer(Money(1)), Offer(Money(1), Money(2))], OfferTwice),
    ],
)
def test_a_rule_that_cannot_be_kept_is_refused(
    offers: list[Offer], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        check_rule(StoredValueRule(offers=tuple(offers)))
