"""Texts for labels: what stands on every one of a sheet is laid out only once."""

from PySide6.QtGui import QColor, QFont

from ui.printing.ink import DOTS_PER_MM, Text, font_of

_INK = QColor("#18212f")
_SMALLEST = 1.5
"""Millimetres: letters any smaller are not read."""
_MOST_KEPT = 256


class Letters:
    """Of one language; for one sheet after the other, in one thread."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._fonts: dict[tuple[int, bool], QFont] = {}
        self._texts: dict[tuple[object, ...], Text] = {}

    def words(
        self, text: str, high: float, room: float, ink: QColor = _INK, *, is_strong: bool = False
    ) -> list[Text]:
        """So many millimetres high and wrapped to the room; nothing if there is nothing to say."""
        if not text:
            return []
        key = (text, high, room, ink.rgb(), is_strong)
        if key not in self._texts:
            if len(self._texts) == _MOST_KEPT:
                self._texts.clear()
            font = self._font(round(max(_SMALLEST, high) * DOTS_PER_MM), is_strong)
            self._texts[key] = Text(text, font, room * DOTS_PER_MM, ink=ink)
        return [self._texts[key]]

    def line(
        self, text: str, high: float, room: float, ink: QColor = _INK, *, is_strong: bool = False
    ) -> list[Text]:
        """Rather somewhat smaller than broken."""
        for less in (1, 0.87, 0.74):
            made = self.words(text, high * less, room, ink, is_strong=is_strong)
            if all(one.lines == 1 for one in made):
                return made
        return self.words(text, high, room, ink, is_strong=is_strong)

    def _font(self, size: int, is_strong: bool) -> QFont:
        key = size, is_strong
        if key not in self._fonts:
            self._fonts[key] = font_of(self._language, size, is_strong=is_strong)
        return self._fonts[key]
