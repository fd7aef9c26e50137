"""Fields that are filled one after the other: Enter and the arrows go from one to the next."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_STEPS = {
    Qt.Key.Key_Return: 1,
    Qt.Key.Key_Enter: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Walk(QObject):
    """Skips what is hidden; the last may be a button, which Enter presses."""

    def __init__(self, stops: Sequence[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._stops = list(stops)
        for stop in stops:
            if isinstance(stop, QLineEdit):
                stop.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and event.modifiers() in _PLAIN and isinstance(watched, QWidget):
                self._go(watched, step)
                return True
        return False

    def _go(self, here: QWidget, step: int) -> None:
        there = [stop for stop in self._stops if stop is here or stop.isVisible()]
        place = min(max(there.index(here) + step, 0), len(there) - 1)
        there[place].setFocus(Qt.FocusReason.TabFocusReason)  # which selects what is typed
