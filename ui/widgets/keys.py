"""Keys that do something in one place of the window."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

Keys = str | Qt.Key


def on_key(where: QWidget, keys: Keys, act: Callable[[], object], *, repeats: bool = True) -> None:
    """While the focus is on it or anywhere in it; `repeats`: held down, again and again."""
    _press(where, keys, act, Qt.ShortcutContext.WidgetWithChildrenShortcut, repeats=repeats)


def on_own_key(
    where: QWidget, keys: Keys, act: Callable[[], object], *, repeats: bool = True
) -> None:
    """While it has the focus itself."""
    _press(where, keys, act, Qt.ShortcutContext.WidgetShortcut, repeats=repeats)


def before_fields(where: QWidget, *keys: str) -> None:
    """These act in every field that is there now, also where Qt would edit the line by them: on
    Linux Ctrl+U empties it and Ctrl+E goes to its end."""
    ahead = _Ahead(where, keys)
    for field in where.findChildren(QLineEdit):
        field.installEventFilter(ahead)


class _Ahead(QObject):
    """A field that is asked first whether a key is its own says no to these."""

    def __init__(self, where: QWidget, keys: tuple[str, ...]) -> None:
        super().__init__(where)
        self._keys = [QKeySequence(key) for key in keys]

    def eventFilter(self, _field: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride:
            return False
        assert isinstance(event, QKeyEvent)
        if QKeySequence(event.keyCombination()) not in self._keys:
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
) -> None:
    shortcut = QShortcut(QKeySequence(keys), where)
    shortcut.setContext(context)
    shortcut.setAutoRepeat(repeats)
    shortcut.activated.connect(act)
