"""The poster for the wall and the card for the tables: two scans, and a guest is a member."""

from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from shopfans.domain.invitations import Wifi
from shopfans.texts import _, pairs
from ui.printing.ink import WHITE, Block, Piece, Text
from ui.printing.labels import box, fitting, qr_square, stacked
from ui.printing.letters import Letters
from ui.printing.sheets import A4, Layout
from ui.tokens import LIGHT

_INK, _FAINT = QColor(LIGHT.text), QColor(LIGHT.muted)
_WIDE, _HIGH = 210.0, 297.0
"""Millimetres for which all measures here are meant; a smaller sheet has smaller ones."""
_EDGE, _BAND, _SQUARE, _ALONE = 16.0, 56.0, 84.0, 108.0


class Invitation(NamedTuple):
    """What a guest needs; the words are those of the language it is painted in."""

    shop_name: str
    url: str
    wifi: Wifi = Wifi()

    @property
    def address(self) -> str:
        """What her browser shows: the secret is in the code alone."""
        return self.url.rsplit("/", 1)[0]


def invitation(what: Invitation, wide: float, high: float, letters: Letters) -> list[Piece]:
    """In a box of so many millimetres, about as tall as A4 is for its width."""
    sheet = _Sheet(min(wide / _WIDE, high / _HIGH), letters)
    pieces: list[Piece] = [
        Block(box(0, 0, wide, _BAND * sheet.unit), LIGHT.card_from),
        Block(box(0, _BAND * sheet.unit, wide, 2 * sheet.unit), LIGHT.card_to),
        *sheet.text(what.shop_name, 18, _EDGE, 8, _WIDE - 2 * _EDGE, 40, WHITE, is_strong=True),
        *sheet.text(_("Become a member"), 13, _EDGE, 63, _WIDE - 2 * _EDGE, 20, is_strong=True),
    ]
    if what.wifi.code:
        left, right, top = 14.0, _WIDE - 14 - _SQUARE, 98.0
        pieces += sheet.code(what.wifi.code, _("1  Join our Wi-Fi"), _wifi(what.wifi), left, top)
        pieces += sheet.code(what.url, _("2  Open the page"), what.address, right, top)
    else:
        title = _("Open the page, on the shop's Wi-Fi")
        pieces += sheet.code(what.url, title, what.address, (_WIDE - _ALONE) / 2, 98, _ALONE)
    return [*pieces, *_below(sheet, what.url)]


def _below(sheet: "_Sheet", url: str) -> list[Piece]:
    secret = url.rsplit("/", 1)[1]
    room = _WIDE - 2 * _EDGE
    warning = _(
        "Other words there, or a code pasted over ours? Please tell us. We never ask for money, "
        "passwords or text-message codes."
    )
    return [
        Block(sheet.box(_EDGE, 224, room, 36), LIGHT.accent_soft),
        *sheet.text(_("Your phone must show the same two words:"), 5.6, 22, 226, room - 12, 12),
        *sheet.text(pairs.pair(secret), 14, 22, 237, room - 12, 22, is_strong=True),
        *sheet.text(warning, 4.6, _EDGE, 263, room, 26, _FAINT),
    ]


def _wifi(wifi: Wifi) -> str:
    if not wifi.password:
        return wifi.name
    return f"{wifi.name}\n" + _("Password: {password}").format(password=wifi.password)


class _Sheet:
    """Places things by the millimetres of an A4 sheet, whatever its size."""

    def __init__(self, unit: float, letters: Letters) -> None:
        self.unit, self._letters = unit, letters

    def box(self, left: float, top: float, wide: float, high: float) -> QRectF:
        return box(*(side * self.unit for side in (left, top, wide, high)))

    def text(
        self,
        words: str,
        size: float,
        left: float,
        top: float,
        room: float,
        high: float,
        ink: QColor = _INK,
        *,
        is_strong: bool = False,
    ) -> list[Text]:
        """Words as large as they may be, in the middle of their height."""

        def made(share: float, longest: int) -> list[Text]:
            shortened = words if len(words) <= longest * 6 else words[: longest * 6] + "…"
            return self._letters.words(
                shortened, size * share * self.unit, room * self.unit, ink, is_strong=is_strong
            )

        texts = fitting(made, high * self.unit)
        return stacked(texts, left * self.unit, top * self.unit, high * self.unit)

    def code(
        self, code: str, title: str, below: str, left: float, top: float, side: float = _SQUARE
    ) -> list[Piece]:
        """A code with its title above and what people can read below."""
        unit = self.unit
        return [
            *self.text(title, 7.5, left + 6, top - 12, side - 6, 12, is_strong=True),
            qr_square(code, left * unit, top * unit, side * unit),
            *self.text(below, 5.4, left + 6, top + side, side - 6, 20),
        ]


POSTER = Layout(A4, A4, 1, 1, invitation)
TABLE_CARDS = Layout(A4, (98, 140), 2, 2, invitation)
"""About A6, four of them with room for the cutter's marks."""
