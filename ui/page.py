"""What fills the window, one at a time: the first start, the sign-in, the places."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme


class Page(QWidget):
    language_chosen = Signal(str)
    look_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")

    def retranslate(self) -> None:
        """Words and icons, in the language and look in force."""

    def arrive(self) -> None:
        """Put the focus where the next key belongs."""

    def scanned(self, code: str) -> None:
        """A code was scanned while this page is shown."""

    def end(self) -> None:
        """Give back what it holds beyond widgets; it is not shown again."""


class Curtain(Page):
    """A plain ground while the shop is being opened: without a font to load it is there at once."""

    painted = Signal()
    """Once, when it is on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self._is_painted = False
        self.setStyleSheet(f"background: {theme.look().ground}")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self.painted.emit)  # it may be gone by then
