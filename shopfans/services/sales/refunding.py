"""Money back: a sale, some of it or all of it, mirrored from its own rows."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from shopfans.database import ledger, sales_book
from shopfans.database.closed_days import last_closed
from shopfans.database.operations import Done, begin, when_and_by_whom
from shopfans.database.sales_book import DiscountRow, LineRow, SaleHead, ShareRow
from shopfans.database.shop import Shop
from shopfans.domain.errors import (
    AlreadyVoided,
    DayOver,
    NothingToRefund,
    NothingToVoid,
    PartlyRefunded,
    SaleOfClosedDay,
)
from shopfans.domain.kinds import Act, Discount, Entry, Unit
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.refunds import Piece
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.sales import Tender
from shopfans.domain.terms import Terms
from shopfans.services import settings
from shopfans.services.belonging import thanking, tiering
from shopfans.services.coupons import couponing
from shopfans.services.prepaid import drawing
from shopfans.services.reminders.visiting import note_visits
from shopfans.services.sales import reckoning
from shopfans.services.sales.reckoning import Refund, Taking
from shopfans.services.sales.selling import CHANGES, Receipt, receipt_of


class LineLeft(NamedTuple):
    """A line of a sale, and how much of it has not come back."""

    position: int
    name: str
    quantity: int
    left: int
    paid_left: Money


def void_sale(shop: Shop, *, by: Staff, sale: int, request: str) -> Receipt:
    """Undo a sale of this business day: money, points, stamps and coupons as they were.

    Returns the mirror's receipt. Raises NothingToVoid, AlreadyVoided, PartlyRefunded, DayOver or
    SaleOfClosedDay.
    """
    require(by, Right.VOID)
    terms = settings.load(shop)
    with shop.changing(*CHANGES):
        done = begin(shop, Act.VOID, terms=terms, by=by, request=request, asked=sale)
        if done.is_new:
            head = voidable(sale, done.day)
            _require_for(by, terms, sales_book.paid_left(sale))
            void(done, terms, head)
        return receipt_of(done.id)


def refund_sale(
    shop: Shop,
    *,
    by: Staff,
    sale: int,
    quantities: Mapping[int, int] | None,
    request: str,
    tender: Tender | None = None,
) -> Receipt:
    """Take back so many pieces of some lines (by position), or all that is left, on any day.

    The money goes back the way it came, or all of it by `tender`; what was paid from stored value
    always goes back there. Raises NothingToRefund, AlreadyVoided, TooManyReturned, or
    StoredValueNotReceived for money that shall become stored value.
    """
    require(by, Right.REFUND)
    terms = settings.load(shop)
    wanted = None if quantities is None else sorted(quantities.items())
    with shop.changing(*CHANGES):
        asked = (sale, wanted, tender and tender.value)
        done = begin(shop, Act.REFUND, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            head = _refundable(sale)
            taking = reckoning.taking(terms, head, quantities, done.day, tender)
            _require_for(by, terms, _back_in_all(head, taking.refund))
            _store(done, terms, head, taking)
        return receipt_of(done.id)


def needs_leave(shop: Shop, sale: int, refund: Refund | None = None) -> bool:
    """Whether the owner must let this refund be done, or the void of the whole sale."""
    terms = settings.load(shop)
    with shop.reading():
        head = sales_book.head(sale)
        if head is None:
            return False
        back = sales_book.paid_left(sale) if refund is None else _back_in_all(head, refund)
        return back > terms.refund_limit


def preview(
    shop: Shop, sale: int, quantities: Mapping[int, int] | None, tender: Tender | None = None
) -> Refund:
    """What a refund would bring now. Raises as refund_sale does."""
    terms = settings.load(shop)
    with shop.reading():
        head = _refundable(sale)
        return reckoning.taking(terms, head, quantities, settings.today(shop), tender).refund


def lines_left(shop: Shop, sale: int) -> list[LineLeft]:
    """The lines of a sale with what is left of each. Raises NothingToRefund or AlreadyVoided."""
    with shop.reading():
        _refundable(sale)
        left = {piece.position: piece for piece in sales_book.left_of(sale)}
        return [
            LineLeft(line.position, line.name, line.quantity, left[line.position].quantity,
                     left[line.position].paid)
            for line in sales_book.lines_of(sale)
        ]  # fmt: skip


def _require_for(by: Staff, terms: Terms, back: Money) -> None:
    if back > terms.refund_limit:
        require(by, Right.REFUND_MUCH)


def _back_in_all(head: SaleHead, refund: Refund) -> Money:
    """With what went back for the sale before: many small refunds are a large one."""
    return head.paid - sales_book.paid_left(head.id) + refund.back


def void(done: Done, terms: Terms, head: SaleHead) -> None:
    """Mirror all of a sale as part of a command; the money goes back as it came."""
    taking = reckoning.taking(terms, head, None, done.day, None, is_void=True)
    _store(done, terms, head, taking)


def voidable(sale: int, day: date) -> SaleHead:
    """The sale, if it can be voided on this day; inside a block. Raises as void_sale does."""
    head = sales_book.head(sale)
    if head is None or head.reverses is not None:
        raise NothingToVoid()
    if head.completed_by is not None:
        raise AlreadyVoided(*when_and_by_whom(head.completed_by))
    if head.has_refund:
        raise PartlyRefunded()
    if head.day != day.isoformat():
        its_day, closed = date.fromisoformat(head.day), last_closed()
        raise SaleOfClosedDay(its_day) if closed and its_day <= closed else DayOver(its_day)
    return head


def _refundable(sale: int) -> SaleHead:
    head = sales_book.head(sale)
    if head is None or head.reverses is not None:
        raise NothingToRefund()
    if head.completed_by is not None:
        raise AlreadyVoided(*when_and_by_whom(head.completed_by))
    return head


def _store(done: Done, terms: Terms, head: SaleHead, taking: Taking) -> None:
    refund, pieces = taking.refund, taking.pieces
    lines = {line.position: line for line in sales_book.lines_of(head.id)}
    sales_book.write(
        done,
        member=head.member,
        lines=[_mirrored(lines[piece.position], piece) for piece in pieces],
        discounts=_discounts(head.id, pieces, refund),
        shares=[
            ShareRow(share.discount, piece.position, -share.amount, -share.cost)
            for piece in pieces
            for share in piece.shares
            if share.amount or share.cost
        ],
        payments={tender: -amount for tender, amount in refund.tenders.items()},
        reverses=head.id,
        completes=taking.completes,
    )
    couponing.give_back(head.id, refund.coupons)
    if stored := refund.tenders.get(Tender.STORED_VALUE):
        drawing.give_back(done, head.operation, stored)
    if head.member is not None:
        _return_points(done, head, taking)
        note_visits(head.member)
        tiering.note(done, terms, head.member, is_undone=True)
        thanking.take_back(done, head.id)


def _mirrored(line: LineRow, piece: Piece) -> LineRow:
    return line._replace(
        quantity=-piece.quantity,
        amount=-piece.amount,
        paid=-piece.paid,
        earned=Points(-piece.earned),
        stamps=-piece.stamps,
    )


def _discounts(sale: int, pieces: Sequence[Piece], refund: Refund) -> list[DiscountRow]:
    """The parts of the original discounts, at their positions; then what is kept back."""
    originals = {one.position: one for one in sales_book.discounts_of(sale)}
    shares = sorted((share for piece in pieces for share in piece.shares), key=lambda one: one[0])
    rows = []
    for position, some in groupby(shares, key=lambda one: one.discount):
        parts = list(some)
        amount, cost = Money.total(one.amount for one in parts), sum(one.cost for one in parts)
        if amount or cost:
            rows.append(originals[position]._replace(amount=-amount, cost=-cost))
    if refund.kept_points:
        last = max(originals, default=0) + 1
        rows.append(
            DiscountRow(last, Discount.KEPT_BACK, None, -refund.kept_points, -refund.kept_back, "")
        )
    return rows


def _return_points(done: Done, head: SaleHead, taking: Taking) -> None:
    """What was used comes back and what was earned goes, at once: the one makes the other good."""
    stamps = sum(piece.stamps for piece in taking.pieces)
    moved: list[tuple[Unit, int | None, int | None]] = [
        (Unit.POINTS, taking.refund.given, taking.refund.taken),
        (Unit.STAMPS, taking.stamps_used, stamps),
    ]
    if taking.completes:  # parts of a point go back with the last piece
        moved.append((Unit.POINT_PARTS, None, None))
    for unit, used, earned in moved:
        ledger.mirror(done, head.operation, unit, {Entry.REDEEM: used, Entry.EARN: earned})
