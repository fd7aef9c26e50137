"""The sheet of uses: who came with a card, who served her, and what that earned."""

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.services.books.reporting import PeriodFigures
from shopfans.services.exporting.book import Book
from shopfans.services.exporting.cells import Kind
from shopfans.services.exporting.sessions import LINES
from shopfans.services.exporting.sheet import Column, Sheet
from shopfans.services.exporting.ties import Section
from shopfans.texts import _

ROWS = """
    SELECT COUNT(*) FROM ledger_entry e JOIN operation o ON o.id = e.operation_id
    LEFT JOIN ledger_entry r ON r.id = e.reverses_id
    WHERE e.unit = 'sessions' AND COALESCE(r.kind, e.kind) = 'redeem' AND o.day BETWEEN ?1 AND ?2"""


def write(shop: Shop, book: Book, _figures: PeriodFigures) -> list[Section]:
    """Each use in its order; one that was taken back stands once more, below zero. Notes stay in
    the shop."""
    [(sessions, fen)] = shop.rows(f"{LINES} {_SUMS}", *book.days)
    sheet = Sheet(book, _("Sessions used"), _columns(), largest=Money(max(fen, 0)))
    words = {0: _("Used"), 1: _("Taken back")}
    for is_back, *rest in shop.stream(f"{LINES} {_USES}", *book.days):
        sheet.add(words[is_back], *rest)
    sheet.finish()
    return [
        Section(
            _("Sessions used"),
            [
                sheet.tie(_("Sessions"), sessions, "sessions"),
                sheet.tie(_("Takings earned by them"), Money(fen), "worth"),
            ],
        )
    ]


def _columns() -> list[Column]:
    return [
        Column("what", _("What"), Kind.TEXT, width=12),
        Column("day", _("Business day"), Kind.DAY),
        Column("at", _("Time"), Kind.TIME),
        Column("staff", _("Served by"), Kind.TEXT, width=12),
        Column("member", _("Member no."), Kind.NUMBER),
        Column("name", _("Member"), Kind.TEXT),
        Column("number", _("Card no."), Kind.NUMBER),
        Column("card", _("Session card"), Kind.TEXT, width=18),
        Column("service", _("Service"), Kind.TEXT, width=18),
        Column("sessions", _("Sessions"), Kind.COUNT, is_summed=True),
        Column("worth", _("Worth"), Kind.MONEY, is_summed=True),
    ]


_WITHIN = "kind = 'redeem' AND line.day >= ?1"
_SUMS = f"""
    SELECT COALESCE(-SUM(change), 0), COALESCE(-SUM(fen), 0) FROM line WHERE {_WITHIN}"""
_USES = f"""
    SELECT line.undoes IS NOT NULL, line.day, line.at, t.name, line.member_id, m.name,
           c.prepayment_id, c.name, s.name, -line.change, -line.fen
    FROM line JOIN session_part s ON s.id = line.part JOIN session_card c ON c.id = s.card_id
    JOIN member m ON m.id = line.member_id
    JOIN session_use u ON line.operation_id IN (u.operation_id, u.undone_id)
    LEFT JOIN staff t ON t.id = u.staff_id
    WHERE {_WITHIN} ORDER BY line.id"""
