"""Coupons."""

from dataclasses import dataclass
from datetime import date, datetime

from shopfans.domain.errors.base import ShopError


@dataclass(eq=False)
class CouponOfAnother(ShopError):
    pass


@dataclass(eq=False)
class CouponUsed(ShopError):
    at: datetime
    by: str
    sale: int


@dataclass(eq=False)
class CouponLapsed(ShopError):
    on: date


@dataclass(eq=False)
class CouponDayClosed(ShopError):
    """By the clock it lasts still; but its last day is closed, and what happens counts for the
    next."""

    on: date


@dataclass(eq=False)
class CouponNeedsMore(ShopError):
    """The basket is below the coupon's minimum spend."""

    minimum_fen: int


@dataclass(eq=False)
class CouponWithdrawn(ShopError):
    """It was taken back unused."""

    at: datetime
    by: str


@dataclass(eq=False)
class CouponNeedsMember(ShopError):
    """Each member may use so many of it: somebody has to say who she is."""


@dataclass(eq=False)
class CouponsPerMember(ShopError):
    """She has had as many of this coupon as one member may."""

    most: int


@dataclass(eq=False)
class CouponsGone(ShopError):
    """So many can be issued in all, and so many are left."""

    left: int


@dataclass(eq=False)
class CouponsStopped(ShopError):
    """None of this template is issued any more."""


@dataclass(eq=False)
class NobodyToGive(ShopError):
    """The audience has nobody who could get one."""


@dataclass(eq=False)
class CouponNotYet(ShopError):
    first: date


@dataclass(eq=False)
class CouponNotToday(ShopError):
    """It is for some days of the week only; Monday is 0."""

    weekdays: tuple[int, ...]


@dataclass(eq=False)
class CouponBlackout(ShopError):
    """Not on these days, of which this is the last."""

    last: date


@dataclass(eq=False)
class CouponNotForThese(ShopError):
    """Nothing in the basket is what it is for."""


@dataclass(eq=False)
class CouponNotWithPoints(ShopError):
    pass


@dataclass(eq=False)
class CouponNotWithTier(ShopError):
    """It was to be used together with the discount of her tier."""


@dataclass(eq=False)
class CouponStandsAlone(ShopError):
    """It was to be used together with others."""

    code: str


@dataclass(eq=False)
class SameCouponTwice(ShopError):
    """Two of one template in one sale."""


@dataclass(eq=False)
class CouponTakesNothing(ShopError):
    """It would be used up for nothing."""


@dataclass(eq=False)
class FreeItemNeedsGoods(ShopError):
    """The terms of a free item do not say of what."""


@dataclass(eq=False)
class CouponWithoutEnd(ShopError):
    """The terms name neither days nor a last day."""
