"""A list of widgets that scrolls; the one with the focus stays in view while the list changes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

_ROOM = 16
"""Pixels around it: of a field Qt brings but the cursor into view."""


class Scrolled(QScrollArea):
    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().rangeChanged.connect(self.keep_focus_in_view)

    def keep_focus_in_view(self) -> None:
        focus = self.window().focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.ensureWidgetVisible(focus, 0, _ROOM)
