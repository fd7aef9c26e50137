"""From the basket to the money: what is rung, what is due, and the sale itself."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Quote, Tender
from shopfans.services.coupons.couponing import CouponHeld
from shopfans.services.goods.gifting import GiftOnShelf
from shopfans.services.goods.pricing import GoodOnSale
from ui.approval import Approval
from ui.counter.basket_panel import BasketPanel
from ui.counter.till import Till
from ui.desk import Desk

_OF_POINTS = (
    errors.BadNumber, errors.NotEnoughPoints, errors.PointsAboveDue, errors.PointsInSteps,
    errors.PointsBelowLeast, errors.PointsAboveCeiling,
)  # fmt: skip
"""Refusals that stand beside the points."""


class Checkout(QObject):
    """Moves what the basket panel says into the till and shows what comes of it."""

    begun = Signal()
    """The next thing was rung: what was said about the last one is over."""
    rung = Signal()
    """A good or a gift lies in the basket; the next one may follow."""
    corrected = Signal()
    shown = Signal()
    """The basket or the guest's part in it is another now."""
    refused = Signal()
    """The sale was refused: the guest may have changed elsewhere."""
    sold = Signal(object)
    """A Receipt."""

    def __init__(
        self, desk: Desk, till: Till, panel: BasketPanel, approval: Approval,
        lets_go: Callable[[], bool],
    ) -> None:  # fmt: skip
        """`lets_go`: whether the guest may go with this basket, having paid no part of anything
        else."""
        super().__init__(panel)
        self._desk, self._till, self._panel = desk, till, panel
        self._approval, self._lets_go = approval, lets_go
        panel.amount_entered.connect(self.add_amount)
        panel.amount_edited.connect(self._type_amount)
        panel.line_chosen.connect(self._choose_line)
        panel.line_opened.connect(self.edit_line)
        panel.quantity_changed.connect(self._change_quantity)
        panel.editor.changed.connect(self._end_editing)
        panel.editor.closed.connect(self._end_editing)
        panel.sums.points_edited.connect(self._correct)
        panel.sums.digits_edited.connect(self._type_digits)
        for field in (panel.sums.points, panel.sums.digits):
            field.returnPressed.connect(panel.amount.setFocus)
        panel.sums.all_points.connect(self._use_all_points)
        panel.sums.no_points.connect(self._use_no_points)
        panel.sums.tier_pressed.connect(self.toggle_tier)
        panel.paying.paid.connect(self.pay)
        panel.paying.part_dropped.connect(self._drop_part)
        panel.paying.change_kept.connect(self._keep_change)
        panel.paying.left.connect(panel.amount.setFocus)

    def show(self) -> None:
        """Paint the basket and the sum as they are now."""
        quote, words, of_points = self._sum()
        basket = self._till.basket
        self._panel.show_basket(basket, quote, words)
        self._panel.sums.refuse_points(of_points)
        if not basket.spend and not of_points:
            self._panel.points.clear()
        self.shown.emit()

    def clear(self) -> None:
        """An empty basket and empty fields."""
        self._till.clear()
        self._forget_fields()

    def take_up(self) -> None:
        """Show a basket that was put aside."""
        self._forget_fields()
        spend = self._till.basket.spend
        self._panel.points.setText(str(spend) if spend else "")
        self._correct()

    def type_on(self, amount: str, given: str) -> None:
        """So much was typed already of the next amount, and of what was handed over."""
        self._panel.amount.edit.setText(amount)
        self._type_amount()
        if given or not amount:
            self._panel.paying.type_on(given)

    # What is rung

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
        self._ring()

    def add_gift(self, gift: GiftOnShelf) -> None:
        self._till.basket.add_gift(gift)
        self._ring()

    def edit_line(self) -> None:
        """Open the touched line for another quantity, price or discount."""
        self._panel.editor.edit(self._till.basket)

    # What is taken off

    def toggle_coupon(self, coupon: CouponHeld) -> None:
        """Use it, or leave it if it is in use."""
        self._till.toggle_coupon(coupon)
        self._settle()

    def take_proposal(self) -> None:
        """Use the best of her coupons; again: none."""
        self._till.take_proposal()
        self._settle()

    def toggle_tier(self) -> None:
        """Leave the discount of her tier out, or take it again."""
        self._till.toggle_tier()
        self._settle()

    def toggle_free_piece(self) -> None:
        self._till.toggle_free_piece()
        self._settle()

    # Paying

    def pay(self, tender: Tender) -> None:
        """Pay this way, what is still in the amount field included."""
        if not self._lets_go():
            return
        field = self._panel.amount
        if field.text().strip():
            self.add_amount()
            if field.text().strip():
                return
        quote, words, _of_points = self._sum()
        if self._till.basket.lines and quote is None:
            self._refuse_sale(words)
        elif not self._asks_owner(lambda: self.pay(tender)):
            self._take(tender)

    def _take(self, tender: Tender) -> None:
        field, paying = self._panel.amount, self._panel.paying
        try:
            receipt = self._till.pay(tender, paying.given.text())
        except errors.NothingToSell as problem:
            field.refuse(self._desk.words(problem))
        except (errors.GivenTooMuch, errors.BadAmount, errors.TooManyDecimals,
                errors.AmountNotPositive, errors.AmountTooLarge) as problem:  # fmt: skip
            paying.open_given()
            paying.refuse(self._desk.words(problem))
        except ShopError as problem:
            asks_proof = isinstance(
                problem, errors.PointsNeedProof | errors.StoredValueNeedsProof | errors.WrongDigits
            )
            self._till.basket.asks_proof |= asks_proof
            self._refuse_sale(self._desk.words(problem))
            if asks_proof:
                self._panel.sums.digits.setFocus()
                self._panel.sums.digits.selectAll()
        else:
            if receipt is None:
                paying.given.clear()
                self.show()
            else:
                self.sold.emit(receipt)

    def _asks_owner(self, then: Callable[[], object]) -> bool:
        """Whether these prices need the owner's leave; once it is given, one goes on."""
        right = self._till.missing_right()
        if right is None:
            return False

        def go_on(by: Staff) -> None:
            self._till.allow(by)
            then()

        self._approval.ask(right, self._till.basket.request, go_on)
        return True

    def _refuse_sale(self, words: str) -> None:
        """Show what stands in the way, and the guest as she is now."""
        self.refused.emit()
        self.show()
        if words:
            self._panel.refuse_sale(words)

    def _sum(self) -> tuple[Quote | None, str, str]:
        """The sum, or why there is none: in general, or about the points."""
        try:
            self._till.use_points(self._panel.points.text())
            return self._till.quote(), "", ""
        except errors.NothingToSell:
            return None, "", ""
        except _OF_POINTS as problem:
            return None, "", self._desk.words(problem)
        except ShopError as problem:
            return None, self._desk.words(problem), ""

    def _type_amount(self) -> None:
        self._till.type_amount(self._panel.amount.text())
        self.show()

    def _type_digits(self) -> None:
        self._till.basket.last_digits = self._panel.sums.digits.text()

    def _choose_line(self, number: int) -> None:
        self._till.basket.touched = number

    def _change_quantity(self, by: int) -> None:
        self._till.basket.change_quantity(by)
        self._correct()

    def _end_editing(self) -> None:
        self._panel.end_editing()
        self._settle()
        self._asks_owner(self._panel.amount.setFocus)

    def _use_all_points(self) -> None:
        self._panel.points.setText(str(self._till.use_all_points()))
        self._settle()

    def _use_no_points(self) -> None:
        self._panel.points.clear()
        self._settle()

    def _drop_part(self, tender: Tender) -> None:
        self._till.take_back_part(tender)
        self._correct()

    def _keep_change(self, keeps: bool) -> None:
        self._till.basket.keeps_change = keeps

    def _ring(self) -> None:
        self.begun.emit()
        self.show()
        self.rung.emit()

    def _settle(self) -> None:
        self._correct()
        self._panel.amount.setFocus()

    def _correct(self) -> None:
        self.corrected.emit()
        self.show()

    def _forget_fields(self) -> None:
        self._panel.points.clear()
        self._panel.sums.refuse_points("")
        self._panel.amount.clear()
        self._panel.paying.clear()
        self._panel.end_editing()
