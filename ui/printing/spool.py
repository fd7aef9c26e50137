"""Receipts on their way to the printer: the sale never waits for them, and none is lost."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from shopfans import texts
from shopfans.domain.errors import ShopError, Unexpected
from shopfans.texts.receipts import Printable
from ui.background import Job, Progress
from ui.preferences import Preferences, Printer
from ui.printing.delivery import deliver, open_drawer


@dataclass(eq=False)
class Waiting:
    """A receipt that could not be printed, and why not at the last try."""

    paper: Printable
    language: str
    problem: ShopError


@dataclass(eq=False)
class _Errand:
    paper: Printable | None
    """None: the drawer alone."""
    language: str
    kicks_drawer: bool = False
    waited: Waiting | None = None


class Spool(QObject):
    """Prints one receipt after the other behind the window.

    The newest goes first, for its guest stands at the counter; once it is printed, those that
    wait follow in their order.
    """

    changed = Signal()
    """Something waits, or no longer does."""
    printed = Signal(object)
    """The Paper that is out of the printer."""
    held = Signal(object)
    """The Waiting, new or tried again in vain."""

    def __init__(
        self, printer: Callable[[], Printer] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._printer = printer or (lambda: Preferences().printer)
        self._queue: list[_Errand] = []
        self._waiting: list[Waiting] = []
        self._running: _Errand | None = None

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        """The oldest first."""
        return tuple(self._waiting)

    def print_paper(self, paper: Printable, *, kicks_drawer: bool = False) -> None:
        """Returns at once; `printed` or `held` tells how it went."""
        new = sum(errand.waited is None for errand in self._queue)
        self._queue.insert(new, _Errand(paper, texts.language(), kicks_drawer))
        self._go_on()

    def open_drawer(self) -> None:
        """Nothing is printed; a drawer that cannot be opened now stays shut, and nothing waits."""
        self._queue.insert(0, _Errand(None, texts.language(), kicks_drawer=True))
        self._go_on()

    def try_again(self) -> None:
        """Print all that waits, in order, until the printer fails again."""
        queued = [errand.waited for errand in self._queue]
        if self._running is not None:
            queued.append(self._running.waited)
        self._queue += [
            _Errand(one.paper, one.language, waited=one)
            for one in self._waiting
            if one not in queued
        ]
        self._go_on()

    def drop(self, waiting: Waiting) -> None:
        """Never mind this one."""
        self._queue = [errand for errand in self._queue if errand.waited is not waiting]
        if waiting in self._waiting:
            self._waiting.remove(waiting)
            self.changed.emit()

    def _go_on(self) -> None:
        if self._running is not None or not self._queue:
            return
        self._running = errand = self._queue.pop(0)
        job = Job(partial(_print, errand, self._printer()))
        job.finished.connect(self._take)
        job.refused.connect(self._hold)
        job.start()

    def _take(self) -> None:
        errand, self._running = self._running, None
        assert errand is not None
        if errand.waited in self._waiting:
            self._waiting.remove(errand.waited)
            self.changed.emit()
        if errand.paper is not None:
            self.printed.emit(errand.paper)
        if self._queue:
            self._go_on()
        else:
            self.try_again()

    def _hold(self, problem: ShopError) -> None:
        errand, self._running = self._running, None
        assert errand is not None
        if errand.waited is None and errand.paper is not None:
            waiting = Waiting(errand.paper, errand.language, problem)
            self._waiting.append(waiting)
            self.changed.emit()
            self.held.emit(waiting)
        elif errand.waited in self._waiting:
            errand.waited.problem = problem
            if not isinstance(problem, Unexpected):  # else it is this receipt, not the printer
                self._queue = [errand for errand in self._queue if errand.waited is None]
            self.held.emit(errand.waited)
        self._go_on()


def _print(errand: _Errand, printer: Printer, _progress: Progress) -> None:
    if errand.paper is None:
        open_drawer(printer)
    else:
        deliver(errand.paper, printer, language=errand.language, kicks_drawer=errand.kicks_drawer)
