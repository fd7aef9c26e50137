"""One signal tells every visible list what has changed, from whichever thread it was changed."""

import threading
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from shopfans.domain.topics import Topic

APART = 0.3
"""Seconds between two times that what other threads tell is heard."""


class Changes(QObject):
    """What other threads tell within three tenths of a second is heard as one: fifty phones at once
    are no reason to read every list fifty times. The first of them is heard at once."""

    happened = Signal(object)
    """A frozenset of Topic, after the commit."""
    _told = Signal()

    def __init__(self, *, now: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self._now = now
        self._home = threading.get_ident()
        self._lock = threading.Lock()
        self._waiting: set[Topic] = set()
        self._last = 0.0
        self.is_from_elsewhere = False
        """Whether what is being heard was told by another thread: nobody at this screen waits for
        what it changes."""
        self._told.connect(self._soon, Qt.ConnectionType.QueuedConnection)

    def tell(self, topics: frozenset[Topic]) -> None:
        """Made for Shop.on_change; what was told in this object's own thread is heard at once."""
        if threading.get_ident() == self._home:
            self.happened.emit(topics)
            return
        with self._lock:
            is_first = not self._waiting
            self._waiting |= topics
        if is_first:
            self._told.emit()

    def drop(self) -> None:
        """What was told and is not heard yet never will be: its shop closes."""
        with self._lock:
            self._waiting = set()

    def _soon(self) -> None:
        left = self._last + APART - self._now()
        QTimer.singleShot(max(0, round(left * 1000)), self, self._pass_on)

    def _pass_on(self) -> None:
        with self._lock:
            topics, self._waiting = frozenset(self._waiting), set()
        self._last = self._now()
        if topics:
            self.is_from_elsewhere = True
            self.happened.emit(topics)
            self.is_from_elsewhere = False
