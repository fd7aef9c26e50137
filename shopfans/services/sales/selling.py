"""A sale, recorded in one durable transaction."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from shopfans.database import ledger, ledger_lots, sales_book
from shopfans.database.connection import OPEN_SHOP
from shopfans.database.ledger import Change
from shopfans.database.operations import Done, begin
from shopfans.database.sales_book import DiscountRow, LineRow, ShareRow
from shopfans.database.shop import Shop
from shopfans.domain import bill, sales
from shopfans.domain.errors import (
    MemberErased,
    StoredValueNeedsMember,
    TenderMismatch,
    UnknownMember,
)
from shopfans.domain.kinds import Act, Discount, Unit
from shopfans.domain.money import Money
from shopfans.domain.periods import business_day
from shopfans.domain.points import Points
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.sales import Buyer, Line, Quote, Tender
from shopfans.domain.terms import Terms
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.belonging import thanking, tier_standings, tiering
from shopfans.services.coupons import couponing
from shopfans.services.members import proving
from shopfans.services.members.records import birthday_of
from shopfans.services.memberships import held as memberships
from shopfans.services.prepaid import drawing, prepaying
from shopfans.services.reminders.visiting import note_visits

CHANGES = (
    Topic.SALES, Topic.POINTS, Topic.COUPONS, Topic.MEMBERS, Topic.REMINDERS,
    Topic.STORED_VALUE,
)  # fmt: skip


class Receipt(NamedTuple):
    """What the till says after a sale or a refund."""

    sale: int
    at: datetime
    member: int | None
    member_name: str
    gross: Money
    coupon_off: Money
    points_off: Money
    paid: Money
    payments: Mapping[Tender, Money]
    """By which way how much came, or below zero went back: the largest first."""
    change: Money
    """Cash that went back."""
    earned: Points
    balance: Points
    """Her points afterwards."""
    is_thanked: bool
    """Whether she and who brought her were rewarded."""


def record_sale(
    shop: Shop,
    *,
    by: Staff,
    request: str,
    lines: Sequence[Line],
    payments: Mapping[Tender, Money],
    received: Mapping[Tender, Money] | None = None,
    member: int | None = None,
    coupons: Sequence[str] = (),
    spend: Points = Points(0),
    free_pieces: int = 0,
    last_digits: str = "",
    with_tier: bool = True,
    keep: Money = Money(),
) -> Receipt:
    """Store the sale, what it used up and what it brings. The same request again changes nothing.

    `last_digits` of her phone number prove that points and stored value are hers, where terms ask
    for a proof and her own code was not scanned for this request. Without `with_tier` the standing
    discount of her tier or membership is left out.

    `payments` must add up to what is due; `received` says what was handed over where that is more,
    and so much of the change as `keep` says becomes stored value of hers. Raises what bill.quote
    raises, coupon and member refusals, what proving.check raises, TenderMismatch, refusals of
    stored value, or NotAllowed for a price of the operator's own.
    """
    require(by, Right.SELL)
    asked = (
        tuple(lines), _said(payments), _said(received or {}), member, tuple(coupons), spend,
        free_pieces, *(() if with_tier else ("without tier",)),
        *(("keep", keep.fen) if keep else ()),
    )  # fmt: skip
    with shop.changing(*CHANGES):
        terms = settings.load(shop)
        right = sales.price_right(lines, terms.discount_limit)
        if right is not None:
            require(by, right)
        done = begin(shop, Act.SALE, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            if member is not None:
                used = spend + sum(line.points_each * line.quantity for line in lines)
                stored = payments.get(Tender.STORED_VALUE, Money())
                proving.check(
                    terms, member, points=used, stored=stored, request=request,
                    last_digits=last_digits,
                )  # fmt: skip
            store(
                done, terms, lines, payments, received=received, member=member, codes=coupons,
                spend=spend, free_pieces=free_pieces, with_tier=with_tier, keep=keep,
            )  # fmt: skip
        return receipt_of(done.id)


def store(
    done: Done,
    terms: Terms,
    lines: Sequence[Line],
    payments: Mapping[Tender, Money],
    *,
    received: Mapping[Tender, Money] | None = None,
    member: int | None = None,
    codes: Sequence[str] = (),
    spend: Points = Points(0),
    free_pieces: int = 0,
    with_tier: bool = True,
    keep: Money = Money(),
    replaces: int | None = None,
) -> None:
    """Write a sale as part of a command, by the rules in force."""
    buyer = None if member is None else _buyer(done, terms, member)
    stored = payments.get(Tender.STORED_VALUE, Money())
    by_clock = business_day(done.at, terms.zone, terms.day_ends_at)
    held = [
        couponing.usable(code, member=member, day=done.day, by_clock=by_clock) for code in codes
    ]
    quote = bill.quote(
        lines,
        terms,
        done.day,
        buyer=buyer,
        coupons=[one.held for one in held],
        spend=spend,
        free_pieces=free_pieces,
        with_tier=with_tier,
        stored=stored,
    )
    given = Money.total(payments.values())
    if given != quote.due or any(amount.fen <= 0 for amount in payments.values()):
        raise TenderMismatch(due_fen=quote.due.fen, given_fen=given.fen)
    ids: dict[str | None, int] = {one.code: one.id for one in held}
    discounts = [
        DiscountRow(position, off.kind, ids.get(off.coupon), off.cost, off.amount, off.reason)
        for position, off in enumerate(quote.offs, 1)
    ]
    sale = sales_book.write(
        done,
        member=member,
        lines=_line_rows(lines, quote),
        discounts=discounts,
        shares=_share_rows(quote),
        payments=payments,
        received=_without(received or {}, payments, keep),
        replaces=replaces,
    )
    for one in held:
        couponing.redeem(done, one.code, member=member, sale=sale)
    if (stored or keep) and member is None:
        raise StoredValueNeedsMember()
    if member is not None and buyer is not None:
        value = drawing.taken(terms.stored_value.draw, member, stored)
        ledger.change(done, member, [*_points(terms, done.day, buyer, quote), *value])
        note_visits(member)
        tiering.note(done, terms, member)
        thanking.give(done, terms, sale, member, quote.due)
        if keep:
            prepaying.keep_change(done, terms, member, keep)


def receipt_of(operation: int) -> Receipt:
    """What an operation sold, or took back, as the till says it; inside a block."""
    at, sale, member, name, gross, coupons, points, paid, change, earned, balance, thanked = (
        OPEN_SHOP.execute_sql(_RECEIPT, (operation,)).fetchone()
    )
    return Receipt(
        sale, datetime.fromisoformat(at), member, name or "", Money(gross), Money(coupons),
        Money(points), Money(paid), sales_book.payments(sale), Money(change), Points(earned),
        Points(balance), bool(thanked),
    )  # fmt: skip


def _said(amounts: Mapping[Tender, Money]) -> list[tuple[str, int]]:
    return sorted((tender.value, amount.fen) for tender, amount in amounts.items())


def _without(
    received: Mapping[Tender, Money], payments: Mapping[Tender, Money], keep: Money
) -> Mapping[Tender, Money]:
    """What was handed over for the sale itself, if some of the cash is kept for her."""
    if not keep:
        return received
    paid = payments.get(Tender.CASH, Money())
    handed = received.get(Tender.CASH, paid) - keep
    if handed < paid or keep < Money():
        raise TenderMismatch(due_fen=(paid + keep).fen, given_fen=(handed + keep).fen)
    return {**received, Tender.CASH: handed}


def _buyer(done: Done, terms: Terms, member: int) -> Buyer:
    """The member as the rules see her, after what has lapsed is taken away."""
    row = OPEN_SHOP.execute_sql(_BUYER, (member, done.day.isoformat())).fetchone()
    if row is None:
        raise UnknownMember()
    erased, plans, *both = row
    born, standing = both[:5], both[5:]
    if erased:
        raise MemberErased()
    points = ledger.bring_up_to_date(done, member, Unit.POINTS)
    return Buyer(
        Points(points),
        birthday_of(*born),
        ledger_lots.balance(member, Unit.POINT_PARTS) if terms.earning.carries else 0,
        ledger.bring_up_to_date(done, member, Unit.STAMPS) if terms.stamps else 0,
        tier_standings.tier_on(terms, member, standing, done.day),
        memberships.plan_of(plans),
    )


def _line_rows(lines: Sequence[Line], quote: Quote) -> list[LineRow]:
    return [
        LineRow(
            position, line.good, line.gift, line.name, line.category, line.quantity,
            line.list_price, line.unit_price, line.amount, paid, earned, stamps,
        )
        for position, (line, paid, earned, stamps) in enumerate(
            zip(lines, quote.paid, quote.earning.per_line, quote.stamps, strict=True), 1
        )
    ]  # fmt: skip


def _share_rows(quote: Quote) -> list[ShareRow]:
    return [
        ShareRow(discount, line, share, cost)
        for discount, off in enumerate(quote.offs, 1)
        for line, (share, cost) in enumerate(zip(off.shares, off.costs, strict=True), 1)
        if share or cost
    ]


def _points(terms: Terms, day: date, buyer: Buyer, quote: Quote) -> list[Change]:
    """What was used is taken, then comes what the sale brings."""
    used = quote.cost(Discount.POINTS, Discount.GIFT)
    found = [
        Change(Unit.POINTS, -used),
        Change(Unit.POINTS, quote.earned, terms.points_lapse(day)),
    ]
    if terms.earning.carries:
        found.append(Change(Unit.POINT_PARTS, quote.earning.carried - buyer.carried))
    if terms.stamps is not None:
        found += [
            Change(Unit.STAMPS, -quote.cost(Discount.STAMPS)),
            Change(Unit.STAMPS, sum(quote.stamps), terms.stamps_lapse(day)),
        ]
    return found


_BUYER = f"""
    SELECT erased, {memberships.IN_FORCE}, birth_month, birth_day, birth_year, birth_lunar,
           birth_leap, t.tier, t.since, t.until
    FROM member LEFT JOIN tier_standing t ON t.member_id = id WHERE id = ?1"""

_RECEIPT = """
    SELECT o.at, s.id, s.member_id, m.name, s.gross,
           (SELECT COALESCE(SUM(amount), 0) FROM sale_discount
            WHERE sale_id = s.id AND kind = 'coupon'),
           (SELECT COALESCE(SUM(amount), 0) FROM sale_discount
            WHERE sale_id = s.id AND kind = 'points'),
           s.paid,
           (SELECT COALESCE(SUM(received - amount), 0) FROM payment WHERE sale_id = s.id),
           (SELECT SUM(earned) FROM sale_line WHERE sale_id = s.id),
           (SELECT COALESCE(SUM(change), 0) FROM ledger_entry
            WHERE member_id = s.member_id AND unit = 'points'),
           EXISTS (SELECT 1 FROM referral_reward WHERE sale_id = s.id AND taken_back_id IS NULL)
    FROM sale s JOIN operation o ON o.id = s.operation_id LEFT JOIN member m ON m.id = s.member_id
    WHERE s.operation_id = ?"""
