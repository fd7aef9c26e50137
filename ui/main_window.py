"""The window: one page at a time, in the language and look in force."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QMainWindow

from shopfans import texts
from shopfans.texts import _
from ui import theme
from ui.page import Curtain, Page
from ui.preferences import Preferences
from ui.widgets.field import Field


class MainWindow(QMainWindow):
    redressed = Signal()
    """Another language or look is in force."""

    def __init__(self, app: QApplication, preferences: Preferences) -> None:
        super().__init__()
        self._app = app
        self._preferences = preferences
        self.curtain = Curtain()
        self.page: Page = self.curtain
        self.setCentralWidget(self.curtain)
        self.setWindowTitle("ShopFans")
        self.resize(1280, 800)
        self.setMinimumSize(1080, 700)

    def turn_to(self, page: Page) -> None:
        """Leave the page one is on in order, and show this one."""
        before, self.page = self.page, page
        before.end()
        page.language_chosen.connect(self.speak)
        page.look_chosen.connect(self.dress)
        self.setCentralWidget(page)
        before.deleteLater()
        page.arrive()

    def scanned(self, code: str) -> None:
        """A code was scanned, wherever the focus is."""
        self.page.scanned(code)

    def speak(self, language: str) -> None:
        """Change the language while the program runs."""
        self._preferences.language = language
        texts.speak(language)
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
