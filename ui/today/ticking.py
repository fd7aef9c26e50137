"""The line at hand: who it is, a note, and the two keys."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.services.reminding import Reminder
from shopfans.texts import _
from shopfans.texts.reasons import why
from ui import theme
from ui.widgets.field import Field, beside
from ui.widgets.pieces import Elided, button, column, row


class Ticking(QFrame):
    done_pressed = Signal()
    counter_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.name, self.reason, self.note = Elided("heading"), Elided("muted"), Field()
        self.done = button("primary", self.done_pressed.emit)
        self.counter = button("", self.counter_pressed.emit)
        across = row(gap=14)
        across.addLayout(column(None, self.name, self.reason, None, gap=2), 2)
        across.addLayout(column(self.note, None), 3)
        across.addLayout(beside(self.done))
        across.addLayout(beside(self.counter))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 12, 18, 14)
        inside.addLayout(across)

    def show_line(self, line: Reminder | None, on: date) -> None:
        """This one is at hand now; one that is done waits for nothing."""
        self.name.setText(line.name if line else "")
        self.reason.setText(why(line, on) if line else "")
        self.note.clear()
        self.done.setEnabled(line is not None and line.done is None)
        self.counter.setEnabled(line is not None)

    def retranslate(self) -> None:
        self.note.name(_("Note"), _("what was said or agreed"))
        self.done.setText(_("Done  F9"))
        self.done.setIcon(theme.icon("check", theme.look().on_accent))
        self.counter.setText(_("At the counter"))
        self.counter.setToolTip(_("Open at the counter (Ctrl+Enter)"))
        self.counter.setIcon(theme.icon("shopping-cart"))
