"""The sum at the counter: basket, coupon, points, what is due and what it earns."""

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from shopfans.domain import coupons, points
from shopfans.domain.coupons import AmountOff
from shopfans.domain.errors import (
    AmountNotPositive,
    AmountTooLarge,
    NotEnoughPoints,
    NothingToSell,
    PointsAboveDue,
)
from shopfans.domain.money import MOST, Money
from shopfans.domain.points import Points
from shopfans.domain.terms import Terms


class Tender(Enum):
    """How money was received; recorded, not processed."""

    CASH = "cash"
    WECHAT = "wechat"
    ALIPAY = "alipay"
    CARD = "card"
    UNKNOWN = "unknown"
    """Imported history does not say."""


class Line(NamedTuple):
    """So many of one good, or an amount typed by hand (no good, no name)."""

    unit_price: Money
    quantity: int = 1
    name: str = ""
    good: int | None = None

    @property
    def amount(self) -> Money:
        return self.unit_price * self.quantity


class Quote(NamedTuple):
    gross: Money
    coupon_off: Money
    points_off: Money
    due: Money
    earned: Points


def quote(
    lines: Sequence[Line],
    terms: Terms,
    *,
    has_member: bool = False,
    balance: Points = Points(0),
    coupon: AmountOff | None = None,
    spend: Points = Points(0),
) -> Quote:
    """What the guest pays and earns; the screen before the sale and the sale itself both ask here.

    Points are earned on money received for goods. Raises NothingToSell, AmountNotPositive,
    AmountTooLarge, CouponNeedsMore, NotEnoughPoints or PointsAboveDue.
    """
    gross = _gross(lines)
    coupon_off = coupons.discount(coupon, gross) if coupon else Money()
    after_coupon = gross - coupon_off
    if not 0 <= spend <= max(balance, 0):
        raise NotEnoughPoints(balance=balance, asked=spend)
    if spend > (most := points.most_for(after_coupon, terms.point_value)):
        raise PointsAboveDue(most)
    points_off = points.worth(spend, terms.point_value)
    due = after_coupon - points_off
    earned = points.earned(due, terms.earning) if has_member else Points(0)
    if earned > points.MOST_AT_ONCE:
        raise AmountTooLarge(points.MOST_AT_ONCE * terms.earning.each.fen // terms.earning.points)
    return Quote(gross, coupon_off, points_off, due, earned)


def _gross(lines: Sequence[Line]) -> Money:
    if not lines:
        raise NothingToSell()
    if any(line.quantity < 1 or line.unit_price.fen < 0 for line in lines):
        raise AmountNotPositive()
    gross = Money.total(line.amount for line in lines)
    if not gross:
        raise AmountNotPositive()
    if gross > MOST:
        raise AmountTooLarge(MOST.fen)
    return gross
