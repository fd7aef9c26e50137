"""One sheet of a workbook, written row by row."""

from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Any

from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.worksheet import _writer
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.dimensions import ColumnDimension, DimensionHolder, RowDimension
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins, PrintPageSetup
from openpyxl.worksheet.properties import WorksheetProperties

_HELD = 2**18
"""Bytes that wait for the disk together: a hundred rows and more."""


class Page(WriteOnlyWorksheet):
    """Takes rows of cells that are written already, as ReadyCell does.

    openpyxl writes all that stands around them; of a cell it would make an object, a dictionary and
    an element first, which takes several times as long.
    """

    auto_filter: AutoFilter
    column_dimensions: DimensionHolder[str, ColumnDimension]
    conditional_formatting: ConditionalFormattingList
    oddFooter: HeaderFooterItem  # noqa: N815  (openpyxl's name)
    oddHeader: HeaderFooterItem  # noqa: N815  (openpyxl's name)
    page_margins: PageMargins
    page_setup: PrintPageSetup
    row_dimensions: DimensionHolder[int, RowDimension]
    sheet_properties: WorksheetProperties
    _rows: Generator[None, Iterable[str], None] | None
    _writer: "_Writer | None"

    def throw_away(self) -> None:
        """Remove the file in which openpyxl keeps the rows, saved or not."""
        if self._writer is not None:
            kept = Path(str(self._writer.out))
            try:
                if self._rows is not None:
                    self._rows.close()
                self._writer.close()
            finally:
                kept.unlink(missing_ok=True)

    def _get_writer(self) -> None:
        if self._writer is None:
            self._writer = _Writer(self)
            self._writer.write_top()

    def _values_to_row(self, cells: Iterable[str], _number: int) -> Iterable[str]:
        return cells


class _Writer(_writer.WorksheetWriter):
    """Into a file that takes the rows between what lxml writes before and after them."""

    def __init__(self, page: Page) -> None:
        self._page, path = page, _writer.create_temporary_file()
        self._file = Path(path).open("wb", _HELD)  # noqa: SIM115  (close, and throw_away, close it)
        super().__init__(page, self._file)
        self.out = path

    def write_row(self, xf: Any, cells: Iterable[Any], row_idx: int) -> None:
        if row_idx == 1:
            xf.flush()
        looks = "".join(
            f' {name}="{value}"' for name, value in self._page.row_dimensions.get(row_idx, ())
        )
        self._file.write(f'<row r="{row_idx}"{looks}>{"".join(cells)}</row>'.encode())

    def close(self) -> None:
        try:
            super().close()
        finally:
            self._file.close()
