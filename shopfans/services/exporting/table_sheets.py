"""Tables as sheets of one workbook."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from shopfans.database.shop import Shop
from shopfans.services.exporting.all_tables import Table
from shopfans.services.exporting.book import Book
from shopfans.services.exporting.files import whole_or_none
from shopfans.services.exporting.sheet import MOST_ROWS, Sheet


@contextmanager
def writing(
    path: Path, shop: Shop, make_book: Callable[[], Book]
) -> Iterator[Callable[[Table], None]]:
    """What takes one table after another; the workbook is there when the block ends well."""
    with whole_or_none(path, never_over=shop.path) as file, make_book() as book:
        yield lambda table: _add(book, table, shop)
        book.save(file)


def _add(book: Book, table: Table, shop: Shop) -> None:
    """A sheet, and another one where it is full."""
    rows, number = table.rows(shop), 1
    while True:
        title = table.name if number == 1 else f"{table.name} {number}"
        sheet = Sheet(book, title, table.columns)
        for row in islice(rows, MOST_ROWS):
            sheet.add(*row)
        sheet.finish_without_totals()
        if sheet.count < MOST_ROWS:
            return
        number += 1
