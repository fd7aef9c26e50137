"""What 'everything' is: lists that other programs take, and the tables as they are."""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from peewee import BlobField, Field, FloatField, ForeignKeyField, IntegerField, Model

from shopfans.database import models
from shopfans.database.fields import DayField, FlagField, InstantField, MoneyField
from shopfans.database.shop import Shop
from shopfans.domain.contacts import local_number
from shopfans.domain.kinds import Unit
from shopfans.domain.terms import Terms
from shopfans.services.exporting.cells import LONGEST_TEXT, Kind
from shopfans.services.exporting.sheet import Column
from shopfans.services.sessions.origin import ORIGIN
from shopfans.texts import _

Rows = Iterator[tuple[Any, ...]]


class Table(NamedTuple):
    name: str
    """Of the sheet, or of the file."""
    columns: list[Column]
    counting: str
    """The query for how many rows there are."""
    rows: Callable[[Shop], Rows]
    """A value for each column; amounts in fen, days and instants as text."""


def all_tables(terms: Terms, *, longest: int = LONGEST_TEXT) -> list[Table]:
    """Members first, then goods, then each table of the file under its own name.

    Bytes are written as hexadecimal digits; where there are more than `longest`, they are left out.
    """
    own = [_as_it_is(model, longest) for model in models.TABLES]
    return [_members(terms), _goods(), *sorted(own, key=lambda table: table.name)]


def _members(terms: Terms) -> Table:
    """Who was not forgotten, with whole phone numbers, points, stored value and sessions: for other
    programs to take over. Who has sessions of several services has a row for each."""

    def rows(shop: Shop) -> Rows:
        before = None
        for number, name, phone, month, day, year, lunar, leap, *rest in shop.stream(
            _MEMBERS, Unit.POINTS.value, Unit.PRINCIPAL.value, Unit.BONUS.value
        ):
            said = name, local_number(phone or "", terms.region) or None
            birthday = _birthday(month, day, year, is_lunar=bool(lunar), is_leap=bool(leap))
            facts, card = [birthday, *rest[:-_OF_CARD]], rest[-_OF_CARD:]
            yield (*said, *([None] * len(facts) if number == before else facts), *card, number)
            before = number

    columns = [
        Column("name", _("Name"), Kind.TEXT, width=24),
        Column("phone", _("Phone"), Kind.TEXT),
        Column("birthday", _("Birthday"), Kind.TEXT),
        Column("joined", _("Joined"), Kind.DAY),
        Column("tags", _("Tags"), Kind.TEXT, width=24),
        Column("points", _("Points"), Kind.COUNT),
        Column("principal", _("Principal"), Kind.MONEY),
        Column("bonus", _("Bonus"), Kind.MONEY),
        Column("note", _("Note"), Kind.TEXT, width=32),
        Column("card", _("Session card"), Kind.TEXT, width=18),
        Column("service", _("Service"), Kind.TEXT, width=18),
        Column("sessions", _("Sessions left"), Kind.COUNT),
        Column("until", _("Good until"), Kind.DAY),
        Column("worth", _("Paid for them"), Kind.MONEY),
        Column("number", _("Member no."), Kind.NUMBER),
    ]
    return Table(_("Members"), columns, _MEMBER_ROWS, rows)


_OF_CARD = 5
"""Columns."""


def _birthday(
    month: int | None, day: int | None, year: int | None, *, is_lunar: bool, is_leap: bool
) -> str | None:
    """In digits: 1990-03-15 or 03-15; by the moon as lunar 08-15."""
    if month is None:
        return None
    told = f"{month:02}-{day:02}" if year is None else f"{year}-{month:02}-{day:02}"
    if not is_lunar:
        return told
    return (_("lunar leap {day}") if is_leap else _("lunar {day}")).format(day=told)


def _goods() -> Table:
    columns = [
        Column("name", _("Item"), Kind.TEXT, width=24),
        Column("category", _("Category"), Kind.TEXT),
        Column("price", _("Price"), Kind.MONEY),
        Column("barcode", _("Barcode"), Kind.TEXT),
    ]
    query = "SELECT name, category, price, barcode FROM good WHERE active = 1 ORDER BY id"
    count = "SELECT COUNT(*) FROM good WHERE active = 1"
    return Table(_("Goods"), columns, count, lambda shop: shop.stream(query))


def _as_it_is(model: type[Model], longest: int) -> Table:
    """Under the names of the database; what only proves a PIN or a code is left out."""
    meta: Any = model._meta
    fields = [one for one in meta.sorted_fields if not _PROVES.search(one.column_name)]
    table = f'"{meta.table_name}"'
    query = f"SELECT {', '.join(_chosen(one, longest) for one in fields)} FROM {table}"
    columns = [Column(one.column_name, one.column_name, _kind(one)) for one in fields]
    count = f"SELECT COUNT(*) FROM {table}"
    return Table(meta.table_name, columns, count, lambda shop: shop.stream(query))


_PROVES = re.compile("hash|secret")


def _chosen(field: Field, longest: int) -> str:
    name = f'"{field.column_name}"'
    if isinstance(field, BlobField):
        return f"CASE WHEN 2 * LENGTH({name}) <= {longest} THEN LOWER(HEX({name})) END"
    return name


def _kind(field: Field) -> Kind:
    for kind, classes in _KINDS.items():
        if isinstance(field, classes):
            return kind
    return Kind.TEXT


_KINDS: dict[Kind, tuple[type[Field], ...]] = {
    Kind.MONEY: (MoneyField,),
    Kind.DAY: (DayField,),
    Kind.TIME: (InstantField,),
    Kind.REAL: (FloatField,),
    Kind.NUMBER: (IntegerField, ForeignKeyField, FlagField),
}

_BALANCE = "(SELECT COALESCE(SUM(change), 0) FROM ledger_entry WHERE member_id = m.id AND unit = ?)"

_OWED = f"""
    {ORIGIN},
    owed AS (
        SELECT c.member_id, s.id, COALESCE(k.name, c.name) AS card, s.name AS service,
               SUM(e.change) AS sessions, c.lapses, s.value * SUM(e.change) / s.sessions AS worth
        FROM ledger_entry e CROSS JOIN origin o ON o.lot = e.lot
        CROSS JOIN session_part s ON s.id = o.part CROSS JOIN session_card c ON c.id = s.card_id
        LEFT JOIN session_kind k ON k.id = c.kind_id
        WHERE e.unit = 'sessions' GROUP BY s.id HAVING SUM(e.change) > 0)"""
"""What is left of each service of each card."""

_MEMBER_ROWS = f"""
    {_OWED}
    SELECT COUNT(*) FROM member m LEFT JOIN owed w ON w.member_id = m.id WHERE m.erased = 0"""

_MEMBERS = f"""
    {_OWED}
    SELECT m.id, m.name, m.phone, m.birth_month, m.birth_day, m.birth_year, m.birth_lunar,
           m.birth_leap, m.joined,
           (SELECT GROUP_CONCAT(t.name, ', ') FROM member_tag x JOIN tag t ON t.id = x.tag_id
            WHERE x.member_id = m.id),
           {", ".join([_BALANCE] * 3)},
           NULLIF(m.note, ''), w.card, w.service, w.sessions, w.lapses, w.worth
    FROM member m LEFT JOIN owed w ON w.member_id = m.id WHERE m.erased = 0
    ORDER BY m.id, w.id"""
