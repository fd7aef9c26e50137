"""The ways to pay a sale: those by which money comes in, and her stored value."""

from PySide6.QtCore import Signal

from shopfans.domain.money import Money
from shopfans.domain.sales import Tender
from shopfans.texts import _
from shopfans.texts.labels import tender_label
from ui.counter.basket import Basket
from ui.counter.tender_keys import KEYS, TenderKeys
from ui.desk import Desk
from ui.widgets.pieces import button

STORED_KEY = "Ctrl+S"


class Paying(TenderKeys):
    change_kept = Signal(bool)
    """Whether what is handed over too much becomes stored value of hers."""

    def __init__(self, desk: Desk) -> None:
        self._can_keep = False
        super().__init__(desk, (*KEYS, Tender.STORED_VALUE))

    def retranslate(self) -> None:
        super().retranslate()
        self.keep.setText(_("Keep it for her  Ctrl+J"))

    def show_rest(self, basket: Basket, rest: Money | None) -> None:
        """What is left to pay of the basket; None while there is no sum."""
        for pay in (*self.pays.values(), self.stored):
            pay.setEnabled(rest is not None or not basket.gross())
        self._show_stored(basket, rest)
        self._can_keep = basket.guest is not None and self._desk.terms.stored_value.keeps_change
        self.keep.setChecked(basket.keeps_change)
        self.show_left(basket.parts, rest)

    def toggle_keep(self) -> None:
        """Keep the change for her, or give it back after all."""
        if self.keep.isVisible():
            self.keep.click()

    def _show_stored(self, basket: Basket, rest: Money | None) -> None:
        """As much of what is due as she has."""
        left = basket.stored_left()
        self.stored.setVisible(bool(left))
        amount = left if rest is None else min(rest, left)
        self.stored.setText(
            f"{tender_label(Tender.STORED_VALUE)}  {self._desk.money(amount)}   {STORED_KEY}"
        )

    def _show_change(self) -> None:
        super()._show_change()
        over = self.over()
        self.keep.setVisible(self._can_keep and over is not None and over > Money())

    def _build(self) -> None:
        super()._build()
        self.stored = self._pay(Tender.STORED_VALUE)
        self.inside.insertWidget(self.inside.count() - 1, self.stored)
        self.stored.hide()
        self.keep = button("segment", self._keep)
        self.keep.setCheckable(True)
        self.across.addWidget(self.keep)
        self.keep.hide()

    def _keep(self) -> None:
        self.change_kept.emit(self.keep.isChecked())
