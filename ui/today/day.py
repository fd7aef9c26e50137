"""Which day the list is for: today, or another one to look at."""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QWidget

from shopfans.texts import _
from shopfans.texts.weekdays import weekday_text
from ui import theme
from ui.today.calendar import dress
from ui.widgets.pieces import button, label


class DayChooser(QWidget):
    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._today = date.min
        self.weekday = label("muted")
        self.before = button("quiet", self._step_back, takes_focus=True)
        self.edit = QDateEdit()
        self.edit.setCalendarPopup(True)
        self.edit.setDisplayFormat("yyyy-MM-dd")
        self.edit.setFixedWidth(150)
        self.after = button("quiet", self._step_on, takes_focus=True)
        self.back = button("", self.go_to_today, takes_focus=True)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(6)
        for part in (self.weekday, self.before, self.edit, self.after, self.back):
            across.addWidget(part)
        self.edit.dateChanged.connect(self._tell)

    @property
    def day(self) -> date:
        chosen = self.edit.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def begin(self, today: date) -> None:
        """The business day as it is now; who looked at today looks at the new one."""
        was_today = self._today in {self.day, date.min}
        self._today = today
        if was_today:
            self._put(today)
        self.retranslate()

    def go_to_today(self) -> None:
        self.edit.setDate(_qt_day(self._today))

    def retranslate(self) -> None:
        self.weekday.setText(weekday_text(self.day.weekday()))
        self.edit.setAccessibleName(_("Date"))
        self.back.setText(_("Today"))
        self.back.setEnabled(self.day != self._today)
        dress(self.edit.calendarWidget())
        for made, icon, words in (
            (self.before, "caret-left", _("The day before")),
            (self.after, "caret-right", _("The day after")),
        ):
            made.setIcon(theme.icon(icon, theme.look().accent))
            made.setToolTip(words)
            made.setAccessibleName(words)

    def _put(self, day: date) -> None:
        self.edit.blockSignals(True)
        self.edit.setDate(_qt_day(day))
        self.edit.blockSignals(False)

    def _step_back(self) -> None:
        self.edit.setDate(self.edit.date().addDays(-1))

    def _step_on(self) -> None:
        self.edit.setDate(self.edit.date().addDays(1))

    def _tell(self) -> None:
        self.retranslate()
        self.chosen.emit()


def _qt_day(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
