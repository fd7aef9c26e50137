"""Who works: somebody signs in, the window locks, and the next one takes over."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from shopfans.domain.roles import Staff
from shopfans.services import settings
from shopfans.texts import _
from ui.idle_lock import IdleLock
from ui.main_window import MainWindow
from ui.open_shop import OpenShop
from ui.preferences import Preferences
from ui.printing.spool import Spool
from ui.sign_in import SignIn
from ui.sweeper import sweep_well

if TYPE_CHECKING:
    from ui.workspace import Workspace


class Shift(QObject):
    """Of one open shop, from the first who signs in to the end."""

    def __init__(
        self,
        app: QApplication,
        window: MainWindow,
        opened: OpenShop,
        spool: Spool,
        *,
        is_demo: bool,
    ) -> None:
        super().__init__(opened)
        self._window, self._opened, self._spool = window, opened, spool
        self._is_demo = is_demo
        self._space: Workspace | None = None
        self._lately: list[int | None] = []
        """Who worked here since the shop was opened, the last one first."""
        self._idle = IdleLock(app)
        self._idle.idle.connect(self.lock)
        opened.terms_changed.connect(self._go_by_terms)

    def begin(self, told: str = "") -> None:
        """Ask who works, with something to be told before; who did so last is chosen already."""
        last = Preferences().last_operator(self._opened.shop.path)
        page = self._sign_in(last, told)
        page.signed_in.connect(self.work)
        self._window.turn_to(page)

    def work(self, staff: Staff) -> "Workspace":
        """Open the places for this operator."""
        from ui.workspace import Workspace  # not before the sign-in is shown

        space = Workspace(self._opened.desk(staff, self._spool))
        space.left.connect(self._switch)
        self._window.turn_to(space)
        self._space = space
        if staff.id is not None:
            Preferences().keep_operator(self._opened.shop.path, staff.id)
        self._lately = [staff.id, *(one for one in self._lately if one != staff.id)]
        self._go_by_terms()
        return space

    def lock(self, *, next_one: int | None = None) -> None:
        """Ask for a PIN over the places, which stay as they are; the last operator, or `next_one`,
        is chosen already."""
        if self._space is None or self._window.page is not self._space:
            return
        page = self._sign_in(next_one or self._space.desk.by.id)
        page.signed_in.connect(self._unlock)
        self._window.cover(page)
        QTimer.singleShot(0, self, sweep_well)

    def end(self) -> None:
        self._idle.stop()

    def _switch(self) -> None:
        """Most often it is the one before: her PIN and Enter, no more."""
        self.lock(next_one=next(iter(self._lately[1:]), None))

    def _unlock(self, staff: Staff) -> None:
        """Who was here goes on where she was; somebody else takes over the guest."""
        assert self._space is not None
        self._window.uncover()  # whoever takes over types on where the focus is then
        if staff == self._space.desk.by:
            return
        guest = self._space.lay_down()
        space = self.work(staff)
        if guest is not None:
            space.pick_up(guest)

    def _sign_in(self, chosen: int | None, told: str = "") -> SignIn:
        hint = _("A demo shop: the owner's PIN is 246810.") if self._is_demo else ""
        return SignIn(self._opened.shop, told or hint, chosen=chosen)

    def _go_by_terms(self) -> None:
        """The window has the shop's name, and locks itself after so many minutes of work."""
        terms = settings.load(self._opened.shop)
        self._window.setWindowTitle(f"{terms.shop_name} · ShopFans")
        if self._space is not None:
            self._idle.wait(terms.locks_after)
