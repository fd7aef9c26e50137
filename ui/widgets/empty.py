"""What stands where a list would be while there is nothing in it."""

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QWidget

from ui import theme
from ui.table import ListView
from ui.widgets.pieces import column, label

ICON = 44
WIDEST = 420
PATIENCE = 400
"""Milliseconds for which a list may stand empty without a word."""
_GAP = 8
_MIDDLE = Qt.AlignmentFlag.AlignHCenter


class Empty(QWidget):
    """An icon, a few words and what to do next, in the middle of the place that is empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        gives_way = QSizePolicy.Policy.Ignored  # words may not make a short place taller
        self.setSizePolicy(gives_way, gives_way)
        self.picture = QLabel()
        self.title, self.words = label("heading", wraps=True), label("muted", wraps=True)
        for part in (self.picture, self.title, self.words):
            part.setAlignment(_MIDDLE)
            part.setMinimumWidth(160)
            part.setMaximumWidth(WIDEST)
        down = column(None, self.picture, self.title, self.words, None, gap=_GAP)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addLayout(down, 20)
        across.addStretch(1)

    def say(self, icon: str, title: str, words: str = "") -> None:
        """Words and icon, in the language and look in force."""
        self.picture.setPixmap(theme.icon(icon, theme.look().strong_line).pixmap(QSize(ICON, ICON)))
        self.title.setText(title)
        self.words.setText(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a low place the icon gives way first, then the words: nothing is cut."""
        width = min(self.width() * 10 // 11, WIDEST)  # a part of 22 is left free on each side
        title, words = (part.heightForWidth(width) for part in (self.title, self.words))
        left = self.height() - title
        has_words = bool(self.words.text())
        self.words.setVisible(has_words and left >= words + _GAP)
        self.picture.setVisible(left >= ICON + _GAP + (words + _GAP if has_words else 0))


class Listing(QStackedWidget):
    """A list, or what stands there while it is empty."""

    def __init__(self, view: ListView) -> None:
        super().__init__()
        self.view, self.empty = view, Empty()
        self.addWidget(view)
        self.addWidget(self.empty)
        self.setFocusProxy(view)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._turn)
        view.model().modelReset.connect(self._turn)
        self._turn()

    def wait(self) -> None:
        """Rows are on their way: nothing is said yet, for words that are gone at once are a
        flicker."""
        self.setCurrentWidget(self.view)
        self._patience.start()

    def _turn(self) -> None:
        self._patience.stop()
        has_rows = self.view.model().rowCount() > 0
        self.setCurrentWidget(self.view if has_rows else self.empty)
