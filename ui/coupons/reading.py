"""Reading that may take a moment, off the event loop; the newest question wins."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from shopfans.domain.errors import ShopError
from ui.background import Job, Progress


class Reading(QObject):
    """One question at a time: those asked meanwhile are answered by one more reading."""

    answered = Signal(object)
    refused = Signal(object)
    """A ShopError."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._next: Callable[[], object] | None = None
        self._is_forgotten = False

    def ask(self, question: Callable[[], object]) -> None:
        self._next, self._is_forgotten = question, False
        if self._job is None:
            self._go_on()

    def forget(self) -> None:
        """Nobody waits for the answer any more."""
        self._next, self._is_forgotten = None, True

    def _go_on(self) -> None:
        question, self._next = self._next, None
        assert question is not None
        self._job = Job(partial(_answer, question))
        self._job.finished.connect(self._take)
        self._job.refused.connect(self._refuse)
        self._job.start()

    def _take(self, answer: object) -> None:
        self._job = None
        if self._next is not None:
            self._go_on()
        elif not self._is_forgotten:
            self.answered.emit(answer)

    def _refuse(self, problem: ShopError) -> None:
        self._job = None
        if self._next is not None:
            self._go_on()
        elif not self._is_forgotten:
            self.refused.emit(problem)


def _answer(question: Callable[[], object], _progress: Progress) -> object:
    return question()
