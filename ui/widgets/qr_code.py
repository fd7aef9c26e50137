"""A QR code painted square by square, sharp at any size."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

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
    painter.drawRects(
        [
            QRect(
                left + (QUIET + start) * module, top + (QUIET + y) * module, length * module, module
            )
            for y, line in enumerate(matrix)
            for start, length in dark_runs(line)
        ]
    )
    painter.restore()


def matrix_of(text: str) -> list[list[bool]]:
    """The code's modules without the quiet zone; True is dark."""
    import qrcode  # late: only this page needs it

    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    code.make(fit=True)
    return [[bool(dark) for dark in line] for line in code.get_matrix()]


def dark_runs(line: list[bool]) -> list[tuple[int, int]]:
    """Where dark modules stand side by side: (first, how many)."""
    runs: list[tuple[int, int]] = []
    for number, dark in enumerate(line):
        if not dark:
            continue
        if runs and sum(runs[-1]) == number:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((number, 1))
    return runs
