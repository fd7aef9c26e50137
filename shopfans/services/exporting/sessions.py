"""The sheet of session cards: what is owed of each service of each card, in number and in value,
from opening to closing.

The value follows the rule of domain.session_cards.worth.
"""

from collections.abc import Sequence

from shopfans.database.shop import Shop
from shopfans.domain.kinds import Entry
from shopfans.domain.money import Money
from shopfans.services.books.reporting import PeriodFigures
from shopfans.services.exporting.book import Book
from shopfans.services.exporting.cells import Kind
from shopfans.services.exporting.sheet import Column, Sheet
from shopfans.services.exporting.ties import Section, Tie
from shopfans.services.sessions.origin import ORIGIN
from shopfans.texts import _

_NAMED = {
    "brought": Entry.OPENING,
    "sold": Entry.EARN,
    "used": Entry.REDEEM,
    "given_back": Entry.PAY_OUT,
    "lapsed": Entry.EXPIRE,
}
"""Changes that have a column of their own, less what was taken back of them; a card that is passed
on changes nothing."""

ROWS = """
    SELECT COUNT(*) FROM session_part s JOIN ledger_entry g ON g.id = s.lot_id
    JOIN operation o ON o.id = g.operation_id WHERE o.day <= ?2 AND ?1 <= ?2"""

LINES = f"""
    {ORIGIN},
    running AS (
        SELECT o.part, e.id, e.operation_id, e.member_id, COALESCE(r.kind, e.kind) AS kind,
               e.change, r.id AS undoes, SUM(e.change) OVER (PARTITION BY o.part ORDER BY e.id)
               AS rest
        FROM ledger_entry e CROSS JOIN origin o ON o.lot = e.lot
        LEFT JOIN ledger_entry r ON r.id = e.reverses_id WHERE e.unit = 'sessions'),
    line AS (
        SELECT l.*, o.day, o.at,
               s.value * rest / s.sessions - s.value * (rest - change) / s.sessions AS fen
        FROM running l JOIN session_part s ON s.id = l.part
        JOIN operation o ON o.id = l.operation_id WHERE o.day <= ?2)"""
"""Each line of sessions until the last day, with what it changes in value."""


def write(shop: Shop, book: Book, _figures: PeriodFigures) -> list[Section]:
    """Each service of a card of which anything was owed or moved; in the totals, what the shop
    owes."""
    [counts] = shop.rows(f"SELECT {_roll('change', 'book')} {_BOOKS}", *book.days)
    [values] = shop.rows(f"{LINES} SELECT {_roll('fen', 'line')} FROM line", *book.days)
    largest = Money(max(map(abs, values)))
    sheet = Sheet(book, _("Session cards"), _columns(), largest=largest)
    for row in shop.stream(_PARTS, *book.days):
        if any(row[-2 * len(_changes()) :]):
            sheet.add(*row)
    sheet.finish()
    return [
        Section(_("Sessions owed"), _ties(sheet, "count", counts)),
        Section(_("Value of sessions owed"), _ties(sheet, "value", list(map(Money, values)))),
    ]


def _changes() -> dict[str, str]:
    """From opening to closing, in the order in which they add up."""
    return {
        "opening": _("Opening"),
        "brought": _("Brought in"),
        "sold": _("Sold"),
        "used": _("Used"),
        "given_back": _("Given back"),
        "lapsed": _("Lapsed"),
        "closing": _("Closing"),
    }


def _columns() -> list[Column]:
    number, worth = _("Sessions: {what}"), _("Value: {what}")
    return [
        Column("number", _("Card no."), Kind.NUMBER),
        Column("sold_on", _("Sold on"), Kind.DAY),
        Column("member", _("Member no."), Kind.NUMBER),
        Column("name", _("Member"), Kind.TEXT),
        Column("card", _("Session card"), Kind.TEXT, width=18),
        Column("service", _("Service"), Kind.TEXT, width=18),
        Column("lapses", _("Last day"), Kind.DAY),
        *(
            Column(f"count_{key}", number.format(what=what), Kind.COUNT, is_summed=True)
            for key, what in _changes().items()
        ),
        *(
            Column(f"value_{key}", worth.format(what=what), Kind.MONEY, is_summed=True)
            for key, what in _changes().items()
        ),
    ]


def _ties(sheet: Sheet, which: str, figures: Sequence[int | Money]) -> list[Tie]:
    keys = [f"{which}_{key}" for key in _changes()]
    *parts, _closing = keys
    added_up = sum(sheet.total(key) for key in parts)
    found = Money(added_up) if which == "value" else added_up
    cells = "+".join(sheet.total_cell(key) for key in parts)
    return [
        *(
            sheet.tie(words, figure, key)
            for key, words, figure in zip(keys, _changes().values(), figures, strict=True)
        ),
        Tie(_("Opening with all changes"), figures[-1], found, (cells,), sheet.title),
    ]


def _roll(what: str, line: str) -> str:
    """What a column of the lines comes to, from opening to closing."""

    def total(test: str) -> str:
        return f"COALESCE(SUM({line}.{what}) FILTER (WHERE {test}), 0)"

    within = f"{line}.day >= ?1 AND {line}.kind"
    return ", ".join(
        (
            total(f"{line}.day < ?1"),
            *(total(f"{within} = '{one.value}'") for one in _NAMED.values()),
            total("TRUE"),
        )
    )


_BOOKS = """
    FROM (SELECT e.change, o.day, COALESCE(r.kind, e.kind) AS kind
          FROM ledger_entry e CROSS JOIN operation o ON o.id = e.operation_id
          LEFT JOIN ledger_entry r ON r.id = e.reverses_id
          WHERE e.unit = 'sessions' AND o.day <= ?2) AS book"""

_PARTS = f"""
    {LINES}
    SELECT c.prepayment_id, p.day, c.member_id, m.name, c.name, s.name, c.lapses,
           {_roll("change", "line")}, {_roll("fen", "line")}
    FROM line JOIN session_part s ON s.id = line.part JOIN session_card c ON c.id = s.card_id
    JOIN prepayment p ON p.id = c.prepayment_id JOIN member m ON m.id = c.member_id
    GROUP BY s.id ORDER BY s.id"""
