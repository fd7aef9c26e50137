"""When a coupon holds: days from its issue or fixed ones, days of the week, days left out."""

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shopfans.domain.coupon_terms import LONGEST, CouponTerms
from shopfans.domain.points import parse_count
from shopfans.texts import _
from ui.coupons.dates import Blackouts, DayField, Weekdays
from ui.typed import count_or_none, read
from ui.widgets.field import Field
from ui.widgets.pieces import column, label, row
from ui.widgets.segments import Segments

FROM_ISSUE, FIXED = "from_issue", "fixed"


class WhenFields(QWidget):
    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.heading, self.way = label("heading"), Segments([FROM_ISSUE, FIXED])
        self.days, self.waits = Field(), Field()
        self.first, self.last = DayField(today), DayField(today + timedelta(days=29))
        self.error = label("error", wraps=True)
        self.on_title, self.weekdays = label("small"), Weekdays()
        self.off_title, self.blackouts = label("small"), Blackouts(today)
        self.pages = QStackedWidget()
        self._build()

    def show_terms(self, terms: CouponTerms) -> None:
        self.way.choose(FIXED if terms.days is None else FROM_ISSUE)
        self.days.edit.setText(str(terms.days or 30))
        self.waits.edit.setText(str(terms.waits or ""))
        self.first.choose(terms.first or self._today)
        self.last.choose(terms.last or self._today + timedelta(days=29))
        self.weekdays.choose(terms.weekdays)
        self.blackouts.choose(terms.blackout)
        self.error.hide()
        for field in (self.days, self.waits):
            field.forgive()
        self._show_way()

    def terms(self, gift: CouponTerms) -> CouponTerms:
        """The same with its days. Raises Refused."""
        found = replace(gift, weekdays=self.weekdays.value(), blackout=self.blackouts.value())
        if self.way.value() == FIXED:
            return replace(found, days=None, first=self.first.day(), last=self.last.day())
        return replace(
            found,
            days=read(self.days, parse_count, least=1, most=LONGEST),
            waits=count_or_none(self.waits, least=0, most=LONGEST) or 0,
        )

    def refuse(self, words: str) -> None:
        self.error.setText(words)
        self.error.show()
        self.last.setFocus()

    def retranslate(self) -> None:
        self.heading.setText(_("When it can be used"))
        self.way.name(_("Days from its issue"), _("Fixed dates"))
        self.days.name(_("Valid, in days"), "30")
        self.waits.name(_("Not before so many days"), _("at once"))
        self.first.name(_("First day"))
        self.last.name(_("Last day"))
        self.on_title.setText(_("On these days of the week"))
        self.off_title.setText(_("Days on which it cannot be used"))
        self.weekdays.retranslate()
        self.blackouts.retranslate()

    def _show_way(self) -> None:
        self.pages.setCurrentIndex(1 if self.way.value() == FIXED else 0)
        self.error.hide()

    def _choose_way(self) -> None:
        self._show_way()
        self.changed.emit()

    def _tell(self) -> None:
        self.error.hide()
        self.changed.emit()

    def _build(self) -> None:
        for fields in ((self.days, self.waits), (self.first, self.last)):
            page = QWidget()
            page.setLayout(row(*fields, gap=12))
            self.pages.addWidget(page)
        self.error.hide()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        inside.addLayout(column(self.heading, self.way, self.pages, self.error))
        inside.addLayout(column(self.on_title, self.weekdays, gap=4))
        inside.addLayout(column(self.off_title, self.blackouts, gap=4))
        for field in (self.days, self.waits):
            field.edit.textEdited.connect(self.changed)
        for day in (self.first, self.last):
            day.changed.connect(self._tell)
        self.way.chosen.connect(self._choose_way)
        self.weekdays.changed.connect(self.changed)
        self.blackouts.changed.connect(self.changed)
