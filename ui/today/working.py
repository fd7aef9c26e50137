"""The line at hand: who it is, what to write to her, a note, and the keys."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from shopfans.domain.terms import Terms
from shopfans.domain.touches import TouchKind
from shopfans.texts import _, messages, ngettext
from shopfans.texts.message_texts import message
from ui import theme
from ui.today.lines import Shown, chance_text, key_of, why_text
from ui.widgets.field import Field
from ui.widgets.pieces import Elided, button, column, label, row, set_tone, tighten

KEYS = {
    TouchKind.CALLED: ("F3", "phone"),
    TouchKind.MESSAGED: ("F4", "chat-circle-text"),
    TouchKind.WILL_COME: ("F6", "calendar-check"),
    TouchKind.SNOOZED: ("F7", "clock"),
    TouchKind.DO_NOT_CONTACT: ("F8", "prohibit"),
    TouchKind.NOTE: ("F10", "note-pencil"),
    TouchKind.DONE: ("F9", "check"),
}
"""What each key says was done, and its icon; F5 takes in who signed up, wherever one is."""

COPY = "F2"

_ROOMY = 1130
"""Pixels of width from which on the keys have room for all they like."""

_TWO_LINES = 42
"""Pixels: the longest reason has room, and a shorter one moves nothing below it."""

DELAYS, A_WEEK = (1, 3, 7, 14, 30), 7
"""Days to which a line is put off."""


class Working(QFrame):
    pressed = Signal(object)
    """A TouchKind: this was done."""
    counter_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._shown: Shown | None = None
        self._terms = Terms(shop_name="")
        self._is_taken_up = False
        self._offered = ""
        self.name, self.reason = Elided("heading"), label("muted", wraps=True)
        self.hint = label("small", wraps=True)
        self.text, self.note, self.days = QPlainTextEdit(), Field(), QComboBox()
        self.copy = button("", self.take_text)
        self.counter = button("", self.counter_pressed.emit)
        self.buttons: dict[TouchKind, QPushButton] = {}
        self._build()

    def show_line(self, shown: Shown | None, terms: Terms, on: date) -> None:
        """This one is at hand now; one that is done waits for nothing. What is being written about
        the same one stays."""
        line, is_same = (shown.line if shown else None), self._is_same(shown)
        self._shown, self._terms = shown, terms
        self.name.setText(line.name if line else "")
        self.reason.setText(_sentence(shown, terms, on) if shown else "")
        self._offer(
            message(terms, line, shown.portrait.usual, on) if line and shown else "",
            is_same=is_same,
        )
        is_open = line is not None and line.done is None
        for kind, made in self.buttons.items():
            made.setEnabled(is_open or (line is not None and kind is TouchKind.NOTE))
        self.copy.setEnabled(is_open)
        self.text.setEnabled(is_open)
        self.counter.setEnabled(line is not None)
        if not is_same:
            self.note.clear()
            self._say()

    def _is_same(self, shown: Shown | None) -> bool:
        """Whether it was at hand before, and nothing was done about it since."""
        before = self._shown
        if shown is None or before is None:
            return shown is before
        return (
            key_of(shown.line) == key_of(before.line)
            and shown.line.done == before.line.done
            and (shown.hindrance is None) == (before.hindrance is None)
        )

    def _offer(self, words: str, *, is_same: bool) -> None:
        """The text to her, unless somebody has these words under her hands already."""
        if not is_same or words != self._offered:
            self._offered, self._is_taken_up = words, False
            self.text.setPlainText(words)

    @property
    def is_in_use(self) -> bool:
        """Whether somebody is about to write to her, or noted something already."""
        has_words = self.text.document().isModified() or bool(self.note.text())
        return has_words or self._is_taken_up

    def until(self, on: date) -> date:
        """The day to which the line is put off."""
        return on + timedelta(days=self.days.currentData())

    def take_text(self) -> None:
        """Onto the clipboard, if she may be written to; for the best guests one looks it over
        first."""
        shown = self._shown
        if shown is None or not self.copy.isEnabled():
            return
        if shown.hindrance is not None:
            self.refuse(messages.message(shown.hindrance, self._terms))
            return
        was_taken_up, self._is_taken_up = self._is_taken_up, True
        if shown.portrait.is_best and not was_taken_up:
            self.text.setFocus()
            self.text.selectAll()
            self.tell(_("One of your best guests: make the words hers, then copy (F2)."))
            return
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.tell(_("Copied. Paste it into WeChat, then press F4."))
        self.note.setFocus()

    def refuse(self, words: str) -> None:
        """Say what was not done, and wait for another key."""
        self.tell(words, tone="bad")
        self.note.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tighten(self.buttons.values(), is_tight=self._is_narrow)
        self._show_pictures()

    def retranslate(self) -> None:
        self.note.name(_("Note"), _("what was said or agreed"))
        self.text.setAccessibleName(_("Text to her"))
        self.days.setAccessibleName(_("Days to put it off"))
        for place, days in enumerate(DELAYS):
            delay = ngettext("{n} day", "{n} days", days).format(n=days)
            self.days.setItemText(place, delay)
        self.copy.setText(_("Copy text") + f"  {COPY}")
        self.copy.setIcon(theme.icon("copy"))
        words = {
            TouchKind.CALLED: _("Called"),
            TouchKind.MESSAGED: _("Messaged"),
            TouchKind.NOTE: _("Note"),
            TouchKind.WILL_COME: _("Will come"),
            TouchKind.SNOOZED: _("Put off"),
            TouchKind.DO_NOT_CONTACT: _("No contact"),
            TouchKind.DONE: _("Done"),
        }
        for kind, made in self.buttons.items():
            made.setText(f"{words[kind]}  {KEYS[kind][0]}")
        self._show_pictures()
        self.counter.setText(_("At the counter"))
        self.counter.setToolTip(_("Open at the counter (Ctrl+Enter)"))
        self.counter.setIcon(theme.icon("shopping-cart"))
        self._say()

    @property
    def _is_narrow(self) -> bool:
        return self.width() < _ROOMY

    def _show_pictures(self) -> None:
        """In a narrow window the words of the keys need their room."""
        for kind, made in self.buttons.items():
            ink = theme.look().on_accent if kind is TouchKind.DONE else None
            made.setIcon(QIcon() if self._is_narrow else theme.icon(KEYS[kind][1], ink))

    def _say(self) -> None:
        problem = self._shown.hindrance if self._shown else None
        is_open = self._shown is not None and self._shown.line.done is None
        self.tell(messages.message(problem, self._terms) if problem and is_open else "")

    def tell(self, words: str, tone: str = "") -> None:
        """Beside her name, until another one is at hand."""
        self.hint.setText(words)
        set_tone(self.hint, "tone", tone)

    def _build(self) -> None:
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(_TWO_LINES + 24)
        self.reason.setFixedHeight(_TWO_LINES)
        self.reason.setAlignment(Qt.AlignmentFlag.AlignTop)
        for days in DELAYS:
            self.days.addItem(str(days), days)
        self.days.setCurrentIndex(DELAYS.index(A_WEEK))
        self.days.setFixedWidth(112)
        for kind in KEYS:
            look = "primary" if kind is TouchKind.DONE else ""
            self.buttons[kind] = button(look, self._press_of(kind))
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(8)
        who = row(self.name, self.hint, gap=14)
        who.setStretch(0, 2)
        who.setStretch(1, 5)
        grid.addLayout(column(who, self.reason, None, gap=2), 0, 0)
        grid.addWidget(self.text, 0, 1)
        grid.addWidget(self.note, 1, 0)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        right = row(None, self.copy, self.counter)
        grid.addLayout(column(None, right, gap=0), 1, 1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 12, 18, 14)
        inside.setSpacing(10)
        inside.addLayout(grid)
        keys = row(gap=8)
        for kind, made in self.buttons.items():
            if kind is TouchKind.DONE:
                keys.addStretch(1)
            keys.addWidget(made)
            if kind is TouchKind.SNOOZED:
                keys.addWidget(self.days)
        inside.addLayout(keys)

    def _press_of(self, kind: TouchKind) -> Callable[[], None]:
        def press() -> None:
            self.pressed.emit(kind)

        return press


def _sentence(shown: Shown, terms: Terms, on: date) -> str:
    words = why_text(shown, terms, on)
    chance = chance_text(shown)
    if not chance:
        return words
    return _("{reason}. By herself this week: {chance}").format(reason=words, chance=chance)
