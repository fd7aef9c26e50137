"""One answer at a time, worked out behind the window: the question asked last is the one."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from shopfans.domain.errors import ShopError
from ui.background import Job, Progress

Work = Callable[[Progress], object]


class Latest(QObject):
    """Another question stops the one before, whose answer nobody hears."""

    found = Signal(object)
    refused = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._next: Work | None = None
        self._is_dropped = self._is_ended = self._is_heard_first = False

    @property
    def is_busy(self) -> bool:
        return self._job is not None and not self._is_ended

    def ask(self, work: Work) -> None:
        if self._job is None:
            self._start(work)
        else:
            self._next, self._is_heard_first = work, False
            self._job.cancel()

    def ask_again(self, work: Work) -> None:
        """The same question, whose answer may be another by now. What is being worked out is heard
        first: asked without end, it would never be answered otherwise."""
        if self._job is None:
            self._start(work)
        else:
            self._is_heard_first = self._next is None or self._is_heard_first
            self._next = work

    def drop(self) -> None:
        """Nobody waits for an answer."""
        self._next = None
        if self._job is not None:
            self._is_dropped = True
            self._job.cancel()

    def end(self) -> None:
        """Nobody is left to be told."""
        self._is_ended = True
        self.drop()

    def _start(self, work: Work) -> None:
        self._next, self._is_dropped, self._is_heard_first = None, False, False
        self._job = Job(work)
        self._job.finished.connect(self._tell)
        self._job.refused.connect(self._refuse)
        self._job.start()

    def _tell(self, answer: object) -> None:
        if self._is_wanted():
            self.found.emit(answer)

    def _refuse(self, problem: ShopError) -> None:
        if self._is_wanted():
            self.refused.emit(problem)

    def _is_wanted(self) -> bool:
        """Whether what has just ended is to be heard; what was asked for since is begun."""
        self._job = None
        if self._is_ended:
            return False
        is_wanted = not self._is_dropped and (self._next is None or self._is_heard_first)
        if self._next is not None:
            self._start(self._next)
        return is_wanted
