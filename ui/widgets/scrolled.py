"""A list of widgets that scrolls; the one with the focus stays in view, however it got there."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QScrollArea

_ROOM = 4
"""Pixels left around it."""


class Scrolled(QScrollArea):
    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().rangeChanged.connect(self.keep_focus_in_view)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self.keep_focus_in_view)

    def minimumSizeHint(self) -> QSize:
        """As wide as what it holds and its bar: sideways nothing scrolls."""
        least, inside = super().minimumSizeHint(), self.widget()
        if inside is None:
            return least
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(inside.minimumSizeHint().width() + bar, least.height())

    def keep_focus_in_view(self) -> None:
        focus, within = self.window().focusWidget(), self.widget()
        if focus is None or within is None or not within.isAncestorOf(focus):
            return
        around = focus.parentWidget()  # with its title and its error
        if around is None or around is within:
            around = focus
        # of a line edit itself Qt would be content to show the cursor
        middle = around.mapTo(within, around.rect().center()).y()
        self.ensureVisible(0, middle, 0, around.height() // 2 + _ROOM)
