"""Keys as a keyboard sends them: to the window, stamped with the time they were struck."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

Key, Event = Qt.Key, QEvent.Type
NAMED = {
    "\r": Key.Key_Return,
    "\t": Key.Key_Tab,
    "\b": Key.Key_Backspace,
    "←": Key.Key_Left,
    "⇱": Key.Key_Home,
}
SHIFT = Qt.KeyboardModifier.ShiftModifier


def strike(
    app: QApplication, widget: QWidget, keys: str, *, every: int, start: int = 10
) -> None:  # fmt: skip
    """Each key pressed and released at once, `every` milliseconds."""
    strike_at(app, widget, [(key, start + place * every) for place, key in enumerate(keys)])


def strike_at(app: QApplication, widget: QWidget, strokes: Sequence[tuple[str, int]]) -> None:
    for key, at in strokes:
        send(app, widget, (Event.ShortcutOverride, Event.KeyPress, Event.KeyRelease), key, at)


def send(
    app: QApplication,
    widget: QWidget,
    kinds: Sequence[QEvent.Type],
    key: str,
    at: int,
    *,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    code: Qt.Key | None = None,
    repeats: bool = False,
) -> None:
    window = widget.window().windowHandle()
    assert isinstance(window, QWindow)
    if code is None:
        code = NAMED.get(key) or (Key(ord(key.upper())) if key.isascii() else Key.Key_unknown)
    text = "" if key in "←⇱" else key
    for kind in kinds:
        event = QKeyEvent(kind, code, modifiers, text, repeats)
        event.setTimestamp(at)
        app.sendEvent(window, event)
