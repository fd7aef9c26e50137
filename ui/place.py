"""What every place of the program has in common: it reads again when what it shows has changed."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from shopfans.domain.topics import Topic
from ui.desk import Desk


class Place(QWidget):
    """Reads again at once while it is seen, otherwise when it is next shown."""

    topics: frozenset[Topic] = frozenset()

    member_wanted = Signal(int)
    """Somebody wants to see this member at the counter."""
    language_chosen = Signal(str)
    look_chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("place")
        self.desk = desk
        self._is_stale = True
        desk.changes.happened.connect(self._hear)

    def refresh(self) -> None:
        """Read what is shown again from the shop."""

    def follow(self, topics: frozenset[Topic]) -> None:  # noqa: ARG002  (most places read all)
        """Read again, while one looks on, what these changes touch."""
        self.refresh()

    def retranslate(self) -> None:
        """Words and icons, in the language and look in force."""

    def scanned(self, code: str) -> bool | None:  # noqa: ARG002  (most places take none)
        """A code was scanned while one is here; True if it was taken, else the counter gets it."""
        return False

    def end(self) -> None:
        """Give back what it holds beyond widgets; it is not shown again."""

    def arrive(self) -> None:
        """Put the focus where the next key belongs."""
        self.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self.refresh()

    def read_again(self) -> None:
        """Now if it is seen, otherwise when it is next shown."""
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def _hear(self, topics: frozenset[Topic]) -> None:
        if not topics & self.topics:
            return
        if self.isVisible():
            self.follow(topics)
        else:
            self._is_stale = True
