"""A page while something is done on which all the rest depends."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from ui.background import Progress
from ui.page import Page
from ui.widgets.pieces import column, label, panel, row
from ui.widgets.working import Working


class Waiting(Page):
    """Nothing can be done but wait, or stop."""

    finished = Signal(object)
    """What the work returned."""
    refused = Signal(object)
    """A ShopError; Stopped if somebody pressed the key."""

    def __init__(self, work: Callable[[Progress], object], *, width: int) -> None:
        super().__init__()
        self._work = work
        self.title, self.words = label("heading"), label("muted", wraps=True)
        self.working = Working()
        self.working.finished.connect(self.finished)
        self.working.refused.connect(self.refused)
        card, inside = panel(edge=32, gap=16)
        card.setFixedWidth(width)
        for part in (self.title, self.words, self.working):
            inside.addWidget(part)
        page = QVBoxLayout(self)
        page.addLayout(column(None, row(None, card, None), None))
        self.retranslate()

    def arrive(self) -> None:
        self.working.start(self._work, ())

    def retranslate(self) -> None:
        self.working.retranslate()
