"""A sheet of rows: headings, rows as they come from the books, totals."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from unicodedata import east_asian_width

from openpyxl.utils import get_column_letter, quote_sheetname

from shopfans.domain.money import Currency, Money
from shopfans.services.exporting.book import Book, Look
from shopfans.services.exporting.cells import Kind, ReadyCell, converter
from shopfans.services.exporting.ties import Tie
from shopfans.texts import _
from shopfans.texts.formats import number_text

MOST_ROWS = 1_048_576 - 2
"""Of a sheet, between its headings and its totals."""

_WIDTHS = {
    Kind.TEXT: 16,
    Kind.NUMBER: 9,
    Kind.COUNT: 10,
    Kind.DAY: 12,
    Kind.TIME: 17,
    Kind.REAL: 12,
}
_HEADING_HEIGHT = 34
"""Points: two lines."""
_AIR = 3
"""Characters, for the filter's arrow too."""


class Column(NamedTuple):
    key: str
    heading: str
    kind: Kind
    is_summed: bool = False
    width: int = 0
    """Characters; without, what its kind needs. No heading is cut, on two lines."""
    largest: Money | None = None
    """The largest amount or total of a column of money; without, that of the sheet."""


class Sheet:
    """Written row by row, so that memory stays flat however many there are."""

    def __init__(
        self, book: Book, title: str, columns: Sequence[Column], *, largest: Money = Money()
    ) -> None:
        """`largest` is the largest amount or total, for which there must be room."""
        self._book = book
        self._columns = columns
        self._index = {column.key: index for index, column in enumerate(columns)}
        self._page = book.page(
            title, [_width(column, largest, book.terms.currency) for column in columns], headings=1
        )
        self._converters = [converter(column.kind, book.terms) for column in columns]
        self._cells = self._row_of_cells(Look.BODY)
        self._sums = {index: 0 for index, column in enumerate(columns) if column.is_summed}
        self._rows = 1
        headings = zip(self._row_of_cells(Look.HEADING), columns, strict=True)
        self._page.row_dimensions[1].height = _HEADING_HEIGHT
        self._page.append([cell.holding(column.heading, 1) for cell, column in headings])

    def add(self, *values: Any) -> None:
        """One more row, a value for each column; None leaves a cell empty."""
        self._rows += 1
        row = self._rows
        self._page.append(
            [
                cell.holding(convert(value), row)
                for cell, convert, value in zip(self._cells, self._converters, values, strict=True)
                if value is not None
            ]
        )
        for index in self._sums:
            self._sums[index] += values[index] or 0
        self._book.row_done()

    def finish_without_totals(self) -> None:
        """For another program, which would take a total for one more row."""
        self._page.auto_filter.ref = f"A1:{get_column_letter(len(self._columns))}{self._rows}"
        self._page.close()

    def finish(self) -> None:
        """Write the totals, as values: a preview shows no formulas."""
        self._page.auto_filter.ref = f"A1:{get_column_letter(len(self._columns))}{self._rows}"
        sums = {index: self._converters[index](total) for index, total in self._sums.items()}
        shown = {0: _("Total"), **sums}
        totals = [
            cell.holding(shown.get(index, ""), self._rows + 1)
            for index, cell in enumerate(self._row_of_cells(Look.TOTAL))
        ]
        self._page.append(totals)
        self._page.close()

    @property
    def title(self) -> str:
        return self._page.title

    @property
    def count(self) -> int:
        """How many rows there are between headings and totals."""
        return self._rows - 1

    def total(self, key: str) -> int:
        """What a summed column comes to; amounts in fen."""
        return self._sums[self._index[key]]

    def total_cell(self, key: str) -> str:
        """Where that stands, for formulas."""
        return f"{quote_sheetname(self._page.title)}!{self._letter(key)}{self._rows + 1}"

    def cells(self, key: str) -> str:
        """A column from its heading to the last row, for formulas: never an empty range."""
        letter = self._letter(key)
        return f"{quote_sheetname(self._page.title)}!{letter}1:{letter}{self._rows}"

    def rows(self, key: str) -> str:
        """A column without its heading, for a picture; empty if there are no rows."""
        if self._rows == 1:
            return ""
        letter = self._letter(key)
        return f"{quote_sheetname(self._page.title)}!${letter}$2:${letter}${self._rows}"

    def tie(self, label: str, figure: Money | int, key: str) -> Tie:
        """A figure that is the sum of a column."""
        total = self.total(key)
        found = Money(total) if isinstance(figure, Money) else total
        formulas = (f"SUM({self.cells(key)})", self.total_cell(key))
        return Tie(label, figure, found, formulas, self.title)

    def _letter(self, key: str) -> str:
        return get_column_letter(self._index[key] + 1)

    def _row_of_cells(self, look: Look) -> list[ReadyCell]:
        return [
            self._book.cell(self._page, number, column.kind, look)
            for number, column in enumerate(self._columns, 1)
        ]


def _width(column: Column, largest: Money, currency: Currency) -> int:
    needed = _WIDTHS.get(column.kind, 0)
    if column.kind is Kind.MONEY:
        most = largest if column.largest is None else column.largest
        needed = len(number_text(most, currency)) + _AIR
    return max(column.width or needed, _on_two_lines(column.heading) + _AIR)


def _on_two_lines(heading: str) -> int:
    """Characters of the longer line; a Chinese one counts twice, and may be broken anywhere."""
    wide = [2 if east_asian_width(char) in "WF" else 1 for char in heading]
    breaks = [n for n, char in enumerate(heading) if char == " " or wide[n] == 2]
    return min([sum(wide), *(max(sum(wide[:n]), sum(wide[n:])) for n in breaks)])
