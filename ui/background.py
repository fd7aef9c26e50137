"""Slow work off the event loop, with progress and cancel."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import count
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

Progress = Callable[[int, int], None]

_running: dict[int, "Job"] = {}
"""A job dropped while it runs takes its signals with it: it is held here, and here alone, until its
thread has let go of it. One that was destroyed there would take the program with it."""
_numbers = count()


def cancel_all() -> None:
    """Ask every running job to stop: the window closes and nobody waits for them."""
    for job in list(_running.values()):
        job.cancel()


class Job(QObject):
    """Runs `work(progress)` in the pool; the three signals arrive on the thread that made it.

    Exactly one of `finished` and `refused` is emitted; a bug goes to the crash log as any other
    and is refused as Unexpected.
    """

    progressed = Signal(int, int)
    finished = Signal(object)
    refused = Signal(object)

    def __init__(self, work: Callable[[Progress], Any]) -> None:
        super().__init__()
        self._work = work
        self._is_cancelled = False

    def start(self) -> None:
        number = next(_numbers)
        _running[number] = self
        # no QRunnable of ours: its Python half was once found empty by the thread that ran it
        QThreadPool.globalInstance().start(partial(_run, number))

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

    def _report(self, done: int, total: int) -> None:
        if self._is_cancelled:
            from shopfans.domain.errors import Stopped

            raise Stopped()
        self.progressed.emit(done, total)


def _run(number: int) -> None:
    """In a thread of the pool: it knows the job by its number, for it must not be the last to hold
    it."""
    try:
        _running[number].run()
    finally:
        with suppress(RuntimeError):  # the program has ended, and the bell with it
            _bell.rung.emit(number)


class _Bell(QObject):
    """Rung where a job ran, heard on the thread of the window."""

    rung = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.rung.connect(self._forget)

    @Slot(int)
    def _forget(self, number: int) -> None:
        del _running[number]


_bell = _Bell()
