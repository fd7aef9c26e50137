"""The first page: every figure of the period, the sum of its sheet beside it, and whether they
agree."""

from collections.abc import Sequence
from datetime import datetime

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import quote_sheetname

from shopfans.domain.money import Money
from shopfans.services.exporting.book import Book, Look
from shopfans.services.exporting.cells import Kind, converter
from shopfans.services.exporting.chart import chart
from shopfans.services.exporting.ties import Bars, Section, Tie, as_formula
from shopfans.texts import _
from shopfans.texts.formats import time_text

_GOOD, _BAD = ("FF13684A", "FFE0F3EA"), ("FFB3261E", "FFFDECEB")
"""Ink and ground."""

_WIDTHS = (42, 18, 18, 9, 13, 16)
_NUMBERS = (2, 3)
_HEIGHTS = {Look.TITLE: 30, Look.HEADING: 24, Look.SECTION: 28}
_PLAIN_HEIGHT = 17
"""Points."""

_CHART_END = "R26"
"""The last cell behind the picture."""

_HEADINGS = 5
"""The row of the headings; the figures begin below."""


class Summary:
    """Made first, so that it comes first; written last, when all is known."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._page = book.page(_("Summary"), _WIDTHS, headings=_HEADINGS)
        self._page.page_setup.orientation = "portrait"
        self._row = 0

    def write(self, sections: Sequence[Section], bars: Bars | None, *, written: datetime) -> None:
        """Every figure with its check, once as a value and once as a formula; and a picture of the
        bars, or of the section that stands for them."""
        terms, period = self._book.terms, self._book.period
        ties = [tie for section in sections for tie in section.ties]
        last_row = _HEADINGS + len(sections) + len(ties)
        self._line(Look.TITLE, terms.shop_name)
        self._line(Look.NOTE, _("Figures of {period}, by business day").format(period=period))
        self._line(Look.NOTE, _("Amounts in {currency}. Written on {when}.").format(
            currency=terms.currency_code, when=time_text(written, terms.zone)))  # fmt: skip
        self._verdict(ties, last_row)
        self._line(Look.HEADING, _("Figure"), _("In the period"), _("Sum of the sheet"), _("Ties"),
                   _("Live check"), _("Sheet"))  # fmt: skip
        for section in sections:
            self._line(Look.SECTION, section.title, *[""] * (len(_WIDTHS) - 1))
            if section.is_pictured:
                bars = self._bars(section)
            for tie in section.ties:
                self._tie(tie)
        self._draw(bars, last_row)
        self._colour(f"D{_HEADINGS - 1}:E{last_row}")
        self._page.close()

    def _bars(self, section: Section) -> Bars:
        """Of a section whose figures come next."""
        title = quote_sheetname(self._page.title)
        first, last = self._row + 1, self._row + len(section.ties)
        return Bars(section.title, f"{title}!$A${first}:$A${last}", f"{title}!$B${first}:$B${last}")

    def _draw(self, bars: Bars | None, last_row: int) -> None:
        """Beside the figures on the screen; on paper on a page of its own."""
        self._page.print_area = f"A1:F{last_row}"
        if bars is not None and bars.amounts:
            self._page.add_chart(chart(bars, self._book.terms.currency.digits), "H2")  # type: ignore[misc]  # borrowed of another class
            self._page.print_area = f"A1:F{last_row},H1:{_CHART_END}"

    def _verdict(self, ties: Sequence[Tie], last_row: int) -> None:
        """One answer for all; a formula that fails counts as no."""
        yes = as_formula(_("yes"))
        live = f"COUNTIF(E{_HEADINGS + 1}:E{last_row},{yes})={len(ties)}"
        self._check(
            Look.SECTION, [_("Every figure ties to its sheet"), "", ""],
            all(tie.holds for tie in ties), live, "",
        )  # fmt: skip

    def _tie(self, tie: Tie) -> None:
        own, digits = f"B{self._row + 1}", self._book.terms.currency.digits
        live = ",".join(f"ROUND({formula},{digits})={own}" for formula in tie.formulas)
        self._check(
            Look.BODY, [tie.label, tie.figure, tie.found], tie.holds, f"AND({live})", tie.sheet
        )

    def _check(
        self, look: Look, figures: Sequence[str | int | Money], holds: bool, live: str, sheet: str
    ) -> None:
        yes, no = _("yes"), _("no")
        cells = [self._cell(look, column, value) for column, value in enumerate(figures, 1)]
        checked = self._book.cell(self._page, 5, Kind.FORMULA, look).holding_formula(
            f"IF({live},{as_formula(yes)},{as_formula(no)})", self._row + 1
        )
        answer = self._cell(look, 4, yes if holds else no)
        self._append(look, [*cells, answer, checked, self._cell(look, 6, sheet)])

    def _line(self, look: Look, *texts: str) -> None:
        self._append(look, [self._cell(look, column, text) for column, text in enumerate(texts, 1)])

    def _append(self, look: Look, cells: Sequence[str]) -> None:
        self._row += 1
        self._page.row_dimensions[self._row].height = _HEIGHTS.get(look, _PLAIN_HEIGHT)
        self._page.append(cells)

    def _cell(self, look: Look, column: int, value: str | int | Money) -> str:
        """Of the row that comes next."""
        kind = Kind.COUNT if column in _NUMBERS else Kind.TEXT
        if isinstance(value, Money):
            kind = Kind.MONEY
        plain = value.fen if isinstance(value, Money) else value
        shown = converter(kind, self._book.terms)(plain)
        return self._book.cell(self._page, column, kind, look).holding(shown, self._row + 1)

    def _colour(self, cells: str) -> None:
        for word, ink, ground in ((_("yes"), *_GOOD), (_("no"), *_BAD)):
            rule = Rule(
                type="cellIs",
                operator="equal",
                formula=[as_formula(word)],
                dxf=DifferentialStyle(
                    font=Font(bold=True, color=ink), fill=PatternFill("solid", bgColor=ground)
                ),
            )
            self._page.conditional_formatting.add(cells, rule)
