"""Another quantity, price or discount for one line of the basket, in place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from shopfans.domain.errors import OffTooMuch, ReasonMissing, ShopError
from shopfans.domain.money import Money, parse_amount
from shopfans.domain.points import parse_count
from shopfans.domain.sales import Line
from shopfans.texts import _
from shopfans.texts.formats import number_text
from ui.counter.basket import Basket
from ui.desk import Desk
from ui.widgets.field import Field, beside
from ui.widgets.focus import hide_alone
from ui.widgets.pieces import Elided, button, row

MOST_PIECES = 9_999


class LineEditor(QFrame):
    opened = Signal()
    changed = Signal()
    closed = Signal()
    """Nothing was changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("drop")
        self._desk = desk
        self._basket: Basket | None = None
        self.title = Elided("strong")
        self.quantity, self.price, self.off, self.reason = Field(), Field(), Field(), Field()
        self.take = button("primary", self._apply)
        self.leave = button("quiet", self.close_it)
        self._build()

    def retranslate(self) -> None:
        symbol = self._desk.terms.currency.symbol
        self.quantity.name(_("Qty"))
        self.price.name(_("Price, in {currency}").format(currency=symbol))
        self.off.name(_("Off, in {currency}").format(currency=symbol))
        self.reason.name(_("Reason"))
        self.take.setText(_("Change  Enter"))
        self.leave.setText(_("Leave it  Esc"))

    def edit(self, basket: Basket) -> None:
        """The touched line, ready to be changed."""
        if not basket.lines:
            return
        self._basket = basket
        line, currency = basket.lines[basket.touched], self._desk.terms.currency
        self.title.setText(line.name or _("Amount"))
        self.quantity.edit.setText(str(line.quantity))
        self.price.edit.setText(number_text(line.unit_price, currency))
        self.off.edit.setText(number_text(line.off, currency) if line.off else "")
        self.reason.edit.setText(line.reason)
        for field in self._fields():
            field.forgive()
        for field in (self.price, self.off, self.reason):
            field.setEnabled(line.gift is None)
        self.show()
        self.opened.emit()
        self.quantity.setFocus()

    def close_it(self) -> None:
        hide_alone(self)
        self.closed.emit()

    def _apply(self) -> None:
        assert self._basket is not None
        for field in self._fields():
            field.forgive()
        line = self._basket.lines[self._basket.touched]
        found = self._read(line)
        if found is None:
            return
        quantity, price, off, reason = found
        self._basket.change_line(quantity=quantity, price=price, off=off, reason=reason)
        hide_alone(self)
        self.changed.emit()

    def _read(self, line: Line) -> tuple[int, Money, Money, str] | None:
        """What the fields say, or a refusal beside the one that is wrong."""
        digits = self._desk.terms.currency.digits
        field = self.quantity
        try:
            quantity = parse_count(self.quantity.text(), least=1, most=MOST_PIECES)
            field = self.price
            price = line.unit_price
            if line.gift is None:
                price = parse_amount(self.price.text(), digits)
            field = self.off
            off = parse_amount(self.off.text(), digits) if self.off.text().strip() else Money()
            if off > price * quantity:
                raise OffTooMuch((price * quantity).fen)
            field = self.reason
            reason = self.reason.text().strip()
            if off and not reason:
                raise ReasonMissing()
        except ShopError as problem:
            field.refuse(self._desk.words(problem))
            return None
        return quantity, price, off, reason

    def _fields(self) -> tuple[Field, ...]:
        return (self.quantity, self.price, self.off, self.reason)

    def _build(self) -> None:
        self.hide()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(12, 4, 12, 10)
        inside.setSpacing(4)
        first, second = row(gap=8), row(gap=8)
        first.addWidget(self.quantity, 2)
        first.addWidget(self.price, 3)
        first.addWidget(self.off, 3)
        second.addWidget(self.reason, 1)
        second.addLayout(beside(self.take))
        head = row(gap=8)
        head.addWidget(self.title, 1)
        head.addWidget(self.leave)
        inside.addLayout(head)
        inside.addLayout(first)
        inside.addLayout(second)
        for field in self._fields():
            field.edit.returnPressed.connect(self._apply)
