"""The log with what is odd beside it."""

from PySide6.QtWidgets import QWidget

from shopfans.domain.topics import Topic
from ui.desk import Desk
from ui.log.intact import IntactPanel
from ui.log.odd import OddThings
from ui.log.table import LogTable
from ui.tokens import GAP
from ui.widgets.pieces import column, row

_LEFT = 380
"""Pixels: a sentence in two lines."""


class LogPage(QWidget):
    topics = frozenset(
        {Topic.TERMS, Topic.GOODS, Topic.STAFF, Topic.COUPONS, Topic.MEMBERS, Topic.BACKUPS,
         Topic.SALES, Topic.POINTS, Topic.CLOSES}
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.log, self.odd, self.intact = LogTable(desk), OddThings(desk), IntactPanel(desk)
        for part in (self.odd, self.intact):
            part.setFixedWidth(_LEFT)
        left = column(gap=GAP)
        left.addWidget(self.odd, 1)
        left.addWidget(self.intact)
        across = row(gap=GAP)
        across.addLayout(left)
        across.addWidget(self.log, 1)
        self.setLayout(across)
        self.odd.opened.connect(self.log.show_entries)

    def refresh(self) -> None:
        self.log.refresh()
        self.odd.refresh()

    def retranslate(self) -> None:
        for part in (self.log, self.odd, self.intact):
            part.retranslate()
