"""The list of another day than today, worked out behind the window."""

from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from shopfans.database.shop import Shop
from shopfans.domain.errors import ShopError
from shopfans.services import reminding
from shopfans.services.reminding import TodayList
from ui.background import Job, Progress


class OtherDay(QObject):
    found = Signal(object)
    """A TodayList."""
    refused = Signal(object)

    def __init__(self, shop: Shop, most: int, parent: QObject) -> None:
        super().__init__(parent)
        self._shop, self._most = shop, most
        self._day = date.min
        self._asked_again = self._is_ended = False
        self.is_busy = False

    def read(self, day: date) -> None:
        """One at a time: what is asked for meanwhile is read afterwards, the last day only."""
        self._day, self._asked_again = day, self.is_busy
        if not self.is_busy:
            self._start()

    def end(self) -> None:
        """Nobody is left to be told."""
        self._is_ended, self.is_busy = True, False

    def _start(self) -> None:
        self.is_busy = True
        job = Job(partial(_work_out, self._shop, self._day, self._most))
        job.finished.connect(self._take)
        job.refused.connect(self._refuse)
        job.start()

    def _take(self, found: TodayList) -> None:
        self.is_busy = False
        if self._is_ended:
            return
        if self._asked_again:
            self.read(self._day)
        else:
            self.found.emit(found)

    def _refuse(self, problem: ShopError) -> None:
        self.is_busy = False
        if not self._is_ended:
            self.refused.emit(problem)


def _work_out(shop: Shop, on: date, most: int, _progress: Progress) -> TodayList:
    return reminding.today_list(shop, on=on, most=most)
