"""Digits to touch: they go to the field that has the focus, as if a keyboard had sent them."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QPushButton

from shopfans.texts import _
from ui.widgets.pieces import button


class _Touch(NamedTuple):
    key: Qt.Key
    text: str


_DIGITS = {text: _Touch(Qt.Key(ord(text)), text) for text in "789456123.0"}
_MORE = {"⌫": _Touch(Qt.Key.Key_Backspace, "\b"), "↵": _Touch(Qt.Key.Key_Return, "\r")}


class Pad(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._touches = {**_DIGITS, **_MORE}
        self.keys: dict[str, QPushButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 10, 10, 10)
        grid.setSpacing(8)
        for place, name in enumerate(_DIGITS | {"⌫": _MORE["⌫"]}):
            self.keys[name] = self._made(name)
            grid.addWidget(self.keys[name], place // 3, place % 3)
        self.keys["↵"] = self._made("↵")
        grid.addWidget(self.keys["↵"], 4, 0, 1, 3)
        self.hide()

    def retranslate(self) -> None:
        self.keys["⌫"].setAccessibleName(_("Delete"))
        self.keys["↵"].setText(_("Enter"))

    def _made(self, name: str) -> QPushButton:
        made = button("pad", self._press)
        made.setText(name)
        made.setProperty("touch", name)
        made.setAutoRepeat(name == "⌫")
        return made

    def _press(self) -> None:
        touch = self._touches[self.sender().property("touch")]
        field = QApplication.focusWidget()
        if field is None:
            return
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, touch.key, Qt.KeyboardModifier.NoModifier, touch.text)
            QApplication.sendEvent(field, event)
