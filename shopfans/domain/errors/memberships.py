"""Paid membership."""

from dataclasses import dataclass
from datetime import date

from shopfans.domain.errors.base import ShopError


@dataclass(eq=False)
class PlansAlike(ShopError):
    """Two plans of one name."""

    name: str


@dataclass(eq=False)
class PlanGivesNothing(ShopError):
    """Nobody pays for nothing."""

    name: str


@dataclass(eq=False)
class UnknownPlan(ShopError):
    """The owner does not sell it, or sells it at another price by now."""


@dataclass(eq=False)
class MembershipUsed(ShopError):
    """She bought with it, or used a coupon of it: it can only be ended, for the days left."""


@dataclass(eq=False)
class MembershipRenewed(ShopError):
    """A later one goes on from it: that one has to go first."""

    starts: date


@dataclass(eq=False)
class MembershipOver(ShopError):
    """It has ended already."""


@dataclass(eq=False)
class FeeOwed(ShopError):
    """She cannot be forgotten while days that she paid for are to come."""

    fee_fen: int
