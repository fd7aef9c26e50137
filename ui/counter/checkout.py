"""From the basket to the money: what is rung, what is due, and the sale itself."""

from PySide6.QtCore import QObject, Signal

from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.sales import Quote, Tender
from shopfans.services.finding import CouponHeld
from shopfans.services.pricing import GoodOnSale
from ui.counter.basket_panel import BasketPanel
from ui.counter.till import Till
from ui.desk import Desk


class Checkout(QObject):
    """Moves what the basket panel says into the till and shows what comes of it."""

    begun = Signal()
    """The next thing was rung: what was said about the last one is over."""
    corrected = Signal()
    shown = Signal()
    """The basket or the guest's part in it is another now."""
    refused = Signal()
    """The sale was refused: the guest may have changed elsewhere."""
    sold = Signal(object, object)
    """A Receipt and the Tender."""

    def __init__(self, desk: Desk, till: Till, panel: BasketPanel) -> None:
        super().__init__(panel)
        self._desk, self._till, self._panel = desk, till, panel
        panel.amount_entered.connect(self.add_amount)
        panel.amount_edited.connect(self._type_amount)
        panel.line_chosen.connect(self._choose_line)
        panel.quantity_changed.connect(self._change_quantity)
        panel.points_edited.connect(self._correct)
        panel.all_points.connect(self._use_all_points)
        panel.paid.connect(self.pay)

    def show(self) -> None:
        """Paint the basket and the sum as they are now."""
        quote, words, of_points = self._sum()
        basket = self._till.basket
        self._panel.show_basket(basket, quote, words)
        self._panel.refuse_points(of_points)
        if not basket.spend and not of_points:
            self._panel.points.clear()
        self.shown.emit()

    def clear(self) -> None:
        """An empty basket and empty fields."""
        self._till.clear()
        self._panel.points.clear()
        self._panel.refuse_points("")
        self._panel.amount.clear()

    def add_amount(self) -> None:
        """Ring what stands in the amount field, or say beside it why not."""
        field = self._panel.amount
        if not field.text().strip():
            return
        try:
            self._till.add_amount(field.text())
        except ShopError as problem:
            field.refuse(self._desk.words(problem))
            return
        field.clear()
        self.begun.emit()
        self.show()

    def take_amount(self, text: str) -> None:
        """Ring an amount that was typed elsewhere."""
        self._panel.amount.edit.setText(text)
        self.add_amount()
        self._panel.amount.setFocus()

    def add_good(self, good: GoodOnSale) -> None:
        self._till.basket.add_good(good)
        self.begun.emit()
        self.show()
        self._panel.amount.setFocus()

    def toggle_coupon(self, coupon: CouponHeld) -> None:
        """Use it, or leave it if it is in use."""
        self._till.toggle_coupon(coupon)
        self._correct()
        self._panel.amount.setFocus()

    def pay(self, tender: Tender) -> None:
        """Store the sale, what is still in the amount field included."""
        field = self._panel.amount
        if field.text().strip():
            self.add_amount()
            if field.text().strip():
                return
        if self._till.basket.lines and self._sum()[0] is None:
            return  # what stands in the way is said beside its field already
        try:
            receipt = self._till.pay(tender)
        except errors.NothingToSell as problem:
            field.refuse(self._desk.words(problem))
        except ShopError as problem:
            self.refused.emit()
            self.show()
            self._panel.refuse_sale(self._desk.words(problem))
        else:
            self.sold.emit(receipt, tender)

    def _sum(self) -> tuple[Quote | None, str, str]:
        """The sum, or why there is none: in general, or about the points."""
        try:
            self._till.use_points(self._panel.points.text())
            return self._till.quote(), "", ""
        except errors.NothingToSell:
            return None, "", ""
        except (errors.BadNumber, errors.NotEnoughPoints, errors.PointsAboveDue) as problem:
            return None, "", self._desk.words(problem)
        except ShopError as problem:
            return None, self._desk.words(problem), ""

    def _type_amount(self) -> None:
        self._till.type_amount(self._panel.amount.text())
        self.show()

    def _choose_line(self, number: int) -> None:
        self._till.basket.touched = number

    def _change_quantity(self, by: int) -> None:
        self._till.basket.change_quantity(by)
        self._correct()

    def _use_all_points(self) -> None:
        self._panel.points.setText(str(self._till.use_all_points()))
        self._correct()

    def _correct(self) -> None:
        self.corrected.emit()
        self.show()
