"""Every action of the counter on a key, and the page that shows them."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from shopfans.texts import _
from ui.widgets.keys import on_key
from ui.widgets.pieces import button, column, label, row
from ui.widgets.scrolled import Scrolled


class Key(NamedTuple):
    press: str
    act: Callable[[], object] | None
    """None: another part of the counter acts on it; here it is only shown."""
    words: Callable[[], str] | None
    """What it does, in the language spoken; None: it goes without saying."""


def take(keys: list[Key], place: QWidget) -> None:
    """Let the keys act wherever the focus is in this place; held down, each acts once."""
    for key in keys:
        if key.act is not None:
            on_key(place, key.press, key.act, repeats=False)


class KeysPage(QFrame):
    """All keys at a glance, in place of the guest's card."""

    closed = Signal()

    def __init__(self, keys: list[Key]) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._keys = [key for key in keys if key.words is not None]
        self.heading, self.leave = label("heading"), button("quiet", self.closed.emit)
        self._words = [(label("key"), label()) for _key in self._keys]
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        half = -(-len(self._words) // 2)
        for number, (press, words) in enumerate(self._words):
            at = 2 * (number // half)
            grid.addWidget(press, number % half, at, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(words, number % half, at + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 16)
        inside.setSpacing(12)
        inside.addLayout(row(self.heading, None, self.leave))
        all_keys, scroll = QWidget(), Scrolled()
        all_keys.setLayout(column(grid, None))
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(all_keys)
        inside.addWidget(scroll, 1)

    def retranslate(self) -> None:
        self.heading.setText(_("Keys"))
        self.leave.setText(_("Close  Esc"))
        for key, (press, words) in zip(self._keys, self._words, strict=True):
            assert key.words is not None
            press.setText(key.press.replace("Ctrl+-", "Ctrl −").replace("++", " +"))
            words.setText(key.words())
