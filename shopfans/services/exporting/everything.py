"""Everything the shop has, of all time: nobody is ever locked in."""

from datetime import date
from enum import Enum
from pathlib import Path

from shopfans import texts
from shopfans.database.shop import Shop
from shopfans.domain.periods import Period
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.trails import What
from shopfans.services import settings
from shopfans.services.exporting import table_files, table_sheets
from shopfans.services.exporting.all_tables import all_tables
from shopfans.services.exporting.book import Book, Progress
from shopfans.services.exporting.leaving import note_export


class Form(Enum):
    WORKBOOK = "xlsx"
    """One file; a table that is longer than a sheet goes on in the next one."""
    FOLDER = "csv"
    """A file for each table: UTF-8 with a mark, everything in quotes."""


def write_everything(
    shop: Shop, path: Path, *, by: Staff, form: Form, language: str, progress: Progress
) -> None:
    """Write members and goods as other programs take them, and then every table as it is.

    What only proves a PIN or a code is left out. The file or folder appears only once it is whole,
    and is of one moment. Raises NotAllowed, FileExists for a folder, CannotWrite, DiskFull, or
    what `progress` raises.
    """
    require(by, Right.EXPORT)
    with texts.speaking(language), shop.reading():
        terms = settings.load(shop)
        if form is Form.WORKBOOK:
            tables = all_tables(terms)
        else:
            tables = all_tables(terms, longest=_NO_LIMIT)
        rows = sum(int(shop.rows(table.counting)[0][0]) for table in tables)

        def book() -> Book:
            return Book(terms, _all_time(shop), rows=rows, progress=progress)

        if form is Form.WORKBOOK:
            writing = table_sheets.writing(path, shop, book)
        else:
            writing = table_files.writing(path, shop, terms, rows, progress)
        with writing as add:
            for table in tables:
                add(table)
    note_export(shop, by=by, what=What.EVERYTHING, path=path)


_NO_LIMIT = 2**62


def _all_time(shop: Shop) -> Period:
    """From the first day of the books until today."""
    [(first,)] = shop.rows(
        "SELECT MIN(day) FROM (SELECT MIN(day) AS day FROM operation "
        "UNION SELECT MIN(day) FROM sale)"
    )
    return Period(date.fromisoformat(first), settings.today(shop))
