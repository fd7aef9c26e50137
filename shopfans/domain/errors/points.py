"""Points, stamps and tiers."""

from dataclasses import dataclass

from shopfans.domain.errors.base import ShopError


@dataclass(eq=False)
class TiersAlike(ShopError):
    """Two tiers have the same name."""


@dataclass(eq=False)
class TiersNotRising(ShopError):
    """A tier is reached no later than the one below it."""

    name: str
    lower: str


@dataclass(eq=False)
class NotEnoughPoints(ShopError):
    balance: int
    asked: int


@dataclass(eq=False)
class PointsAboveDue(ShopError):
    """More points than the sale is worth."""

    most: int


@dataclass(eq=False)
class PointsInSteps(ShopError):
    step: int


@dataclass(eq=False)
class PointsBelowLeast(ShopError):
    least: int


@dataclass(eq=False)
class PointsAboveCeiling(ShopError):
    most: int


@dataclass(eq=False)
class PointsNeedProof(ShopError):
    """More points than may be used before she has shown that they are hers."""

    most: int


@dataclass(eq=False)
class WrongDigits(ShopError):
    """Not the last four of her phone number."""


@dataclass(eq=False)
class PointsNeedMember(ShopError):
    pass


@dataclass(eq=False)
class NotEnoughStamps(ShopError):
    has: int
    needed: int


@dataclass(eq=False)
class NothingForStamps(ShopError):
    """No piece in the basket can be the free one."""


@dataclass(eq=False)
class GiftNeedsMember(ShopError):
    pass
