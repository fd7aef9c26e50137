"""Top-ups of stored value: received with what the owner adds, and taken back on the same day."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from shopfans.database import ledger, ledger_lots, prepayments
from shopfans.database.connection import OPEN_SHOP
from shopfans.database.operations import Done, begin
from shopfans.database.prepayments import Head
from shopfans.database.shop import Shop
from shopfans.domain import stored_value
from shopfans.domain.errors import NoChangeKept, NoTopUps, TopUpUsed
from shopfans.domain.kinds import STORED_VALUE, Act, Entry, Prepaid, Unit
from shopfans.domain.money import Money
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.sales import Tender
from shopfans.domain.stored_value import Brings, Value
from shopfans.domain.terms import Terms
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.coupons import couponing
from shopfans.services.members.records import live_member
from shopfans.services.prepaid import drawing, receiving

CHANGES = (Topic.STORED_VALUE, Topic.POINTS, Topic.COUPONS)


class TopUp(NamedTuple):
    """What the till says after a top-up, or after it was taken back."""

    id: int
    at: datetime
    member: int
    paid: Money
    """Below zero for one that was taken back."""
    payments: Mapping[Tender, Money]
    """By which way how much came, or below zero went back: the largest first."""
    bonus: Money
    has: Value
    change: Money
    """Cash that went back."""


def preview(shop: Shop, *, member: int, paid: Money) -> Brings:
    """What a top-up would bring her today. Raises UnknownMember or MemberErased."""
    terms = settings.load(shop)
    with shop.reading():
        live_member(member)
        offer = terms.stored_value.offer(paid)
        at_once, later = stored_value.bonus_parts(offer, settings.today(shop))
        before = drawing.balance(member)
        has = Value(before.principal + paid, before.bonus + at_once)
        return Brings(
            offer, at_once, Money.total(one.amount for one in later),
            stored_value.points_for(terms.stored_value.earns, terms.earning, paid), has,
            stored_value.above_limit(terms.currency, has.both),
        )  # fmt: skip


def top_up(
    shop: Shop,
    *,
    by: Staff,
    request: str,
    member: int,
    payments: Mapping[Tender, Money],
    received: Mapping[Tender, Money] | None = None,
) -> TopUp:
    """Store what she pays in, and what the owner's rule adds to it. The same request again changes
    nothing.

    `received` says what was handed over where that is more. Raises NoTopUps, AmountNotPositive,
    AmountTooLarge, StoredValueNotReceived, UnknownMember, MemberErased, or CouponsStopped.
    """
    require(by, Right.TOP_UP)
    terms = settings.load(shop)
    with shop.changing(*CHANGES):
        asked = (member, *receiving.said(payments, received))
        done = begin(shop, Act.TOP_UP, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            _receive(done, terms, member, payments, received)
        return _told(prepayments.of_operation(done.id), done.at)


def void(shop: Shop, *, by: Staff, top_up: int, request: str) -> TopUp:
    """Take a top-up of this business day back: the money goes as it came, with the bonus, the
    points and the coupons.

    Raises NothingToVoid, AlreadyVoided, DayOver, or TopUpUsed once any of it was used.
    """
    require(by, Right.VOID)
    terms = settings.load(shop)
    with shop.changing(*CHANGES):
        done = begin(shop, Act.VOID_PREPAYMENT, terms=terms, by=by, request=request, asked=top_up)
        if done.is_new:
            _void(done, _voidable(done, top_up))
        return _told(prepayments.of_operation(done.id), done.at)


def keep_change(done: Done, terms: Terms, member: int, change: Money) -> None:
    """Keep the change of a sale for her, as part of its command; it brings no bonus.

    Voiding the sale leaves it with her. Raises NoChangeKept.
    """
    if not terms.stored_value.keeps_change:
        raise NoChangeKept()
    prepayments.receive(done, member, Prepaid.CHANGE, {Tender.CASH: change})


def open_balance(done: Done, member: int, has: Value) -> None:
    """What she had in the program before, as part of a command; nothing is added to it."""
    paid = {Tender.UNKNOWN: has.principal} if has.principal else {}
    prepayments.receive(done, member, Prepaid.OPENING, paid, bonus=has.bonus)


def take_openings_back(done: Done, operation: int) -> None:
    """What an import brought is hers no more, as part of a command; none of it may be used."""
    for unit in STORED_VALUE:
        ledger.mirror(done, operation, unit, {Entry.EARN: None})
    for head in prepayments.openings(operation, Prepaid.OPENING):
        receiving.write_back(done, head)


def _receive(
    done: Done,
    terms: Terms,
    member: int,
    payments: Mapping[Tender, Money],
    received: Mapping[Tender, Money] | None,
) -> None:
    rule = terms.stored_value
    if not rule.tops_up:
        raise NoTopUps()
    paid = receiving.accepted(payments)
    live_member(member)
    offer = rule.offer(paid)
    bonus, later = stored_value.bonus_parts(offer, done.day)
    earned = stored_value.points_for(rule.earns, terms.earning, paid)
    prepayments.receive(
        done, member, Prepaid.TOP_UP, payments, received=received, bonus=bonus, later=later,
        earned=earned,
    )  # fmt: skip
    ledger.grant(done, member, Unit.POINTS, earned, lapses=terms.points_lapse(done.day))
    if offer is not None and offer.template is not None:
        for _ in range(offer.coupons):
            couponing.issue(done, offer.template, member)


def _voidable(done: Done, top_up: int) -> Head:
    head = receiving.voidable(done, top_up, _VOIDABLE)
    if not all(ledger_lots.is_whole(lot) for lot in head.lots) or _has_used_coupons(head):
        raise TopUpUsed()
    return head


def _void(done: Done, head: Head) -> None:
    for unit in STORED_VALUE:
        ledger.mirror(done, head.operation, unit, {Entry.EARN: None})
    if head.earned:
        ledger.mirror(done, head.operation, Unit.POINTS, {Entry.EARN: head.earned})
    receiving.write_back(done, head)
    end_instalments(done, [head.id])
    if head.kind is Prepaid.TOP_UP:
        take_coupons_back(done, head.operation)


def end_instalments(done: Done, top_ups: list[int]) -> None:
    """What has not come of their bonus never comes, as part of a command."""
    for top_up in top_ups:
        OPEN_SHOP.execute_sql(_END, (done.id, top_up))


def take_coupons_back(done: Done, top_up_operation: int) -> None:
    """The unused coupons that came with a top-up go, as part of a command."""
    OPEN_SHOP.execute_sql(
        "UPDATE coupon SET withdrawn_id = ? WHERE operation_id = ? AND used_by_id IS NULL "
        "AND withdrawn_id IS NULL",
        (done.id, top_up_operation),
    )


def _has_used_coupons(head: Head) -> bool:
    if head.kind is not Prepaid.TOP_UP:
        return False
    return (
        OPEN_SHOP.execute_sql(
            "SELECT 1 FROM coupon WHERE operation_id = ? AND used_by_id IS NOT NULL",
            (head.operation,),
        ).fetchone()
        is not None
    )


def _told(head: Head, at: datetime) -> TopUp:
    came = receiving.told(head, at)
    has = drawing.balance(head.member)
    return TopUp(head.id, at, head.member, head.paid, came.payments, head.bonus, has, came.change)


_VOIDABLE = (Prepaid.TOP_UP, Prepaid.CHANGE)
_END = """
    UPDATE bonus_instalment SET ended_id = ?
    WHERE top_up_id = ? AND lot_id IS NULL AND ended_id IS NULL"""
