"""What a trial run said, written: members, consents, tags, points, and what undoing needs."""

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from itertools import chain, count, repeat
from typing import Any, NamedTuple

from shopfans.database import bulk, ledger
from shopfans.database.connection import OPEN_SHOP
from shopfans.database.models import (
    ImportedMember,
    Member,
    MemberImport,
    MemberKey,
    MemberNumber,
    MemberTag,
    Table,
    Tag,
)
from shopfans.database.operations import Done
from shopfans.database.shop import Shop
from shopfans.domain import codes
from shopfans.domain.contacts import local_number
from shopfans.domain.kinds import Purpose, Unit
from shopfans.domain.names import name_keys, wanted
from shopfans.domain.sheet_rows import Fate, Field
from shopfans.domain.terms import Terms
from shopfans.services.books.auditing import Progress
from shopfans.services.bringing.cells import Said
from shopfans.services.bringing.columns import remember
from shopfans.services.bringing.member_columns import MEMBERS
from shopfans.services.bringing.new_tags import put_on_list
from shopfans.services.bringing.trials import Trial, TrialRow
from shopfans.services.joining import consenting
from shopfans.services.members.records import birth_columns
from shopfans.services.prepaid import prepaying
from shopfans.services.sessions import brought

_PAID_AHEAD = frozenset({Field.PRINCIPAL, Field.BONUS, Field.CARD})
_REPORT_EVERY = 500
_FEW = 5_000
"""Members, whose rows go into the indexes one by one."""


class Consents(NamedTuple):
    """What the owner answers for: the members of the list agreed to it."""

    keeping: bool
    messages: bool = False


def write(
    shop: Shop, done: Done, terms: Terms, trial: Trial, consents: Consents, progress: Progress
) -> None:
    """All of it, as part of a command. Raises what `progress` raises."""
    batch = MemberImport.insert(
        operation=done.id, file=trial.sheet.file, digest=trial.sheet.digest
    ).execute()
    remember(MEMBERS, trial.sheet, trial.columns)
    [(first,)] = shop.rows("SELECT COALESCE(MAX(id), 0) + 1 FROM member")
    writing = trial.to_write()
    rows = [row for row in writing if row.fate is Fate.NEW]
    new = list(zip(count(first), map(_said, rows), strict=False))
    changed = [row for row in writing if row.fate is Fate.CHANGED]
    numbers = {said.phone: member for member, said in new} if changed else {}
    known = [(row.member or numbers[_said(row).phone], row) for row in changed]
    _add_members(shop, done, terms, new, progress)
    _add_consents(done, first, consents)
    put_on_list(done, trial.new_tags)
    tags = {tag.name.casefold(): tag.id for tag in Tag.select().where(Tag.active)}
    OPEN_SHOP.execute_sql(_IMPORTED, (batch, first))
    # of several rows of hers the first tells all but the cards
    there = {member: row for member, row in reversed(known) if row.member is not None}
    bulk.insert(
        ImportedMember,
        ((batch, member, 0, _fill_in(member, row, tags)) for member, row in there.items()),
    )
    for member, said in new if tags else ():
        _add_tags(member, said, tags)
    points = [(member, said.points) for member, said in new if said.points]
    points += [(member, _said(row).points) for member, row in known if Field.POINTS in row.changes]
    ledger.bring_in(done, Unit.POINTS, points, lapses=terms.points_lapse(done.day))
    if not _PAID_AHEAD.isdisjoint(trial.columns):
        _open_paid_ahead(done, chain(zip(count(first), rows, strict=False), known))
    progress(1, 1)


def _said(row: TrialRow) -> Said:
    assert row.said is not None
    return row.said


def _add_members(
    shop: Shop, done: Done, terms: Terms, new: Sequence[tuple[int, Said]], progress: Progress
) -> None:
    made = codes.new_codes(codes.Kind.MEMBER, len(new))
    born = {one: birth_columns(one).values() for one in {said.birthday for _member, said in new}}
    rows = (
        (member, code, said.name, said.phone, *born[said.birthday],
         (said.joined or done.day).isoformat(), said.note)
        for (member, said), code in zip(new, made, strict=True)
    )  # fmt: skip
    numbers = ((member, wanted(local_number(said.phone, terms.region))) for member, said in new)
    [(had,)] = shop.rows("SELECT COUNT(*) FROM member")
    keys = chain.from_iterable(_keys(new, progress))
    same = {"operation": done.id, "foreign_id": None, "erased": 0, "visits": 0, "spent": 0,
            "last_visit": None, "usual_gap": None}  # fmt: skip
    loads: tuple[tuple[type[Table], Iterable[tuple[Any, ...]], dict[str, Any]], ...] = (
        (Member, rows, same), (MemberNumber, numbers, {}), (MemberKey, keys, {}),
    )  # fmt: skip
    for table, its_rows, same_in_all in loads:
        with bulk.indexed_later(shop, table) if len(new) > max(had, _FEW) else nullcontext():
            bulk.insert(table, its_rows, **same_in_all)


def _keys(
    new: Sequence[tuple[int, Said]], progress: Progress
) -> Iterator[Iterable[tuple[str, int]]]:
    """For each key whom it finds, in the order of their table: anywhere else in it a row takes
    twice as long."""
    # side by side in an array: numbers of their own, all over the memory, take longer to compare
    called: dict[str, array[int]] = {}
    for member, said in new:
        called.setdefault(said.name, array("q")).append(member)
    found: dict[str, list[array[int]]] = {}
    for name, members in called.items():
        for key in name_keys(name):
            found.setdefault(key, []).append(members)
    for at, (key, groups) in enumerate(sorted(found.items())):
        if at % _REPORT_EVERY == 0:
            progress(at, len(found))
        yield zip(repeat(key), sorted(chain.from_iterable(groups)))


def _add_consents(done: Done, first: int, consents: Consents) -> None:
    """What the owner answers for, by the words of the present version."""
    said = (Purpose.KEEPING.value, consents.keeping, Purpose.MESSAGES.value, consents.messages)
    OPEN_SHOP.execute_sql(_CONSENTS, (first, done.id, consenting.newest(), *said))


def _open_paid_ahead(done: Done, rows: Iterable[tuple[int, TrialRow]]) -> None:
    for member, row in rows:
        if row.brings_value():
            prepaying.open_balance(done, member, _said(row).value)
        if row.card is not None and row.brings_card():
            brought.open_card(done, member, row.card)


def _add_tags(member: int, said: Said, tags: dict[str, int]) -> list[int]:
    """Those that were not hers before."""
    return [
        tag for name in said.tags if (tag := tags.get(name.casefold())) is not None
        and MemberTag.insert(member=member, tag=tag).on_conflict_ignore().as_rowcount().execute()
    ]  # fmt: skip


def _fill_in(member: int, row: TrialRow, tags: dict[str, int]) -> str:
    """Write what the list adds to a member who was there; what undoing needs, as JSON."""
    said, before = _said(row), dict(_before(member, row))
    if Field.TAGS in row.changes:
        before["tags"] = _add_tags(member, said, tags)
    facts: dict[str, Any] = {}
    if Field.BIRTHDAY in row.changes:
        facts |= birth_columns(said.birthday)
    if Field.JOINED in row.changes:
        facts["joined"] = said.joined
    if Field.NOTE in row.changes:
        facts["note"] = said.note
    if facts:
        Member.update(**facts).where(Member.id == member).execute()
    return json.dumps(before)


def _before(member: int, row: TrialRow) -> Iterator[tuple[str, Any]]:
    yield "filled", [field.value for field in row.changes]
    if Field.JOINED in row.changes:
        sql = "SELECT joined FROM member WHERE id = ?"
        yield "joined", OPEN_SHOP.execute_sql(sql, (member,)).fetchone()[0]


_CONSENTS = """
    INSERT INTO consent (member_id, operation_id, purpose, text_version, given)
    WITH said (purpose, given) AS (VALUES (?4, ?5), (?6, ?7))
    SELECT m.id, ?2, purpose, ?3, given FROM member m CROSS JOIN said WHERE m.id >= ?1"""
"""Of all members from one on: SQLite reads their numbers in half the time it takes to be told
them."""
_IMPORTED = "INSERT INTO imported_member SELECT ?1, id, 1, '' FROM member WHERE id >= ?2"
