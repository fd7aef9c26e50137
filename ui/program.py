"""One run of the program: from the curtain to the places, and everything given back at the end."""

from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QApplication

from shopfans.texts import _
from ui import theme
from ui.background import Job, Progress, cancel_all
from ui.changes import Changes
from ui.main_window import MainWindow
from ui.one_instance import OneInstance
from ui.preferences import Preferences, data_folder

if TYPE_CHECKING:
    # What needs the database is imported behind the curtain, when the window is painted already.
    from shopfans.database.shop import Shop
    from shopfans.domain.errors import ShopError
    from shopfans.domain.roles import Staff
    from shopfans.domain.topics import Topic
    from shopfans.services.backups.examining import Candidate
    from ui.backups.watch import BackupWatch
    from ui.customer_screen import CustomerScreen
    from ui.door import Door
    from ui.idle_lock import IdleLock
    from ui.printing.spool import Spool
    from ui.restoring import Restoring
    from ui.scanner import Scanner
    from ui.sign_in import SignIn
    from ui.upkeep import Upkeep
    from ui.workspace import Workspace

UPKEEP_EVERY = 60_000
"""Milliseconds."""

PATIENCE = 1.0
"""Seconds the window may wait for another program that writes to the file."""


class Program(QObject):
    """Holds what must live as long as the window."""

    bug_met = Signal()
    painted = Signal()
    """The window is on the screen; what is heavy may begin."""
    ready = Signal()
    """The first real page is shown."""

    def __init__(
        self, app: QApplication, preferences: Preferences, file: Path | None, *, is_demo: bool
    ) -> None:
        super().__init__()
        self._app = app
        self._is_demo = is_demo
        self._path = file or data_folder() / ("demo.shop" if is_demo else "our.shop")
        self.shop: Shop | None = None
        self._changes = Changes()
        self.window = MainWindow(app, preferences)
        self._instance = OneInstance(self._path)
        self._instance.asked_to_show.connect(self._show)
        self._scanner: Scanner | None = None
        self._spool: Spool | None = None
        self._door: Door | None = None
        self._customer_screen: CustomerScreen | None = None
        self._backups: BackupWatch | None = None
        self._idle: IdleLock | None = None
        self._space: Workspace | None = None
        self._lately: list[int | None] = []
        """Who worked here since the program began, the last one first."""
        self._upkeep: Upkeep | None = None
        self._minutes = QTimer(self, interval=UPKEEP_EVERY)
        self._minutes.timeout.connect(self._keep_up)
        self._minutes.timeout.connect(self._keep_backups)
        self.bug_met.connect(self.window.tell_of_bug)

    def run(self) -> int:
        if not self.begin():
            return 0
        code: int = self._app.exec()
        self.end()
        return code

    def begin(self) -> bool:
        """Show the window, and the shop behind it; False if another window has the shop already."""
        if not self._instance.is_first():
            return False
        self.window.curtain.painted.connect(self._open_behind)
        self.window.show()
        return True

    def end(self) -> None:
        """Give everything back: timers, the scanner, the page, the file and the lock."""
        for watcher in (self._scanner, self._idle):
            if watcher is not None:
                watcher.stop()
        self.window.page.end()
        self._stop_work()
        self._close_shop()
        self._instance.end()

    def work(self, staff: "Staff") -> "Workspace":
        """Open the places for this operator."""
        from ui.desk import Desk
        from ui.printing.spool import Spool
        from ui.workspace import Workspace

        assert self.shop is not None
        assert self._door is not None
        self._spool = self._spool or Spool(parent=self)
        space = Workspace(
            Desk(self.shop, self._changes, staff, self._spool, self._door, self._backups,
                 self._upkeep)
        )  # fmt: skip
        space.left.connect(self._switch)
        self.window.turn_to(space)
        self._space = space
        self._lately = [staff.id, *(one for one in self._lately if one != staff.id)]
        self._name_window()
        self._watch_idleness()
        return space

    def lock(self, *, next_one: int | None = None) -> None:
        """Ask for a PIN over the places, which stay as they are; the last operator, or `next_one`,
        is chosen already."""
        if self._space is None or self.window.page is not self._space:
            return
        page = self._sign_in(next_one or self._space.desk.by.id)
        page.signed_in.connect(self._unlock)
        self.window.cover(page)

    def _switch(self) -> None:
        """Most often it is the one before: her PIN and Enter, no more."""
        self.lock(next_one=next(iter(self._lately[1:]), None))

    def _unlock(self, staff: "Staff") -> None:
        """Who was here goes on where she was; somebody else takes over the guest."""
        assert self._space is not None
        if staff == self._space.desk.by:
            self.window.uncover()
            return
        guest = self._space.lay_down()
        space = self.work(staff)
        if guest is not None:
            space.pick_up(guest)

    def _watch_idleness(self) -> None:
        from shopfans.services import settings
        from ui.idle_lock import IdleLock

        assert self.shop is not None
        if self._idle is None:
            self._idle = IdleLock(self._app)
            self._idle.idle.connect(self.lock)
        self._idle.wait(settings.load(self.shop).locks_after)

    def _hear(self, topics: "frozenset[Topic]") -> None:
        from shopfans.domain.topics import Topic

        if Topic.TERMS in topics:
            self._name_window()
            if self._idle is not None:
                self._watch_idleness()
        if topics & {Topic.CLOSES, Topic.DATE}:  # another day, or one that is known now
            self._keep_up()
        if self._backups is not None:
            self._backups.hear(topics)

    def _name_window(self) -> None:
        from shopfans.services import settings

        if self.shop is not None:
            self.window.setWindowTitle(f"{settings.load(self.shop).shop_name} · ShopFans")

    def _open_behind(self) -> None:
        from shopfans.domain.errors import ShopError
        from ui.scanner import Scanner

        self.painted.emit()
        theme.put_on(self._app)
        self._instance.listen()
        self._scanner = Scanner(self._app)
        self._scanner.scanned.connect(self.window.scanned)
        try:
            self._open()
        except ShopError as problem:
            self._tell(problem)
        self.ready.emit()

    def _open(self, told: str = "") -> None:
        from shopfans.services.members import forgetting
        from ui.first_start import FirstStart

        if self._is_demo and not self._path.exists():
            _make_demo(self._path)
        if self._path.exists() or self._path.is_symlink():
            self._take(forgetting.open_shop(self._path, patience=PATIENCE))
            self._ask_who_works(told)
        else:
            page = FirstStart(self._path)
            page.founded.connect(self._begin_first_day)
            page.backup_chosen.connect(self._bring_back)
            self.window.turn_to(page)

    def _begin_first_day(self, shop: "Shop") -> None:
        from shopfans.services.staff import staffing
        from ui.recovery_sheet import RecoveryPage

        self._take(shop)
        page = RecoveryPage(shop, staffing.staff(shop)[0])
        page.done.connect(self._open_counter)
        self.window.turn_to(page)

    def _open_counter(self) -> None:
        from shopfans.services.staff import staffing

        assert self.shop is not None
        self.work(staffing.staff(self.shop)[0])

    def _ask_who_works(self, told: str = "") -> None:
        page = self._sign_in(None, told)
        page.signed_in.connect(self.work)
        self.window.turn_to(page)

    def _sign_in(self, chosen: int | None, told: str = "") -> "SignIn":
        from ui.sign_in import SignIn

        assert self.shop is not None
        hint = _("A demo shop: the owner's PIN is 246810.") if self._is_demo else ""
        return SignIn(self.shop, told or hint, chosen=chosen)

    def _tell(self, problem: "ShopError") -> None:
        from shopfans.domain.errors import FileDamaged, NotAShop
        from ui.problem import Problem

        page = Problem(_said(problem), is_lost=isinstance(problem, FileDamaged | NotAShop))
        page.backup_chosen.connect(self._bring_back)
        self.window.turn_to(page)

    def _take(self, shop: "Shop") -> None:
        from ui.customer_screen import CustomerScreen, beside
        from ui.door import Door
        from ui.upkeep import Upkeep

        self.shop = shop
        # its own: pages of the shop before may still be there, and hear nothing of this one
        self._changes = Changes()
        self._changes.happened.connect(self._hear)
        shop.on_change = self._changes.tell
        self._door = Door(shop, parent=self)
        self._customer_screen = CustomerScreen(shop, self._door, beside(self.window))
        self.window.redressed.connect(self._customer_screen.retranslate)
        self._door.begin()
        self._watch_backups(shop)
        self._upkeep = Upkeep(shop, parent=self)
        self._minutes.start()
        self._keep_up()

    def _keep_up(self) -> None:
        if self.shop is not None:
            job = Job(partial(_keep_up, self.shop))
            job.finished.connect(self._keep_forecast)
            job.start()

    def _keep_forecast(self, _nothing: object) -> None:
        from shopfans.services import settings

        if self.shop is not None and self._upkeep is not None:
            self._upkeep.look(settings.today(self.shop))

    def _watch_backups(self, shop: "Shop") -> None:
        from ui.backups.watch import BackupWatch

        self._backups = BackupWatch(shop, parent=self)
        self._backups.restore_wanted.connect(self._restore)

    def _keep_backups(self) -> None:
        """Not before the first minute is over: the window opens first."""
        if self._backups is not None:
            self._backups.keep_up()

    def _stop_work(self) -> None:
        """Nothing touches the shop's file any more but this thread."""
        self._minutes.stop()
        if self._customer_screen is not None:
            self._customer_screen.close()
            self._customer_screen.deleteLater()
            self._customer_screen = None
        if self._door is not None:
            self._door.end()
        for watch in (self._backups, self._upkeep):
            if watch is not None:
                watch.end()
        cancel_all()
        QThreadPool.globalInstance().waitForDone()

    def _close_shop(self) -> None:
        """What work has left to say is heard while there is a shop to read; nobody reads later."""
        self._app.sendPostedEvents(None, QEvent.Type.MetaCall)
        QThreadPool.globalInstance().waitForDone()
        self._changes.drop()
        if self.shop is not None:
            self.shop.close()
            self.shop = None

    @cached_property
    def _restoring(self) -> "Restoring":
        from ui.restoring import Restoring

        return Restoring(
            self.window, self._path, rest=self._rest, close=self._close_shop, go_on=self._go_on,
            parent=self,
        )  # fmt: skip

    def _bring_back(self, file: Path) -> None:
        self._restoring.bring_back(file)

    def _restore(self, candidate: "Candidate", by: "Staff") -> None:
        self._restoring.restore(candidate, by)

    def _rest(self) -> "Shop | None":
        self._stop_work()
        return self.shop

    def _go_on(self, told: str) -> None:
        """The shop as it was, or the one that lies there now."""
        if self.shop is None:
            self._open_again(told)
        else:
            self._take(self.shop)
            self._ask_who_works(told)

    def _open_again(self, told: str = "") -> None:
        from shopfans.domain.errors import ShopError

        try:
            self._open(told)
        except ShopError as problem:
            self._tell(problem)

    def _show(self) -> None:
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()


def _keep_up(shop: "Shop", _progress: Progress) -> None:
    """What is due once a day; and what is in the log goes into the file, never within a sale."""
    from shopfans.services.belonging import rewarding, tiering
    from shopfans.services.coupons import celebrating
    from shopfans.services.goods import pricing
    from shopfans.services.joining import applying
    from shopfans.services.members import merging
    from shopfans.services.prepaid import instalments

    rewarding.lapse_points(shop)
    tiering.look_again(shop)
    celebrating.issue_birthdays(shop)
    instalments.add_due(shop)
    applying.forget_old(shop)
    merging.forget_old(shop)
    pricing.complete_keys(shop)
    shop.checkpoint()


def _said(problem: "ShopError") -> str:
    from shopfans.domain.terms import Terms
    from shopfans.texts import messages

    return messages.message(problem, Terms(shop_name=""))


def _make_demo(path: Path) -> None:
    from shopfans.services import demo

    today = datetime.now().astimezone().date()
    demo.make_demo(path, members=100, sales_per_member=24, seed=1, until=today).close()
