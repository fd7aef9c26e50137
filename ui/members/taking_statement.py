"""Her statement to take home: from one day to another, on paper, as a PDF or a workbook."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopfans import texts
from shopfans.domain.errors import ShopError
from shopfans.domain.periods import Period, parse_day, parse_days
from shopfans.domain.trails import What
from shopfans.services.members import finding
from shopfans.texts import _, formats
from ui.desk import Desk
from ui.members.taking_home import Put, TakingHome, Wanted
from ui.printing import document
from ui.typed import Refused, read
from ui.widgets.field import Field
from ui.widgets.pieces import row

_PDF, _XLSX = ".pdf", ".xlsx"


class TakingStatement(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._member: int | None = None
        self.first, self.last = Field(), Field()
        self.taking = TakingHome(desk, self._prepare)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(8)
        days = row(gap=10)
        days.addWidget(self.first, 1)
        days.addWidget(self.last, 1)
        down.addLayout(days)
        down.addWidget(self.taking)

    def show_member(self, member: int) -> None:
        """From the day she joined until today, unless other days are typed."""
        self._member = member
        joined = finding.card(self._desk.shop, member).joined
        self.first.edit.setText(joined.isoformat())
        self.last.edit.setText(self._desk.today.isoformat())
        self._name()

    def retranslate(self) -> None:
        self.first.name(_("From this day"))
        self.last.name(_("Until this day"))
        if self._member is not None:
            self._name()
        self.taking.retranslate()

    def _name(self) -> None:
        kinds = {_PDF: _("A PDF file"), _XLSX: _("An Excel workbook")}
        name = f"{self._desk.terms.shop_name} {_('statement')} {self._member}"
        self.taking.show_name(name, kinds)

    def _prepare(self) -> Put | None:
        self.first.forgive()
        self.last.forgive()
        try:
            read(self.first, parse_day)
            read(self.last, parse_day)
            period = parse_days(self.first.text(), self.last.text())
        except Refused as refused:
            refused.field.refuse(self._desk.words(refused.problem))
        except ShopError as problem:
            self.last.refuse(self._desk.words(problem))
        else:
            return partial(_put, self._desk, self._member or 0, period, texts.language())
        return None


def _put(desk: Desk, member: int, period: Period, language: str, wanted: Wanted) -> None:
    from shopfans.services.exporting.statement import (  # openpyxl: late
        sections,
        statement,
        write_statement,
    )

    by, kind, path = wanted
    if path is not None and kind == _XLSX:
        write_statement(desk.shop, path, by=by, member=member, period=period, language=language)
        return
    with texts.speaking(language):
        made = statement(desk.shop, by=by, member=member, period=period)
        title = _("Statement: {about}").format(about=made.about)
        lead = _("{shop}, {period}, written on {time}.").format(
            shop=made.terms.shop_name,
            period=period,
            time=formats.time_text(desk.shop.now(), made.terms.zone),
        )
        page = document.document(title, lead, sections(made), language=language)
    into = wanted.into(desk.shop, What.STATEMENT, member=member, of=str(period))
    document.deliver(page, title, printer=kind, into=into)
