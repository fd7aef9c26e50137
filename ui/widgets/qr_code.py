"""A QR code painted square by square, sharp at any size."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

QUIET = 4
"""Modules of white around the code (ISO/IEC 18004)."""


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
        side = min(self.width(), self.height())
        module = side // (len(self._matrix) + 2 * QUIET)
        whole = module * (len(self._matrix) + 2 * QUIET)
        left, top = (self.width() - whole) // 2, (self.height() - whole) // 2
        painter.fillRect(QRectF(left, top, whole, whole), QColor(Qt.GlobalColor.white))
        ink = QColor(Qt.GlobalColor.black)
        for y, line in enumerate(self._matrix):
            for start, length in dark_runs(line):
                x = left + (QUIET + start) * module
                painter.fillRect(
                    QRectF(x, top + (QUIET + y) * module, length * module, module), ink
                )
        painter.end()


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
