"""A strip that says what has just happened or waits for one key; it takes no focus."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.pieces import button, label, row, set_tone


class Notice(QFrame):
    """Words with a picture, and some buttons: beside them, or below where it is narrow."""

    def __init__(
        self,
        first: Callable[[], object],
        second: Callable[[], object],
        *,
        third: Callable[[], object] = lambda: None,
        is_narrow: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.picture, self.words = label(), label("strong", wraps=True)
        self.first, self.second = button("primary", first), button("", second)
        self.third = button("", third)
        self._keys = QWidget()
        self._keys.setLayout(row(None, self.third, self.second, self.first, gap=12))
        down = QVBoxLayout(self)
        down.setContentsMargins(16, 10, 12, 10)
        down.setSpacing(10)
        line = row(self.picture, self.words, gap=12)
        line.setStretch(1, 1)
        down.addLayout(line)
        (down if is_narrow else line).addWidget(self._keys)
        self.hide()

    def say(
        self, words: str, *, tone: str, icon: str, first: str = "", second: str = "",
        third: str = "",
    ) -> None:  # fmt: skip
        """Show the words; a button without a name is left out."""
        ink = {"good": theme.look().good, "bad": theme.look().bad, "warn": theme.look().warn}
        self.picture.setPixmap(theme.icon(icon, ink.get(tone, theme.look().accent)).pixmap(24, 24))
        self.words.setText(words)
        for key, name in ((self.first, first), (self.second, second), (self.third, third)):
            key.setText(name)
            key.setVisible(bool(name))
        self._keys.setVisible(bool(first or second or third))
        set_tone(self, "tone", tone)
        self.show()
