"""What stands where on the counter, and its own few words."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from shopfans.domain.errors import ShopError
from shopfans.texts import _
from ui import theme
from ui.approval import Approval
from ui.counter.basket_panel import BasketPanel
from ui.counter.find_box import FindBox
from ui.counter.goods_panel import GoodsPanel
from ui.counter.last_sale import LastSale
from ui.counter.noting import NoteLine
from ui.counter.pad import Pad
from ui.counter.parked_strip import ParkedStrip
from ui.counter.side import Side
from ui.counter.till import Till
from ui.desk import Desk
from ui.place import Place
from ui.tokens import EDGE
from ui.widgets.pieces import button, column, label, row

_SIDE, _GOODS, _BASKET = 10, 8, 11
"""How the three columns share the width."""

_ROOMY = 1170
"""Pixels of width from which on each column has what it likes; below, the goods stand in one file
and all move closer."""

_TALL = 740
"""Pixels of height from which on nothing has to go for something else."""


class Front(Place):
    """The widgets of the counter; what they do is for whoever connects them."""

    sign_up_wanted, form_wanted, keys_wanted = Signal(), Signal(), Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.till = Till(desk)
        self.title, self.finder = label("title"), FindBox(desk, self)
        self.find_problem = label("error", wraps=True)
        self.sign_up_key = button("", self.sign_up_wanted.emit)
        self.new_key = button("primary", self.form_wanted.emit)
        self.keys_key = button("quiet", self.keys_wanted.emit)
        self.parked = ParkedStrip(desk)
        self.approval = Approval(desk)
        self.last_sale = LastSale(desk, self.till, self.approval)
        self.note, self.side = NoteLine(desk), Side(desk, self.approval)
        self.idle, self.member, self.form = self.side.idle, self.side.member, self.side.form
        self.sign_up, self.statement = self.side.sign_up, self.side.statement
        self.goods, self.basket, self.pad = GoodsPanel(desk), BasketPanel(desk), Pad()
        self.middle = QWidget()
        self._columns, self._down = QHBoxLayout(), QVBoxLayout(self)
        self._arrange()

    def retranslate(self) -> None:
        self.title.setText(_("Counter"))
        self.sign_up_key.setText(_("Sign-up code  F7"))
        self.sign_up_key.setIcon(theme.icon("qr-code"))
        self.new_key.setText(_("New member  F6"))
        self.new_key.setIcon(theme.icon("user-plus", theme.look().on_accent))
        self.keys_key.setText(_("Keys  F1"))
        for part in (
            self.finder, self.side, self.goods, self.basket, self.parked, self.note, self.pad,
            self.approval,
        ):  # fmt: skip
            part.retranslate()
        self.last_sale.keep()
        self.goods.refresh()

    def take_digits(self) -> None:
        """The next digits are an amount, unless something is being typed beside the basket."""
        field = QApplication.focusWidget()
        is_aside = any(part.isAncestorOf(field) for part in (self.side, self.note) if field)
        if not (is_aside and isinstance(field, QLineEdit)):
            self.basket.amount.setFocus()

    def refuse_found(self, problem: ShopError) -> None:
        """Say below the finder why nothing came of what was found."""
        self.find_problem.setText(self.desk.words(problem))
        self.find_problem.show()

    def make_room(self) -> None:
        """Some pages need the width of the goods."""
        is_wide = self.side.is_wide
        self.middle.setVisible(not is_wide)
        self.goods.setHidden(self.height() < _TALL and not self.pad.isHidden())
        self._columns.setStretch(0, _SIDE + _GOODS if is_wide else _SIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_roomy = self.width() >= _ROOMY
        self.side.setMinimumWidth(380 if is_roomy else 330)
        self.goods.set_columns(2 if is_roomy else 1)
        self.basket.set_low(is_low=self.height() < _TALL)
        self.make_room()
        self._columns.setSpacing(14 if is_roomy else 10)
        edge = EDGE if is_roomy else 16
        self._down.setContentsMargins(edge, 18, edge, 20 if is_roomy else 16)

    def _arrange(self) -> None:
        self.find_problem.hide()
        self.basket.setMinimumWidth(408)
        left = column(
            self.find_problem, self.last_sale, self.approval, self.note, self.side, gap=12
        )
        middle = column(gap=12)
        middle.addWidget(self.goods, 1)
        middle.addWidget(self.pad)
        self.middle.setLayout(middle)
        self._columns.addLayout(left, _SIDE)
        self._columns.addWidget(self.middle, _GOODS)
        self._columns.addWidget(self.basket, _BASKET)
        self._down.setSpacing(12)
        self._down.addLayout(
            row(self.title, 14, self.finder, 4, self.keys_key, self.sign_up_key, self.new_key)
        )
        self._down.addWidget(self.parked)
        self._down.addLayout(self._columns, 1)
