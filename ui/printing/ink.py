"""Text, blocks and codes with a place on the paper: laid out once, painted on anything."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption

from ui.tokens import families
from ui.widgets.qr_code import paint_matrix

DOTS_PER_MM = 8
"""The dots of a thermal printer (203 dpi): the unit of every layout."""

LEADING = 1.32
"""Height of a line as a multiple of its letters'."""

_BASE = 1.02
"""Where letters stand in their line, as a multiple of their height."""

BLACK, WHITE = QColor(Qt.GlobalColor.black), QColor(Qt.GlobalColor.white)


class Text:
    """Words wrapped to a width; lines break as they do whatever they are painted on."""

    def __init__(
        self,
        words: str,
        font: QFont,
        width: float,
        *,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        ink: QColor = BLACK,
        at: QPointF | None = None,
    ) -> None:
        self.at, self.width, self.ink = at or QPointF(), width, ink
        self._layout = QTextLayout(words.replace("\n", "\u2028"), font)
        option = QTextOption(align)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setUseDesignMetrics(True)
        self._layout.setTextOption(option)
        self.height = self._lay_out(font.pixelSize())

    @property
    def lines(self) -> int:
        return self._layout.lineCount()

    @property
    def widest(self) -> float:
        """The width that its longest line needs."""
        lines = (self._layout.lineAt(number) for number in range(self.lines))
        return max((line.naturalTextWidth() for line in lines), default=0.0)

    def paint(self, painter: QPainter) -> None:
        painter.setPen(self.ink)
        self._layout.draw(painter, self.at)

    def _lay_out(self, letters: int) -> float:
        down = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(self.width)
            base = letters * ((LEADING - 1) / 2 + _BASE - 0.14)
            line.setPosition(QPointF(0, down + base - line.ascent()))
            down += round(letters * LEADING)
        self._layout.endLayout()
        return down


@dataclass(frozen=True)
class Block:
    box: QRectF
    ink: str = "#000000"

    def paint(self, painter: QPainter) -> None:
        painter.fillRect(self.box, QColor(self.ink))


@dataclass(frozen=True)
class Circle:
    box: QRectF
    is_filled: bool

    def paint(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(BLACK)
        painter.drawEllipse(self.box)
        if not self.is_filled:
            painter.setBrush(WHITE)
            painter.drawEllipse(self.box.adjusted(2, 2, -2, -2))


@dataclass(frozen=True)
class QrSquare:
    matrix: list[list[bool]]
    box: QRectF

    def paint(self, painter: QPainter) -> None:
        paint_matrix(painter, self.matrix, self.box)


Piece = Text | Block | Circle | QrSquare


def font_of(language: str, size: int, *, is_strong: bool = False) -> QFont:
    """Letters so many units high; unhinted, so that they are as wide at any scale."""
    font = QFont(families(language))
    font.setPixelSize(size)
    font.setBold(is_strong)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def paint_pieces(painter: QPainter, pieces: Sequence[Piece]) -> None:
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    for piece in pieces:
        piece.paint(painter)
