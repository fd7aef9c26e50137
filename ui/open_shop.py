"""What works beside an open shop: its news, the phones' door, the guests' screen, the backups, and
what is due by the day."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.goods.pricing import GoodOnSale
from ui.background import Job, Progress
from ui.backups.watch import BackupWatch
from ui.changes import Changes
from ui.customer_screen import CustomerScreen, beside
from ui.desk import Desk
from ui.door import Door
from ui.main_window import MainWindow
from ui.printing.spool import Spool
from ui.upkeep import Upkeep

UPKEEP_EVERY = 60_000
"""Milliseconds."""


class OpenShop(QObject):
    """From the opening of a shop until its file is given back."""

    terms_changed = Signal()
    restore_wanted = Signal(object, object)
    """A Candidate that is to take the shop's place, and who said so."""

    def __init__(self, shop: Shop, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self.shop, self._is_ended = shop, False
        self._quick = list[GoodOnSale]()
        # its own: pages of the shop before may still be there, and hear nothing of this one
        self.changes = Changes()
        self.changes.happened.connect(self._hear)
        shop.on_change = self.changes.tell
        self._door = Door(shop, parent=self)
        self._screen: CustomerScreen | None = CustomerScreen(shop, self._door, beside(window))
        window.redressed.connect(self._screen.retranslate)
        self._door.begin()
        self._backups = BackupWatch(shop, parent=self)
        self._backups.restore_wanted.connect(self.restore_wanted)
        self._upkeep = Upkeep(shop, parent=self)
        self._minutes = QTimer(self, interval=UPKEEP_EVERY)
        self._minutes.timeout.connect(self._keep_up)
        self._minutes.timeout.connect(self._backups.keep_up)  # not before the first is over
        self._minutes.start()
        self._keep_up()

    def desk(self, staff: Staff, spool: Spool) -> Desk:
        """What the places of this operator know."""
        return Desk(
            self.shop, self.changes, staff, spool, self._quick, self._door, self._backups,
            self._upkeep,
        )  # fmt: skip

    def end(self) -> None:
        """Nothing more is begun; what runs is asked to stop."""
        self._is_ended = True
        self._minutes.stop()
        if self._screen is not None:
            self._screen.close()
            self._screen.deleteLater()
            self._screen = None
        self._door.end()
        for watch in (self._backups, self._upkeep):
            watch.end()

    def _hear(self, topics: frozenset[Topic]) -> None:
        if Topic.TERMS in topics:
            self.terms_changed.emit()
        if topics & {Topic.CLOSES, Topic.DATE}:  # another day, or one that is known now
            self._keep_up()
        self._backups.hear(topics)

    def _keep_up(self) -> None:
        if self._is_ended:
            return
        job = Job(partial(_keep_up, self.shop))
        job.finished.connect(self._keep_forecast)
        job.start()

    def _keep_forecast(self, _nothing: object) -> None:
        if not self._is_ended:
            self._upkeep.look(settings.today(self.shop))


def _keep_up(shop: Shop, _progress: Progress) -> None:
    from shopfans.services.days import keeping_up  # not on the thread that opens the window

    keeping_up.keep_up(shop)
