"""The window: one page at a time, in the language and look in force."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QApplication, QMainWindow

from shopfans import texts
from shopfans.texts import _
from ui import theme
from ui.page import Curtain, Page
from ui.preferences import Preferences
from ui.stock_words import StockWords
from ui.widgets.field import Field
from ui.widgets.focus import WhereOneWas

SMALLEST = QSize(1080, 700)
"""In pixels: no page needs more."""


class MainWindow(QMainWindow):
    redressed = Signal()
    """Another language or look is in force."""

    def __init__(self, app: QApplication, preferences: Preferences) -> None:
        super().__init__()
        self._app = app
        self._preferences = preferences
        self._stock_words = StockWords(app, self)
        self.curtain = Curtain()
        self.page: Page = self.curtain
        self._covered: Page | None = None
        self._before = WhereOneWas()
        self.setCentralWidget(self.curtain)
        self.setWindowTitle("ShopFans")
        self.resize(1280, 800)
        self.setMinimumSize(SMALLEST)

    def turn_to(self, page: Page) -> None:
        """Leave the page one is on in order, and show this one."""
        self._drop_covered()
        before = self._put(page)
        before.end()
        before.deleteLater()
        page.arrive()

    def cover(self, page: Page) -> None:
        """Show this one over the page one is on, which stays as it is and is not heard."""
        self._before.remember(self)
        self.takeCentralWidget()
        self._covered = self._put(page)
        self._covered.hide()
        page.arrive()

    def uncover(self) -> None:
        """Back to the page below, and to the field one was in, if it is still there."""
        if self._covered is None:
            return
        cover, self.page, self._covered = self.page, self._covered, None
        self.takeCentralWidget()
        cover.end()
        cover.deleteLater()
        self.setCentralWidget(self.page)
        self.page.show()
        self.page.retranslate()
        if not self._before.go_back():
            self.page.arrive()

    def _put(self, page: Page) -> Page:
        """Show this page; returns the one before."""
        before, self.page = self.page, page
        page.language_chosen.connect(self.speak)
        page.look_chosen.connect(self.dress)
        self.setCentralWidget(page)
        page.show()  # Qt would show it later, and what is not seen takes no focus
        return before

    def _drop_covered(self) -> None:
        if self._covered is not None:
            self._covered.end()
            self._covered.deleteLater()
            self._covered = None

    def scanned(self, code: str) -> None:
        """A code was scanned, wherever the focus is."""
        self.page.scanned(code)

    def speak(self, language: str) -> None:
        """Change the language while the program runs."""
        self._preferences.language = language
        texts.speak(language)
        self._stock_words.follow()
        theme.put_on(self._app)
        self.page.retranslate()
        for field in self.page.findChildren(Field):
            field.forgive()  # what it said was in the other language
        self.redressed.emit()

    def dress(self, look: str) -> None:
        """Change between light and dark while the program runs."""
        self._preferences.look = look
        theme.choose(self._app, look)
        theme.put_on(self._app)
        self.page.retranslate()
        self.redressed.emit()

    def tell_of_bug(self) -> None:
        """Say that something of ours went wrong; the log has the details."""
        self.statusBar().showMessage(
            _("Something went wrong and was written to the log. Please check your last step."),
            20_000,
        )
