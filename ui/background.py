"""Slow work off the event loop, with progress and cancel."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

Progress = Callable[[int, int], None]

_running: set["Job"] = set()
"""A job dropped while it runs takes its signals with it: it is held here until it ends."""


def cancel_all() -> None:
    """Ask every running job to stop: the window closes and nobody waits for them."""
    for job in list(_running):
        job.cancel()


class Job(QObject):
    """Runs `work(progress)` in the pool; the three signals arrive on the thread that made it.

    Exactly one of `finished` and `refused` is emitted; a bug goes to the crash log as any other
    and is refused as Unexpected.
    """

    progressed = Signal(int, int)
    finished = Signal(object)
    refused = Signal(object)
    _ended = Signal()

    def __init__(self, work: Callable[[Progress], Any]) -> None:
        super().__init__()
        self._work = work
        self._is_cancelled = False
        self._ended.connect(self._forget)

    def start(self) -> None:
        _running.add(self)
        QThreadPool.globalInstance().start(_Errand(self))

    def cancel(self) -> None:
        """The work stops at its next report of progress and undoes what it began."""
        self._is_cancelled = True

    def run(self) -> None:
        from shopfans.domain.errors import ShopError, Unexpected

        try:
            answer = self._work(self._report)
        except ShopError as problem:
            # Its frames hold cursors, which end in the thread they began in.
            self.refused.emit(problem.with_traceback(None))
        except BaseException:
            self.refused.emit(Unexpected())
            raise
        else:
            self.finished.emit(answer)
        finally:
            self._ended.emit()

    def _report(self, done: int, total: int) -> None:
        if self._is_cancelled:
            from shopfans.domain.errors import Stopped

            raise Stopped()
        self.progressed.emit(done, total)

    @Slot()
    def _forget(self) -> None:
        _running.discard(self)


class _Errand(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        self._job.run()
