"""History from another program: visits of members it knows by keys of its own."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from functools import partial
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from shopfans.database import bulk
from shopfans.database.closed_days import first_closed, last_closed
from shopfans.database.erasures import Erasures
from shopfans.database.fields import instant_text
from shopfans.database.models import (
    Member,
    MemberKey,
    Operation,
    Payment,
    Sale,
    SaleLine,
    Table,
)
from shopfans.database.operations import Done, begin
from shopfans.database.shop import Shop
from shopfans.domain import codes
from shopfans.domain.contacts import tidy_name
from shopfans.domain.errors import (
    BadRow,
    ColumnMissing,
    DayClosed,
    ShopError,
)
from shopfans.domain.kinds import Act
from shopfans.domain.money import Money, parse_amount
from shopfans.domain.names import search_keys
from shopfans.domain.periods import time_zone
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.sales import Tender
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.belonging import tiering
from shopfans.services.books.auditing import Progress
from shopfans.services.reminders.visiting import note_everybody
from shopfans.services.spreadsheets.reading import SheetRow, body_of, rows_of

_Value = TypeVar("_Value")

COLUMNS = {
    "member": ("member", "member_id", "会员", "会员号", "會員", "會員編號"),
    "date": ("date", "day", "日期", "消费日期", "消費日期"),
    "amount": ("amount", "paid", "金额", "金額", "消费金额", "消費金額"),
}
"""What a file must tell, and how its first line may call it."""

_KNOWN = frozenset(name for names in COLUMNS.values() for name in names)


class Imported(NamedTuple):
    """What was added: nothing, if the file was imported before."""

    members: int
    sales: int
    total: Money
    known: int = 0
    """Rows that an earlier import brought already; they were left out."""
    forgotten: int = 0
    """Rows of members who asked to be forgotten; they were left out too."""


class _Visit(NamedTuple):
    day: date
    row: int
    member: str
    amount: Money


def import_sales(
    shop: Shop, *, by: Staff, path: Path, progress: Progress = lambda done, total: None
) -> Imported:
    """Take over all visits of a spreadsheet, or none; what was imported before is left out.

    A visit is known by member, day and amount: as often as earlier files brought it, it is not
    taken again.
    A member is known by her key in the other program and made if she is new, joined on her first
    day; who asked to be forgotten stays so. The sales earn no points: what the other program owed
    her is not in such a file. Raises ColumnMissing, BadRow, DayClosed or what read_rows
    raises.
    """
    require(by, Right.IMPORT)
    terms, body = settings.load(shop), body_of(path)
    digest = sha256(body).hexdigest()
    sheet = rows_of(body, path, known=_KNOWN, progress=progress)
    told = sorted(_visits(sheet, terms.currency.digits, latest=settings.today(shop)))
    erasures = Erasures(shop.path)
    visits = [visit for visit in told if not erasures.knows_key(visit.member)]
    with shop.changing(Topic.MEMBERS, Topic.SALES, Topic.REMINDERS):
        request = f"import {digest}"
        done = begin(shop, Act.IMPORT, terms=terms, by=by, request=request, asked=digest)
        fresh = _not_brought_yet(shop, visits) if done.is_new else []
        _refuse_closed(fresh)
        new = _add_members(shop, done, fresh)
        if fresh:
            _store(shop, done, fresh, terms.zone, progress)
            note_everybody(shop)
            tiering.note_everybody(shop, done.day)
    total = Money.total(visit.amount for visit in fresh)
    known, forgotten = len(visits) - len(fresh), len(told) - len(visits)
    return Imported(len(new), len(fresh), total, known, forgotten)


def _visits(sheet: Sequence[SheetRow], digits: int, *, latest: date) -> Iterator[_Visit]:
    heading = sheet[0].cells if sheet else ()
    member, day, amount = (_place(heading, names) for names in COLUMNS.values())
    for row, cells in sheet[1:]:
        cell = partial(_meaning, row, heading, cells)
        yield _Visit(
            cell(day, lambda text: _day(text, latest)),
            row,
            cell(member, tidy_name),
            cell(amount, lambda text: parse_amount(text, digits)),
        )


def _meaning(
    row: int,
    heading: Sequence[str],
    cells: Sequence[str],
    place: int,
    meaning: Callable[[str], _Value],
) -> _Value:
    text = cells[place] if place < len(cells) else ""
    try:
        return meaning(text)
    except (ShopError, ValueError):
        raise BadRow(row, heading[place], text) from None


def _day(text: str, latest: date) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(text)
    day = date.fromisoformat(text)
    if not date(1900, 1, 1) <= day <= latest:
        raise ValueError(text)
    return day


def _place(heading: Sequence[str], names: tuple[str, ...]) -> int:
    for place, name in enumerate(heading):
        if name.casefold() in names:
            return place
    raise ColumnMissing(names[0])


def _not_brought_yet(shop: Shop, visits: list[_Visit]) -> list[_Visit]:
    """The visits of a file less those of earlier files, each as often as it was brought."""
    known, brought = _known(shop), Counter(shop.rows(_BROUGHT, Act.IMPORT.value))
    fresh = []
    for visit in visits:
        said = (known.get(visit.member), visit.day.isoformat(), visit.amount.fen)
        if brought[said]:
            brought[said] -= 1
        else:
            fresh.append(visit)
    return fresh


def _refuse_closed(visits: list[_Visit]) -> None:
    first, last = first_closed(), last_closed()
    for visit in visits:
        if first is not None and last is not None and first <= visit.day <= last:
            raise DayClosed(visit.day)


def _known(shop: Shop) -> dict[str, int]:
    """Whom a key of the other program means; of a record that was merged, the one that was
    kept."""
    return dict(shop.rows(_KEYS))


def _add_members(shop: Shop, done: Done, visits: list[_Visit]) -> dict[str, int]:
    """The new members of a file by their keys in the other program."""
    known = {key for (key,) in shop.rows("SELECT foreign_id FROM member")}
    first_days: dict[str, date] = {}
    for visit in visits:
        if visit.member not in known:
            first_days.setdefault(visit.member, visit.day)
    new = dict(zip(first_days, count(_next(shop, Member)), strict=False))
    shop.write_many(
        bulk.inserting(Member),
        [
            (number, codes.new_code(codes.Kind.MEMBER), key, key, *[None] * 4, 0, 0,
             first_days[key].isoformat(), done.id, 0, 0, 0, None, None, "")
            for key, number in new.items()
        ],
    )  # fmt: skip
    shop.write_many(
        bulk.inserting(MemberKey),
        [(found_by, number) for key, number in new.items() for found_by in search_keys(key, "")],
    )
    return new


def _store(shop: Shop, done: Done, visits: list[_Visit], zone: str, progress: Progress) -> None:
    """One sale a visit, at noon of its day, by an operation of its own."""
    members = _known(shop)
    noon = time(12, tzinfo=time_zone(zone))
    rows: dict[type[Table], list[tuple[Any, ...]]] = {
        Operation: [], Sale: [], SaleLine: [], Payment: [],
    }  # fmt: skip
    sales, operations = count(_next(shop, Sale)), count(_next(shop, Operation))
    for index, (visit, sale, operation) in enumerate(zip(visits, sales, operations, strict=False)):
        progress(index, len(visits))
        day, fen = visit.day.isoformat(), visit.amount.fen
        at = instant_text(datetime.combine(visit.day, noon))
        request = f"{done.id} {visit.row}"
        rows[Operation].append(
            (operation, f"import {request}", Act.IMPORT.value, "", done.staff, at, day)
        )
        rows[Sale].append((sale, operation, members[visit.member], day, None, 0, None, fen, fen))
        rows[SaleLine].append((sale, 1, None, None, "", "", 1, None, fen, fen, fen, 0, 0))
        rows[Payment].append((sale, Tender.UNKNOWN.value, fen, fen))
    for table, pending in rows.items():
        shop.write_many(bulk.inserting(table), pending)


def _next(shop: Shop, table: type[Table]) -> int:
    return int(shop.rows(f"SELECT COALESCE(MAX(id), 0) + 1 FROM {bulk.name_of(table)}")[0][0])


_KEYS = """
    SELECT m.foreign_id, COALESCE(g.into_id, m.id) FROM member m
    LEFT JOIN merged_member g ON g.member_id = m.id WHERE m.foreign_id IS NOT NULL"""

_BROUGHT = """
    SELECT s.member_id, s.day, s.paid FROM sale s JOIN operation o ON o.id = s.operation_id
    WHERE o.act = ? AND s.member_id IS NOT NULL"""
