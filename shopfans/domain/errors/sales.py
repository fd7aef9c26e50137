"""Sales, and what is taken back of them."""

from dataclasses import dataclass
from datetime import datetime

from shopfans.domain.errors.base import ShopError


@dataclass(eq=False)
class NothingToSell(ShopError):
    pass


@dataclass(eq=False)
class TenderMismatch(ShopError):
    """What is paid is not what is due."""

    due_fen: int
    given_fen: int


@dataclass(eq=False)
class ParkedGone(ShopError):
    """Somebody has taken this basket up already."""


@dataclass(eq=False)
class GivenTooMuch(ShopError):
    """Only cash gives change."""

    due_fen: int
    """Below zero: the parts that were paid already come to more than the sum, by so much."""


@dataclass(eq=False)
class AlreadyVoided(ShopError):
    at: datetime
    by: str


@dataclass(eq=False)
class NothingToVoid(ShopError):
    pass


@dataclass(eq=False)
class NothingToRefund(ShopError):
    """Nothing of the sale was chosen, or nothing of it is left."""


@dataclass(eq=False)
class TooManyReturned(ShopError):
    """More pieces of a line than are left of it."""

    left: int


@dataclass(eq=False)
class PartlyRefunded(ShopError):
    """Some of the sale came back already: it can be refunded, but not voided."""


@dataclass(eq=False)
class SaleUsedHers(ShopError):
    """The sale used a member's points, stamps or coupon: it cannot become another's."""


@dataclass(eq=False)
class ReasonMissing(ShopError):
    """A price was changed, or something taken off a line, without a reason."""


@dataclass(eq=False)
class OffTooMuch(ShopError):
    """More is taken off a line than it costs."""

    most_fen: int


@dataclass(eq=False)
class RequestReused(ShopError):
    """The same request key came with other contents."""
