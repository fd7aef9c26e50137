"""One coupon or card as it will be on paper, in the middle of the room there is."""

from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopfans import texts
from ui import theme
from ui.printing.ink import DOTS_PER_MM, WHITE, paint_pieces
from ui.printing.letters import Letters
from ui.printing.sheets import Layout

_LARGEST = 4.5
"""Pixels for a millimetre: about as large as it is."""


class LabelPreview(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._label: Any = None
        self._layout: Layout | None = None
        self.setMinimumHeight(90)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)

    def show_label(self, label: Any, layout: Layout) -> None:
        self._label, self._layout = label, layout
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._label is None or self._layout is None:
            return
        wide, high = self._layout.label
        scale = min((self.width() - 2) / wide, (self.height() - 2) / high, _LARGEST)
        left, top = (self.width() - wide * scale) / 2, (self.height() - high * scale) / 2
        painter = QPainter(self)
        painter.translate(left, top)
        painter.fillRect(QRectF(0, 0, wide * scale, high * scale), WHITE)
        painter.save()
        painter.scale(scale / DOTS_PER_MM, scale / DOTS_PER_MM)
        pieces = self._layout.draw(self._label, wide, high, Letters(texts.language()))
        paint_pieces(painter, pieces)
        painter.restore()
        painter.setPen(QPen(QColor(theme.look().strong_line), 1, Qt.PenStyle.DashLine))
        painter.drawRect(QRectF(0, 0, wide * scale, high * scale))
        painter.end()
