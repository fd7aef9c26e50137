"""Values as cells of a workbook: days are days, amounts are numbers, and no text is ever a
formula."""

import re
from collections.abc import Callable, Sequence
from copy import copy
from datetime import date, datetime
from enum import Enum, auto
from functools import lru_cache
from pathlib import Path
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.dimensions import ColumnDimension, DimensionHolder, RowDimension
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins, PrintPageSetup
from openpyxl.worksheet.properties import WorksheetProperties

from shopfans.domain.periods import time_zone
from shopfans.domain.terms import Terms
from shopfans.services.exporting.formulas import looks_like_one

LONGEST_TEXT = 32_767
"""Characters in a cell."""

_DAY_ZERO = date(1899, 12, 30).toordinal()
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Kind(Enum):
    """What a column holds, and how it comes from the books."""

    TEXT = auto()
    NUMBER = auto()
    """A number that names something: no thousands apart."""
    COUNT = auto()
    MONEY = auto()
    """In fen."""
    DAY = auto()
    """ISO text, as is `TIME`."""
    TIME = auto()
    REAL = auto()
    """A number with as many decimals as it has."""
    FORMULA = auto()


class Page(WriteOnlyWorksheet):
    """Takes cells that were made ready before; openpyxl would make one for each value and look up
    its style again, which doubles the time."""

    auto_filter: AutoFilter
    column_dimensions: DimensionHolder[str, ColumnDimension]
    conditional_formatting: ConditionalFormattingList
    oddFooter: HeaderFooterItem  # noqa: N815  (openpyxl's name)
    oddHeader: HeaderFooterItem  # noqa: N815  (openpyxl's name)
    page_margins: PageMargins
    page_setup: PrintPageSetup
    row_dimensions: DimensionHolder[int, RowDimension]
    sheet_properties: WorksheetProperties
    _writer: WorksheetWriter | None

    def _values_to_row(self, cells: Sequence[Cell], row_number: int) -> Sequence[Cell]:
        for cell in cells:
            cell.row = row_number
        return cells

    def throw_away(self) -> None:
        """Remove the file in which openpyxl keeps the rows, saved or not."""
        if self._writer is not None:
            kept = Path(str(self._writer.out))
            try:
                if not self.closed:
                    self.close()
            finally:
                kept.unlink(missing_ok=True)


class ReadyCell(Cell):
    """A cell of one column, written again and again with other values; its style is looked up
    once."""

    __slots__ = ("letter", "plain", "quoted", "style_number")
    letter: str
    plain: int
    quoted: int
    style_number: int
    _style: StyleArray
    _value: str | float

    def make_ready(self) -> None:
        """To be called when it looks as it should."""
        self.letter = get_column_letter(self.column)
        self.style_number = self.plain = super().style_id
        self._style = copy(self._style)
        self.quotePrefix = 1
        self.quoted = super().style_id

    def hold(self, value: str | float) -> None:
        """Take a number, or a text that stays one even if somebody edits the cell later."""
        if isinstance(value, str):
            text = _FORBIDDEN.sub("", value)[:LONGEST_TEXT]
            self._value = text
            self.data_type = "s"
            self.style_number = self.quoted if looks_like_one(text) else self.plain
        else:
            self._value = value
            self.data_type = "n"

    def hold_formula(self, formula: str) -> None:
        """Take a formula of ours, without its equals sign."""
        self._value = f"={formula}"
        self.data_type = "f"

    @property
    def coordinate(self) -> str:
        return f"{self.letter}{self.row}"

    @property
    def style_id(self) -> int:
        return self.style_number

    @property
    def has_style(self) -> bool:
        return True


def hold_text(cell: Cell, value: str) -> None:
    """A cell of openpyxl's own takes a text that stays one, as ReadyCell.hold does."""
    text = _FORBIDDEN.sub("", value)[:LONGEST_TEXT]
    cell.value, cell.data_type = text, "s"
    cell.number_format = number_format(Kind.TEXT, 0)
    cell.quotePrefix = int(looks_like_one(text))


def number_format(kind: Kind, decimals: int) -> str:
    """How a spreadsheet shows this kind; what is below zero stands out."""
    amount = "#,##0." + "0" * decimals if decimals else "#,##0"
    return {
        Kind.TEXT: "@",
        Kind.NUMBER: "0",
        Kind.COUNT: "#,##0;[Red]-#,##0",
        Kind.MONEY: f"{amount};[Red]-{amount}",
        Kind.DAY: "yyyy-mm-dd",
        Kind.TIME: "yyyy-mm-dd hh:mm",
        Kind.REAL: "General",
        Kind.FORMULA: "General",
    }[kind]


def converter(kind: Kind, terms: Terms) -> Callable[[Any], str | float]:
    """What turns a value of the books into one of a sheet: days and times by the shop's clock."""
    unit, zone = 10**terms.currency.digits, time_zone(terms.zone)

    def moment(text: str) -> float:
        at = datetime.fromisoformat(text).astimezone(zone)
        seconds = at.hour * 3600 + at.minute * 60 + at.second
        return at.toordinal() - _DAY_ZERO + seconds / 86_400

    convert: dict[Kind, Callable[[Any], str | float]] = {
        Kind.MONEY: lambda fen: fen / unit if unit > 1 else fen,
        Kind.DAY: _serial,
        Kind.TIME: moment,
    }
    return convert.get(kind, lambda value: value)


@lru_cache(maxsize=4096)
def _serial(day: str) -> int:
    """A day as spreadsheets count them."""
    return date.fromisoformat(day).toordinal() - _DAY_ZERO
