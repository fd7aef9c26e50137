"""One run of the program: from the curtain to the places, and everything given back at the end."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QThreadPool, Signal
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.background import cancel_all
from ui.main_window import MainWindow
from ui.one_instance import OneInstance
from ui.preferences import DEMO_FILES, Preferences, data_folder

if TYPE_CHECKING:
    # What needs the database is imported behind the curtain, when the window is painted already.
    from shopfans.database.shop import Shop
    from shopfans.domain.errors import ShopError
    from shopfans.domain.roles import Staff
    from shopfans.services.backups.examining import Candidate
    from ui.open_shop import OpenShop
    from ui.printing.spool import Spool
    from ui.restoring import Restoring
    from ui.scanner import Scanner
    from ui.shift import Shift
    from ui.workspace import Workspace

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
        self, app: QApplication, preferences: Preferences, file: Path | None, *, demo: str = ""
    ) -> None:
        """`demo`: the kind of shop to look round in; it is made where none lies."""
        super().__init__()
        self._app = app
        self._demo = demo
        self._path = file or data_folder() / DEMO_FILES.get(demo, "our.shop")
        self._before: Path | None = None
        """The file whose first start gave way to a demo."""
        self.window = MainWindow(app, preferences)
        self._hold(OneInstance(self._path))
        self._scanner: Scanner | None = None
        self._spool: Spool | None = None
        self._opened: OpenShop | None = None
        self._shift: Shift | None = None
        self.bug_met.connect(self.window.tell_of_bug)

    @property
    def shop(self) -> "Shop | None":
        return None if self._opened is None else self._opened.shop

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
        if self._scanner is not None:
            self._scanner.stop()
        if self._shift is not None:
            self._shift.end()
        self.window.page.end()
        self._rest()
        self._close_shop()
        self._instance.end()

    def work(self, staff: "Staff") -> "Workspace":
        """Open the places for this operator."""
        assert self._shift is not None
        return self._shift.work(staff)

    def _open_behind(self) -> None:
        from ui.scanner import Scanner

        self.painted.emit()
        theme.put_on(self._app)
        self._instance.listen()
        self._scanner = Scanner(self._app)
        self._scanner.scanned.connect(self.window.scanned)
        self._open()
        self.ready.emit()

    def _open(self, told: str = "") -> None:
        """The shop that lies there, or the first start where there is none, or what is wrong."""
        from shopfans.domain.errors import ShopError

        try:
            self._open_or_found(told)
        except ShopError as problem:
            self._tell(problem)

    def _open_or_found(self, told: str) -> None:
        from shopfans.services.members import forgetting
        from ui.first_start import FirstStart

        if self._path.exists() or self._path.is_symlink():
            self._take(forgetting.open_shop(self._path, patience=PATIENCE)).begin(told)
        elif self._demo:
            self._make_demo()
        else:
            page = FirstStart(self._path)
            page.founded.connect(self._begin_first_day)
            page.backup_chosen.connect(self._bring_back)
            page.demo_chosen.connect(self._look_round)
            self.window.turn_to(page)

    def _make_demo(self) -> None:
        from ui.demo import DemoPage

        page = DemoPage(self._path, self._demo)
        page.made.connect(self._open)
        page.refused.connect(self._leave_demo)
        self.window.turn_to(page)

    def _look_round(self, kind: str) -> None:
        self._before = self._path
        self._turn_to(data_folder() / DEMO_FILES[kind], kind)

    def _leave_demo(self, problem: "ShopError") -> None:
        """It was not made: back to where one came from."""
        from shopfans.domain.errors import Stopped

        if not isinstance(problem, Stopped):
            self._tell(problem)
        elif self._before is None:
            self.window.close()
        else:
            self._turn_to(self._before, "")

    def _turn_to(self, path: Path, demo: str) -> None:
        """From now on the window is that file's, unless another one has it: that comes up then."""
        instance = OneInstance(path)
        if not instance.is_first():
            return
        self._instance.end()
        self._hold(instance)
        instance.listen()
        self._path, self._demo = path, demo
        self._open()

    def _hold(self, instance: OneInstance) -> None:
        self._instance = instance
        instance.asked_to_show.connect(self._show)

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

    def _tell(self, problem: "ShopError") -> None:
        from shopfans.domain.errors import FileDamaged, NotAShop
        from ui.problem import Problem

        page = Problem(_said(problem), is_lost=isinstance(problem, FileDamaged | NotAShop))
        page.backup_chosen.connect(self._bring_back)
        self.window.turn_to(page)

    def _take(self, shop: "Shop") -> "Shift":
        """This shop is open from now on; nobody works yet."""
        from ui.open_shop import OpenShop
        from ui.printing.spool import Spool
        from ui.shift import Shift

        if self._shift is not None:
            self._shift.end()
        self._spool = self._spool or Spool(parent=self)
        self._opened = OpenShop(shop, self.window, parent=self)
        self._opened.restore_wanted.connect(self._restore)
        self._shift = Shift(
            self._app, self.window, self._opened, self._spool, is_demo=bool(self._demo)
        )
        return self._shift

    def _rest(self) -> "Shop | None":
        """Nothing touches the shop's file any more but this thread."""
        if self._opened is not None:
            self._opened.end()
        cancel_all()
        QThreadPool.globalInstance().waitForDone()
        return self.shop

    def _close_shop(self) -> None:
        """What work has left to say is heard while there is a shop to read; nobody reads later."""
        self._app.sendPostedEvents(None, QEvent.Type.MetaCall)
        QThreadPool.globalInstance().waitForDone()
        if self._opened is not None:
            self._opened.changes.drop()
            self._opened.shop.close()
            self._opened = None

    @property
    def _restoring(self) -> "Restoring":
        """Of the file that is open now."""
        from ui.restoring import Restoring

        return Restoring(
            self.window, self._path, rest=self._rest, close=self._close_shop, go_on=self._go_on,
            parent=self,
        )  # fmt: skip

    def _bring_back(self, file: Path) -> None:
        self._restoring.bring_back(file)

    def _restore(self, candidate: "Candidate", by: "Staff") -> None:
        self._restoring.restore(candidate, by)

    def _go_on(self, told: str) -> None:
        """The shop as it was, or the one that lies there now."""
        if self.shop is None:
            self._open(told)
        else:
            self._take(self.shop).begin(told)

    def _show(self) -> None:
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()


def _said(problem: "ShopError") -> str:
    from shopfans.domain.terms import Terms
    from shopfans.texts import messages

    return messages.message(problem, Terms(shop_name=""))
