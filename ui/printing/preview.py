"""The receipt on the screen, exactly as it will be on paper."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.printing import targets
from ui.printing.strip import Strip

_SCALE = 0.625
"""Pixels for each dot: a letter of the receipt is as large as one of the window."""
_AROUND = 10
_SHADE = QColor(0, 0, 0, 16)


class Preview(QScrollArea):
    """White paper on the ground of the look, in both looks."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.paper = _Paper()
        self.setWidget(self.paper)

    def show_strip(self, strip: Strip) -> None:
        self.paper.show_strip(strip)
        self.setMinimumWidth(self.paper.width() + self.verticalScrollBar().sizeHint().width() + 4)
        self.verticalScrollBar().setValue(0)


class _Paper(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()

    def show_strip(self, strip: Strip) -> None:
        sharp = self.devicePixelRatioF()
        self._image = targets.picture(strip, _SCALE * sharp)
        self._image.setDevicePixelRatio(sharp)
        size = self._image.deviceIndependentSize().toSize()
        self.resize(size + QSize(2 * _AROUND, 2 * _AROUND))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = QRectF(QPointF(_AROUND, _AROUND), self._image.deviceIndependentSize())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_SHADE)
        for wide in (1, 3, 6):  # a soft shade below: paper lies on the ground
            painter.drawRoundedRect(sheet.adjusted(-wide, -wide + 2, wide, wide + 2), wide, wide)
        painter.drawImage(sheet.topLeft(), self._image)
        painter.end()
