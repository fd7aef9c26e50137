"""A stroke that may yet be a scanner's, painted at once and no part of any text.

It stands in its field as an input method shows what is being composed. So there is nothing to
restore when it was a scanner's: the text, its undo steps and whoever listens to the field never
knew of it. Where Qt would not do that without a trace, nothing is shown and the stroke only waits.
"""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QValidator
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QTextEdit,
    QWidget,
)

Send = Callable[[QObject, QEvent], None]


class Provisional:
    def __init__(self, app: QApplication, send: Send) -> None:
        self._app, self._send = app, send
        self._field: QWidget | None = None

    def show(self, text: str) -> None:
        """Let the field that has the focus look as if this had been typed, if it would take it."""
        field = self._field or _field_of(self._app.focusWidget())
        if field is None or not shiboken6.isValid(field) or self._is_covered():
            return
        if not _would_take(field, text):
            self.take_back()
            return
        self._field = field
        self._compose(field, QInputMethodEvent(_as_shown(field, text), []))

    def take_back(self) -> None:
        """Nothing was ever there."""
        field, self._field = self._field, None
        if field is not None and shiboken6.isValid(field):
            self._compose(field, QInputMethodEvent())

    def _compose(self, field: QWidget, event: QInputMethodEvent) -> None:
        """Of a page Qt would say that its text has changed."""
        is_page = isinstance(field, QTextEdit | QPlainTextEdit)
        was_blocked = field.blockSignals(field.signalsBlocked() or is_page)
        self._send(field, event)
        field.blockSignals(was_blocked)

    def _is_covered(self) -> bool:
        """A menu or a list that is open gets the keys; that of a completer lets them through to
        its field, whose focus is its own. (Asked for that field, it would take it along in Python
        when it goes.)"""
        popup = self._app.activePopupWidget()
        return popup is not None and not popup.hasFocus()


def _field_of(widget: QWidget | None) -> QWidget | None:
    match widget:
        case QComboBox():
            return widget.lineEdit() if widget.isEditable() else None
        case QAbstractSpinBox():
            return widget.findChild(QLineEdit)
        case QLineEdit() | QTextEdit() | QPlainTextEdit():
            return widget
    return None


def _would_take(field: QWidget, text: str) -> bool:
    """Whether typing it would add it to the text, and composing it leave no trace.

    Composing takes the place of a selection for good."""
    match field:
        case QLineEdit():
            return _line_would_take(field, text)
        case QTextEdit() | QPlainTextEdit():
            is_closed = field.isReadOnly() or field.overwriteMode()
            return not (is_closed or field.textCursor().hasSelection())
    return False


def _line_would_take(line: QLineEdit, text: str) -> bool:
    is_full = len(line.text()) + len(text) > line.maxLength()
    if line.isReadOnly() or line.hasSelectedText() or line.inputMask() or is_full:
        return False
    checks, place = line.validator(), line.cursorPosition()
    if checks is None:
        return True
    whole = line.text()[:place] + text + line.text()[place:]
    state = checks.validate(whole, place + len(text))
    return (state[0] if isinstance(state, tuple) else state) != QValidator.State.Invalid


def _as_shown(field: QWidget, text: str) -> str:
    """Qt shows what is composed in plain sight, a PIN too."""
    if not isinstance(field, QLineEdit):
        return text
    match field.echoMode():
        case QLineEdit.EchoMode.Normal:
            return text
        case QLineEdit.EchoMode.NoEcho:
            return ""
    hint = QStyle.StyleHint.SH_LineEdit_PasswordCharacter
    return chr(field.style().styleHint(hint, None, field)) * len(text)


def has_selection(field: QObject) -> bool:
    """Whether composing here would replace something."""
    if not isinstance(field, QWidget):
        return False
    return bool(field.inputMethodQuery(Qt.InputMethodQuery.ImCurrentSelection))
