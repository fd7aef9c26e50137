"""She wants her money back: what of each top-up is returned, how it got there, and the payout."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from shopfans.database import ledger, prepayments
from shopfans.database.operations import Done, begin
from shopfans.database.prepayments import Held
from shopfans.database.shop import Shop
from shopfans.domain import stored_value
from shopfans.domain.errors import NothingToPayOut
from shopfans.domain.kinds import STORED_VALUE, Act, Entry, Prepaid, Unit
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.refund_sheets import RefundSheet, SheetRow
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.sales import Tender
from shopfans.domain.stored_value import StoredValueRule
from shopfans.services import settings
from shopfans.services.members.records import live_member
from shopfans.services.prepaid import receiving
from shopfans.services.prepaid.prepaying import CHANGES, end_instalments, take_coupons_back


class PaidOut(NamedTuple):
    """A payout that was made."""

    id: int
    at: datetime
    returned: Money


def sheet(shop: Shop, *, member: int, rule: StoredValueRule | None = None) -> RefundSheet:
    """What she would get back today, by the rule in force or by the one that is being edited.

    Raises UnknownMember or MemberErased.
    """
    rule = rule or settings.load(shop).stored_value
    with shop.reading():
        name, today = live_member(member).name, settings.today(shop)
        rows = tuple(_row(one, rule, today) for one in prepayments.held(member) if one.left.both)
        return RefundSheet(shop.now(), member, name, rows)


def pay_out(
    shop: Shop,
    *,
    by: Staff,
    member: int,
    top_ups: Collection[int],
    returned: Money,
    tender: Tender,
    request: str,
) -> PaidOut:
    """Return what is returnable of these top-ups; all that is left of them goes with it, and what
    has not come of their bonus never comes.

    `returned` is what the operator saw. Raises PayoutChanged if it is something else by now,
    NothingToPayOut, StoredValueNotReceived, UnknownMember or MemberErased.
    """
    require(by, Right.PAY_OUT)
    receiving.refuse_stored_value(tender)
    terms = settings.load(shop)
    with shop.changing(*CHANGES):
        asked = (member, sorted(top_ups), returned, tender.value)
        done = begin(shop, Act.PAY_OUT, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            live_member(member)
            held = [one for one in prepayments.held(member) if one.head.id in top_ups]
            rows = [_row(one, terms.stored_value, done.day) for one in held]
            if not any(row.returnable for row in rows):
                raise NothingToPayOut()
            _pay(done, member, held, rows, tender, seen=returned)
        head = prepayments.of_operation(done.id)
        return PaidOut(head.id, done.at, -head.paid)


def _row(one: Held, rule: StoredValueRule, day: date) -> SheetRow:
    """Of an opening balance nobody knows the day."""
    paid_on = None if one.head.kind is Prepaid.OPENING else one.head.day
    counted = stored_value.counted(rule, paid_on, day)
    back = min(one.left.both, stored_value.returnable(counted, one.use))
    is_new = paid_on is not None and stored_value.needs_no_reason(paid_on, day)
    return SheetRow(
        one.head.id, one.head.day, one.head.kind, one.use, one.left, counted, is_new, back
    )


def _pay(
    done: Done, member: int, held: list[Held], rows: list[SheetRow], tender: Tender, *, seen: Money
) -> None:
    for unit in STORED_VALUE:
        lots = {lot: left for one in held for lot, left in one.lots[unit].items()}
        ledger.take_from(done, member, unit, lots, Entry.PAY_OUT)
    points = [_points_back(one, row) for one, row in zip(held, rows, strict=True)]
    for one, back in zip(held, points, strict=True):
        if back:
            ledger.mirror(done, one.head.operation, Unit.POINTS, {Entry.EARN: back})
        if one.head.kind is Prepaid.TOP_UP:
            take_coupons_back(done, one.head.operation)
    parts = [(row.top_up, row.left, row.returnable) for row in rows]
    earned = Points(-sum(points))
    receiving.pay_back(done, member, Prepaid.PAY_OUT, parts, tender, seen=seen, earned=earned)
    end_instalments(done, [row.top_up for row in rows])


def _points_back(one: Held, row: SheetRow) -> Points:
    """The share of the points it earned that goes with the money, rounded in her favour."""
    if not one.head.earned:
        return Points(0)
    return Points(one.head.earned * row.returnable.fen // one.head.paid.fen)
