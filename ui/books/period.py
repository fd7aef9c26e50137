"""Which period the books are opened at: a month, a quarter, a year, or from one day to another."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shopfans.domain.errors import ShopError
from shopfans.domain.periods import Period, Span, parse_day, parse_days
from shopfans.domain.terms import Terms
from shopfans.texts import _
from shopfans.texts.messages import message
from ui import theme
from ui.typed import Refused, read
from ui.widgets.field import Field
from ui.widgets.pieces import button, label, row
from ui.widgets.segments import Segments

_DAY_WIDTH = 124
"""Pixels for a day as digits."""


class PeriodChooser(QWidget):
    chosen = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.period = Period.around(today).moved(-1)
        self.spans = Segments([*Span, None])
        self.note, self.name, self.error = label("muted"), label("heading"), label("error")
        self.before = button("quiet", self._step_back, takes_focus=True)
        self.after = button("quiet", self._step_on, takes_focus=True)
        self.first, self.last = Field(error=self.error), Field(error=self.error)
        self.dash = label("muted", "–")
        self.which = QStackedWidget()
        self._build()

    def retranslate(self) -> None:
        self.spans.name(_("Month"), _("Quarter"), _("Year"), _("From – to"))
        self.name.setText(str(self.period))
        is_open = self.period.first <= self._today <= self.period.last
        self.note.setText(_("not over yet") if is_open else "")
        self.after.setEnabled(self.period.last < self._today)
        self.first.name(_("From this day"), "2026-01-01")
        self.last.name(_("Until this day"), "2026-03-31")
        for made, icon, words in (
            (self.before, "caret-left", _("The period before")),
            (self.after, "caret-right", _("The period after")),
        ):
            made.setIcon(theme.icon(icon, theme.look().accent))
            made.setToolTip(words)
            made.setAccessibleName(words)

    def go_to(self, period: Period) -> None:
        self.period = period
        self.retranslate()
        self.chosen.emit()

    def go_to_present(self) -> None:
        self.go_to(Period.around(self._today, self.period.span or Span.MONTH))

    def _choose_span(self, span: Span | None) -> None:
        self.which.setCurrentIndex(0 if span else 1)
        self.first.forgive()
        if span is None:
            self.first.edit.setText(self.period.first.isoformat())
            self.last.edit.setText(min(self.period.last, self._today).isoformat())
            self.first.edit.setFocus()
            self.first.edit.selectAll()
        else:
            self.go_to(Period.around(min(self.period.last, self._today), span))

    def _take_days(self) -> None:
        """Both days are typed: the books are opened at them."""
        self.first.forgive()
        self.last.forgive()
        try:
            read(self.first, parse_day)
            read(self.last, parse_day)
            period = parse_days(self.first.text(), self.last.text())
        except Refused as refused:
            refused.field.refuse(message(refused.problem, Terms(shop_name="")))
        except ShopError as problem:
            self.last.refuse(message(problem, Terms(shop_name="")))
        else:
            if period != self.period:
                self.go_to(period)

    def _step_back(self) -> None:
        self.go_to(self.period.moved(-1))

    def _step_on(self) -> None:
        if self.period.last < self._today:
            self.go_to(self.period.moved(1))

    def _build(self) -> None:
        named, typed = QWidget(), QWidget()
        named.setLayout(row(self.before, self.name, self.after, gap=8))
        typed.setLayout(row(self.first, self.dash, self.last, gap=8))
        for field in (self.first, self.last):
            field.title.hide()
            field.edit.setFixedWidth(_DAY_WIDTH)
            field.edit.editingFinished.connect(self._take_days)
        self.which.addWidget(named)
        self.which.addWidget(typed)
        self.error.hide()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(2)
        down.addLayout(row(None, self.note, 4, self.spans, self.which, gap=8))
        down.addLayout(row(None, self.error))
        self.spans.chosen.connect(self._choose_span)
