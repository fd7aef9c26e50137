"""The window: first start, sign-in or the places, one at a time."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from shopfans import texts
from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.services import staffing
from shopfans.texts import _
from ui import theme
from ui.changes import Changes
from ui.desk import Desk
from ui.first_start import FirstStart
from ui.preferences import Preferences
from ui.problem import Problem
from ui.sign_in import SignIn
from ui.workspace import Workspace

Page = FirstStart | SignIn | Workspace | Problem


class MainWindow(QMainWindow):
    opened = Signal(object)
    """A shop that was founded just now."""

    def __init__(self, app: QApplication, preferences: Preferences, changes: Changes) -> None:
        super().__init__()
        self._app = app
        self._preferences = preferences
        self._changes = changes
        self._shop: Shop | None = None
        self._hint = ""
        self.setWindowTitle("ShopFans")
        self.resize(1280, 800)
        self.setMinimumSize(1080, 680)

    def found(self, path: Path) -> None:
        """Ask the few things a new shop needs."""
        page = FirstStart(path)
        page.founded.connect(self._begin)
        page.language_chosen.connect(self.speak)
        self._show(page)

    def sign_in(self, shop: Shop, hint: str = "") -> None:
        """Ask who works now."""
        self._shop = shop
        self._hint = hint
        page = SignIn(shop, hint)
        page.signed_in.connect(self.work)
        self._show(page)

    def work(self, staff: Staff) -> Workspace:
        """Open the places for this operator."""
        assert self._shop is not None
        space = Workspace(Desk(self._shop, self._changes, staff))
        space.left.connect(self._hand_over)
        space.language_chosen.connect(self.speak)
        space.look_chosen.connect(self.dress)
        self._show(space)
        self.setWindowTitle(f"{space.desk.terms.shop_name} · ShopFans")
        return space

    def tell(self, words: str) -> None:
        """Say why the shop cannot be opened."""
        self._show(Problem(words))

    def tell_of_bug(self) -> None:
        """Say that something of ours went wrong; the log has the details."""
        self.statusBar().showMessage(
            _("Something went wrong and was written to the log. Please check your last step."),
            20_000,
        )

    def scanned(self, code: str) -> None:
        """A code was scanned, wherever the focus is."""
        page = self.centralWidget()
        if isinstance(page, Workspace):
            page.scanned(code)

    def speak(self, language: str) -> None:
        """Change the language while the program runs."""
        self._preferences.language = language
        texts.speak(language)
        self._retranslate()

    def dress(self, look: str) -> None:
        """Change between light and dark while the program runs."""
        self._preferences.look = look
        theme.put_on(self._app, look)
        self._retranslate()

    def end(self) -> None:
        """Leave the page one is on in order."""
        page = self.centralWidget()
        if isinstance(page, Workspace):
            page.end()

    def _begin(self, shop: Shop) -> None:
        self.opened.emit(shop)
        self._shop = shop
        self.work(staffing.staff(shop)[0])

    def _hand_over(self) -> None:
        assert self._shop is not None
        self.sign_in(self._shop, self._hint)

    def _show(self, page: Page) -> None:
        self.end()
        before: QWidget | None = self.centralWidget()
        self.setCentralWidget(page)
        if before is not None:
            before.deleteLater()
        if not isinstance(page, Workspace):
            page.arrive()

    def _retranslate(self) -> None:
        page = self.centralWidget()
        if isinstance(page, Page):
            page.retranslate()
