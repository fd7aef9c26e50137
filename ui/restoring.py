"""A backup takes the shop's place, while everybody waits; or the shop goes on as it was."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from shopfans.database.shop import Shop
from shopfans.domain.errors import ShopError
from shopfans.domain.roles import Staff
from shopfans.domain.terms import Terms
from shopfans.services.backups import examining, restoring
from shopfans.services.backups.examining import Candidate
from shopfans.services.backups.restoring import Restored
from shopfans.texts import _, messages
from ui.background import Progress
from ui.main_window import MainWindow
from ui.restoring_page import BringBack, TakingOver


class Restoring(QObject):
    """`rest` stops whatever touches the file and returns the shop, None if there is none; `close`
    gives the file back; `go_on` works on with the shop that is there then, and says why."""

    def __init__(
        self,
        window: MainWindow,
        path: Path,
        *,
        rest: Callable[[], Shop | None],
        close: Callable[[], None],
        go_on: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._path = window, path
        self._rest, self._close, self._go_on = rest, close, go_on

    def bring_back(self, file: Path) -> None:
        """A backup for a computer whose shop is not there, or lost."""
        page = BringBack(self._path)
        page.confirmed.connect(self.restore)
        page.closed.connect(self._leave)
        self._window.turn_to(page)
        page.form.show_file(file)

    def restore(self, candidate: Candidate, by: Staff) -> None:
        """Everybody waits; then the shop is the restored one, and somebody signs in."""
        page = TakingOver(partial(_make_ready, self._rest(), candidate, by, self._path))
        page.finished.connect(partial(self._take_over, candidate))
        page.refused.connect(partial(self._stay, candidate))
        self._window.turn_to(page)

    def _take_over(self, candidate: Candidate, done: Restored) -> None:
        self._close()
        try:
            restoring.take_over(self._path, candidate, done)
        except ShopError as problem:
            self._stay(candidate, problem)
        else:
            self._go_on(_("The backup is restored. Sign in to go on."))

    def _stay(self, candidate: Candidate, problem: ShopError) -> None:
        examining.drop(candidate.copy)
        self._go_on(messages.message(problem, Terms(shop_name="")))

    def _leave(self) -> None:
        self._go_on("")


def _make_ready(
    shop: Shop | None, candidate: Candidate, by: Staff, path: Path, progress: Progress
) -> Restored:
    return restoring.make_ready(shop, candidate, by=by, path=path, progress=progress)
