"""One signal tells every visible list what has changed, from whichever thread it was changed."""

from PySide6.QtCore import QObject, Signal

from shopfans.domain.topics import Topic


class Changes(QObject):
    happened = Signal(object)
    """A frozenset of Topic, after the commit."""

    def tell(self, topics: frozenset[Topic]) -> None:
        """Made for Shop.on_change; a receiver in another thread hears it on its own event loop."""
        self.happened.emit(topics)
