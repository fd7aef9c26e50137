"""What a coupon gives and when."""

from dataclasses import dataclass
from datetime import date, timedelta

from shopfans.domain.errors import CouponNeedsMore
from shopfans.domain.money import Money


@dataclass(frozen=True, slots=True)
class AmountOff:
    """A coupon's terms: so much off, from a minimum spend on."""

    off: Money
    minimum: Money = Money(0)


def discount(coupon: AmountOff, gross: Money) -> Money:
    """What it takes off this basket, never more than its worth. Raises CouponNeedsMore."""
    if gross < coupon.minimum:
        raise CouponNeedsMore(coupon.minimum.fen)
    return min(coupon.off, gross)


def last_day(issued: date, days_valid: int) -> date:
    """A coupon valid 14 days can be used on the day of issue and the 13 that follow."""
    return issued + timedelta(days=days_valid - 1)
