"""Days to choose: one day, days of the week, days on which something does not hold."""

from collections.abc import Collection, Sequence
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QVBoxLayout, QWidget

from shopfans.domain.coupon_terms import Span
from shopfans.texts import _
from shopfans.texts.formats import day_text
from ui import theme
from ui.today.calendar import dress
from ui.widgets.field import beside
from ui.widgets.pieces import button, column, label, row


class DayField(QWidget):
    """One day, with its name above; it can be typed or taken from a calendar."""

    changed = Signal()

    def __init__(self, day: date) -> None:
        super().__init__()
        self.title, self.edit = label("small"), QDateEdit()
        self.edit.setCalendarPopup(True)
        self.edit.setDisplayFormat("yyyy-MM-dd")
        self.edit.setMinimumWidth(134)
        self.title.setBuddy(self.edit)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(column(self.title, self.edit, gap=4))
        self.setFocusProxy(self.edit)
        self.choose(day)
        self.edit.dateChanged.connect(self.changed)

    def name(self, title: str) -> None:
        self.title.setText(title)
        self.edit.setAccessibleName(title)
        dress(self.edit.calendarWidget())

    def day(self) -> date:
        day = self.edit.date()
        return date(day.year(), day.month(), day.day())

    def choose(self, day: date) -> None:
        self.edit.setDate(QDate(day.year, day.month, day.day))


class Weekdays(QWidget):
    """Seven days that can be left out; all of them is as good as none named."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.days = [button("day", self.changed.emit, takes_focus=True) for _day in range(7)]
        for one in self.days:
            one.setCheckable(True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(row(*self.days, gap=6))

    def retranslate(self) -> None:
        names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
        for one, name in zip(self.days, names, strict=True):
            one.setText(name)

    def value(self) -> tuple[int, ...]:
        """Monday is 0; empty: every day."""
        chosen = tuple(day for day, one in enumerate(self.days) if one.isChecked())
        return chosen if len(chosen) < len(self.days) else ()

    def choose(self, weekdays: Collection[int]) -> None:
        for day, one in enumerate(self.days):
            one.setChecked(not weekdays or day in weekdays)


class Blackouts(QWidget):
    """Spans of days, added one by one; a press takes one away."""

    changed = Signal()

    def __init__(self, day: date) -> None:
        super().__init__()
        self._spans: list[Span] = []
        self.first, self.last = DayField(day), DayField(day)
        self.add = button("", self._add, takes_focus=True)
        self.list = column(gap=2)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addLayout(row(self.first, self.last, beside(self.add), None, gap=8))
        inside.addLayout(self.list)
        self.first.changed.connect(self._keep_in_order)

    def retranslate(self) -> None:
        self.first.name(_("Not from"))
        self.last.name(_("until"))
        self.add.setText(_("Add"))
        self._show()

    def value(self) -> tuple[Span, ...]:
        return tuple(self._spans)

    def choose(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans)
        self._show()

    def _add(self) -> None:
        span = Span(*sorted((self.first.day(), self.last.day())))
        if span not in self._spans:
            self._spans = sorted([*self._spans, span])
            self._show()
            self.changed.emit()

    def _keep_in_order(self) -> None:
        if self.last.day() < self.first.day():
            self.last.choose(self.first.day())

    def _take_away(self) -> None:
        gone = self.sender()
        self._spans = [span for span in self._spans if _text(span) != gone.property("span")]
        self._show()
        self.add.setFocus()
        self.changed.emit()

    def _show(self) -> None:
        while (item := self.list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for span in self._spans:
            one = button("quiet", self._take_away, takes_focus=True)
            one.setProperty("span", _text(span))
            one.setText(_text(span))
            one.setIcon(theme.icon("x", theme.look().accent))
            one.setAccessibleName(_("Take away {days}").format(days=_text(span)))
            self.list.addWidget(one)


def _text(span: Span) -> str:
    first, last = day_text(span.first), day_text(span.last)
    return first if first == last else f"{first} – {last}"
