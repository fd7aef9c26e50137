"""What the coupons of one template give, for what, and on which days."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

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
)
from shopfans.domain.money import MOST, Money

WHOLE = 10_000
"""All of a price, in hundredths of a percent."""

LONGEST = 3_650
"""Days that a coupon can be valid, or wait."""

MOST_COUPONS = 1_000_000
"""Coupons that one template can bring about."""


class CouponKind(Enum):
    AMOUNT_OFF = "amount_off"
    PERCENT_OFF = "percent_off"
    FREE_ITEM = "free_item"


class Span(NamedTuple):
    """Days from `first` to `last`, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class CouponTerms:
    """Flat, so that it can be kept as it is."""

    kind: CouponKind
    off: Money = Money()
    """Amount off."""
    percent: int = 0
    """Percent off, in hundredths of a percent: 1200 is 12% off (8.8 折)."""
    cap: Money | None = None
    """Percent off: never more than this."""
    minimum: Money = Money()
    """Of the goods it is for, after their own discounts and before any coupon."""
    goods: tuple[int, ...] = ()
    """Only these goods, or goods of these categories; both empty: all, typed amounts too."""
    categories: tuple[str, ...] = ()
    days: int | None = 30
    """Valid so many days from its first; never beyond `last`."""
    waits: int = 0
    """Not before so many days after issue."""
    first: date | None = None
    last: date | None = None
    weekdays: tuple[int, ...] = ()
    """Only on these, Monday is 0; empty: on any."""
    blackout: tuple[Span, ...] = ()
    per_member: int | None = None
    """So many for one member."""
    in_all: int | None = None
    """So many can be issued."""
    with_points: bool = True
    with_tier: bool = True
    """Together with the standing discount of her tier."""
    with_coupons: bool = False
    """Together with other coupons that allow it too, one of each template."""

    def is_for(self, good: int | None, category: str) -> bool:
        if not self.goods and not self.categories:
            return True
        return good in self.goods or (bool(category) and category in self.categories)


def check(terms: CouponTerms) -> None:
    """Returns if coupons can be issued by these terms.

    Raises AmountNotPositive, AmountTooLarge, NumberOutOfRange, FreeItemNeedsGoods,
    CouponWithoutEnd or DaysReversed.
    """
    _check_gift(terms)
    if terms.minimum < Money():
        raise AmountNotPositive()
    if terms.minimum > MOST:
        raise AmountTooLarge(MOST.fen)
    _check_days(terms)
    for limit in (terms.per_member, terms.in_all):
        if limit is not None and not 1 <= limit <= MOST_COUPONS:
            raise NumberOutOfRange(1, MOST_COUPONS)


def _check_gift(terms: CouponTerms) -> None:
    match terms.kind:
        case CouponKind.AMOUNT_OFF:
            _check_positive(terms.off)
        case CouponKind.PERCENT_OFF:
            if not 1 <= terms.percent <= WHOLE:
                raise NumberOutOfRange(1, WHOLE // 100)
            if terms.cap is not None:
                _check_positive(terms.cap)
        case CouponKind.FREE_ITEM:
            if not terms.goods and not terms.categories:
                raise FreeItemNeedsGoods()


def _check_positive(amount: Money) -> None:
    if amount <= Money():
        raise AmountNotPositive()
    if amount > MOST:
        raise AmountTooLarge(MOST.fen)


def _check_days(terms: CouponTerms) -> None:
    if terms.days is None and terms.last is None:
        raise CouponWithoutEnd()
    if terms.days is not None and not 1 <= terms.days <= LONGEST:
        raise NumberOutOfRange(1, LONGEST)
    if not 0 <= terms.waits <= LONGEST:
        raise NumberOutOfRange(0, LONGEST)
    if any(not 0 <= weekday <= 6 for weekday in terms.weekdays):
        raise NumberOutOfRange(0, 6)
    for first, last in ((terms.first, terms.last), *terms.blackout):
        if first and last and last < first:
            raise DaysReversed(first, last)


def validity(terms: CouponTerms, issued: date) -> Span:
    """The first and the last day of a coupon issued on that day.

    Raises CouponLapsed if it could never be used.
    """
    first = issued + timedelta(days=terms.waits)
    if terms.first:
        first = max(first, terms.first)
    ends = [] if terms.last is None else [terms.last]
    if terms.days is not None:
        ends.append(first + timedelta(days=terms.days - 1))
    last = min(ends)
    if last < first:
        raise CouponLapsed(last)
    return Span(first, last)


def check_day(terms: CouponTerms, day: date) -> None:
    """Returns if the weekday and the calendar allow it. Raises CouponNotToday or CouponBlackout."""
    if terms.weekdays and day.weekday() not in terms.weekdays:
        raise CouponNotToday(tuple(sorted(set(terms.weekdays))))
    for span in terms.blackout:
        if span.first <= day <= span.last:
            raise CouponBlackout(span.last)
