"""Where a strip of paper goes: pixels, a PDF, a printer of the system."""

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF, Qt
from PySide6.QtGui import QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from ui.printing.ink import DOTS_PER_MM
from ui.printing.strip import Strip

PDF_RESOLUTION = 1016
"""Dots per inch: exactly five for each dot of a layout."""

_EDGE = 6 * DOTS_PER_MM
"""Dots of white above and below, where no cutter sees to it."""

_DARK_BELOW = 150
"""Of 255: thin strokes of Chinese letters stay black on thermal paper."""


def bitmap(strip: Strip) -> QImage:
    """Black and white, dot for dot as a thermal printer puts it on paper."""
    grey = QImage(strip.width, max(1, strip.height), QImage.Format.Format_Grayscale8)
    grey.fill(Qt.GlobalColor.white)
    painter = QPainter(grey)
    strip.paint(painter)
    painter.end()
    return _black_or_white(grey)


def picture(strip: Strip, scale: float) -> QImage:
    """The whole strip of paper with its margins, `scale` pixels for each dot."""
    wide = strip.paper_mm * DOTS_PER_MM * scale
    image = QImage(
        round(wide), round((strip.height + 2 * _EDGE) * scale), QImage.Format.Format_RGB32
    )
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    _paint_with_margins(painter, strip, scale)
    painter.end()
    return image


def pdf(strip: Strip) -> bytes:
    """One page as wide as the roll and as long as the receipt."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(PDF_RESOLUTION)
    print_on(writer, strip)
    return bytes(buffer.data().data())


def print_on(device: QPagedPaintDevice, strip: Strip) -> bool:
    """One page of paper off the roll, true to size; False if the device would not begin."""
    length = (strip.height + 2 * _EDGE) / DOTS_PER_MM
    roll = QPageSize(
        QSizeF(strip.paper_mm, length),
        QPageSize.Unit.Millimeter,
        "",
        QPageSize.SizeMatchPolicy.ExactMatch,
    )
    device.setPageLayout(QPageLayout(roll, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    painter = QPainter()
    if not painter.begin(device):
        return False
    _paint_with_margins(painter, strip, device.logicalDpiX() / 25.4 / DOTS_PER_MM)
    painter.end()
    return True


def _paint_with_margins(painter: QPainter, strip: Strip, scale: float) -> None:
    painter.scale(scale, scale)
    painter.translate(strip.margin, _EDGE)
    strip.paint(painter)


def _black_or_white(grey: QImage) -> QImage:
    """Each pixel by itself: a pattern of dots would blur letters and codes."""
    table = bytes(0 if level < _DARK_BELOW else 255 for level in range(256))
    width, height = grey.width(), grey.height()
    levels = bytes(grey.constBits()).translate(table)
    sharp = QImage(levels, width, height, grey.bytesPerLine(), QImage.Format.Format_Grayscale8)
    return sharp.copy()  # which owns its bytes
