"""One period as a workbook in which every total ties to its rows."""

from pathlib import Path

from shopfans import texts
from shopfans.database.shop import Shop
from shopfans.domain.errors import TooManyRows
from shopfans.domain.periods import Period
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.trails import What
from shopfans.services import settings
from shopfans.services.books.reporting import period_figures
from shopfans.services.exporting import (
    adjustments,
    coupons,
    day_closes,
    days,
    ledger_lines,
    memberships,
    people,
    prepayments,
    sale_lines,
    sales,
    session_uses,
    sessions,
    stored_value,
)
from shopfans.services.exporting.book import Book, Progress
from shopfans.services.exporting.leaving import leaving
from shopfans.services.exporting.people import MASKED, Shown
from shopfans.services.exporting.sheet import MOST_ROWS
from shopfans.services.exporting.summary import Summary


def write_workbook(
    shop: Shop,
    path: Path,
    *,
    by: Staff,
    period: Period,
    language: str,
    progress: Progress,
    shown: Shown = MASKED,
) -> None:
    """Write all that happened in a period, and a page where everything adds up.

    The file appears only once it is whole; all of it is of one moment, and the till goes on
    meanwhile. Raises NotAllowed, TooManyRows, CannotWrite, DiskFull, or what `progress` raises to
    stop it.
    """
    require(by, Right.EXPORT)
    with (
        leaving(shop, path, by=by, what=What.WORKBOOK, of=str(period)) as file,
        texts.speaking(language),
        _book(shop, period, progress) as book,
    ):
        _write_sheets(shop, book, shown)
        book.save(file)


_SHEETS = (
    sales, sale_lines, days, day_closes, people, people, ledger_lines, coupons, adjustments,
    stored_value, prepayments, memberships, sessions, session_uses,
)  # fmt: skip
"""The people have two."""


def _book(shop: Shop, period: Period, progress: Progress) -> Book:
    with shop.reading():
        counted = ", ".join(f"({sheet.ROWS})" for sheet in _SHEETS)
        [counts] = shop.rows(f"SELECT {counted}", *map(str, period))
        if max(counts) > MOST_ROWS:
            raise TooManyRows(max(counts), MOST_ROWS)
        return Book(settings.load(shop), period, rows=sum(counts), progress=progress)


def _write_sheets(shop: Shop, book: Book, shown: Shown) -> None:
    """All the sheets show the books of one moment."""
    with shop.reading():
        figures = period_figures(shop, book.period)
        summary = Summary(book)
        sections = sales.write(shop, book, figures)
        sections += sale_lines.write(shop, book, figures)
        of_days, bars = days.write(shop, book, figures)
        sections += of_days
        sections += day_closes.write(shop, book, figures)
        for sheet in (
            stored_value, prepayments, memberships, sessions, session_uses, coupons, adjustments,
            ledger_lines,
        ):  # fmt: skip
            sections += sheet.write(shop, book, figures)
        sections += people.write(shop, book, figures, shown)
        summary.write(sections, bars, written=shop.now())
