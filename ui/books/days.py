"""The takings of a month day by day, as bars."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopfans.domain.money import Money
from shopfans.domain.periods import Month
from shopfans.texts import _
from shopfans.texts.formats import short_day_text
from ui import theme
from ui.desk import Desk
from ui.widgets.pieces import label, panel, row

_FOOT = 18
"""Pixels below the bars, for the days' numbers."""
_SATURDAY = 5


class Days(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.heading, self.best = label("heading"), label("muted")
        self.bars = _Bars()
        frame, inside = panel(gap=8)
        inside.addLayout(row(self.heading, None, self.best))
        inside.addWidget(self.bars, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(frame)

    def show_month(self, month: Month, paid: Mapping[date, Money]) -> None:
        self._paid = dict(paid)
        days = (month.last - month.first).days + 1
        self.bars.show_days(
            [
                (day, self._paid.get(day, Money()))
                for day in (month.first + timedelta(days=step) for step in range(days))
            ]
        )
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(_("Received by day"))
        best = max(self.bars.days, key=lambda one: one[1], default=None)
        words = _("Best day {day}: {amount}")
        if best is None or not best[1]:
            self.best.clear()
        else:
            self.best.setText(
                words.format(day=short_day_text(best[0]), amount=self._desk.money(best[1]))
            )
        self.bars.update()


class _Bars(QWidget):
    """One bar a day, the week's end in a softer ink; the best day fills the height."""

    def __init__(self) -> None:
        super().__init__()
        self.days: list[tuple[date, Money]] = []
        self.setMinimumHeight(36)

    def show_days(self, days: list[tuple[date, Money]]) -> None:
        self.days = days
        self.setAccessibleName(
            ", ".join(f"{short_day_text(day)} {paid.fen}" for day, paid in days if paid)
        )
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.days:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(11)
        painter.setFont(font)
        look = theme.look()
        room, step = self.height() - _FOOT, self.width() / len(self.days)
        most = max(1, *(paid.fen for _day, paid in self.days))
        painter.fillRect(QRectF(0, room, self.width(), 1), QColor(look.line))
        for number, (day, paid) in enumerate(self.days):
            height = max(0.0, paid.fen / most * (room - 2))
            wide = min(34.0, step * 0.62)
            bar = QRectF(number * step + (step - wide) / 2, room - height, wide, height)
            is_free = day.weekday() >= _SATURDAY
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.card_to if is_free else look.accent))
            painter.drawRoundedRect(bar, 3, 3)
            painter.setPen(QColor(look.muted))
            foot = QRectF(number * step, room + 3, step, _FOOT - 3)
            painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, str(day.day))
        painter.end()
