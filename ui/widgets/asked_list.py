"""A list that takes a while to find: read behind the window, anew each time the page is opened."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.background import Progress
from ui.latest import Latest
from ui.table import Column, ListModel, ListView
from ui.widgets.empty import Listing
from ui.widgets.pieces import label, row

_ROW_HEIGHT = 36
"""Pixels."""

_Row = TypeVar("_Row")


class AskedList(QFrame, Generic[_Row]):
    """A heading with words beside it, and the rows as they were when it was asked last."""

    def __init__(
        self,
        columns: list[Column[_Row]],
        find: Callable[[Progress], list[_Row]],
        *,
        widths: tuple[int, ...],
        words: str,
    ) -> None:
        """`find` runs in another thread and may not hold a widget; `words` is the kind of label."""
        super().__init__()
        self.setObjectName("panel")
        self._find, self._latest = find, Latest(self)
        self.heading, self.words = label("heading"), label(words)
        self.model: ListModel[_Row] = ListModel(columns)
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self._build(widths)

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

    def _build(self, widths: tuple[int, ...]) -> None:
        self._latest.found.connect(self.show_rows)
        self.view.set_widths(*widths)
        self.view.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 10, 18, 12)
        inside.setSpacing(6)
        inside.addLayout(row(self.heading, self.words, None, gap=12))
        inside.addWidget(self.listing, 1)
