"""A QR code painted square by square, sharp at any size."""

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from shopfans.squares import dark_runs, matrix_of

QUIET = 4
"""Modules of white around the code (ISO/IEC 18004)."""

_ROUNDING = 1e-6
"""A box of exactly so many pixels must not lose one to the last bit of a float."""


class QrCode(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matrix: list[list[bool]] = []
        self.setMinimumSize(QSize(180, 180))

    def show_text(self, text: str) -> None:
        """Paint this text; an empty one leaves the place blank."""
        self._matrix = matrix_of(text) if text else []
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._matrix:
            return
        painter = QPainter(self)
        paint_matrix(painter, self._matrix, QRectF(self.rect()))
        painter.end()


def paint_matrix(painter: QPainter, matrix: list[list[bool]], box: QRectF) -> None:
    """The code as large as whole pixels of the device allow, in the middle of the box, its quiet
    zone white.

    All dark modules are one shape: between shapes of its own a PDF would show hairlines.
    """
    on_device = painter.worldTransform().mapRect(box)
    modules = len(matrix) + 2 * QUIET
    module = int(min(on_device.width(), on_device.height()) / modules + _ROUNDING)
    whole = module * modules
    left = round(on_device.center().x() - whole / 2)
    top = round(on_device.center().y() - whole / 2)
    painter.save()
    painter.resetTransform()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.fillRect(QRect(left, top, whole, whole), Qt.GlobalColor.white)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    painter.translate(left, top)
    painter.scale(module, module)
    painter.drawRects(
        [
            _bar(start, y, length)
            for y, line in enumerate(matrix)
            for start, length in dark_runs(line)
        ]
    )
    painter.restore()


@lru_cache(maxsize=20_000)
def _bar(start: int, y: int, length: int) -> QRect:
    """Kept: a sheet of codes has few kinds of them, and Qt takes its time to make one."""
    return QRect(QUIET + start, QUIET + y, length, 1)
