"""What one member's account comes to in a period, with every line behind it: as a workbook, or in
words for paper."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from shopfans import texts
from shopfans.database.shop import Shop
from shopfans.domain.knowledge import Section
from shopfans.domain.money import Money
from shopfans.domain.periods import Period
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.stored_value import Value
from shopfans.domain.terms import Terms
from shopfans.domain.trails import What
from shopfans.services import settings
from shopfans.services.belonging import rewarding
from shopfans.services.exporting.book import Book
from shopfans.services.exporting.cells import Kind
from shopfans.services.exporting.leaving import leaving
from shopfans.services.exporting.sheet import Column, Sheet
from shopfans.services.members.records import live_member
from shopfans.services.memberships import usage
from shopfans.services.prepaid import value_statement
from shopfans.services.sessions import statement as session_statement
from shopfans.texts import _, formats
from shopfans.texts.labels import line_label
from shopfans.texts.session_cards import line_text
from shopfans.texts.stored_value import what_text


class Part(NamedTuple):
    """A table of the statement: days and instants are text, amounts fen."""

    title: str
    columns: list[Column]
    rows: list[tuple[Any, ...]]


class Statement(NamedTuple):
    """All of one moment, in the language spoken."""

    about: str
    """Her name and number."""
    terms: Terms
    period: Period
    parts: list[Part]


def statement(shop: Shop, *, by: Staff, member: int, period: Period) -> Statement:
    """Every line of her points, and of her stored value and her session cards if she ever had any,
    from the opening balance to the closing one; her memberships and what they saved her; and all
    she bought.

    Raises UnknownMember or MemberErased.
    """
    require(by, Right.ENROLL)
    with shop.reading():
        name = live_member(member).name
        about = _("{name}, member no. {number}").format(name=name, number=member)
        ahead = [
            *_stored(shop, member, period),
            *_sessions(shop, member, period),
            *_memberships(shop, member, period),
        ]
        parts = [_points(shop, member, period), *ahead, _bought(shop, member, period)]
        return Statement(about, settings.load(shop), period, parts)


def write_statement(
    shop: Shop, path: Path, *, by: Staff, member: int, period: Period, language: str
) -> None:
    """The statement as a workbook. Raises what statement raises, or what leaving raises."""
    require(by, Right.EXPORT)
    with texts.speaking(language):
        made = statement(shop, by=by, member=member, period=period)
        rows = sum(len(part.rows) for part in made.parts)
        with (
            leaving(shop, path, by=by, what=What.STATEMENT, of=str(period), member=member) as file,
            Book(
                made.terms, period, rows=rows, progress=lambda done, total: None, about=made.about
            ) as book,
        ):
            for part in made.parts:
                sheet = Sheet(book, part.title, part.columns, largest=_largest(part))
                for row in part.rows:
                    sheet.add(*row)
                sheet.finish()
            book.save(file)


def sections(made: Statement) -> list[Section]:
    """The same in words, in the language spoken, with the same totals."""
    return [_section(part, made.terms) for part in made.parts]


def _section(part: Part, terms: Terms) -> Section:
    totals = [
        sum(row[n] or 0 for row in part.rows) if column.is_summed else None
        for n, column in enumerate(part.columns)
    ]
    _first, *rest = _words(part.columns, totals, terms)
    rows = [_words(part.columns, row, terms) for row in part.rows]
    return Section(
        part.title,
        tuple(column.heading for column in part.columns),
        (*rows, (_("Total"), *rest)) if rows else (),
        frozenset(n for n, one in enumerate(part.columns) if one.kind in _NUMBERS),
        has_totals=bool(rows),
    )


def _words(columns: Sequence[Column], row: Sequence[Any], terms: Terms) -> tuple[str, ...]:
    return tuple(
        "" if value is None else _in_words(column.kind, value, terms)
        for column, value in zip(columns, row, strict=True)
    )


def _points(shop: Shop, member: int, period: Period) -> Part:
    lines = rewarding.statement(shop, member)[::-1]
    opening = sum(line.change for line in lines if line.day < period.first)
    rows: list[tuple[Any, ...]] = [
        (period.first.isoformat(), None, _("Opening"), None, None, None, opening, None, None)
    ]
    after = opening
    for line in lines:
        if period.first <= line.day <= period.last:
            after += line.change
            rows.append(
                (
                    line.day.isoformat(), line.at.isoformat(),
                    line_label(line.kind, line.act), line.sale,
                    line.paid.fen if line.paid is not None else None, line.change, after,
                    line.lapses.isoformat() if line.lapses else None, line.staff or None,
                )
            )  # fmt: skip
    rows.append((period.last.isoformat(), None, _("Closing"), None, None, None, after, None, None))
    columns = [
        Column("day", _("Business day"), Kind.DAY),
        Column("at", _("Time"), Kind.TIME),
        Column("kind", _("What"), Kind.TEXT, width=12),
        Column("sale", _("Sale no."), Kind.NUMBER),
        Column("paid", _("Received"), Kind.MONEY),
        Column("change", _("Points"), Kind.COUNT, is_summed=True),
        Column("after", _("Balance"), Kind.COUNT),
        Column("lapses", _("Last day"), Kind.DAY),
        Column("staff", _("By"), Kind.TEXT, width=12),
    ]
    return Part(_("Points"), columns, rows)


def _stored(shop: Shop, member: int, period: Period) -> list[Part]:
    """Principal and bonus apart."""
    lines = [one for one in value_statement.statement(shop, member)[::-1] if one.day <= period.last]
    if not lines:
        return []
    before = [line.after for line in lines if line.day < period.first]
    opening = before[-1] if before else Value()
    rows = [_balance(period.first, _("Opening"), opening)]
    rows += [
        (
            line.day.isoformat(), line.at.isoformat(), what_text(line.act, line.kind), line.sale,
            line.change.principal.fen, line.change.bonus.fen, line.after.principal.fen,
            line.after.bonus.fen, line.staff or None,
        )
        for line in lines[len(before) :]
    ]  # fmt: skip
    rows.append(_balance(period.last, _("Closing"), lines[-1].after))
    columns = [
        Column("day", _("Business day"), Kind.DAY),
        Column("at", _("Time"), Kind.TIME),
        Column("kind", _("What"), Kind.TEXT, width=20),
        Column("sale", _("Sale no."), Kind.NUMBER),
        Column("principal", _("Principal"), Kind.MONEY, is_summed=True),
        Column("bonus", _("Bonus"), Kind.MONEY, is_summed=True),
        Column("has_principal", _("Principal left"), Kind.MONEY),
        Column("has_bonus", _("Bonus left"), Kind.MONEY),
        Column("staff", _("By"), Kind.TEXT, width=12),
    ]
    return [Part(_("Stored value"), columns, rows)]


def _sessions(shop: Shop, member: int, period: Period) -> list[Part]:
    """Each service of each card by itself; what is left is the last figure of its lines."""
    rows = [
        (
            line.day.isoformat(), line.at.isoformat(), line_text(line.act, line.kind), line.card,
            line.service, line.change, line.left, line.worth.fen, line.staff or None,
        )
        for line in session_statement.statement(shop, member)
        if period.first <= line.day <= period.last
    ]  # fmt: skip
    columns = [
        Column("day", _("Business day"), Kind.DAY),
        Column("at", _("Time"), Kind.TIME),
        Column("kind", _("What"), Kind.TEXT, width=16),
        Column("card", _("Session card"), Kind.TEXT, width=20),
        Column("service", _("Service"), Kind.TEXT, width=20),
        Column("change", _("Sessions"), Kind.COUNT, is_summed=True),
        Column("left", _("Left"), Kind.COUNT),
        Column("worth", _("Value left"), Kind.MONEY),
        Column("staff", _("By"), Kind.TEXT, width=12),
    ]
    return [Part(_("Session cards"), columns, rows)] if rows else []


def _memberships(shop: Shop, member: int, period: Period) -> list[Part]:
    """Those that held on any day of it, and what each saved her up to now."""
    rows: list[tuple[Any, ...]] = [
        (
            one.membership.plan.name, one.membership.run.starts.isoformat(),
            one.membership.run.ends.isoformat(), one.membership.fee.fen,
            one.membership.returned.fen if one.membership.returned is not None else None,
            one.used.off.fen, one.used.used, one.used.coupons_off.fen, one.used.saved.fen,
        )
        for one in usage.statement(shop, member)[::-1]
        if one.membership.run.starts <= period.last and one.membership.run.ends >= period.first
    ]  # fmt: skip
    columns = [
        Column("plan", _("Membership"), Kind.TEXT, width=20),
        Column("starts", _("From"), Kind.DAY),
        Column("ends", _("Until"), Kind.DAY),
        Column("fee", _("Fee"), Kind.MONEY, is_summed=True),
        Column("returned", _("Given back"), Kind.MONEY, is_summed=True),
        Column("off", _("Membership discount"), Kind.MONEY, is_summed=True),
        Column("used", _("Coupons used"), Kind.COUNT, is_summed=True),
        Column("coupons_off", _("Coupon off"), Kind.MONEY, is_summed=True),
        Column("saved", _("Saved so far"), Kind.MONEY, is_summed=True),
    ]
    return [Part(_("Memberships"), columns, rows)] if rows else []


def _balance(day: date, what: str, has: Value) -> tuple[Any, ...]:
    return (
        day.isoformat(), None, what, None, None, None, has.principal.fen, has.bonus.fen, None,
    )  # fmt: skip


def _bought(shop: Shop, member: int, period: Period) -> Part:
    rows = shop.rows(_BOUGHT, member, period.first.isoformat(), period.last.isoformat())
    columns = [
        Column("sale", _("Sale no."), Kind.NUMBER),
        Column("day", _("Business day"), Kind.DAY),
        Column("name", _("Item"), Kind.TEXT, width=28),
        Column("quantity", _("Quantity"), Kind.COUNT, is_summed=True),
        Column("amount", _("Amount"), Kind.MONEY, is_summed=True),
        Column("off", _("Taken off"), Kind.MONEY, is_summed=True),
        Column("paid", _("Received"), Kind.MONEY, is_summed=True),
    ]
    return Part(_("Bought and given back"), columns, rows)


def _largest(part: Part) -> Money:
    money = [n for n, column in enumerate(part.columns) if column.kind is Kind.MONEY]
    return Money(sum(max(abs(row[n] or 0) for n in money) for row in part.rows))


_NUMBERS = (Kind.NUMBER, Kind.COUNT, Kind.MONEY)


def _in_words(kind: Kind, value: Any, terms: Terms) -> str:
    match kind:
        case Kind.MONEY:
            return formats.number_text(Money(value), terms.currency)
        case Kind.COUNT:
            return formats.count_text(value)
        case Kind.TIME:
            return formats.time_text(datetime.fromisoformat(value), terms.zone)
        case _:
            return str(value)


_BOUGHT = """
    SELECT s.id, s.day, l.name, l.quantity, l.amount, l.amount - l.paid, l.paid
    FROM sale s CROSS JOIN sale_line l ON l.sale_id = s.id
    WHERE s.member_id = ? AND s.day BETWEEN ? AND ? ORDER BY s.day, s.id, l.position"""
