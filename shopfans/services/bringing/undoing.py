"""An import of members is taken back as a whole, until something depends on it."""

import json
from datetime import date
from functools import partial

from shopfans.database import ledger
from shopfans.database.models import Member, MemberImport, MemberTag
from shopfans.database.operations import Done, begin
from shopfans.database.shop import Shop
from shopfans.domain.errors import ImportUndone, ImportUsed
from shopfans.domain.kinds import Act, Entry, Unit
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.sheet_rows import Field
from shopfans.services import settings
from shopfans.services.books.auditing import Progress
from shopfans.services.bringing import newcomers
from shopfans.services.bringing.batches import Brought, back_up_to_undo
from shopfans.services.bringing.members import CHANGES
from shopfans.services.bringing.new_tags import take_off_list
from shopfans.services.members.records import birth_columns
from shopfans.services.prepaid import prepaying
from shopfans.services.sessions import brought


def imports(shop: Shop) -> list[Brought]:
    """All of them, the last first."""
    with shop.reading():
        return [
            Brought(one, file, date.fromisoformat(day), new, changed)
            for one, file, day, new, changed in shop.rows(_IMPORTS)
        ]


def undo(
    shop: Shop,
    *,
    by: Staff,
    batch: int,
    request: str,
    progress: Progress = lambda done, total: None,
) -> int:
    """The members it brought are gone, and who was there before is as she was; returns how many
    members are gone.

    Their rows stay without a name, as everywhere. The shop is backed up before. Raises
    ImportUndone; ImportUsed if something was done with one of them since; or what `progress`
    raises: then nothing is taken back.
    """
    require(by, Right.IMPORT)
    terms = settings.load(shop)
    back_up_to_undo(shop, MemberImport, batch, partial(_refuse_used, shop), progress)
    with shop.changing(*CHANGES):
        done = begin(shop, Act.TAKE_BACK, terms=terms, by=by, request=request, asked=batch)
        row = MemberImport.get_by_id(batch)
        if done.is_new:
            if row.undone_id is not None:
                raise ImportUndone()
            _refuse_used(shop, row)
            _take_back(shop, done, row, progress)
        [(gone,)] = shop.rows(_NEW, batch)
        return int(gone)


def _refuse_used(shop: Shop, row: MemberImport) -> None:
    """Whatever table names a member of it speaks for something done with her, but for a few."""
    used = {one for (one,) in shop.rows(_LATER_LINES, row.id, row.operation_id)}
    used |= {one for (one,) in shop.rows(_LATER_CONSENTS, row.id, row.operation_id)}
    used |= {one for one, is_new in shop.rows(_WRITTEN_SINCE, row.id, row.operation_id) if is_new}
    used |= newcomers.met_since(shop, _BROUGHT, (row.id,), but=_NO_SIGN)
    if used:
        raise ImportUsed(len(used))


def _take_back(shop: Shop, done: Done, row: MemberImport, progress: Progress) -> None:
    progress(0, _STEPS)
    ledger.mirror(done, row.operation_id, Unit.POINTS, {Entry.OPENING: None})
    progress(1, _STEPS)
    prepaying.take_openings_back(done, row.operation_id)
    progress(2, _STEPS)
    brought.take_back(done, row.operation_id)
    progress(3, _STEPS)
    written = {one for one, _is_new in shop.rows(_WRITTEN_SINCE, row.id, row.operation_id)}
    for member, before in shop.rows(_FILLED, row.id):
        _empty(member, json.loads(before), is_written=member in written)
    newcomers.take_away(_BROUGHT, (row.id,))
    take_off_list(row.id)
    MemberImport.update(undone=done.id).where(MemberImport.id == row.id).execute()
    progress(_STEPS, _STEPS)


def _empty(member: int, before: dict[str, list[str]], *, is_written: bool) -> None:
    """What the list had added to somebody who was there is taken away; her note and tags stay, if
    somebody wrote them anew since."""
    filled = {Field(one) for one in before["filled"]}
    facts: dict[str, object] = {}
    if Field.BIRTHDAY in filled:
        facts |= birth_columns(None)
    if Field.NOTE in filled and not is_written:
        facts["note"] = ""
    if "joined" in before:
        facts["joined"] = before["joined"]
    if facts:
        Member.update(**facts).where(Member.id == member).execute()
    if not is_written:
        MemberTag.delete().where(
            (MemberTag.member == member) & MemberTag.tag.in_(before.get("tags", []))
        ).execute()


_STEPS = 4
"""That take about as long."""
_BROUGHT = "SELECT member_id FROM imported_member WHERE batch_id = ?1 AND is_new = 1"
_NO_SIGN = frozenset(
    {"member_number", "member_tag", "consent", "ledger_entry", "imported_member",
     "forecast", "gap_sum", "tier_standing", "prepayment", "session_card", "trace"}
)  # fmt: skip
"""What an import fills itself, what follows from other tables, and what has lines in the ledger.
The log only repeats."""
_LATER_LINES = f"""
    SELECT e.member_id FROM ledger_entry o
    JOIN ledger_entry e ON e.member_id = o.member_id AND e.lot = o.lot
    WHERE o.operation_id = ?2 AND e.operation_id <> ?2
    UNION SELECT member_id FROM ledger_entry
    WHERE operation_id <> ?2 AND member_id IN ({_BROUGHT})"""
_LATER_CONSENTS = f"""
    SELECT member_id FROM consent WHERE operation_id <> ?2 AND member_id IN ({_BROUGHT})"""
_WRITTEN_SINCE = f"""
    SELECT i.member_id, i.is_new FROM operation o CROSS JOIN trace t ON t.operation_id = o.id
    JOIN imported_member i ON i.batch_id = ?1 AND i.member_id = t.member_id
    JOIN member m ON m.id = i.member_id
    WHERE o.id > ?2 AND o.act IN ('{Act.NOTE.value}', '{Act.TAG.value}') AND m.erased = 0"""
"""Whose note or tags somebody set; who was forgotten has none."""
_FILLED = "SELECT member_id, before FROM imported_member WHERE batch_id = ? AND is_new = 0"
_COUNT = "SELECT COUNT(*) FROM imported_member WHERE batch_id = b.id AND is_new"
_IMPORTS = f"""
    SELECT b.id, b.file, o.day, ({_COUNT} = 1), ({_COUNT} = 0) FROM member_import b
    JOIN operation o ON o.id = b.operation_id WHERE b.undone_id IS NULL ORDER BY b.id DESC"""
_NEW = "SELECT COUNT(*) FROM imported_member WHERE batch_id = ? AND is_new = 1"
