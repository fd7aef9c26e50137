"""What is cut out of a sheet: a coupon, a member's card."""

from collections.abc import Callable
from copy import copy
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from shopfans.squares import matrix_of
from shopfans.texts.rows import grouped
from ui.printing.ink import DOTS_PER_MM, WHITE, Block, Piece, QrSquare, Text
from ui.printing.letters import Letters
from ui.tokens import LIGHT


class Label(NamedTuple):
    """A coupon or a card; the number is for people, the code for the scanner."""

    title: str
    lines: tuple[str, ...]
    code: str
    number: str = ""
    shop_name: str = ""


_FAINT = QColor("#4a5568")
_BAR = 2.0
"""Millimetres of room for the coloured bar."""
_LONGEST = 60
"""Characters of a text; the rest is …"""
_SMALLER = tuple(1 - step * 0.07 for step in range(9))
_STEPS = (*((share, _LONGEST) for share in _SMALLER), *((_SMALLER[-1], n) for n in (40, 28, 18)))
"""Until all of it fits, letters become smaller, by these shares, and at last texts shorter."""


def coupon(label: Label, wide: float, high: float, letters: Letters) -> list[Piece]:
    """What it gives large on the left, its code on the right; in a box of so many millimetres."""
    edge = min(wide, high) * 0.075
    square = min(high - 2 * edge, wide * 0.42)
    room = wide - square - 2.6 * edge - _BAR
    left = edge + _BAR

    def texts(share: float, longest: int) -> list[Text]:
        size = high * share
        return [
            *letters.words(_shortened(label.shop_name, longest), size * 0.075, room, _FAINT),
            *letters.line(_shortened(label.title, longest), size * 0.17, room, is_strong=True),
            *(
                text
                for line in label.lines
                for text in letters.line(_shortened(line, longest), size * 0.082, room)
            ),
            *letters.words(label.number, size * 0.07, room, _FAINT),
            *letters.line(grouped(label.code), size * 0.068, room, _FAINT),
        ]

    fitted = fitting(texts, high - 2 * edge)
    return [
        Block(box(edge * 0.6, edge, _BAR * 0.55, high - 2 * edge), LIGHT.accent),
        *stacked(fitted, left, edge, high - 2 * edge),
        qr_square(label.code, wide - square - edge * 0.6, (high - square) / 2, square),
    ]


def card(label: Label, wide: float, high: float, letters: Letters) -> list[Piece]:
    """The shop's name in a band above, the member's number below, her code on the right."""
    edge, band = 5.0, high * 0.3
    square = high - band - 2 * 2.2
    room = wide - square - 1.6 * edge

    def name(share: float, longest: int) -> list[Text]:
        size = high * share
        return letters.words(
            _shortened(label.title, longest), size * 0.13, wide - 2 * edge, WHITE, is_strong=True
        )

    def below(share: float, longest: int) -> list[Text]:
        size = high * share
        return [
            *(
                text
                for line in label.lines
                for text in letters.words(_shortened(line, longest), size * 0.07, room, _FAINT)
            ),
            *letters.words(label.number, size * 0.12, room, is_strong=True),
            *letters.words(grouped(label.code), size * 0.05, room, _FAINT),
        ]

    top = band + 1.1
    return [
        Block(box(0, 0, wide, band), LIGHT.card_from),
        Block(box(0, band, wide, 1.1), LIGHT.card_to),
        *stacked(fitting(name, band - 3), edge, 1.5, band - 3),
        *stacked(fitting(below, high - top - edge), edge, top + edge / 2, high - top - edge),
        qr_square(label.code, wide - square - 2.2, top + (high - top - square) / 2, square),
    ]


def fitting(texts: Callable[[float, int], list[Text]], room: float) -> list[Text]:
    """As large as the room allows."""
    made: list[Text] = []
    for share, longest in _STEPS:
        made = texts(share, longest)
        if sum(text.height for text in made) <= room * DOTS_PER_MM:
            break
    return made


def stacked(texts: list[Text], left: float, top: float, room: float) -> list[Text]:
    """One below the other, in the middle of the room."""
    free = room * DOTS_PER_MM - sum(text.height for text in texts)
    down = top * DOTS_PER_MM + max(0.0, free / 2)
    placed = []
    for text in map(copy, texts):  # the same words may stand in two places
        text.at = QPointF(left * DOTS_PER_MM, down)
        down += text.height
        placed.append(text)
    return placed


def qr_square(code: str, left: float, top: float, side: float) -> QrSquare:
    return QrSquare(matrix_of(code), box(left, top, side, side))


def box(left: float, top: float, wide: float, high: float) -> QRectF:
    unit = DOTS_PER_MM
    return QRectF(left * unit, top * unit, wide * unit, high * unit)


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
