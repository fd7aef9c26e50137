"""Which month the books are opened at."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopfans.domain.periods import Month
from shopfans.texts import _
from ui import theme
from ui.widgets.pieces import button, label


class MonthChooser(QWidget):
    chosen = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = Month.of(today)
        self.month = self._today.moved(-1)
        self.note, self.name = label("muted"), label("heading")
        self.before = button("quiet", self._step_back, takes_focus=True)
        self.after = button("quiet", self._step_on, takes_focus=True)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        for part in (self.note, self.before, self.name, self.after):
            across.addWidget(part)

    def retranslate(self) -> None:
        self.name.setText(str(self.month))
        self.note.setText(_("still running") if self.month == self._today else "")
        self.after.setEnabled(self.month < self._today)
        for made, icon, words in (
            (self.before, "caret-left", _("The month before")),
            (self.after, "caret-right", _("The month after")),
        ):
            made.setIcon(theme.icon(icon, theme.look().accent))
            made.setToolTip(words)
            made.setAccessibleName(words)

    def go_to(self, month: Month) -> None:
        self.month = month
        self.retranslate()
        self.chosen.emit()

    def go_to_present(self) -> None:
        self.go_to(self._today)

    def _step_back(self) -> None:
        self.go_to(self.month.moved(-1))

    def _step_on(self) -> None:
        if self.month < self._today:
            self.go_to(self.month.moved(1))
