"""Stored value."""

from dataclasses import dataclass

from shopfans.domain.errors.base import ShopError


@dataclass(eq=False)
class NotEnoughStoredValue(ShopError):
    balance_fen: int
    asked_fen: int


@dataclass(eq=False)
class StoredValueNeedsMember(ShopError):
    """Nobody without a name has stored value."""


@dataclass(eq=False)
class StoredValueNotReceived(ShopError):
    """Stored value cannot be bought, or given back, with stored value."""


@dataclass(eq=False)
class StoredValueNeedsProof(ShopError):
    """More of it than may be used before she has shown that it is hers."""

    most_fen: int


@dataclass(eq=False)
class NoTopUps(ShopError):
    """The owner's rule takes none."""


@dataclass(eq=False)
class NoChangeKept(ShopError):
    """The owner's rule does not let change be kept for her."""


@dataclass(eq=False)
class OfferTwice(ShopError):
    """Two offers for a top-up of the same amount."""

    paid_fen: int


@dataclass(eq=False)
class TopUpUsed(ShopError):
    """Some of it, or a coupon that came with it, was used or moved: it can only be paid out."""


@dataclass(eq=False)
class NothingToPayOut(ShopError):
    pass


@dataclass(eq=False)
class PayoutChanged(ShopError):
    """What is returned is not what the operator saw."""

    returned_fen: int


@dataclass(eq=False)
class ValueOwed(ShopError):
    """She cannot be forgotten while the shop has money of hers."""

    principal_fen: int
