"""A receipt laid out once for screen, PDF and every printer: a strip of paper as long as needed."""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter

from shopfans.squares import matrix_of
from shopfans.texts import rows as paper
from ui.printing.ink import (
    DOTS_PER_MM,
    WHITE,
    Block,
    Circle,
    Piece,
    QrSquare,
    Text,
    font_of,
    paint_pieces,
)
from ui.widgets.qr_code import QUIET

DOTS_ACROSS = {58: 384, 80: 576}
"""What a printer can put on paper so many millimetres wide."""

_LEFT, _RIGHT, _CENTRE = (
    Qt.AlignmentFlag.AlignLeft,
    Qt.AlignmentFlag.AlignRight,
    Qt.AlignmentFlag.AlignHCenter,
)
_APART = 12
"""Dots between things beside each other."""
_PAD = 12
"""Dots inside a frame."""
_MODULE, _SMALL_MODULE = 6, 4
"""Dots a side of a code's modules: 0.75 and 0.5 mm."""
_LEAST_NAME = 0.36
"""The share of the width a name must have beside its figures, else it goes above them."""


class Strip:
    """Painted in dots from (0, 0) down, on white; scale the painter for another unit."""

    def __init__(self, rows: Sequence[paper.Row], *, paper_mm: int, language: str) -> None:
        self.paper_mm = paper_mm
        self.width = DOTS_ACROSS[paper_mm]
        self._language = language
        self._down = 0.0
        self.pieces: list[Piece] = []
        self._figures = self._room_for_figures(rows)
        for row in rows:
            self._place(row)

    @property
    def height(self) -> int:
        return round(self._down)

    @property
    def margin(self) -> int:
        """Dots at each side of real paper that no printer reaches."""
        return (self.paper_mm * DOTS_PER_MM - self.width) // 2

    def paint(self, painter: QPainter) -> None:
        paint_pieces(painter, self.pieces)

    @cached_property
    def _plain(self) -> QFont:
        return font_of(self._language, 24)

    @cached_property
    def _strong(self) -> QFont:
        return font_of(self._language, 24, is_strong=True)

    @cached_property
    def _small(self) -> QFont:
        return font_of(self._language, 20)

    @cached_property
    def _large(self) -> QFont:
        return font_of(self._language, 34, is_strong=True)

    @cached_property
    def _title(self) -> QFont:
        return font_of(self._language, 42, is_strong=True)

    def _place(self, row: paper.Row) -> None:
        match row:
            case paper.Heading(text):
                self._below(Text(text, self._title, self.width, align=_CENTRE))
            case paper.Middle(text, is_strong):
                self._middle(text, self._strong if is_strong else self._plain)
            case paper.Band(text):
                self._band(text)
            case paper.Pair(left, right, is_strong):
                self._pair(left, right, self._strong if is_strong else self._plain)
            case paper.Total(left, right):
                self._total(left, right)
            case paper.Columns(name, quantity, amount):
                self._columns(name, quantity, amount)
            case paper.Note(text):
                self._below(Text(text, self._small, self.width - _APART, at=QPointF(_APART, 0)))
            case _:
                self._draw(row)

    def _draw(self, row: paper.Row) -> None:
        match row:
            case paper.Rule():
                self._rule()
            case paper.Circles(filled, all_of_them):
                self._circles(filled, all_of_them)
            case paper.Voucher(title, lines, code):
                self._voucher(title, lines, code)
            case paper.Code(text, caption):
                self._code(text, caption)
            case paper.Gap():
                self._down += 12

    def _below(self, *texts: Text) -> None:
        """Texts beside each other, below what is there already."""
        for text in texts:
            text.at += QPointF(0, self._down)
            self.pieces.append(text)
        self._down += max(text.height for text in texts)

    def _middle(self, text: str, font: QFont) -> None:
        self._below(Text(text, font, self.width, align=_CENTRE))

    def _band(self, text: str) -> None:
        words = Text(text, self._strong, self.width - 2 * _PAD, align=_CENTRE, ink=WHITE)
        words.at = QPointF(_PAD, 5)
        self.pieces.append(Block(QRectF(0, self._down, self.width, words.height + 10)))
        self._below(words)
        self._down += 10 + 8

    def _pair(self, left: str, right: str, font: QFont) -> None:
        figure = Text(right, font, self.width, align=_RIGHT)
        if figure.lines > 1 or figure.widest > self.width * (1 - _LEAST_NAME) - _APART:
            whole = Text(left, font, self.width).widest + _APART + figure.widest
            if whole > self.width:
                self._below(Text(left, font, self.width))
                self._below(figure)
                return
        self._below(Text(left, font, self.width - figure.widest - _APART), figure)

    def _total(self, left: str, right: str) -> None:
        self.pieces.append(Block(QRectF(0, self._down + 9, self.width, 3)))
        self._down += 16
        self._pair(left, right, self._large)
        self._down += 4

    def _room_for_figures(self, rows: Sequence[paper.Row]) -> tuple[float, float]:
        """The widest quantity and amount: both columns stand in line from first to last."""
        goods = [row for row in rows if isinstance(row, paper.Columns)]
        quantity = max((self._wide(row.quantity) for row in goods), default=0.0)
        return quantity, max((self._wide(row.amount) for row in goods), default=0.0)

    def _wide(self, text: str) -> float:
        return Text(text, self._plain, self.width).widest

    def _columns(self, name: str, quantity: str, amount: str) -> None:
        self._down += 4
        room_for_quantity, room_for_amount = self._figures
        rest = self.width - room_for_quantity - room_for_amount - 2 * _APART - 8
        figures = (
            Text(
                quantity,
                self._plain,
                room_for_quantity + 1,
                align=_RIGHT,
                at=QPointF(rest + _APART - 1, 0),
            ),
            Text(amount, self._plain, self.width, align=_RIGHT),
        )
        if rest < self.width * _LEAST_NAME:
            self._below(Text(name, self._plain, self.width))
            self._below(*figures)
        else:
            self._below(Text(name, self._plain, rest), *figures)

    def _rule(self) -> None:
        self._dashes(self._down + 9, 0, self.width)
        self._down += 20

    def _dashes(self, down: float, start: int, end: int) -> None:
        for x in range(start, end, 12):
            self.pieces.append(Block(QRectF(x, down, min(6, end - x), 2)))

    def _circles(self, filled: int, all_of_them: int) -> None:
        in_a_row = min(10, all_of_them)
        step = min(44, self.width // max(1, in_a_row))
        side = step - 8
        for number in range(all_of_them):
            x = number % in_a_row * step
            y = self._down + 6 + number // in_a_row * step
            self.pieces.append(Circle(QRectF(x, y, side, side), number < filled))
        self._down += 6 + -(-all_of_them // max(1, in_a_row)) * step

    def _voucher(self, title: str, lines: Sequence[str], code: str) -> None:
        matrix = matrix_of(code)
        side = (len(matrix) + 2 * QUIET) * _SMALL_MODULE
        room = self.width - side - 3 * _PAD
        self._down += 6
        top = self._down
        self._down += _PAD
        self.pieces.append(QrSquare(matrix, QRectF(self.width - side - _PAD, top + 6, side, side)))
        self._below(Text(title, self._strong, room, at=QPointF(_PAD, 0)))
        for line in lines:
            self._below(Text(line, self._small, room, at=QPointF(_PAD, 0)))
        self._down = max(self._down, top + 6 + side)
        self._below(
            Text(paper.grouped(code), self._small, self.width - 2 * _PAD, at=QPointF(_PAD, 0))
        )
        self._down += _PAD - 4
        self._frame(top)
        self._down += 8

    def _frame(self, top: float) -> None:
        """Dashes around what was placed since `top`: here it may be cut out."""
        bottom = round(self._down)
        for y in (top, bottom - 2):
            self._dashes(y, 0, self.width)
        for y in range(round(top), bottom, 12):
            for x in (0, self.width - 2):
                self.pieces.append(Block(QRectF(x, y, 2, min(6, bottom - y))))

    def _code(self, text: str, caption: str) -> None:
        matrix = matrix_of(text)
        side = (len(matrix) + 2 * QUIET) * _MODULE
        left = (self.width - side) // 2
        self.pieces.append(QrSquare(matrix, QRectF(left, self._down, side, side)))
        self._down += side
        self._middle(paper.grouped(text), self._small)
        self._middle(caption, self._small)
        self._down += 8
