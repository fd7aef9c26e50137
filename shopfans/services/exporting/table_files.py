"""Tables as files of comma-separated values, one each, in a folder."""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from shopfans.database.shop import Shop
from shopfans.domain.terms import Terms
from shopfans.services.exporting.all_tables import Table
from shopfans.services.exporting.book import ROWS_BETWEEN_REPORTS, Progress
from shopfans.services.exporting.cells import Kind
from shopfans.services.exporting.files import whole_folder_or_none
from shopfans.services.exporting.formulas import harmless


@contextmanager
def writing(
    path: Path, shop: Shop, terms: Terms, rows: int, progress: Progress
) -> Iterator[Callable[[Table], None]]:
    """What takes one table after another; the folder is there when the block ends well."""
    done = 0

    def add(table: Table) -> None:
        nonlocal done
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            out = csv.writer(file, quoting=csv.QUOTE_ALL)
            out.writerow([column.heading for column in table.columns])
            read = [_reader(column.kind, terms) for column in table.columns]
            for row in table.rows(shop):
                out.writerow([_text(one, value) for one, value in zip(read, row, strict=True)])
                done += 1
                if done % ROWS_BETWEEN_REPORTS == 0:
                    progress(min(done, rows), rows)

    progress(0, rows)
    with whole_folder_or_none(path) as folder:
        yield add
        progress(rows, rows)


def _text(read: Callable[[Any], str], value: Any) -> str:
    return "" if value is None else read(value)


def _reader(kind: Kind, terms: Terms) -> Callable[[Any], str]:
    """Amounts with a point before their cents, days as 2026-03-10, instants in UTC."""
    digits = terms.currency.digits
    if kind is Kind.MONEY and digits:
        return lambda fen: f"{'-' if fen < 0 else ''}{abs(fen) // 10**digits}.{_cents(fen, digits)}"
    return harmless if kind is Kind.TEXT else str


def _cents(fen: int, digits: int) -> str:
    return f"{abs(fen) % 10**digits:0{digits}}"
