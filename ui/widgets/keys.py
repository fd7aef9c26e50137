"""Keys that do something in one place of the window."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

Keys = str | Qt.Key


def on_key(where: QWidget, keys: Keys, act: Callable[[], object], *, repeats: bool = True) -> None:
    """While the focus is on it or anywhere in it; `repeats`: held down, again and again."""
    _press(where, keys, act, Qt.ShortcutContext.WidgetWithChildrenShortcut, repeats=repeats)


def on_own_key(
    where: QWidget, keys: Keys, act: Callable[[], object], *, repeats: bool = True
) -> None:
    """While it has the focus itself."""
    _press(where, keys, act, Qt.ShortcutContext.WidgetShortcut, repeats=repeats)


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
