"""What a coupon's terms may say, and on which days it can be used."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.coupon_terms import (
    CouponKind,
    CouponTerms,
    Span,
    check,
    check_day,
    validity,
)
from shopfans.domain.errors import (
    AmountNotPositive,
    AmountTooLarge,
    CouponBlackout,
    CouponLapsed,
    CouponNotToday,
    CouponWithoutEnd,
    DaysReversed,
    FreeItemNeedsGoods,
    NumberOutOfRange,
    ShopError,
)
from shopfans.domain.money import MOST, Money

TUESDAY = date(2026, 3, 10)
FIVE_OFF = CouponTerms(CouponKind.AMOUNT_OFF, off=Money(500))
PERCENT = CouponTerms(CouponKind.PERCENT_OFF, percent=1200, cap=Money(2000))
PUDDING = CouponTerms(CouponKind.FREE_ITEM, goods=(7,))


def day(number: int) -> date:
    return date(2026, 3, number)


@pytest.mark.parametrize(
    "terms",
    [
        FIVE_OFF,
        PERCENT,
        PUDDING,
        replace(PERCENT, percent=10_000, cap=None),
        replace(PUDDING, goods=(), categories=("cakes",)),
        replace(FIVE_OFF, days=None, first=day(1), last=day(1)),
        replace(FIVE_OFF, weekdays=(0, 6), blackout=(Span(day(1), day(1)),), per_member=1),
    ],
)
def test_sensible_terms_are_accepted(terms: CouponTerms) -> None:
    check(terms)


@pytest.mark.parametrize(
    ("terms", "refusal"),
    [
        (replace(FIVE_OFF, off=Money()), AmountNotPositive),
        (replace(FIVE_OFF, off=Money(-1)), AmountNotPositive),
        (replace(FIVE_OFF, off=MOST + Money(1)), AmountTooLarge),
        (replace(FIVE_OFF, minimum=Money(-1)), AmountNotPositive),
        (replace(FIVE_OFF, minimum=MOST + Money(1)), AmountTooLarge),
        (replace(PERCENT, percent=0), NumberOutOfRange),
        (replace(PERCENT, percent=10_001), NumberOutOfRange),
        (replace(PERCENT, cap=Money()), AmountNotPositive),
        (replace(PUDDING, goods=()), FreeItemNeedsGoods),
        (replace(FIVE_OFF, days=None), CouponWithoutEnd),
        (replace(FIVE_OFF, days=0), NumberOutOfRange),
        (replace(FIVE_OFF, waits=-1), NumberOutOfRange),
        (replace(FIVE_OFF, weekdays=(7,)), NumberOutOfRange),
        (replace(FIVE_OFF, first=day(2), last=day(1)), DaysReversed),
        (replace(FIVE_OFF, blackout=(Span(day(2), day(1)),)), DaysReversed),
        (replace(FIVE_OFF, per_member=0), NumberOutOfRange),
        (replace(FIVE_OFF, in_all=0), NumberOutOfRange),
    ],
)
def test_nonsense_is_refused(terms: CouponTerms, refusal: type[ShopError]) -> None:
    with pytest.raises(refusal):
        check(terms)


@pytest.mark.parametrize(
    ("terms", "first", "last"),
    [
        (replace(FIVE_OFF, days=14), day(10), day(23)),
        (replace(FIVE_OFF, days=1), day(10), day(10)),
        (replace(FIVE_OFF, days=14, waits=1), day(11), day(24)),
        (replace(FIVE_OFF, days=14, last=day(15)), day(10), day(15)),
        (replace(FIVE_OFF, days=3, first=day(20)), day(20), day(22)),
        (replace(FIVE_OFF, days=3, waits=12, first=day(20)), day(22), day(24)),
        (replace(FIVE_OFF, days=None, first=day(1), last=day(31)), day(10), day(31)),
    ],
)
def test_the_days_count_from_the_first_and_end_with_the_last(
    terms: CouponTerms, first: date, last: date
) -> None:
    assert validity(terms, issued=TUESDAY) == Span(first, last)


def test_a_coupon_that_could_never_be_used_is_not_issued() -> None:
    with pytest.raises(CouponLapsed):
        validity(replace(FIVE_OFF, last=day(9)), issued=TUESDAY)
    with pytest.raises(CouponLapsed):
        validity(replace(FIVE_OFF, waits=5, last=day(14)), issued=TUESDAY)


@given(st.integers(0, 6), st.sets(st.integers(0, 6), min_size=1))
def test_only_its_weekdays_count(after: int, weekdays: set[int]) -> None:
    on, terms = TUESDAY + timedelta(days=after), replace(FIVE_OFF, weekdays=tuple(weekdays))
    if on.weekday() in weekdays:
        check_day(terms, on)
    else:
        with pytest.raises(CouponNotToday) as refusal:
            check_day(terms, on)
        assert refusal.value.weekdays == tuple(sorted(weekdays))


def test_blackout_dates_include_both_ends() -> None:
    terms = replace(FIVE_OFF, blackout=(Span(day(8), day(12)),))
    check_day(terms, day(7))
    check_day(terms, day(13))
    for number in (8, 10, 12):
        with pytest.raises(CouponBlackout) as refusal:
            check_day(terms, day(number))
        assert refusal.value.last == day(12)


def test_empty_categories_are_not_a_category() -> None:
    cakes = replace(FIVE_OFF, goods=(7,), categories=("cakes", ""))
    assert cakes.is_for(None, "cakes")
    assert cakes.is_for(7, "tea")
    assert not cakes.is_for(8, "")
    assert not cakes.is_for(None, "")
    assert FIVE_OFF.is_for(None, "")
