"""The forecast is brought to the new day behind the window, once a day."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from shopfans.database.shop import Shop
from shopfans.domain.errors import ShopError
from shopfans.services import expecting, forecasting, reminded
from shopfans.services.reminded import Outcome
from ui.background import Job, Progress

AFTER_PAINTING = 30
"""Milliseconds: first the page is painted, which this work would hold up."""


PATIENCE = 1_000
"""Milliseconds in which nobody asks how far it is."""


class KeptUp(NamedTuple):
    is_new: bool
    """Whether there is another list to show."""
    outcome: Outcome
    goes_by_rule: bool
    """The shop is too young to know any rhythm."""


class Upkeep(QObject):
    done = Signal(object)
    """A KeptUp."""
    refused = Signal(object)
    progressed = Signal(int)
    """Per cent; told only of what takes long enough to be asked about."""

    def __init__(self, shop: Shop, parent: QObject) -> None:
        super().__init__(parent)
        self._shop = shop
        self._day: date | None = None
        self._is_ended, self._asked = False, 0
        self._since = QElapsedTimer()

    @property
    def is_busy(self) -> bool:
        return self._asked > 0 and not self._is_ended

    def begin(self, today: date) -> None:
        """Unless it was done for this day."""
        if self._day != today:
            self._day, self._asked = today, self._asked + 1
            QTimer.singleShot(AFTER_PAINTING, self, self._start)

    def renew(self) -> None:
        """Score everybody once more: what counts was changed."""
        self._asked += 1
        self._run(partial(_keep_up, self._shop, anew=True))

    def end(self) -> None:
        """Nobody is left to be told."""
        self._is_ended = True

    def _start(self) -> None:
        if not self._is_ended:
            self._run(partial(_keep_up, self._shop))

    def _run(self, work: Callable[[Progress], KeptUp]) -> None:
        self._since.start()
        job = Job(work)
        job.progressed.connect(self._report)
        job.finished.connect(self._tell)
        job.refused.connect(self._refuse)
        job.start()

    def _report(self, done: int, total: int) -> None:
        if self._since.elapsed() > PATIENCE and not self._is_ended:
            self.progressed.emit(100 * done // total)

    def _tell(self, found: KeptUp) -> None:
        self._asked -= 1
        if not self._is_ended:
            self.done.emit(found)

    def _refuse(self, problem: ShopError) -> None:
        self._asked -= 1
        if not self._is_ended:
            self.refused.emit(problem)


def _keep_up(shop: Shop, progress: Progress, *, anew: bool = False) -> KeptUp:
    is_new = forecasting.keep_up(shop, progress, anew=anew)
    is_new = bool(reminded.note_listed(shop)) or is_new
    return KeptUp(is_new, reminded.outcome(shop), expecting.goes_by_rule(shop))
