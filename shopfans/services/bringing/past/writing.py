"""What a trial run of past sales said, written: new members, and one sale a row."""

from collections.abc import Sequence
from datetime import date, datetime, time
from itertools import count
from typing import Any, NamedTuple

from shopfans.database import bulk, operations
from shopfans.database.fields import instant_text
from shopfans.database.models import (
    Member,
    MemberKey,
    Operation,
    Payment,
    Sale,
    SaleLine,
    SalesImport,
    Table,
)
from shopfans.database.operations import Done
from shopfans.database.shop import Shop
from shopfans.domain import codes
from shopfans.domain.kinds import Act
from shopfans.domain.money import Money
from shopfans.domain.names import name_keys
from shopfans.domain.periods import time_zone
from shopfans.domain.sales import Tender
from shopfans.domain.terms import Terms
from shopfans.services.belonging import tiering
from shopfans.services.books.auditing import Progress
from shopfans.services.bringing.columns import remember
from shopfans.services.bringing.past.columns import PAST_SALES
from shopfans.services.bringing.past.trials import SaleTrial
from shopfans.services.reminders.visiting import note_everybody

_REPORT_EVERY = 500


class _Sold(NamedTuple):
    """A row that is written."""

    day: date
    row: int
    member: int | None
    """None: of a new member."""
    key: str
    amount: Money


def write(shop: Shop, done: Done, terms: Terms, trial: SaleTrial, progress: Progress) -> None:
    """All of it, as part of a command. Raises what `progress` raises."""
    sold = sorted(
        _Sold(row.said.day, row.number, row.member, row.said.key, row.said.amount)
        for row in trial.to_write() if row.said
    )  # fmt: skip
    remember(PAST_SALES, trial.sheet, trial.columns)
    first = _next(shop, Sale)
    _add_sales(shop, done, sold, _add_members(shop, done, sold), terms.zone, progress)
    _add_keys(shop, trial)
    days = {one.member: one.day.isoformat() for one in reversed(sold) if one.member is not None}
    shop.write_many(_JOINED, [(day, member, day) for member, day in days.items()])
    SalesImport.insert(
        operation=done.id, file=trial.sheet.file, digest=trial.sheet.digest,
        first=first, last=first + len(sold) - 1,
    ).execute()  # fmt: skip
    operations.note(done, said={"sales": len(sold)})
    note_everybody(shop)
    tiering.note_everybody(shop, done.day)
    progress(1, 1)


def _add_members(shop: Shop, done: Done, sold: Sequence[_Sold]) -> dict[str, int]:
    """The new members by their keys; each joined on her first day."""
    first_days: dict[str, date] = {}
    for one in sold:
        if one.member is None:
            first_days.setdefault(one.key, one.day)
    new = dict(zip(first_days, count(_next(shop, Member)), strict=False))
    made = codes.new_codes(codes.Kind.MEMBER, len(new))
    bulk.insert(
        Member,
        [
            (number, code, key, key, *[None] * 4, 0, 0,
             first_days[key].isoformat(), done.id, 0, 0, 0, None, None, "")
            for (key, number), code in zip(new.items(), made, strict=True)
        ],
    )  # fmt: skip
    bulk.insert(
        MemberKey,
        [(found_by, number) for key, number in new.items() for found_by in name_keys(key)],
    )
    return new


def _add_keys(shop: Shop, trial: SaleTrial) -> None:
    """Who is there is known by her key from now on: a later file may tell no number."""
    keys = {
        trial.learned[row.said.key]: row.said.key
        for row in reversed(trial.to_write()) if row.said and row.said.key in trial.learned
    }  # fmt: skip
    shop.write_many(_KNOWN_BY, [(key, member) for member, key in keys.items()])


def _add_sales(
    shop: Shop,
    done: Done,
    sold: Sequence[_Sold],
    new: dict[str, int],
    zone: str,
    progress: Progress,
) -> None:
    """Each at noon of its day, by an operation of its own."""
    noon = time(12, tzinfo=time_zone(zone))
    rows: dict[type[Table], list[tuple[Any, ...]]] = {
        Operation: [], Sale: [], SaleLine: [], Payment: [],
    }  # fmt: skip
    sales, numbers = count(_next(shop, Sale)), count(_next(shop, Operation))
    for index, (one, sale, number) in enumerate(zip(sold, sales, numbers, strict=False)):
        if index % _REPORT_EVERY == 0:
            progress(index, len(sold))
        day, fen = one.day.isoformat(), one.amount.fen
        at = instant_text(datetime.combine(one.day, noon))
        member = new[one.key] if one.member is None else one.member
        rows[Operation].append(
            (number, f"import {done.id} {one.row}", Act.IMPORT.value, "", done.staff, at, day)
        )
        rows[Sale].append((sale, number, member, day, None, 0, None, fen, fen))
        rows[SaleLine].append((sale, 1, None, None, "", "", 1, None, fen, fen, fen, 0, 0))
        if fen:
            rows[Payment].append((sale, Tender.UNKNOWN.value, fen, fen))
    for table, pending in rows.items():
        bulk.insert(table, pending)


def _next(shop: Shop, table: type[Table]) -> int:
    return int(shop.rows(f"SELECT COALESCE(MAX(id), 0) + 1 FROM {bulk.name_of(table)}")[0][0])


_KNOWN_BY = "UPDATE member SET foreign_id = ? WHERE id = ? AND foreign_id IS NULL"
_JOINED = """
    UPDATE member SET joined = ? WHERE id = ? AND joined > ?
    AND (SELECT act FROM operation WHERE id = member.operation_id) = 'import'"""
"""Who came with an earlier import joined on her first day, whichever year is brought in first."""
