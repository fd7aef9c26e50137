"""Business days, and the drawer."""

from dataclasses import dataclass
from datetime import date

from shopfans.domain.errors.base import ShopError


@dataclass(eq=False)
class DayOver(ShopError):
    """A sale can be voided on its own business day only."""

    day: date


@dataclass(eq=False)
class SaleOfClosedDay(ShopError):
    """It can be refunded, not voided."""

    day: date


@dataclass(eq=False)
class DayClosed(ShopError):
    """Nothing is written into a closed day, and it is not closed twice."""

    day: date


@dataclass(eq=False)
class DayNotBegun(ShopError):
    """The day before is closed, and by the clock this one is still to come."""

    day: date


@dataclass(eq=False)
class DateInDoubt(ShopError):
    """The computer says that it is this day, and the owner has not confirmed it."""

    says: date


@dataclass(eq=False)
class ReasonForDifference(ShopError):
    """The drawer differs by more than the owner's line: why has to be said."""

    over_fen: int
    """Below zero: short."""


@dataclass(eq=False)
class FloatAboveCount(ShopError):
    """No more can stay in the drawer than was counted."""

    counted_fen: int


@dataclass(eq=False)
class UnknownZone(ShopError):
    text: str
