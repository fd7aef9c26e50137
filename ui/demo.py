"""A shop to look round in: its file, and the page while its year passes."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal

from shopfans.services import demo
from shopfans.services.demo import Kind
from shopfans.texts import _
from ui.background import Progress
from ui.waiting import Waiting

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


class DemoPage(Waiting):
    """While a year passes."""

    made = Signal()

    def __init__(self, path: Path, kind: str) -> None:
        super().__init__(make_demo(path, kind), width=_WIDTH)
        self.finished.connect(self.made)

    def end(self) -> None:
        """Whatever becomes of the work now, nobody waits for it here."""
        self.working.blockSignals(True)
        self.working.cancel()

    def retranslate(self) -> None:
        super().retranslate()
        self.title.setText(_("A year passes"))
        self.words.setText(_("A demo shop is made, with guests and sales that never were."))
