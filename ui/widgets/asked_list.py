"""A list that takes a while to find: read behind the window, anew each time the page is opened."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtGui import QShowEvent

from ui.background import Progress
from ui.latest import Latest
from ui.table import Column
from ui.widgets.headed_list import HeadedList

_Row = TypeVar("_Row")


class AskedList(HeadedList[_Row]):
    """The rows as they were when it was asked last."""

    def __init__(
        self,
        columns: list[Column[_Row]],
        find: Callable[[Progress], list[_Row]],
        *,
        widths: tuple[int, ...],
        words: str = "muted",
    ) -> None:
        """`find` runs in another thread and may not hold a widget."""
        super().__init__(columns, widths=widths, words=words)
        self._find, self._latest = find, Latest(self)
        self._latest.found.connect(self.show_rows)

    @property
    def is_reading(self) -> bool:
        return self._latest.is_busy

    def ask(self) -> None:
        """Read it anew; what is being read now comes too late."""
        self._latest.ask(self._find)

    def show_rows(self, found: list[_Row]) -> None:
        self.model.show_rows(found)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.ask()
