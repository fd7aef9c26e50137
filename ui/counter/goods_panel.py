"""The goods as buttons, by category: one press, one piece in the basket."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from shopfans.services import pricing
from shopfans.services.pricing import GoodOnSale
from shopfans.texts import _
from ui.desk import Desk
from ui.widgets.pieces import Elided, label, panel

_NARROWEST = 124
"""Pixels of a button; as many columns as fit."""


class GoodsPanel(QFrame):
    picked = Signal(object)
    """A GoodOnSale."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.goods: list[GoodOnSale] = []
        self._columns = 0
        frame, inside = panel()
        self.heading = label("heading")
        self.empty = label("muted", wraps=True)
        self._shelf = _Shelf()
        self._shelf.resized.connect(self._fit)
        self._grid = QGridLayout(self._shelf)
        self._grid.setContentsMargins(0, 0, 6, 0)
        self._grid.setSpacing(8)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # else it takes what its buttons leave alone
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._shelf)
        inside.addWidget(self.heading)
        inside.addWidget(self.empty)
        inside.addWidget(scroll, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(frame)
        self.setMinimumWidth(2 * _NARROWEST + 60)

    def refresh(self) -> None:
        goods = pricing.goods(self._desk.shop)
        self.empty.setVisible(not goods)
        if goods != self.goods:
            self.goods = goods
            self._lay_out()

    def retranslate(self) -> None:
        self.heading.setText(_("Goods"))
        self.empty.setText(
            _("Type an amount on the right. To sell from a list, enter your goods in the settings.")
        )

    def _fit(self) -> None:
        if self._fitting() != self._columns:
            self._lay_out()

    def _fitting(self) -> int:
        return max(2, (self._shelf.width() + 2) // (_NARROWEST + 8))

    def _lay_out(self) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            if item is not None and (widget := item.widget()):
                widget.deleteLater()
        for number in range(self._columns):
            self._grid.setColumnStretch(number, 0)
        self._columns, place, category = self._fitting(), 0, None
        for good in self.goods:
            if good.category != category:
                category = good.category
                place += -place % self._columns
                if category:
                    title = label("small", category)
                    self._grid.addWidget(title, place // self._columns, 0, 1, self._columns)
                    place += self._columns
            self._grid.addWidget(self._button(good), place // self._columns, place % self._columns)
            place += 1
        for number in range(self._columns):
            self._grid.setColumnStretch(number, 1)

    def _button(self, good: GoodOnSale) -> QPushButton:
        made = QPushButton()
        made.setObjectName("good")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setAccessibleName(good.name)
        made.setProperty("good", good)
        name, price = Elided("strong"), label("muted", self._desk.money(good.price))
        inside = QVBoxLayout(made)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.setSpacing(2)
        for part in (name, price):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inside.addWidget(part)
        name.setText(good.name)
        made.clicked.connect(self._pick)
        return made

    def _pick(self) -> None:
        self.picked.emit(self.sender().property("good"))


class _Shelf(QWidget):
    """What scrolls: only it knows how wide the goods may stand."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()
