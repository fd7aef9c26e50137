"""The sheet of day closes: who closed each day, and how the drawer was found."""

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.services.books.reporting import PeriodFigures
from shopfans.services.exporting.book import Book
from shopfans.services.exporting.cells import Kind
from shopfans.services.exporting.sheet import Column, Sheet
from shopfans.services.exporting.ties import Section, Tie
from shopfans.texts import _

ROWS = "SELECT COUNT(*) FROM day_close WHERE day BETWEEN ?1 AND ?2"


def write(shop: Shop, book: Book, figures: PeriodFigures) -> list[Section]:
    """Every closed day as it was closed; the columns of the drawer are empty if nobody counted."""
    sheet = Sheet(book, _("Day closes"), _columns(), largest=figures.gross)
    for row in shop.rows(_CLOSES, *book.days):
        sheet.add(*row)
    sheet.finish()
    [(sales, paid)] = shop.rows(_ON_CLOSED_DAYS, *book.days)
    return [
        Section(
            _("Day closes"),
            [
                _closed_days(shop, book, sheet),
                sheet.tie(_("Sales on closed days"), sales, "sales"),
                sheet.tie(_("Received on closed days"), Money(paid), "paid"),
            ],
        )
    ]


def _closed_days(shop: Shop, book: Book, sheet: Sheet) -> Tie:
    [(days,)] = shop.rows(ROWS, *book.days)
    return Tie(_("Closed days"), days, sheet.count, (f"COUNT({sheet.cells('day')})",), sheet.title)


def _columns() -> list[Column]:
    return [
        Column("day", _("Business day"), Kind.DAY),
        Column("at", _("Closed at"), Kind.TIME),
        Column("by", _("By"), Kind.TEXT, width=12),
        Column("sales", _("Sales"), Kind.COUNT, is_summed=True),
        Column("paid", _("Received"), Kind.MONEY, is_summed=True),
        Column("shifts", _("Over or short at hand-overs"), Kind.MONEY, is_summed=True),
        Column("expected", _("Expected in the drawer"), Kind.MONEY),
        Column("counted", _("Counted"), Kind.MONEY),
        Column("over", _("Over or short"), Kind.MONEY, is_summed=True),
        Column("out", _("Taken out"), Kind.MONEY, is_summed=True),
        Column("stays", _("Stays in the drawer"), Kind.MONEY),
    ]


_CLOSES = """
    SELECT c.day, o.at, t.name, c.sales, c.paid,
           (SELECT SUM(x.counted - x.opening - x.cash) FROM drawer_count x
            WHERE x.to_staff_id IS NOT NULL AND x.operation_id < c.operation_id
            AND c.day = (SELECT MAX(day) FROM day_close WHERE operation_id = c.operation_id)
            AND x.operation_id > COALESCE((SELECT MAX(operation_id) FROM day_close
                                           WHERE operation_id < c.operation_id), 0)),
           d.opening + d.cash, d.counted, d.counted - d.opening - d.cash, d.counted - d.stays,
           d.stays
    FROM day_close c JOIN operation o ON o.id = c.operation_id
    LEFT JOIN staff t ON t.id = o.staff_id LEFT JOIN drawer_count d ON d.id = c.count_id
    WHERE c.day BETWEEN ?1 AND ?2 ORDER BY c.day"""
"""Days that were forgotten are closed by one operation: what was counted belongs to the last."""

_ON_CLOSED_DAYS = """
    SELECT COUNT(*) - COUNT(reverses_id), COALESCE(SUM(paid), 0)
    FROM sale WHERE day IN (SELECT day FROM day_close WHERE day BETWEEN ?1 AND ?2)"""
"""From the rows, not as they were kept: that nothing was added later is what the check is for."""
