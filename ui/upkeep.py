"""The forecast is brought to the new day behind the window; one for the whole run."""

from datetime import date
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from shopfans.database.shop import Shop
from shopfans.domain.errors import ShopError, Stopped
from shopfans.services.reminders import expecting, forecasting, reminded
from shopfans.services.reminders.reminded import Outcome
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
    """A KeptUp; not told if all was done already and is known."""
    refused = Signal(object)
    progressed = Signal(int)
    """Per cent; told only of what takes long enough to be asked about."""
    halted = Signal()

    def __init__(self, shop: Shop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop = shop
        self._job: Job | None = None
        self._is_asked = self._is_anew = self._is_ended = False
        self._halted_on: date | None = None
        self._looked_on: date | None = None
        self._since = QElapsedTimer()
        self.told: KeptUp | None = None
        """What was found out last."""

    @property
    def is_busy(self) -> bool:
        """Whether it runs or is about to."""
        return (self.is_running or self._is_asked) and not self._is_ended

    @property
    def is_running(self) -> bool:
        return self._job is not None

    @property
    def is_halted(self) -> bool:
        """Somebody stopped it; until the next day it goes on only if it is told to."""
        return self._halted_on is not None

    def begin(self, today: date) -> None:
        """Unless it was looked at on this day."""
        if self._looked_on != today:
            self.look(today)

    def look(self, today: date) -> None:
        """Is everything of this day? If not, it is brought there."""
        self._looked_on = today
        if self._halted_on != today:
            self._halted_on = None
            self._ask()

    def renew(self) -> None:
        """Score everybody once more: what counts was changed."""
        self._is_anew, self._halted_on = True, None
        self._ask()

    def halt(self, today: date) -> None:
        """Nobody waits for it on this day; what is done by then stays."""
        if self._job is not None:
            self._halted_on, self._is_asked = today, False
            self._job.cancel()

    def go_on(self) -> None:
        """From where it was stopped."""
        self._halted_on = None
        self._ask()

    def end(self) -> None:
        """The shop is given back, and nobody is left to be told."""
        self._is_ended = True
        if self._job is not None:
            self._job.cancel()

    def _ask(self) -> None:
        """One at a time: what is asked for meanwhile is done afterwards."""
        if not self._is_asked:
            self._is_asked = True
            if self._job is None:
                QTimer.singleShot(AFTER_PAINTING, self, self._start)

    def _start(self) -> None:
        if self._is_ended or not self._is_asked:
            return
        self._since.start()
        work = partial(_keep_up, self._shop, self._is_anew, self.told is not None)
        self._is_asked = self._is_anew = False
        self._job = Job(work)
        self._job.progressed.connect(self._report)
        self._job.finished.connect(self._tell)
        self._job.refused.connect(self._refuse)
        self._job.start()

    def _report(self, done: int, total: int) -> None:
        if self._since.elapsed() > PATIENCE and not self._is_ended:
            self.progressed.emit(100 * done // total)

    def _tell(self, found: KeptUp | None) -> None:
        self._job = None
        if self._is_ended:
            return
        self._halted_on = None  # it was through before it heard
        self._go_on_if_asked()
        if found is not None:
            self.told = found
            self.done.emit(found)

    def _refuse(self, problem: ShopError) -> None:
        self._job = None
        if self._is_ended:
            return
        self._go_on_if_asked()
        if isinstance(problem, Stopped):
            self.halted.emit()
        else:
            self.refused.emit(problem)

    def _go_on_if_asked(self) -> None:
        if self._is_asked:
            self._start()


def _keep_up(shop: Shop, anew: bool, is_known: bool, progress: Progress) -> KeptUp | None:
    is_new = forecasting.keep_up(shop, progress, anew=anew)
    if is_known and not is_new:
        return None
    is_new = bool(reminded.note_listed(shop)) or is_new
    return KeptUp(is_new, reminded.outcome(shop), expecting.goes_by_rule(shop))
