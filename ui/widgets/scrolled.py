"""A list of widgets that scrolls; the one with the focus stays in view while the list changes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

_ROOM = 4
"""Pixels left around it."""


class Scrolled(QScrollArea):
    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().rangeChanged.connect(self.keep_focus_in_view)

    def keep_focus_in_view(self) -> None:
        focus = self.window().focusWidget()
        # of a line edit itself Qt would be content to show the cursor
        around = focus.parentWidget() if focus is not None else None
        if around is not None and self.isAncestorOf(around):
            self.ensureWidgetVisible(around, 0, _ROOM)
