"""The ways to pay: one key for the whole sum; with an amount, a part of it or cash with change."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money, parse_amount
from shopfans.domain.sales import Tender
from shopfans.texts import _
from shopfans.texts.formats import number_text
from shopfans.texts.labels import tender_label
from ui import theme
from ui.counter.basket import Basket
from ui.desk import Desk
from ui.widgets.pieces import Elided, button, label, row, set_tone

KEYS = {Tender.WECHAT: "F9", Tender.ALIPAY: "F10", Tender.CASH: "F11", Tender.CARD: "F12"}
"""The common way first; pressing one completes the sale."""

STORED_KEY = "Ctrl+S"


class Paying(QWidget):
    paid = Signal(object)
    """A Tender; what was handed over stands in `given`."""
    part_dropped = Signal(object)
    """A Tender whose part was not paid after all."""
    change_kept = Signal(bool)
    """Whether what is handed over too much becomes stored value of hers."""
    left = Signal()
    """The amount handed over is no longer typed: the focus goes back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rest: Money | None = None
        self._can_keep = False
        self.split = button("pay", self.open_given)
        self.given_title, self.given = label("muted"), QLineEdit()
        self.change = Elided("strong")
        self.given_row, self.given_wrong = QWidget(), label("error", wraps=True)
        self.parts: dict[Tender, QPushButton] = {
            tender: self._part(tender) for tender in (*KEYS, Tender.STORED_VALUE)
        }
        self.stored = self._pay(Tender.STORED_VALUE)
        self.keep = button("segment", self._keep)
        self.keep.setCheckable(True)
        self.pays = {tender: self._pay(tender) for tender in KEYS}
        self.parts_row = QWidget()
        self._build()

    def retranslate(self) -> None:
        self.split.setIcon(theme.icon("money"))
        self.split.setToolTip(_("Change, or several ways to pay (Ctrl M)"))
        self.split.setAccessibleName(self.split.toolTip())
        self.given_title.setText(_("Received (Ctrl+M)"))
        self.given.setAccessibleName(_("Received (Ctrl+M)"))
        for tender, pay in self.pays.items():
            pay.setText(f"{tender_label(tender)}\n{KEYS[tender]}")
        self.keep.setText(_("Keep it for her  Ctrl+J"))
        for part in self.parts.values():
            part.setToolTip(_("Not paid after all"))

    def show_rest(self, basket: Basket, rest: Money | None) -> None:
        """What is left to pay; None while there is no sum."""
        self._rest = rest
        for tender, part in self.parts.items():
            amount = basket.parts.get(tender)
            part.setVisible(amount is not None)
            if amount is not None:
                part.setText(f"{tender_label(tender)} {self._desk.money(amount)}")
                part.setIcon(theme.icon("x"))
        self.parts_row.setVisible(bool(basket.parts))
        for pay in (*self.pays.values(), self.stored):
            pay.setEnabled(rest is not None or not basket.gross())
        self._show_stored(basket, rest)
        self._can_keep = basket.guest is not None and self._desk.terms.stored_value.keeps_change
        self.keep.setChecked(basket.keeps_change)
        self._show_change()

    def _show_stored(self, basket: Basket, rest: Money | None) -> None:
        """As much of what is due as she has."""
        left = basket.stored_left()
        self.stored.setVisible(bool(left))
        amount = left if rest is None else min(rest, left)
        self.stored.setText(
            f"{tender_label(Tender.STORED_VALUE)}  {self._desk.money(amount)}   {STORED_KEY}"
        )

    def open_given(self) -> None:
        """A field for what was handed over: then F11 gives change, any key pays a part."""
        self.given_row.show()
        self.given.setFocus()
        self.given.selectAll()

    def toggle_keep(self) -> None:
        """Keep the change for her, or give it back after all."""
        if self.keep.isVisible():
            self.keep.click()

    def clear(self) -> None:
        self.given.clear()
        self.given_row.hide()
        self.refuse("")

    def refuse(self, words: str) -> None:
        """Say below the field what is wrong with it; empty words take it back."""
        self.given_wrong.setText(words)
        self.given_wrong.setVisible(bool(words))
        set_tone(self.given, "wrong", value=bool(words))

    def _show_change(self) -> None:
        self.refuse("")
        self.change.setText("")
        self.keep.hide()
        if self._rest is None or not self.given.text().strip():
            return
        try:
            handed = parse_amount(self.given.text(), self._desk.terms.currency.digits)
        except ShopError as problem:
            self.refuse(self._desk.words(problem))
            return
        if handed >= self._rest:
            back = self._desk.money(handed - self._rest)
            self.change.setText(_("Change {amount}").format(amount=back))
            self.keep.setVisible(self._can_keep and handed > self._rest)
        else:
            rest = self._desk.money(self._rest - handed)
            self.change.setText(_("{amount} still to pay").format(amount=rest))

    def _build(self) -> None:
        self.given.setFixedWidth(110)
        self.given.setPlaceholderText(number_text(Money(), self._desk.terms.currency))
        self.given.textEdited.connect(self._show_change)
        self.given.returnPressed.connect(self.left)
        across = row(self.given_title, self.given, gap=8)
        across.addWidget(self.change, 1)
        across.addWidget(self.keep)
        self.keep.hide()
        self.given_row.setLayout(across)
        self.given_row.hide()
        self.given_wrong.hide()
        self.setLayout(QVBoxLayout())
        inside = self.layout()
        assert isinstance(inside, QVBoxLayout)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        self.split.setFixedWidth(46)
        self.parts_row.setLayout(row(*self.parts.values(), None, gap=6))
        inside.addWidget(self.parts_row)
        inside.addWidget(self.given_row)
        inside.addWidget(self.given_wrong)
        inside.addWidget(self.stored)
        self.stored.hide()
        inside.addLayout(row(*self.pays.values(), self.split, gap=6))

    def _pay(self, tender: Tender) -> QPushButton:
        made = button("pay", self._take)
        made.setProperty("tender", tender)
        made.setProperty("first", tender is Tender.WECHAT)
        return made

    def _part(self, tender: Tender) -> QPushButton:
        made = button("segment", self._drop)
        made.setProperty("tender", tender)
        made.hide()
        return made

    def _keep(self) -> None:
        self.change_kept.emit(self.keep.isChecked())

    def _take(self) -> None:
        self.paid.emit(self.sender().property("tender"))

    def _drop(self) -> None:
        self.part_dropped.emit(self.sender().property("tender"))
