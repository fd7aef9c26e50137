"""Keys that do something in one place of the window."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

Keys = str | Qt.Key

_LINE_KEYS = {"Ctrl+U", "Ctrl+E"}
"""On Linux the first empties a line and the second goes to its end, and Qt leaves them to it."""


def on_key(
    where: QWidget, keys: Keys, act: Callable[[], object], *, repeats: bool = True
) -> QShortcut:
    """While the focus is on it or anywhere in it; `repeats`: held down, again and again."""
    made = _press(where, keys, act, Qt.ShortcutContext.WidgetWithChildrenShortcut, repeats=repeats)
    if keys in _LINE_KEYS:
        ahead = _Ahead(where, QKeySequence(keys))
        for field in where.findChildren(QLineEdit):
            field.installEventFilter(ahead)
    return made


def on_own_key(
    where: QWidget, keys: Keys, act: Callable[[], object], *, repeats: bool = True
) -> None:
    """While it has the focus itself."""
    _press(where, keys, act, Qt.ShortcutContext.WidgetShortcut, repeats=repeats)


def on_window_key(
    where: QWidget, keys: Keys, act: Callable[[], object], *, repeats: bool = True
) -> None:
    """Wherever the focus is in its window, as long as it is seen itself."""
    _press(where, keys, act, Qt.ShortcutContext.WindowShortcut, repeats=repeats)


class _Ahead(QObject):
    """A field that is asked first whether a key is its own says no to this one."""

    def __init__(self, where: QWidget, keys: QKeySequence) -> None:
        super().__init__(where)
        self._keys = keys

    def eventFilter(self, _field: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride:
            return False
        assert isinstance(event, QKeyEvent)
        if QKeySequence(event.keyCombination()) != self._keys:
            return False
        event.ignore()
        return True


def _press(
    where: QWidget,
    keys: Keys,
    act: Callable[[], object],
    context: Qt.ShortcutContext,
    *,
    repeats: bool,
) -> QShortcut:
    shortcut = QShortcut(QKeySequence(keys), where)
    shortcut.setContext(context)
    shortcut.setAutoRepeat(repeats)
    shortcut.activated.connect(act)
    return shortcut
