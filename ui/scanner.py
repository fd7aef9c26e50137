"""A scanner is a keyboard that types very fast: its codes are caught wherever the focus is."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

FASTEST_HAND = 50
"""Milliseconds between two keys; nobody types four digits in a row faster than that."""

SHORTEST_CODE = 8
LET_THROUGH = 3
"""So many digits reach the field before it is clear that no hand is typing; they are taken back."""

_ENDINGS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class Scanner(QObject):
    """Hears every key before the focus does, by the time it was struck, not the time it arrives."""

    scanned = Signal(str)

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self._digits = ""
        self._last = 0
        self._field: QWidget | None = None
        self._text_before = ""
        self._pause = QTimer(self, singleShot=True, interval=2 * FASTEST_HAND)
        self._pause.timeout.connect(self._hand_over)
        app.installEventFilter(self)

    def stop(self) -> None:
        self._app.removeEventFilter(self)
        self._pause.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Each key comes twice, first to the window and then to the focus: only the first is heard.
        if (
            event.type() != QEvent.Type.KeyPress
            or not watched.isWindowType()
            or not isinstance(event, QKeyEvent)
        ):
            return False
        gap, self._last = event.timestamp() - self._last, event.timestamp()
        text = event.text()
        if len(text) == 1 and text in "0123456789":
            return self._hear_digit(text, is_fast=gap <= FASTEST_HAND)
        if event.key() in _ENDINGS or text == "\n":
            return self._hear_end(is_fast=gap <= 2 * FASTEST_HAND)
        self._hand_over()
        return False

    def _hear_digit(self, digit: str, *, is_fast: bool) -> bool:
        if not (is_fast and self._digits):
            self._hand_over()
            self._field = self._app.focusWidget()
            self._text_before = self._field.text() if isinstance(self._field, QLineEdit) else ""
        self._digits += digit
        self._pause.start()
        return len(self._digits) > LET_THROUGH

    def _hear_end(self, *, is_fast: bool) -> bool:
        if not is_fast or len(self._digits) < SHORTEST_CODE:
            self._hand_over()
            return False
        code, self._digits = self._digits, ""
        self._pause.stop()
        if isinstance(self._field, QLineEdit):
            self._field.setText(self._text_before)
        self._field = None
        self.scanned.emit(code)
        return True

    def _hand_over(self) -> None:
        """It was a quick hand after all: the field gets what was held back."""
        held, self._digits = self._digits[LET_THROUGH:], ""
        field, self._field = self._field, None
        self._pause.stop()
        if field is None:
            return
        for digit in held:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = QKeyEvent(kind, ord(digit), Qt.KeyboardModifier.NoModifier, digit)
                self._app.sendEvent(field, key)
