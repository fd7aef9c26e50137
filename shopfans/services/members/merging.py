"""Two records of one person become one: what both have adds up, and that day it can be undone."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from shopfans.database import ledger, referrals
from shopfans.database.connection import OPEN_SHOP
from shopfans.database.models import (
    Consent,
    Member,
    MemberKey,
    MemberMerge,
    MergedMember,
)
from shopfans.database.operations import Done, begin, is_known
from shopfans.database.shop import Shop
from shopfans.domain.contacts import local_number
from shopfans.domain.errors import MergeOver, MergeUsed, PhoneTaken, SameMember
from shopfans.domain.kinds import Act, Entry, Purpose, Unit
from shopfans.domain.names import search_keys
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.terms import Terms
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.belonging import thanking, tiering
from shopfans.services.members import merged_lists, merged_tags, merged_votes
from shopfans.services.members.finding import birth_columns, live_member
from shopfans.services.reminders import forecasting
from shopfans.services.reminders.visiting import note_visits

CHANGES = (
    Topic.MEMBERS, Topic.SALES, Topic.POINTS, Topic.COUPONS, Topic.REMINDERS, Topic.PARKED,
    Topic.BALLOTS, Topic.STORED_VALUE, Topic.CARDS,
)  # fmt: skip

_FOLLOWS = (
    "consent", "sale", "touch", "coupon", "printed_card", "parked_sale", "prepayment",
    "session_card", "membership",
)  # fmt: skip
"""Rows that become the kept record's; the ledger has lines of its own for it."""

_ONE_EACH = ("care_guest", "friend_code", "referral")
"""Tables with one row a member, which goes over if the kept record has none."""

FOLLOWING = (*_FOLLOWS, *_ONE_EACH)
"""Tables whose `member_id` becomes the kept record's."""

_FACTS = (
    "name", "phone", "birth_month", "birth_day", "birth_year", "birth_lunar", "birth_leap", "note",
    "joined",
)  # fmt: skip


class Facts(NamedTuple):
    """What stands of the person afterwards: True takes it from the record that goes."""

    name: bool = False
    phone: bool = False
    birthday: bool = False
    note: bool = False
    messages: bool = False
    """True: she gets messages although only one record said so; else both must have."""


AS_KEPT = Facts()


class Merged(NamedTuple):
    """A merge that can still be undone."""

    id: int
    member: int
    name: str
    at: datetime


def merge(
    shop: Shop, *, by: Staff, kept: int, gone: int, facts: Facts = AS_KEPT, request: str
) -> int:
    """One record of the two, with the facts that were chosen; returns the merge's number.

    Points and stamps keep their last days, stored value its top-ups; sales, coupons, cards and
    touches follow; the codes of both go on to work. Raises SameMember, UnknownMember or
    MemberErased.
    """
    require(by, Right.MERGE)
    terms = settings.load(shop)
    if kept == gone:
        raise SameMember()
    with shop.changing(*CHANGES):
        asked = (kept, gone, facts)
        done = begin(shop, Act.MERGE, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            at_home = forecasting.at_home(shop, (kept, gone))
            _merge(done, terms, live_member(kept), live_member(gone), facts)
            forecasting.foresee(shop, kept, at_home)
        return int(
            MemberMerge.select(MemberMerge.id).where(MemberMerge.operation == done.id).scalar()
        )


def undo(shop: Shop, *, by: Staff, merge: int, request: str) -> None:
    """Two records again, each with the balances, coupons, sales and facts it had.

    What was done since stays with the record that was kept. Raises MergeOver on a later day, a
    second time, or before a later merge of hers; MergeUsed if what came with the other record was
    used since; PhoneTaken.
    """
    require(by, Right.MERGE)
    terms = settings.load(shop)
    with shop.changing(*CHANGES):
        done = begin(shop, Act.UNMERGE, terms=terms, by=by, request=request, asked=merge)
        if done.is_new:
            row = _undoable(merge, done)
            _refuse_used(row)
            _undo(done, terms, row)
            for member in (row.kept_id, row.gone_id):
                forecasting.foresee(shop, member, None)


def undoable(shop: Shop) -> list[Merged]:
    """Today's merges that can be undone, the last first."""
    with shop.reading():
        found = shop.rows(_UNDOABLE, settings.today(shop).isoformat())
        return [
            Merged(one, kept, name, datetime.fromisoformat(at)) for one, kept, name, at in found
        ]


def forget_old(shop: Shop) -> None:
    """Blank what undoing the merges of earlier days would have needed: it names people."""
    today = settings.today(shop).isoformat()
    with shop.reading():
        old = [one for (one,) in shop.rows(_OLD, today)] if is_known(shop) else []
    if old:
        with shop.changing():
            MemberMerge.update(before="").where(MemberMerge.id.in_(old)).execute()


def _merge(done: Done, terms: Terms, kept: Member, gone: Member, facts: Facts) -> None:
    rewards = thanking.take_from_one_person(done, (kept.id, gone.id))
    before: dict[str, Any] = {
        "rewards": rewards,
        "kept": _said(kept), "gone": _said(gone),
        "messages": _wants_messages(kept.id),
        "aliases": [one for (one,) in _rows(_ALIASES, gone.id)],
        "owed": {unit.value: ledger.balance(kept.id, unit) for unit in Unit},
    }  # fmt: skip
    merge = MemberMerge.insert(operation=done.id, kept=kept.id, gone=gone.id, before="").execute()
    wanted = (before["messages"], _wants_messages(gone.id))
    before["moved"] = {table: _hand_over(table, gone.id, kept.id) for table in _FOLLOWS}
    before["alone"] = [table for table in _ONE_EACH if _hand_over_alone(table, gone.id, kept.id)]
    before["tags"] = merged_tags.join(gone.id, kept.id)
    before["votes"] = merged_votes.join(gone.id, kept.id)
    before["listed"] = merged_lists.join(gone.id, kept.id)
    before["coupons"] = _coupons(before["moved"]["coupon"])
    # both may have had a birthday's coupon: the second one is kept, but for no occasion
    OPEN_SHOP.execute_sql(
        "UPDATE coupon SET member_id = ?, occasion = NULL WHERE member_id = ?", (kept.id, gone.id)
    )
    MemberMerge.update(before=json.dumps(before)).where(MemberMerge.id == merge).execute()
    for unit in Unit:
        ledger.move(done, gone.id, kept.id, unit)
    MergedMember.update(into=kept.id).where(MergedMember.into == gone.id).execute()
    MergedMember.insert(member=gone.id, into=kept.id).execute()
    _blank(gone.id)
    _write(terms, kept, _chosen(before, facts))
    _say_messages(done, kept.id, (any if facts.messages else all)(wanted))
    note_visits(kept.id)
    note_visits(gone.id)
    tiering.bring_up_to_date(done, terms, kept.id)


def _undo(done: Done, terms: Terms, row: MemberMerge) -> None:
    before = json.loads(row.before)
    kept, gone = row.kept_id, row.gone_id
    MergedMember.delete().where(MergedMember.member == gone).execute()
    MergedMember.update(into=gone).where(MergedMember.member.in_(before["aliases"])).execute()
    for unit in Unit:
        ledger.mirror(done, row.operation_id, unit, {Entry.SETTLE: None, Entry.MOVE: None})
    for table, ids in before["moved"].items():
        _give_back(table, ids, gone)
    for table in before["alone"]:
        _hand_over_alone(table, kept, gone)
    if "tags" in before:
        merged_tags.part(before["tags"], kept, gone)
    merged_votes.part(before.get("votes", []), kept, gone)
    if "listed" in before:
        merged_lists.part(before["listed"], kept, gone)
    for coupon, occasion, _ in before["coupons"]:
        OPEN_SHOP.execute_sql("UPDATE coupon SET occasion = ? WHERE id = ?", (occasion, coupon))
    thanking.give_again(done, before.get("rewards", ()))
    Member.update(erased=False).where(Member.id == gone).execute()
    _refuse_taken([before["kept"]["phone"], before["gone"]["phone"]], (kept, gone))
    Member.update(phone=None).where(Member.id == kept).execute()
    _write(terms, Member.get_by_id(kept), before["kept"])
    _write(terms, Member.get_by_id(gone), before["gone"])
    _say_messages(done, kept, before["messages"])
    note_visits(kept)
    note_visits(gone)
    tiering.bring_up_to_date(done, terms, kept)
    tiering.bring_up_to_date(done, terms, gone)
    MemberMerge.update(undone=done.id, before="").where(MemberMerge.id == row.id).execute()


def _undoable(merge: int, done: Done) -> MemberMerge:
    row: MemberMerge | None = MemberMerge.get_or_none(MemberMerge.id == merge)
    if row is None or (merge,) not in {
        (one,) for one, *_ in _rows(_UNDOABLE, done.day.isoformat())
    }:
        raise MergeOver()
    return row


def _refuse_used(row: MemberMerge) -> None:
    """What came with the other record must be there to go back."""
    before = json.loads(row.before)
    moved, sales = before["moved"], before["moved"]["sale"]
    refunds = {
        one for (one,) in _rows(f"SELECT id FROM sale WHERE reverses_id IN ({_list(sales)})")
    }
    used = [(coupon, sale) for coupon, _, sale in _coupons(moved["coupon"])]
    if refunds - set(sales) or used != [(coupon, sale) for coupon, _, sale in before["coupons"]]:
        raise MergeUsed()
    taken = tuple(before.get("rewards", ()))
    if referrals.moved_since(row.operation_id, (row.kept_id, row.gone_id), but=taken):
        raise MergeUsed()
    if _stored_value_moved_on(row.operation_id, moved.get("prepayment", [])):
        raise MergeUsed()
    if _cards_moved_on(row.operation_id, moved.get("session_card", [])):
        raise MergeUsed()
    if _memberships_moved_on(row):
        raise MergeUsed()
    for unit in Unit:
        ((came,),) = _rows(_CAME, row.operation_id, row.kept_id, unit.value)
        rest = ledger.balance(row.kept_id, unit) - came
        if rest < min(0, before["owed"][unit.value]):
            raise MergeUsed()


def _stored_value_moved_on(merge: int, top_ups: Sequence[int]) -> bool:
    """Each lot of hers belongs to one top-up: it goes back whole, or not at all."""
    lots = [lot for (lot,) in _rows(_STORED_LOTS, merge)]
    later = _rows(
        f"SELECT 1 FROM bonus_instalment WHERE top_up_id IN ({_list(top_ups)}) "
        "AND lot_id > (SELECT MAX(id) FROM ledger_entry WHERE operation_id <= ?)",
        merge,
    )
    return bool(later) or not all(ledger.is_whole(lot) for lot in lots)


def _cards_moved_on(merge: int, cards: Sequence[int]) -> bool:
    """A card goes back as it came: used since, taken back since or passed on, it stays."""
    return bool(
        _rows(
            "SELECT 1 FROM session_use u JOIN session_part p ON p.id = u.part_id "
            f"WHERE p.card_id IN ({_list(cards)}) "
            "AND MAX(u.operation_id, COALESCE(u.undone_id, 0)) > ?",
            merge,
        )
    )


def _memberships_moved_on(row: MemberMerge) -> bool:
    """What was renewed, ended or given since goes by the memberships of both."""
    (found,) = OPEN_SHOP.execute_sql(_MEMBERSHIPS_SINCE, (row.kept_id, row.operation_id)).fetchone()
    return bool(found)


def _refuse_taken(phones: Sequence[str | None], theirs: tuple[int, int]) -> None:
    """Somebody may have joined with a number that neither record had meanwhile."""
    numbers = [phone for phone in phones if phone]
    holder = Member.get_or_none(Member.phone.in_(numbers) & Member.id.not_in(theirs))
    if holder is not None:
        raise PhoneTaken(holder.id, holder.name)


def _said(member: Member) -> dict[str, Any]:
    row = _rows(f"SELECT {', '.join(_FACTS)} FROM member WHERE id = ?", member.id)[0]
    return dict(zip(_FACTS, row, strict=True))


def _chosen(before: dict[str, Any], facts: Facts) -> dict[str, Any]:
    """The facts of the kept record, some of them the other's; she joined when the first did."""
    kept, gone = before["kept"], before["gone"]
    said = {
        fact: (gone if getattr(facts, "birthday" if fact.startswith("birth_") else fact, False)
               else kept)[fact]
        for fact in _FACTS
    }  # fmt: skip
    return said | {"joined": min(kept["joined"], gone["joined"])}


def _write(terms: Terms, member: Member, said: dict[str, Any]) -> None:
    columns = ", ".join(f"{fact} = ?" for fact in _FACTS)
    OPEN_SHOP.execute_sql(
        f"UPDATE member SET {columns} WHERE id = ?", (*(said[fact] for fact in _FACTS), member.id)
    )
    MemberKey.delete().where(MemberKey.member == member.id).execute()
    keys = search_keys(said["name"], local_number(said["phone"] or "", terms.region))
    MemberKey.insert_many(
        [(key, member.id) for key in keys], [MemberKey.key, MemberKey.member]
    ).execute()


def _blank(member: int) -> None:
    """The row names nobody, but the key of her history still leads to her."""
    Member.update(
        name="", phone=None, note="", erased=True, due=None, gone=None, usual_gap=None,
        **birth_columns(None),
    ).where(Member.id == member).execute()  # fmt: skip
    MemberKey.delete().where(MemberKey.member == member).execute()
    for table in ("gap_sum", "forecast", "tier_standing"):
        OPEN_SHOP.execute_sql(f"DELETE FROM {table} WHERE member_id = ?", (member,))


def _hand_over(table: str, giver: int, taker: int) -> list[int]:
    """The rows that became the other record's, by their numbers."""
    ids = [one for (one,) in _rows(f"SELECT id FROM {table} WHERE member_id = ?", giver)]
    OPEN_SHOP.execute_sql(
        f"UPDATE OR IGNORE {table} SET member_id = ? WHERE member_id = ?", (taker, giver)
    )
    return ids


def _hand_over_alone(table: str, giver: int, taker: int) -> bool:
    return bool(
        OPEN_SHOP.execute_sql(
            f"UPDATE OR IGNORE {table} SET member_id = ? WHERE member_id = ?", (taker, giver)
        ).rowcount
    )


def _give_back(table: str, ids: Sequence[int], member: int) -> None:
    OPEN_SHOP.execute_sql(f"UPDATE {table} SET member_id = ? WHERE id IN ({_list(ids)})", (member,))


def _coupons(ids: Sequence[int]) -> list[list[Any]]:
    """What was given by rule for which occasion, and what used it."""
    return [
        list(row)
        for row in _rows(
            f"SELECT id, occasion, used_by_id FROM coupon WHERE id IN ({_list(ids)}) ORDER BY id"
        )
    ]


def _wants_messages(member: int) -> bool:
    said = _rows(_SAID, member, Purpose.MESSAGES.value)
    return bool(said and said[0][0])


def _say_messages(done: Done, member: int, given: bool) -> None:
    """A line more in her consents, if the last one says something else."""
    said = _rows(_SAID, member, Purpose.MESSAGES.value)
    if said and bool(said[0][0]) != given:
        Consent.insert(
            member=member, operation=done.id, purpose=Purpose.MESSAGES, text_version=said[0][1],
            given=given,
        ).execute()  # fmt: skip


def _rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    return list(OPEN_SHOP.execute_sql(sql, values).fetchall())


def _list(ids: Sequence[int]) -> str:
    return ", ".join(str(int(one)) for one in ids)


_ALIASES = "SELECT member_id FROM merged_member WHERE into_id = ?"
_SAID = """
    SELECT given, text_version FROM consent WHERE member_id = ? AND purpose = ?
    ORDER BY id DESC LIMIT 1"""
_CAME = """
    SELECT COALESCE(SUM(change), 0) FROM ledger_entry
    WHERE operation_id = ? AND member_id = ? AND unit = ? AND kind = 'move'"""
_STORED_LOTS = """
    SELECT id FROM ledger_entry
    WHERE operation_id = ? AND kind = 'move' AND lot = id
      AND unit IN ('principal', 'bonus', 'sessions')"""
_MEMBERSHIPS_SINCE = """
    SELECT EXISTS (
        SELECT 1 FROM prepayment WHERE member_id = ?1 AND operation_id > ?2
          AND kind IN ('membership', 'fee_back'))
      OR EXISTS (
        SELECT 1 FROM membership h JOIN membership_coupon m ON m.membership_id = h.id
        JOIN coupon c ON c.id = m.coupon_id WHERE h.member_id = ?1 AND c.operation_id > ?2)"""
_UNDOABLE = """
    SELECT g.id, g.kept_id, m.name, o.at FROM member_merge g
    JOIN operation o ON o.id = g.operation_id JOIN member m ON m.id = g.kept_id
    WHERE o.day = ? AND g.undone_id IS NULL AND g.before <> '' AND m.erased = 0
      AND NOT EXISTS (SELECT 1 FROM member_merge l WHERE l.id > g.id AND l.undone_id IS NULL
                      AND g.kept_id IN (l.kept_id, l.gone_id))
    ORDER BY g.id DESC"""
_OLD = """
    SELECT g.id FROM member_merge g JOIN operation o ON o.id = g.operation_id
    WHERE g.before <> '' AND o.day < ?"""
