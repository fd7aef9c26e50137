"""The line below Today's list: what is to be known of it, how far the upkeep is, and its key."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from shopfans.domain.errors import ShopError
from shopfans.texts import _
from ui import theme
from ui.desk import Desk
from ui.upkeep import KeptUp
from ui.widgets.keys import on_key
from ui.widgets.pieces import button, label, row


class UpkeepLine(QWidget):
    def __init__(self, desk: Desk, keys: QWidget, around: Callable[[KeptUp], str]) -> None:
        """Esc acts anywhere in `keys`; `around` says what is to be known of the list."""
        super().__init__()
        self._desk, self._around = desk, around
        self.words = label("small", wraps=True)
        self.halt = button("quiet", self._press, takes_focus=True)
        self._escape = on_key(keys, Qt.Key.Key_Escape, self._press)
        self._build()

    def say(self, words: str) -> None:
        """What was just done here."""
        self.words.setText(words)

    def show_done(self, found: KeptUp) -> None:
        """It is through; the list may be another one."""
        self.say(self._around(found))
        self._offer("")

    def renew(self) -> None:
        """The list is another one; how far the upkeep is stays to be read."""
        told = self._desk.upkeep.told
        if told is not None and self.halt.isHidden():
            self.say(self._around(told))

    def retranslate(self) -> None:
        upkeep = self._desk.upkeep
        if upkeep.is_halted:
            self._show_halted()
        elif upkeep.told is not None:
            self.show_done(upkeep.told)
        else:
            self._offer("")

    def _press(self) -> None:
        upkeep = self._desk.upkeep
        if upkeep.is_halted:
            upkeep.go_on()
            self._offer("")
        else:
            upkeep.halt(self._desk.today)

    def _show_progress(self, percent: int) -> None:
        self.say(_("Working out who comes back when: {n}%").format(n=percent))
        self._offer(_("Cancel") + "  Esc", "x")

    def _show_halted(self) -> None:
        self.say(
            _(
                "Stopped before everybody was looked at: part of the list is as of an earlier day. "
                "It goes on when the program is next started."
            )
        )
        self._offer(_("Go on now"), "arrow-clockwise")

    def _refuse(self, problem: ShopError) -> None:
        self.say(self._desk.words(problem))
        self._offer("")

    def _offer(self, words: str, icon: str = "") -> None:
        """The key, or none."""
        self.halt.setVisible(bool(words))
        self.halt.setText(words)
        if icon:
            self.halt.setIcon(theme.icon(icon, theme.look().accent))
        self._escape.setEnabled(bool(words) and not self._desk.upkeep.is_halted)

    def _build(self) -> None:
        across = row(self.words, self.halt)
        across.setStretch(0, 1)
        self.setLayout(across)
        self._offer("")
        upkeep = self._desk.upkeep
        upkeep.progressed.connect(self._show_progress)
        upkeep.halted.connect(self._show_halted)
        upkeep.refused.connect(self._refuse)
