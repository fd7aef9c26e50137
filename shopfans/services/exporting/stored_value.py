"""The sheet of stored value: principal and bonus of each member, apart, from opening to closing."""

from shopfans.database.shop import Shop
from shopfans.domain.kinds import STORED_VALUE, Entry, Unit
from shopfans.domain.money import Money
from shopfans.services.books.reporting import PeriodFigures
from shopfans.services.exporting.book import Book
from shopfans.services.exporting.cells import Kind
from shopfans.services.exporting.sheet import Column, Sheet
from shopfans.services.exporting.ties import Section, Tie
from shopfans.texts import _

_UNITS = ", ".join(f"'{unit.value}'" for unit in STORED_VALUE)

_NAMED = {
    "paid_in": Entry.EARN,
    "used": Entry.REDEEM,
    "paid_out": Entry.PAY_OUT,
    "reversals": Entry.REVERSE,
}
"""Changes that have a column of their own; all others are one."""

_NAMES = ", ".join(f"'{kind.value}'" for kind in _NAMED.values())

ROWS = f"""
    SELECT COUNT(DISTINCT e.member_id) FROM operation o
    CROSS JOIN ledger_entry e ON e.operation_id = o.id
    WHERE o.day <= ?2 AND ?1 <= ?2 AND e.unit IN ({_UNITS})"""


def write(shop: Shop, book: Book, _figures: PeriodFigures) -> list[Section]:
    """Whoever ever had stored value, and what the shop owes her; in the totals, what it owes to
    all."""
    [figures] = shop.rows(f"SELECT {_ROLLS} {_LINES}", *book.days)
    largest = Money(max((abs(fen or 0) for fen in figures), default=0))
    sheet = Sheet(book, _("Stored value"), _columns(), largest=largest)
    for row in shop.stream(_MEMBERS, *book.days):
        sheet.add(*row)
    sheet.finish()
    keys = [f"{unit.value}_{key}" for unit in STORED_VALUE for key in _changes()]
    told = {key: Money(fen or 0) for key, fen in zip(keys, figures, strict=True)}
    return [Section(title, _ties(sheet, unit, told)) for unit, title in _titles().items()]


def _titles() -> dict[Unit, str]:
    return {
        Unit.PRINCIPAL: _("Stored value: principal"),
        Unit.BONUS: _("Stored value: bonus"),
    }


def _changes() -> dict[str, str]:
    """From opening to closing, in the order in which they add up."""
    return {
        "opening": _("Opening"),
        "paid_in": _("Added"),
        "used": _("Used"),
        "paid_out": _("Paid out"),
        "reversals": _("Reversed"),
        "adjusted": _("Adjusted"),
        "closing": _("Closing"),
    }


def _columns() -> list[Column]:
    words = {Unit.PRINCIPAL: _("Principal: {what}"), Unit.BONUS: _("Bonus: {what}")}
    return [
        Column("number", _("Member no."), Kind.NUMBER),
        Column("name", _("Member"), Kind.TEXT),
        *(
            Column(f"{unit.value}_{key}", words[unit].format(what=what), Kind.MONEY, is_summed=True)
            for unit in STORED_VALUE
            for key, what in _changes().items()
        ),
    ]


def _ties(sheet: Sheet, unit: Unit, figures: dict[str, Money]) -> list[Tie]:
    keys = [f"{unit.value}_{key}" for key in _changes()]
    *parts, closing = keys
    added_up = Money(sum(sheet.total(key) for key in parts))
    cells = "+".join(sheet.total_cell(key) for key in parts)
    return [
        *(
            sheet.tie(words, figures[key], key)
            for key, words in zip(keys, _changes().values(), strict=True)
        ),
        Tie(_("Opening with all changes"), figures[closing], added_up, (cells,), sheet.title),
    ]


def _sum(unit: Unit, test: str) -> str:
    return f"COALESCE(SUM(e.change) FILTER (WHERE e.unit = '{unit.value}' AND {test}), 0)"


def _roll(unit: Unit) -> list[str]:
    within = "o.day >= ?1"
    return [
        _sum(unit, "o.day < ?1"),
        *(_sum(unit, f"{within} AND e.kind = '{kind.value}'") for kind in _NAMED.values()),
        _sum(unit, f"{within} AND e.kind NOT IN ({_NAMES})"),
        _sum(unit, "TRUE"),
    ]


_ROLLS = ", ".join(part for unit in STORED_VALUE for part in _roll(unit))

_LINES = f"""
    FROM ledger_entry e CROSS JOIN operation o ON o.id = e.operation_id
    WHERE e.unit IN ({_UNITS}) AND o.day <= ?2"""

_MEMBERS = f"""
    SELECT e.member_id, m.name, {_ROLLS}
    FROM ledger_entry e CROSS JOIN operation o ON o.id = e.operation_id
    CROSS JOIN member m ON m.id = e.member_id
    WHERE e.unit IN ({_UNITS}) AND o.day <= ?2 GROUP BY e.member_id ORDER BY e.member_id"""
