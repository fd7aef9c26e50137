"""One signal tells every visible list what has changed, from whichever thread it was changed."""

import threading

from PySide6.QtCore import QObject, Qt, Signal

from shopfans.domain.topics import Topic


class Changes(QObject):
    """What other threads tell while the event loop is busy is heard as one: fifty phones at once
    are no reason to read every list fifty times."""

    happened = Signal(object)
    """A frozenset of Topic, after the commit."""
    _told = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._home = threading.get_ident()
        self._lock = threading.Lock()
        self._waiting: set[Topic] = set()
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

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

    def _pass_on(self) -> None:
        with self._lock:
            topics, self._waiting = frozenset(self._waiting), set()
        self.happened.emit(topics)
