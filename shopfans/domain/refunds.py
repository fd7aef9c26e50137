"""What comes back with goods that are returned: each part of the original in proportion."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from shopfans.domain.errors import NothingToRefund, TooManyReturned
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.shares import apportion


class Share(NamedTuple):
    """A line's part of one discount of its sale."""

    discount: int
    """The position of the discount."""
    amount: Money
    cost: int
    """Points or stamps that were used for it."""


class Piece(NamedTuple):
    """A line of a sale, or of what is left or returned of it, with all that falls on it."""

    position: int
    unit_price: Money
    quantity: int
    paid: Money
    earned: Points
    stamps: int
    shares: tuple[Share, ...]

    @property
    def amount(self) -> Money:
        return self.unit_price * self.quantity


def returned(left: Sequence[Piece], quantities: Mapping[int, int]) -> list[Piece]:
    """The parts that belong to so many pieces of some lines, of what is left of them.

    Rounded down, so that the last piece of a line brings the remainder: whatever the order, the
    parts add up to the original, to the fen. Raises NothingToRefund or TooManyReturned.
    """
    pieces = {piece.position: piece for piece in left}
    if any(quantity < 0 for quantity in quantities.values()) or not any(quantities.values()):
        raise NothingToRefund()
    for position, quantity in quantities.items():
        has = pieces[position].quantity if position in pieces else 0
        if quantity > has:
            raise TooManyReturned(has)
    return [
        _part(pieces[position], quantity) for position, quantity in quantities.items() if quantity
    ]


def less(piece: Piece, back: Piece) -> Piece:
    """What is left of a line after some of it came back."""
    taken = {share.discount: share for share in back.shares}
    return piece._replace(
        quantity=piece.quantity - back.quantity,
        paid=piece.paid - back.paid,
        earned=Points(piece.earned - back.earned),
        stamps=piece.stamps - back.stamps,
        shares=tuple(
            Share(one.discount, one.amount - taken[one.discount].amount,
                  one.cost - taken[one.discount].cost)
            if one.discount in taken else one
            for one in piece.shares
        ),
    )  # fmt: skip


def _part(piece: Piece, quantity: int) -> Piece:
    def in_proportion(whole: int) -> int:
        return whole * quantity // piece.quantity

    paid = Money(in_proportion(piece.paid.fen))
    off = (piece.unit_price * quantity - paid).fen
    amounts = apportion(off, [share.amount.fen for share in piece.shares])
    shares = tuple(
        Share(share.discount, Money(amount), in_proportion(share.cost))
        for share, amount in zip(piece.shares, amounts, strict=True)
    )
    return piece._replace(
        quantity=quantity,
        paid=paid,
        earned=Points(in_proportion(piece.earned)),
        stamps=in_proportion(piece.stamps),
        shares=shares,
    )
