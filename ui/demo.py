"""A shop to look round in: its file, and the page while its year passes."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from shopfans.services import demo
from shopfans.services.demo import Kind
from shopfans.texts import _
from ui.background import Progress
from ui.page import Page
from ui.widgets.pieces import column, label, panel, row
from ui.widgets.working import Working

_SIZES = {Kind.DESSERT: (100, 24), Kind.SALON: (60, 14)}
"""Members, and how often one comes."""

_WIDTH = 560


def make_demo(path: Path, kind: str) -> Callable[[Progress], None]:
    """The work that makes it, up to this morning."""

    def work(progress: Progress) -> None:
        chosen, today = Kind(kind), datetime.now().astimezone().date()
        members, times = _SIZES[chosen]
        demo.make(
            chosen, path, members=members, sales_per_member=times, seed=1, until=today,
            progress=progress,
        ).close()  # fmt: skip

    return work


class DemoPage(Page):
    """Nothing can be done but wait, or stop."""

    made = Signal()
    refused = Signal(object)
    """A ShopError; Stopped if somebody pressed the key."""

    def __init__(self, path: Path, kind: str) -> None:
        super().__init__()
        self._work = make_demo(path, kind)
        self.title, self.words = label("heading"), label("muted", wraps=True)
        self.working = Working()
        self.working.finished.connect(self.made)
        self.working.refused.connect(self.refused)
        card, inside = panel(edge=32, gap=16)
        card.setFixedWidth(_WIDTH)
        for part in (self.title, self.words, self.working):
            inside.addWidget(part)
        page = QVBoxLayout(self)
        page.addLayout(column(None, row(None, card, None), None))
        self.retranslate()

    def arrive(self) -> None:
        self.working.start(self._work, ())

    def end(self) -> None:
        """Whatever becomes of the work now, nobody waits for it here."""
        self.working.blockSignals(True)
        self.working.cancel()

    def retranslate(self) -> None:
        self.title.setText(_("A year passes"))
        self.words.setText(_("A demo shop is made, with guests and sales that never were."))
        self.working.retranslate()
