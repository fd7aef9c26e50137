"""Backups that make and test themselves while the window is open, and nobody waits for them."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from shopfans.database.shop import Shop
from shopfans.domain.errors import ShopError, Stopped
from shopfans.domain.topics import Topic
from shopfans.services.backups import backing_up, rehearsing
from ui.background import Job, Progress


class BackupWatch(QObject):
    """One for the whole run, from the opening of the shop to its end."""

    told = Signal()
    """Whether there is a problem may have changed."""
    restore_wanted = Signal(object, object)
    """A Candidate that is to take the shop's place, and who said so."""

    def __init__(self, shop: Shop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop = shop
        self._job: Job | None = None
        self._comes_again = self._is_ended = False
        self.problem: ShopError | None = None
        """Why the last one could not be made, or the second place not be reached."""

    def keep_up(self) -> None:
        """Make and test what is due, in the background."""
        if self._is_ended:
            return
        if self._job is not None:
            self._comes_again = True
            return
        self._job = Job(partial(_keep_up, self._shop))
        self._job.finished.connect(self._have_done)
        self._job.refused.connect(self._have_failed)
        self._job.start()

    def hear(self, topics: frozenset[Topic]) -> None:
        """A day that was closed is backed up at once; a new second place gets its first copy."""
        if topics & {Topic.CLOSES, Topic.BACKUPS}:
            self.keep_up()

    def end(self) -> None:
        """The shop is given back."""
        self._is_ended = True
        if self._job is not None:
            self._job.cancel()

    def _have_done(self, _nothing: object) -> None:
        self._end_job(None)

    def _have_failed(self, problem: ShopError) -> None:
        self._end_job(self.problem if isinstance(problem, Stopped) else problem)

    def _end_job(self, problem: ShopError | None) -> None:
        self._job = None
        if type(problem) is not type(self.problem):
            self.problem = problem
            self.told.emit()
        if self._comes_again:
            self._comes_again = False
            self.keep_up()


def _keep_up(shop: Shop, progress: Progress) -> None:
    backing_up.keep_up(shop, progress)
    rehearsing.rehearse_if_due(shop, progress)
