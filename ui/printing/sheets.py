"""Sheets of coupons, cards and posters with their QR codes, true to size and ready to cut."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import (
    QColor,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from shopfans.domain.errors import PrinterMissing, PrinterRefused
from ui.printing.ink import DOTS_PER_MM, Piece, paint_pieces
from ui.printing.labels import card, coupon
from ui.printing.letters import Letters
from ui.printing.targets import PDF_RESOLUTION

Progress = Callable[[int, int], None]
Draw = Callable[[Any, float, float, Letters], list[Piece]]

_MARK, _MARK_APART = 5, 2
"""Millimetres: a crop mark, and how far it keeps from what is cut out."""
_HAIR = 0.12
"""Millimetres."""
_MARK_INK, _CUT_INK = QColor("#303030"), QColor("#c9ced6")


class Layout(NamedTuple):
    """How labels lie on a page; in millimetres."""

    page: tuple[float, float]
    label: tuple[float, float]
    across: int
    down: int
    draw: Draw = coupon
    """What is drawn in each, in a box of so many millimetres."""

    @property
    def is_card(self) -> bool:
        return self.draw is card

    @property
    def on_a_page(self) -> int:
        return self.across * self.down

    @property
    def origin(self) -> tuple[float, float]:
        """Where the first label begins; the block of labels lies in the middle."""
        (wide, high), (label_wide, label_high) = self.page, self.label
        return (wide - self.across * label_wide) / 2, (high - self.down * label_high) / 2


A4 = (210.0, 297.0)
CR80 = (85.6, 53.98)
"""Bank-card size (ISO/IEC 7810 ID-1)."""

COUPONS_10 = Layout(A4, (90, 54), 2, 5)
COUPONS_24 = Layout(A4, (64, 34), 3, 8)
COUPONS_50 = Layout(A4, (38, 27), 5, 10)
CARDS_10 = Layout(A4, CR80, 2, 5, card)
CARD_ALONE = Layout(CR80, CR80, 1, 1, card)
"""For a printer of plastic cards."""


def save_sheets(
    path: Path,
    labels: Sequence[Any],
    layout: Layout,
    *,
    language: str,
    never_over: Path,
    progress: Progress,
) -> None:
    """A PDF at `path`, which appears only once it is whole. Raises CannotWrite or DiskFull."""
    from shopfans.services.exporting.files import whole_or_none

    with whole_or_none(path, never_over=never_over) as file:
        file.write(pdf_of_sheets(labels, layout, language=language, progress=progress))


def pdf_of_sheets(
    labels: Sequence[Any], layout: Layout, *, language: str, progress: Progress
) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(PDF_RESOLUTION)
    paint_sheets(writer, labels, layout, language=language, progress=progress)
    return bytes(buffer.data().data())


def print_sheets(
    printer: str, labels: Sequence[Any], layout: Layout, *, language: str, progress: Progress
) -> None:
    """On a printer of the computer. Raises PrinterMissing or PrinterRefused."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    info = QPrinterInfo.printerInfo(printer)
    if info.isNull():
        raise PrinterMissing(printer)
    device = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    device.setFullPage(True)
    if not paint_sheets(device, labels, layout, language=language, progress=progress):
        raise PrinterRefused(printer)


def paint_sheets(
    device: QPagedPaintDevice,
    labels: Sequence[Any],
    layout: Layout,
    *,
    language: str,
    progress: Progress,
) -> bool:
    """Page after page on whatever is printed on; False if the device would not begin."""
    device.setPageLayout(
        QPageLayout(
            QPageSize(QSizeF(*layout.page), QPageSize.Unit.Millimeter),
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
        )
    )
    painter, letters = QPainter(), Letters(language)
    if not painter.begin(device):
        return False
    try:
        scale = device.logicalDpiX() / 25.4 / DOTS_PER_MM
        painter.scale(scale, scale)
        for number, label in enumerate(labels):
            place = number % layout.on_a_page
            if place == 0:
                if number:
                    device.newPage()
                _mark(painter, layout)
            _paint(painter, label, layout, place, letters)
            progress(number + 1, len(labels))
    finally:
        painter.end()
    return True


def _paint(painter: QPainter, label: Any, layout: Layout, place: int, letters: Letters) -> None:
    (left, top), (wide, high) = layout.origin, layout.label
    row, column = divmod(place, layout.across)
    pieces = layout.draw(label, wide, high, letters)
    painter.save()
    painter.translate((left + column * wide) * DOTS_PER_MM, (top + row * high) * DOTS_PER_MM)
    paint_pieces(painter, pieces)
    painter.restore()


def _mark(painter: QPainter, layout: Layout) -> None:
    """Marks in the margin for a cutter; between coupons a faint line for scissors too."""
    if layout.page == layout.label:
        return
    (left, top), (wide, high) = layout.origin, layout.label
    right, bottom = left + layout.across * wide, top + layout.down * high
    for number in range(layout.across + 1):
        x = left + number * wide
        _line(painter, x, top - _MARK_APART - _MARK, x, top - _MARK_APART, _MARK_INK)
        _line(painter, x, bottom + _MARK_APART, x, bottom + _MARK_APART + _MARK, _MARK_INK)
        if not layout.is_card:
            _line(painter, x, top, x, bottom, _CUT_INK)
    for number in range(layout.down + 1):
        y = top + number * high
        _line(painter, left - _MARK_APART - _MARK, y, left - _MARK_APART, y, _MARK_INK)
        _line(painter, right + _MARK_APART, y, right + _MARK_APART + _MARK, y, _MARK_INK)
        if not layout.is_card:
            _line(painter, left, y, right, y, _CUT_INK)


def _line(painter: QPainter, x: float, y: float, to_x: float, to_y: float, ink: QColor) -> None:
    """Along one axis; in millimetres."""
    half, unit = _HAIR / 2, DOTS_PER_MM
    corner = QPointF(x - half, y - half) * unit
    painter.fillRect(QRectF(corner, QPointF(to_x + half, to_y + half) * unit), ink)
