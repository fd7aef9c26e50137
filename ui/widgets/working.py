"""One slow work at a time: how far it is, and a key that stops it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from shopfans.domain.errors import ShopError
from shopfans.texts import _
from ui.background import Job, Progress
from ui.widgets.pieces import button, row


class Working(QWidget):
    """Hidden while nothing is done."""

    finished = Signal(object)
    """What the work returned."""
    refused = Signal(object)
    """A ShopError; Stopped if somebody pressed the key."""

    def __init__(self) -> None:
        super().__init__()
        self.bar, self.stop = QProgressBar(), button("", self.cancel, takes_focus=True)
        self.bar.setTextVisible(False)
        self._job: Job | None = None
        self._locked: Sequence[QWidget] = ()
        self.setLayout(row(self.bar, self.stop, gap=14))
        self.hide()

    @property
    def is_running(self) -> bool:
        return self._job is not None

    def start(self, work: Callable[[Progress], object], locked: Sequence[QWidget]) -> None:
        """Begin, in the background; these widgets take no input until it has ended."""
        self._job, self._locked = Job(work), locked
        self._job.progressed.connect(self._show_progress)
        self._job.finished.connect(self._finish)
        self._job.refused.connect(self._refuse)
        self._show_progress(0, 1)
        self._lock(is_locked=True)
        self.stop.setFocus()
        self._job.start()

    def cancel(self) -> None:
        """Nobody waits for it any more."""
        if self._job is not None:
            self._job.cancel()
            self.stop.setEnabled(False)

    def retranslate(self) -> None:
        self.stop.setText(_("Cancel"))

    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)

    def _finish(self, answer: object) -> None:
        self._end()
        self.finished.emit(answer)

    def _refuse(self, problem: ShopError) -> None:
        self._end()
        self.refused.emit(problem)

    def _end(self) -> None:
        self._job = None
        self._lock(is_locked=False)

    def _lock(self, *, is_locked: bool) -> None:
        self.setVisible(is_locked)
        self.stop.setEnabled(is_locked)
        for widget in self._locked:
            widget.setEnabled(not is_locked)
