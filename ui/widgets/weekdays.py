"""The seven days beside each other, any of them chosen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from shopfans.texts.weekdays import short_weekday_text, weekday_text
from ui.widgets.pieces import button, row


class Weekdays(QWidget):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.days: list[QPushButton] = []
        for _number in range(7):
            day = button("day", self.changed.emit, takes_focus=True)
            day.setCheckable(True)
            self.days.append(day)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(row(*self.days, gap=5))

    def retranslate(self) -> None:
        for number, day in enumerate(self.days):
            day.setText(short_weekday_text(number))
            day.setAccessibleName(weekday_text(number))

    def chosen(self) -> tuple[int, ...]:
        """Monday is 0."""
        return tuple(number for number, day in enumerate(self.days) if day.isChecked())

    def choose(self, weekdays: tuple[int, ...]) -> None:
        for number, day in enumerate(self.days):
            day.setChecked(number in weekdays)
