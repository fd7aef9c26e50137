"""Two records of one person become one: what both have adds up, and that day it can be undone."""

import json
from datetime import datetime
from typing import Any, NamedTuple

from shopfans.database import ledger, ledger_lots
from shopfans.database.connection import OPEN_SHOP
from shopfans.database.models import (
    Member,
    MemberMerge,
    MergedMember,
)
from shopfans.database.operations import Done, begin, is_known
from shopfans.database.shop import Shop
from shopfans.domain.errors import MergeOver, SameMember
from shopfans.domain.kinds import Act, Entry, Unit
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.terms import Terms
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.belonging import thanking, tiering
from shopfans.services.members import (
    merged_facts,
    merged_lists,
    merged_rows,
    merged_tags,
    merged_use,
    merged_votes,
)
from shopfans.services.members.merged_facts import AS_KEPT, Facts
from shopfans.services.members.records import live_member
from shopfans.services.reminders import forecasting
from shopfans.services.reminders.visiting import note_visits

CHANGES = (
    Topic.MEMBERS, Topic.SALES, Topic.POINTS, Topic.COUPONS, Topic.REMINDERS, Topic.PARKED,
    Topic.BALLOTS, Topic.STORED_VALUE, Topic.CARDS,
)  # fmt: skip


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
            merged_use.refuse_used(row)
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
        "kept": merged_facts.said_by(kept), "gone": merged_facts.said_by(gone),
        "messages": merged_facts.wants_messages(kept.id),
        "aliases": [one for (one,) in _rows(_ALIASES, gone.id)],
        "owed": {unit.value: ledger_lots.balance(kept.id, unit) for unit in Unit},
    }  # fmt: skip
    merge = MemberMerge.insert(operation=done.id, kept=kept.id, gone=gone.id, before="").execute()
    wanted = (before["messages"], merged_facts.wants_messages(gone.id))
    before |= merged_rows.join(gone.id, kept.id)
    before["tags"] = merged_tags.join(gone.id, kept.id)
    before["votes"] = merged_votes.join(gone.id, kept.id)
    before["listed"] = merged_lists.join(gone.id, kept.id)
    MemberMerge.update(before=json.dumps(before)).where(MemberMerge.id == merge).execute()
    for unit in Unit:
        ledger.move(done, gone.id, kept.id, unit)
    MergedMember.update(into=kept.id).where(MergedMember.into == gone.id).execute()
    MergedMember.insert(member=gone.id, into=kept.id).execute()
    merged_facts.blank(gone.id)
    merged_facts.write(terms, kept, merged_facts.chosen(before, facts))
    merged_facts.say_messages(done, kept.id, (any if facts.messages else all)(wanted))
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
    merged_rows.part(before, kept, gone)
    if "tags" in before:
        merged_tags.part(before["tags"], kept, gone)
    merged_votes.part(before.get("votes", []), kept, gone)
    if "listed" in before:
        merged_lists.part(before["listed"], kept, gone)
    thanking.give_again(done, before.get("rewards", ()))
    Member.update(erased=False).where(Member.id == gone).execute()
    merged_facts.refuse_taken([before["kept"]["phone"], before["gone"]["phone"]], (kept, gone))
    Member.update(phone=None).where(Member.id == kept).execute()
    merged_facts.write(terms, Member.get_by_id(kept), before["kept"])
    merged_facts.write(terms, Member.get_by_id(gone), before["gone"])
    merged_facts.say_messages(done, kept, before["messages"])
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


def _rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    return list(OPEN_SHOP.execute_sql(sql, values).fetchall())


_ALIASES = "SELECT member_id FROM merged_member WHERE into_id = ?"
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
