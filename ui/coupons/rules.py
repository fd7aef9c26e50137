"""Gifts for points, the stamp card, and the coupons that come by rule."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopfans.domain.topics import Topic
from ui.coupons.by_rule import ByRule
from ui.coupons.gifts import Gifts
from ui.coupons.stamp_card import StampCard
from ui.desk import Desk
from ui.tokens import GAP
from ui.widgets.pieces import row


class Rules(QWidget):
    topics = frozenset({Topic.COUPONS, Topic.GOODS, Topic.TERMS})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.gifts, self.stamps, self.by_rule = Gifts(desk), StampCard(desk), ByRule(desk)
        across = row(gap=GAP)
        for part in (self.gifts, self.stamps, self.by_rule):
            across.addWidget(part, 1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(across)

    def refresh(self) -> None:
        for part in (self.gifts, self.stamps, self.by_rule):
            part.refresh()

    def retranslate(self) -> None:
        for part in (self.gifts, self.stamps, self.by_rule):
            part.retranslate()

    def arrive(self) -> None:
        self.gifts.name_field.setFocus()
