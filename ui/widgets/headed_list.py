"""A list with a heading, words beside it, and what stands there while it is empty."""

from typing import Generic, TypeVar

from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.table import Column, ListModel, ListView
from ui.widgets.empty import Listing
from ui.widgets.pieces import label, row

_ROW_HEIGHT = 36
"""Pixels."""

_Row = TypeVar("_Row")


class HeadedList(QFrame, Generic[_Row]):
    def __init__(
        self, columns: list[Column[_Row]], *, widths: tuple[int, ...], words: str = "muted"
    ) -> None:
        """`words` is the kind of label."""
        super().__init__()
        self.setObjectName("panel")
        self.heading, self.words = label("heading"), label(words)
        self.model: ListModel[_Row] = ListModel(columns)
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self.view.set_widths(*widths)
        self.view.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 10, 18, 12)
        inside.setSpacing(6)
        inside.addLayout(row(self.heading, self.words, None, gap=12))
        inside.addWidget(self.listing, 1)
