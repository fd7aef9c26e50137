"""She comes, and a session is taken off her card; a wrong click comes back on the same day."""

from datetime import date

from shopfans.database import ledger
from shopfans.database.connection import OPEN_SHOP
from shopfans.database.models import SessionUse
from shopfans.database.operations import Done, begin
from shopfans.database.shop import Shop
from shopfans.domain.contacts import on_one_line
from shopfans.domain.errors import (
    CardLapsed,
    CardMovedOn,
    DayOver,
    NothingOfCard,
    NothingToUndo,
    NumberOutOfRange,
    SessionsUsedUp,
)
from shopfans.domain.kinds import Act, Entry, Unit
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.session_cards import MOST_SESSIONS
from shopfans.domain.terms import Terms
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.belonging import tiering
from shopfans.services.members.records import live_member
from shopfans.services.reminders.visiting import note_visits
from shopfans.services.sessions import held
from shopfans.services.sessions.held import UseRow

LONGEST_NOTE = 200

CHANGES = (Topic.CARDS, Topic.MEMBERS, Topic.COUPONS)
"""She came, which can lift her into a tier with a gift."""


def use(
    shop: Shop,
    *,
    by: Staff,
    request: str,
    part: int,
    sessions: int = 1,
    served_by: int | None = None,
    note: str = "",
) -> UseRow:
    """Take sessions of one service off its card; no money moves, but it is a visit, and can lift
    her into a tier. The same request again changes nothing.

    `served_by` is the colleague who served her, the operator if none is named. Raises
    NothingOfCard, CardLapsed, SessionsUsedUp, NumberOutOfRange, or MemberErased.
    """
    require(by, Right.SELL)
    terms, note = settings.load(shop), on_one_line(note)[:LONGEST_NOTE]
    with shop.changing(*CHANGES):
        asked = (part, sessions, served_by, note)
        done = begin(shop, Act.USE_SESSION, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            _use(done, terms, part, sessions, served_by or by.id, note)
        return held.use(_of_operation(done.id))


def undo(shop: Shop, *, by: Staff, use: int, request: str) -> UseRow:
    """A use of this business day did not happen: its sessions are on the card again.

    Raises NothingToUndo, DayOver, or CardMovedOn.
    """
    require(by, Right.VOID)
    terms = settings.load(shop)
    with shop.changing(*CHANGES):
        done = begin(shop, Act.UNDO_USE, terms=terms, by=by, request=request, asked=use)
        if done.is_new:
            _undo(done, terms, use)
        return held.use(use)


def _use(
    done: Done, terms: Terms, part: int, sessions: int, served_by: int | None, note: str
) -> None:
    if not 1 <= sessions <= MOST_SESSIONS:
        raise NumberOutOfRange(1, MOST_SESSIONS)
    found = held.with_part(part, done.day)
    if found is None:
        raise NothingOfCard()
    card, service = found
    live_member(card.member)
    if card.is_past and card.lapses is not None:
        raise CardLapsed(card.lapses)
    if sessions > service.stands.left:
        raise SessionsUsedUp(service.stands.left)
    taken, rest = {}, sessions
    for lot, left in service.lots.items():
        taken[lot] = min(left, rest)
        rest -= taken[lot]
    some = {lot: quantity for lot, quantity in taken.items() if quantity}
    ledger.take_from(done, card.member, Unit.SESSIONS, some, Entry.REDEEM)
    SessionUse.insert(
        operation=done.id, member=card.member, day=done.day, part=part, sessions=sessions,
        staff=served_by, note=note,
    ).execute()  # fmt: skip
    note_visits(card.member)
    tiering.note(done, terms, card.member)


def _undo(done: Done, terms: Terms, use: int) -> None:
    row = OPEN_SHOP.execute_sql(_USED, (use,)).fetchone()
    if row is None or row[1] is not None:
        raise NothingToUndo()
    operation, _undone, day, member, holder, is_given_back = row
    if date.fromisoformat(day) != done.day:
        raise DayOver(date.fromisoformat(day))
    if is_given_back or member != holder:
        raise CardMovedOn()
    ledger.mirror(done, operation, Unit.SESSIONS, {Entry.REDEEM: None})
    SessionUse.update(undone=done.id).where(SessionUse.id == use).execute()
    note_visits(member)
    tiering.note(done, terms, member, is_undone=True)


def _of_operation(operation: int) -> int:
    query = "SELECT id FROM session_use WHERE operation_id = ?"
    return int(OPEN_SHOP.execute_sql(query, (operation,)).fetchone()[0])


_USED = """
    SELECT u.operation_id, u.undone_id, u.day, u.member_id, c.member_id,
           EXISTS (SELECT 1 FROM payout_part WHERE top_up_id = c.prepayment_id)
    FROM session_use u JOIN session_part p ON p.id = u.part_id
    JOIN session_card c ON c.id = p.card_id WHERE u.id = ?"""
