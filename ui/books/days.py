"""The takings of a period day by day, or by months or years, as bars."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopfans.domain.money import Money
from shopfans.domain.periods import Period
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

    def show_period(self, period: Period, paid: Mapping[date, Money]) -> None:
        """What was received on each day of it; days without a sale may be left out."""
        self.bars.show_parts([(part, _within(part, paid)) for part in period.parts()])
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(_("Received by day") if self.bars.has_days else _("Received in time"))
        best = max(self.bars.parts, key=lambda one: one[1], default=None)
        if best is None or not best[1]:
            self.best.clear()
        else:
            part, amount = best
            name = short_day_text(part.first) if self.bars.has_days else str(part)
            self.best.setText(_("Best: {day}, {amount}").format(
                day=name, amount=self._desk.money(amount)))  # fmt: skip
        self.bars.update()


def _within(part: Period, paid: Mapping[date, Money]) -> Money:
    return Money.total(amount for day, amount in paid.items() if part.first <= day <= part.last)


class _Bars(QWidget):
    """One bar a day, the week's end in a softer ink, or one a month or a year; the best fills the
    height."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[tuple[Period, Money]] = []
        self.setMinimumHeight(36)

    @property
    def has_days(self) -> bool:
        return all(part.first == part.last for part, _paid in self.parts)

    def show_parts(self, parts: list[tuple[Period, Money]]) -> None:
        self.parts = parts
        self.setAccessibleName(", ".join(f"{part} {paid.fen}" for part, paid in parts if paid))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.parts:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(11)
        painter.setFont(font)
        look = theme.look()
        room, step = self.height() - _FOOT, self.width() / len(self.parts)
        most = max(1, *(paid.fen for _part, paid in self.parts))
        painter.fillRect(QRectF(0, room, self.width(), 1), QColor(look.line))
        for number, (part, paid) in enumerate(self.parts):
            height = max(0.0, paid.fen / most * (room - 2))
            wide = min(34.0, step * 0.62)
            bar = QRectF(number * step + (step - wide) / 2, room - height, wide, height)
            is_free = self.has_days and part.first.weekday() >= _SATURDAY
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.card_to if is_free else look.accent))
            painter.drawRoundedRect(bar, 3, 3)
            painter.setPen(QColor(look.muted))
            foot = QRectF(number * step, room + 3, step, _FOOT - 3)
            name = str(part.first.day) if self.has_days else str(part)
            painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, name)
        painter.end()
