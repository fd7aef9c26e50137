"""What one event of the keyboard or of an input method is, for whoever listens to all of them."""

import unicodedata

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent

_ENDINGS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_ENDING_TEXTS = ("\r", "\n", "\t")
"""Some devices send Ctrl+J or Ctrl+M in place of a key."""

HELD_DOWN = (
    Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock,
)  # fmt: skip
"""Keys that come before the character they change."""

_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def is_ending(event: QKeyEvent) -> bool:
    """Whether a scanner may end with it."""
    return event.key() in _ENDINGS or event.text() in _ENDING_TEXTS


def is_plain(event: QKeyEvent) -> bool:
    """Whether it writes a character."""
    text = event.text()
    is_command = event.modifiers() & _COMMANDS
    return bool(text) and unicodedata.category(text[0]) != "Cc" and not is_command


def which(event: QKeyEvent) -> int:
    """The key itself: the character on it may differ between press and release."""
    return event.nativeScanCode() or event.key()


def copy(event: QKeyEvent | QInputMethodEvent) -> QEvent:
    """One of our own: what `clone()` makes is never freed."""
    if isinstance(event, QInputMethodEvent):
        return QInputMethodEvent(event)
    own = QKeyEvent(
        event.type(), event.key(), event.modifiers(), event.nativeScanCode(),
        event.nativeVirtualKey(), event.nativeModifiers(), event.text(), event.isAutoRepeat(),
        event.count(),
    )  # fmt: skip
    own.setTimestamp(event.timestamp())
    return own


def is_full_width(text: str) -> bool:
    """Whether it is one character of the keyboard as an input method widens it."""
    return len(text) == 1 and not text.isascii() and unicodedata.normalize("NFKC", text).isascii()
