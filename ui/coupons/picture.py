"""A picture from a file, drawn anew: small enough for a phone's page, and nothing of the file's own
is handed on."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter

from shopfans.domain.ballots import LARGEST_PICTURE
from shopfans.domain.errors import BadPicture

SIDE = 240
"""Pixels: three for each of the square that a page shows."""

_LARGEST_FILE = 20_000_000
_MOST_PIXELS = 60_000_000


def square_of(path: Path) -> bytes:
    """A JPEG of the middle of the picture. Raises BadPicture for what is no JPEG or PNG, or is far
    too large."""
    try:
        is_too_large = path.stat().st_size > _LARGEST_FILE
    except OSError:
        raise BadPicture() from None
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if is_too_large or reader.format().data() not in {b"jpeg", b"png"} or not size.isValid():
        raise BadPicture()
    if size.width() * size.height() > _MOST_PIXELS:
        raise BadPicture()
    image = reader.read()
    if image.isNull():
        raise BadPicture()
    return _jpeg(_middle(image))


def _middle(image: QImage) -> QImage:
    fits = image.scaled(
        QSize(SIDE, SIDE),
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    square = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    square.fill(QColor("white"))  # what was transparent
    painter = QPainter(square)
    left, top = (fits.width() - SIDE) // 2, (fits.height() - SIDE) // 2
    painter.drawImage(QRect(0, 0, SIDE, SIDE), fits, QRect(left, top, SIDE, SIDE))
    painter.end()
    return square


def _jpeg(image: QImage) -> bytes:
    for quality in (82, 60, 30, 5):
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "JPEG", quality)  # type: ignore[call-overload]  # stubs say bytes
        made = bytes(buffer.data().data())
        if 0 < len(made) <= LARGEST_PICTURE:
            return made
    raise BadPicture()
