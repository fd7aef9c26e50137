"""Cards of sessions that are paid ahead."""

from dataclasses import dataclass
from datetime import date

from shopfans.domain.errors.base import ShopError


@dataclass(eq=False)
class CardNeedsMember(ShopError):
    """Nobody without a name has a card."""


@dataclass(eq=False)
class CardOffSale(ShopError):
    """This one is not sold any more, or its last day is past."""


@dataclass(eq=False)
class NothingOnCard(ShopError):
    """A card without any service."""


@dataclass(eq=False)
class SessionsUsedUp(ShopError):
    """Fewer are left than were asked for."""

    left: int


@dataclass(eq=False)
class CardLapsed(ShopError):
    last: date


@dataclass(eq=False)
class CardUsed(ShopError):
    """Some of it was used or it was passed on: it can only be given back."""


@dataclass(eq=False)
class CardMovedOn(ShopError):
    """It was passed on or given back since: that session stays used."""


@dataclass(eq=False)
class NothingToUndo(ShopError):
    """There is no such use, or it was taken back already."""


@dataclass(eq=False)
class NothingOfCard(ShopError):
    """Nothing of the card is left, or nothing of its price can be returned."""


@dataclass(eq=False)
class SessionsOwed(ShopError):
    """She cannot be forgotten while the shop owes her sessions."""

    left: int
