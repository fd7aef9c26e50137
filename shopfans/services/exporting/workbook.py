"""One period as a workbook in which every total ties to its rows."""

from pathlib import Path

from shopfans import texts
from shopfans.database.shop import Shop
from shopfans.domain.periods import Period
from shopfans.domain.roles import Right, Staff, require
from shopfans.services import settings
from shopfans.services.exporting import coupons, ledger_lines, people, sales
from shopfans.services.exporting.book import Book, Progress
from shopfans.services.exporting.files import whole_or_none
from shopfans.services.exporting.summary import Summary
from shopfans.services.exporting.ties import Section
from shopfans.services.reporting import period_figures


def write_workbook(
    shop: Shop, path: Path, *, by: Staff, period: Period, language: str, progress: Progress
) -> None:
    """Write sales, points, coupons and members of a period, and a page where everything adds up.

    The file appears only once it is whole; all of it is of one moment, and the till goes on
    meanwhile. Raises NotAllowed, CannotWrite, DiskFull, or what `progress` raises to stop it.
    """
    require(by, Right.EXPORT)
    with (
        whole_or_none(path, never_over=shop.path) as file,
        texts.speaking(language),
        _book(shop, period, progress) as book,
    ):
        _write_sheets(shop, book)
        book.save(file)


def _book(shop: Shop, period: Period, progress: Progress) -> Book:
    days = (period.first.isoformat(), period.last.isoformat())
    with shop.reading():
        [(rows,)] = shop.rows(_ROWS, *days)
        return Book(settings.load(shop), period, rows=rows, progress=progress)


def _write_sheets(shop: Shop, book: Book) -> None:
    """All the sheets show the books of one moment."""
    with shop.reading():
        figures = period_figures(shop, book.period)
        summary = Summary(book)
        sections: list[Section] = []
        for sheet in (sales, coupons, ledger_lines, people):
            sections += sheet.write(shop, book, figures)
        summary.write(sections, written=shop.now())


_ROWS = """
    SELECT (SELECT COUNT(*) FROM sale WHERE day BETWEEN ?1 AND ?2)
         + (SELECT COUNT(*) FROM operation o CROSS JOIN ledger_entry e ON e.operation_id = o.id
            WHERE o.day BETWEEN ?1 AND ?2)
         + (SELECT COUNT(*) FROM coupon WHERE issued <= ?2 AND lapses >= ?1)
         + 2 * (SELECT COUNT(*) FROM member)"""
"""At most: not every member has points."""
