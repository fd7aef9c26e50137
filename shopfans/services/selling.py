"""Sales: recorded in one durable transaction, voided by mirrored entries."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from peewee import JOIN, Case, ModelSelect, Tuple, fn

from shopfans.database import ledger
from shopfans.database.models import (
    LedgerEntry,
    Member,
    Operation,
    Payment,
    Sale,
    SaleDiscount,
    SaleLine,
    StaffMember,
)
from shopfans.database.operations import Done, begin, when_and_by_whom
from shopfans.database.shop import Shop
from shopfans.domain import sales
from shopfans.domain.errors import (
    AlreadyVoided,
    DayOver,
    NothingToVoid,
    PointsNeedMember,
    TenderMismatch,
)
from shopfans.domain.kinds import Act, Discount, Entry, Unit
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.sales import Line, Quote, Tender
from shopfans.domain.terms import Terms
from shopfans.domain.topics import Topic
from shopfans.services import couponing, settings
from shopfans.services.finding import live_member
from shopfans.services.visiting import note_visits

CHANGES = (Topic.SALES, Topic.POINTS, Topic.COUPONS, Topic.MEMBERS, Topic.REMINDERS)


class Receipt(NamedTuple):
    sale: int
    at: datetime
    member: int | None
    member_name: str
    gross: Money
    coupon_off: Money
    points_off: Money
    paid: Money
    earned: Points
    balance: Points
    """Her points afterwards."""


class SaleRow(NamedTuple):
    """A line of a list of sales."""

    id: int
    at: datetime
    day: date
    member: int | None
    member_name: str
    gross: Money
    off: Money
    paid: Money
    staff: str
    reverses: int | None
    voided_by: int | None


def record_sale(
    shop: Shop,
    *,
    by: Staff,
    request: str,
    lines: Sequence[Line],
    payments: Mapping[Tender, Money],
    member: int | None = None,
    coupon: str | None = None,
    spend: Points = Points(0),
) -> Receipt:
    """Store the sale, what it used up and the points it earns. The same request again changes
    nothing.

    `payments` must add up to what is due. Raises NothingToSell, amount, coupon, points and member
    refusals, or TenderMismatch.
    """
    require(by, Right.SELL)
    terms = settings.load(shop)
    asked = (
        tuple(lines),
        sorted((t.value, m.fen) for t, m in payments.items()),
        member,
        coupon,
        spend,
    )
    with shop.changing(*CHANGES):
        done = begin(shop, Act.SALE, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            _store(done, terms, tuple(lines), payments, member, coupon, spend)
        return _receipt(done.id)


def void_sale(shop: Shop, *, by: Staff, sale: int, request: str) -> Receipt:
    """Undo a sale of this business day: money, points and coupon come back by mirrored entries.

    Returns the mirror's receipt. Raises NothingToVoid, AlreadyVoided or DayOver.
    """
    require(by, Right.VOID)
    terms = settings.load(shop)
    with shop.changing(*CHANGES):
        done = begin(shop, Act.VOID, terms=terms, by=by, request=request, asked=sale)
        if done.is_new:
            _mirror(done, sale)
        return _receipt(done.id)


def last_sale(shop: Shop) -> Receipt | None:
    """The newest sale of this business day that still stands: what 'void' would undo."""
    with shop.reading():
        today = settings.today(shop)
        mirror = Sale.alias()
        newest = (
            Sale.select(Sale.operation)
            .join(mirror, JOIN.LEFT_OUTER, on=(mirror.reverses == Sale.id))
            .join(Operation, on=(Sale.operation == Operation.id))
            .where((Sale.day == today) & Sale.reverses.is_null() & mirror.id.is_null())
            .where(Operation.act != Act.IMPORT)
            .order_by(Sale.id.desc())
            .limit(1)
        )
        operation = newest.scalar()
        return None if operation is None else _receipt(operation)


def sales_of_member(
    shop: Shop, member: int, *, before: int | None = None, limit: int = 200
) -> list[SaleRow]:
    """Her sales and voids, the newest day first; the next page begins before the last id of this
    one."""
    last = Sale.alias()
    query = _page(limit, Sale.day.desc(), Sale.id.desc()).where(Sale.member == member)
    if before is not None:
        place = last.select(last.day, last.id).where(last.id == before)
        query = query.where(Tuple(Sale.day, Sale.id) < place)
    return _sale_rows(shop, query)


def page_of_sales(
    shop: Shop, *, day: date | None = None, before: int | None = None, limit: int = 200
) -> list[SaleRow]:
    """Everybody's sales and voids, of one business day if it is named, the last recorded first;
    paged by id."""
    query = _page(limit, Sale.id.desc())
    if day is not None:
        query = query.where(Sale.day == day)
    if before is not None:
        query = query.where(Sale.id < before)
    return _sale_rows(shop, query)


def day_total(shop: Shop, day: date) -> tuple[int, Money]:
    """How many sales of a business day stand, and the money received, voids taken off."""
    with shop.reading():
        signed = fn.SUM(Case(None, [(Sale.reverses.is_null(), 1)], -1))
        query = Sale.select(fn.COALESCE(signed, 0), fn.COALESCE(fn.SUM(Sale.paid), 0))
        count, fen = query.where(Sale.day == day).tuples()[0]
        return int(count), fen if isinstance(fen, Money) else Money(fen)


def paid_by_day(shop: Shop, first: date, last: date) -> dict[date, Money]:
    """The money received on each business day that had any sale, voids taken off."""
    with shop.reading():
        query = Sale.select(Sale.day, fn.SUM(Sale.paid)).where(Sale.day.between(first, last))
        return {
            day: fen if isinstance(fen, Money) else Money(fen)
            for day, fen in query.group_by(Sale.day).tuples()
        }


def _page(limit: int, *order: Any) -> ModelSelect:
    mirror = Sale.alias()
    return (
        Sale.select(
            Sale.id, Operation.at, Sale.day, Sale.member, Member.name, Sale.gross,
            Sale.gross - Sale.paid, Sale.paid, StaffMember.name, Sale.reverses, mirror.id,
        )
        .join(Operation, on=(Sale.operation == Operation.id))
        .join(StaffMember, JOIN.LEFT_OUTER, on=(Operation.staff == StaffMember.id))
        .join(Member, JOIN.LEFT_OUTER, on=(Sale.member == Member.id))
        .join(mirror, JOIN.LEFT_OUTER, on=(mirror.reverses == Sale.id))
        .order_by(*order)
        .limit(limit)
    )  # fmt: skip


def _sale_rows(shop: Shop, query: ModelSelect) -> list[SaleRow]:
    with shop.reading():
        return [
            SaleRow(sale, at, day, member, name or "", gross, off, paid, staff or "", *rest)
            for sale, at, day, member, name, gross, off, paid, staff, *rest in query.tuples()
        ]


def _store(
    done: Done,
    terms: Terms,
    lines: tuple[Line, ...],
    payments: Mapping[Tender, Money],
    member: int | None,
    coupon: str | None,
    spend: Points,
) -> None:
    balance = Points(0)
    if member is not None:
        live_member(member)
        ledger.expire(done, member, Unit.POINTS)
        balance = Points(ledger.spendable(member, Unit.POINTS, done.day))
    elif spend:
        raise PointsNeedMember()
    held = couponing.usable(coupon, member=member, day=done.day) if coupon else None
    quote = sales.quote(
        lines,
        terms,
        has_member=member is not None,
        balance=balance,
        coupon=held.terms if held else None,
        spend=spend,
    )
    given = Money.total(payments.values())
    if given != quote.due or any(amount.fen <= 0 for amount in payments.values()):
        raise TenderMismatch(due_fen=quote.due.fen, given_fen=given.fen)
    sale = Sale.insert(
        operation=done.id, member=member, day=done.day, gross=quote.gross, paid=quote.due
    ).execute()
    SaleLine.insert_many(
        [
            (sale, position, line.good, line.name, line.quantity, line.unit_price, line.amount)
            for position, line in enumerate(lines, 1)
        ],
        _LINE_FIELDS,
    ).execute()
    if payments:
        Payment.insert_many([(sale, *one) for one in payments.items()], _PAYMENT_FIELDS).execute()
    _take(done, sale, quote, member=member, coupon=coupon, spend=spend)
    if member is not None:
        ledger.grant(done, member, Unit.POINTS, quote.earned, lapses=terms.points_lapse(done.day))
        note_visits(member)


def _take(
    done: Done, sale: int, quote: Quote, *, member: int | None, coupon: str | None, spend: Points
) -> None:
    """Use up the coupon and the points, each named in a discount of its own."""
    discounts: list[tuple[object, ...]] = []
    if coupon:
        used = couponing.redeem(done, coupon, member=member, sale=sale)
        discounts.append((sale, 1, Discount.COUPON, used, 0, quote.coupon_off))
    if spend and member is not None:
        ledger.spend(done, member, Unit.POINTS, spend)
        discounts.append((sale, 2, Discount.POINTS, None, spend, quote.points_off))
    if discounts:
        SaleDiscount.insert_many(discounts, _DISCOUNT_FIELDS).execute()


def _mirror(done: Done, original: int) -> None:
    """Write the sale again with opposite sign, row by row; the rules are not run again."""
    sale = Sale.get_or_none(Sale.id == original)
    if sale is None or sale.reverses_id is not None:
        raise NothingToVoid()
    second = Sale.select(Sale.operation).where(Sale.reverses == original).scalar()
    if second is not None:
        raise AlreadyVoided(*when_and_by_whom(second))
    if sale.day != done.day:
        raise DayOver(sale.day)
    mirror = Sale.insert(
        operation=done.id,
        member=sale.member_id,
        day=done.day,
        reverses=original,
        gross=-sale.gross,
        paid=-sale.paid,
    ).execute()
    for table, fields, flipped in _MIRRORED:
        rows = table.select(*fields[1:]).where(table.sale == original).tuples()
        signs = [-1 if field.name in flipped else 1 for field in fields[1:]]
        copies = [
            (
                mirror,
                *(-value if sign < 0 else value for sign, value in zip(signs, row, strict=True)),
            )
            for row in rows
        ]
        if copies:
            table.insert_many(copies, fields).execute()
    couponing.give_back(original)
    ledger.reverse(done, sale.operation_id)
    if sale.member_id is not None:
        note_visits(sale.member_id)


def _receipt(operation: int) -> Receipt:
    at, sale, member, gross, paid, name = (
        Sale.select(Operation.at, Sale.id, Sale.member, Sale.gross, Sale.paid, Member.name)
        .join(Operation, on=(Sale.operation == Operation.id))
        .join(Member, JOIN.LEFT_OUTER, on=(Sale.member == Member.id))
        .where(Sale.operation == operation)
        .tuples()
    )[0]
    discounts = SaleDiscount.select(SaleDiscount.kind, SaleDiscount.amount).where(
        SaleDiscount.sale == sale
    )
    off: dict[Discount, Money] = dict(discounts.tuples())
    return Receipt(
        sale, at, member, name or "", gross,
        off.get(Discount.COUPON, Money()), off.get(Discount.POINTS, Money()), paid,
        earned=_earned(operation),
        balance=Points(ledger.balance(member, Unit.POINTS) if member is not None else 0),
    )  # fmt: skip


def _earned(operation: int) -> Points:
    """Points this operation granted, or took back if it was a void."""
    original = LedgerEntry.alias()
    query = (
        LedgerEntry.select(LedgerEntry.change)
        .join(original, JOIN.LEFT_OUTER, on=(LedgerEntry.reverses == original.id))
        .where(
            (LedgerEntry.operation == operation)
            & ((LedgerEntry.kind == Entry.EARN) | (original.kind == Entry.EARN))
        )
    )
    return Points(sum(change for (change,) in query.tuples()))


_LINE_FIELDS = [
    SaleLine.sale, SaleLine.position, SaleLine.good, SaleLine.name, SaleLine.quantity,
    SaleLine.unit_price, SaleLine.amount,
]  # fmt: skip
_PAYMENT_FIELDS = [Payment.sale, Payment.tender, Payment.amount]
_DISCOUNT_FIELDS = [
    SaleDiscount.sale, SaleDiscount.position, SaleDiscount.kind, SaleDiscount.coupon,
    SaleDiscount.points, SaleDiscount.amount,
]  # fmt: skip
_MIRRORED = (
    (SaleLine, _LINE_FIELDS, {"quantity", "amount"}),
    (Payment, _PAYMENT_FIELDS, {"amount"}),
    (SaleDiscount, _DISCOUNT_FIELDS, {"points", "amount"}),
)
