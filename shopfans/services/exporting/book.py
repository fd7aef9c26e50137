"""The workbook being written: its look, its pages, and who hears of each row."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from copy import copy
from enum import Enum
from typing import Any, BinaryIO, NamedTuple, Self
from zipfile import ZIP_DEFLATED, ZipFile

from lxml.etree import SerialisationError
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.writer.excel import ExcelWriter

from shopfans.domain.periods import Period
from shopfans.domain.terms import Terms
from shopfans.services.exporting.cells import Kind, ReadyCell, number_format
from shopfans.services.exporting.page import Page

Progress = Callable[[int, int], None]
"""Called with (done, total); it may raise Stopped."""

ROWS_BETWEEN_REPORTS = 250

_INK, _ACCENT, _SOFT, _MUTED, _WHITE = (
    "FF18212F", "FF1B66E5", "FFE6EFFD", "FF5B6678", "FFFFFFFF",
)  # fmt: skip
_FROM_THE_RIGHT = (Kind.NUMBER, Kind.COUNT, Kind.MONEY, Kind.REAL)
_A4 = 9
_EDGE = 0.4
"""Inches."""


class _Style(NamedTuple):
    font: Font
    fill: PatternFill = PatternFill()
    border: Border = Border()


def _font(**more: Any) -> Font:
    """Arial: every spreadsheet has it or a twin of its widths."""
    return Font(**{"name": "Arial", "size": 10, "color": _INK, **more})


class Look(Enum):
    """LibreOffice ignores the styles of tables: every cell brings its own."""

    BODY = _Style(_font())
    HEADING = _Style(_font(bold=True, color=_WHITE), PatternFill("solid", _ACCENT))
    TOTAL = _Style(
        _font(bold=True),
        PatternFill("solid", _SOFT),
        Border(top=Side("thin", _ACCENT), bottom=Side("double", _ACCENT)),
    )
    TITLE = _Style(_font(bold=True, size=16))
    NOTE = _Style(_font(color=_MUTED))
    SECTION = _Style(_font(bold=True, color=_ACCENT), border=Border(bottom=Side("thin", _ACCENT)))


class Book:
    """One workbook for one period of one shop; `rows` is how many there will be at most, `about`
    whom or what it is about.

    As a context it takes away the files in which openpyxl keeps the sheets until they are saved.
    """

    def __init__(
        self, terms: Terms, period: Period, *, rows: int, progress: Progress, about: str = ""
    ) -> None:
        self._workbook = Workbook(write_only=True)
        self._pages: list[Page] = []
        self._workbook.properties.creator = terms.shop_name
        self._name = "  ".join(filter(None, (terms.shop_name, about, str(period))))
        self._workbook.properties.title = self._name
        self.terms = terms
        self.period = period
        self._progress = progress
        self._rows = rows
        self._done = 0
        progress(0, rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        for page in self._pages:
            with suppress(OSError, SerialisationError):
                page.throw_away()

    @property
    def days(self) -> tuple[str, str]:
        """The first and the last day of the period, as they stand in the books."""
        return self.period.first.isoformat(), self.period.last.isoformat()

    def page(self, title: str, widths: Sequence[float], *, headings: int) -> Page:
        """An empty sheet ready to print on A4, as wide as the paper; row `headings` and those above
        stay in sight and come on each page."""
        page = Page(self._workbook, title)
        self._pages.append(page)
        self._workbook._add_sheet(page)  # type: ignore[attr-defined]  # create_sheet makes its own
        page.freeze_panes = f"A{headings + 1}"
        page.print_title_rows = f"1:{headings}"
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.page_setup.orientation = "landscape"
        page.page_setup.paperSize = _A4
        page.page_margins = PageMargins(left=_EDGE, right=_EDGE)
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.oddHeader.left.text = self._name.replace("&", "&&")
        page.oddHeader.right.text = "&A"
        page.oddFooter.center.text = "&P / &N"
        for number, width in enumerate(widths, 1):
            page.column_dimensions[get_column_letter(number)].width = width
        return page

    def cell(self, page: Page, column: int, kind: Kind, look: Look = Look.BODY) -> ReadyCell:
        """What writes the cells of this column, in any row."""
        styled = WriteOnlyCell(page)
        style = look.value
        styled.font, styled.fill, styled.border = style.font, style.fill, style.border
        styled.number_format = number_format(kind, self.terms.currency.digits)
        side, indent = ("right", 0) if kind in _FROM_THE_RIGHT else ("left", 1)
        indent = 0 if look in {Look.TITLE, Look.NOTE} else indent
        styled.alignment = Alignment(side, "center", wrap_text=look is Look.HEADING, indent=indent)
        plain = styled.style_id
        styled._style = copy(styled._style)  # type: ignore[attr-defined]  # it knows the other one
        styled.quotePrefix = 1
        return ReadyCell(column, plain=plain, quoted=styled.style_id)

    def row_done(self) -> None:
        """Count a row; now and then whoever waits is told, and may stop the work."""
        self._done += 1
        if self._done % ROWS_BETWEEN_REPORTS == 0:
            self._progress(min(self._done, self._rows), self._rows)

    def save(self, file: BinaryIO) -> None:
        """Put all the sheets into the file; the last moment to stop is when it is whole."""
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            ExcelWriter(self._workbook, archive).write_data()
        self._progress(self._rows, self._rows)
