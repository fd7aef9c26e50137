"""The owner's page for sign-up by phone."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopfans.domain.topics import Topic
from ui.desk import Desk
from ui.settings.joining import JoiningForm
from ui.settings.poster_form import PosterForm
from ui.settings.reach import Reach
from ui.tokens import GAP

_EVERY = 2_000
"""Milliseconds between two looks at who came, while the page is seen."""


class JoiningPage(QWidget):
    """What is chosen, whether it works, and what to print, beside each other."""

    topics = frozenset({Topic.TERMS})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.form, self.reach, self.poster = JoiningForm(desk), Reach(desk), PosterForm(desk)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GAP)
        for part in (self.form, self.reach, self.poster):
            across.addWidget(part, 1)
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.reach.refresh)

    def refresh(self) -> None:
        self.form.refresh()
        self.reach.refresh()
        self.poster.refresh()

    def retranslate(self) -> None:
        for part in (self.form, self.reach, self.poster):
            part.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
