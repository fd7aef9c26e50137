"""What a refund brings, reckoned from what is left of its sale before anything is written."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from shopfans.database import ledger_lots, sales_book
from shopfans.database.sales_book import DiscountRow, SaleHead
from shopfans.domain.errors import StoredValueNotReceived
from shopfans.domain.kinds import Discount, Unit
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.refunds import Piece, less, returned
from shopfans.domain.sales import Tender
from shopfans.domain.shares import apportion
from shopfans.domain.terms import RefundPolicy, Terms
from shopfans.services.belonging import thanking
from shopfans.services.coupons import couponing
from shopfans.services.coupons.couponing import CouponBack


class Refund(NamedTuple):
    """What a refund brings, before it is done."""

    back: Money
    """Money for the guest."""
    tenders: dict[Tender, Money]
    taken: Points
    """Earned points that go."""
    given: Points
    """Used points that come back."""
    kept_back: Money
    """Kept from the money for points that are spent already."""
    kept_points: Points
    below_zero: Points
    """How many of its points are spent already and will be owed."""
    coupons: tuple[CouponBack, ...]
    ends_thanks: bool
    """Whether she and who brought her lose what this visit brought them."""


class Taking(NamedTuple):
    """All that one refund writes."""

    pieces: list[Piece]
    completes: bool
    """Whether it takes the last of the sale."""
    stamps_used: int
    """How many of hers come back."""
    refund: Refund


def taking(
    terms: Terms,
    head: SaleHead,
    quantities: Mapping[int, int] | None,
    day: date,
    tender: Tender | None,
    *,
    is_void: bool = False,
) -> Taking:
    """What a refund of so many pieces (by position; None: of all that is left) brings on this day,
    inside a block. Raises NothingToRefund, TooManyReturned or StoredValueNotReceived."""
    left = [piece for piece in sales_book.left_of(head.id) if piece.quantity]
    everything = {piece.position: piece.quantity for piece in left}
    pieces = returned(left, everything if quantities is None else quantities)
    completes = sum(piece.quantity for piece in pieces) == sum(everything.values())
    kinds = {one.position: one for one in sales_book.discounts_of(head.id)}
    costs = _costs(pieces, kinds)
    paid, earned = Money.total(piece.paid for piece in pieces), sum(one.earned for one in pieces)
    short = _short(head, earned, costs[Unit.POINTS])
    kept = 0
    if terms.refund_policy is RefundPolicy.KEEP_BACK and not is_void:
        kept = min(short, paid.fen // terms.point_value.fen)
    back = paid - terms.point_value * kept
    spent_up = _used_up(left, pieces, kinds)
    refund = Refund(
        back,
        _tenders(head.id, back, tender),
        Points(earned - kept),
        Points(costs[Unit.POINTS]),
        terms.point_value * kept,
        Points(kept),
        Points(short - kept),
        couponing.coming_back(spent_up, day, 0 if is_void else terms.coupon_grace),
        thanking.ends(head.id, back),
    )
    return Taking(pieces, completes, costs[Unit.STAMPS], refund)


def _costs(pieces: Sequence[Piece], discounts: Mapping[int, DiscountRow]) -> dict[Unit, int]:
    """The points and stamps that were used for what comes back."""
    costs = {Unit.POINTS: 0, Unit.STAMPS: 0}
    for piece in pieces:
        for share in piece.shares:
            is_stamps = discounts[share.discount].kind is Discount.STAMPS
            costs[Unit.STAMPS if is_stamps else Unit.POINTS] += share.cost
    return costs


def _short(head: SaleHead, earned: int, given: int) -> int:
    """How many of the earned points she has spent already."""
    if head.member is None:
        return 0
    return max(0, earned - max(0, ledger_lots.balance(head.member, Unit.POINTS) + given))


def _tenders(sale: int, back: Money, tender: Tender | None) -> dict[Tender, Money]:
    if tender is Tender.STORED_VALUE:
        raise StoredValueNotReceived()
    left = sales_book.payments_left(sale)
    parts = apportion(back.fen, [amount.fen for amount in left.values()])
    came = {way: Money(part) for way, part in zip(left, parts, strict=True) if part}
    if tender is None:
        return came
    stored = came.get(Tender.STORED_VALUE, Money())
    by_way = {tender: back - stored, Tender.STORED_VALUE: stored}
    return {way: amount for way, amount in by_way.items() if amount}


def _used_up(
    left: Sequence[Piece], pieces: Sequence[Piece], discounts: Mapping[int, DiscountRow]
) -> list[int]:
    """The coupons of which nothing that they took off is left."""
    rest = {position: Money() for position in discounts}
    back = {piece.position: piece for piece in pieces}
    touched = {share.discount for piece in pieces for share in piece.shares if share.amount}
    for piece in left:
        after = less(piece, back[piece.position]) if piece.position in back else piece
        for share in after.shares:
            rest[share.discount] += share.amount
    return [
        one.coupon
        for position, one in discounts.items()
        if one.coupon is not None and position in touched and not rest[position]
    ]
