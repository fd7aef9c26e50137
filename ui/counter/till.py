"""What the cashier does with the basket, without any widget."""

from shopfans.domain.errors import NothingToSell, NothingToVoid, ShopError
from shopfans.domain.money import Money, parse_amount
from shopfans.domain.points import Points, parse_points
from shopfans.domain.sales import Quote, Tender
from shopfans.services import finding, listing, refunding, selling
from shopfans.services.finding import CouponHeld
from shopfans.services.selling import Receipt
from ui.counter.basket import Basket
from ui.desk import Desk


class Till:
    """One basket at a time; every refusal comes as a ShopError and leaves it as it was."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.basket = Basket()

    def clear(self) -> None:
        """Clean for the next guest."""
        self.basket = Basket()

    def serve(self, member: int) -> None:
        """Put this guest to the basket; coupon and points of another are left behind."""
        guest = finding.card(self._desk.shop, member)
        if self.basket.guest is None or self.basket.guest.id != member:
            self.basket.coupon, self.basket.spend = None, Points(0)
        self.basket.guest = guest
        in_hand = {one.code for one in guest.coupons}
        if self.basket.coupon is not None and self.basket.coupon.code not in in_hand:
            self.basket.coupon = None

    def read_guest_again(self) -> None:
        """Her points and coupons may have changed elsewhere. Raises MemberErased."""
        if self.basket.guest is None:
            return
        try:
            self.serve(self.basket.guest.id)
        except ShopError:  # erased a moment ago: the basket goes on without her
            self.basket.guest, self.basket.coupon, self.basket.spend = None, None, Points(0)
            raise

    def type_amount(self, text: str) -> None:
        """Count what is in the amount field, as far as it is an amount."""
        try:
            self.basket.typed = parse_amount(text, self._desk.terms.currency.digits)
        except ShopError:  # refused beside the field when it is entered
            self.basket.typed = Money()

    def add_amount(self, text: str) -> None:
        """Put what was typed into the basket."""
        amount = parse_amount(text, self._desk.terms.currency.digits)
        self.basket.typed = Money()
        self.basket.add_amount(amount)

    def toggle_coupon(self, coupon: CouponHeld) -> None:
        """Use this coupon, or leave it if it is in use."""
        used = self.basket.coupon
        self.basket.coupon = None if used and used.code == coupon.code else coupon

    def use_points(self, text: str) -> None:
        self.basket.spend = parse_points(text)

    def use_all_points(self) -> Points:
        """As many as she has and the price takes."""
        self.basket.spend = self.basket.most_points(self._desk.terms)
        return self.basket.spend

    def quote(self) -> Quote:
        """The sum so far; raises what stands in the way of it."""
        return self.basket.quote(self._desk.terms)

    def pay(self, tender: Tender) -> Receipt:
        """Store the sale, paid in whole this way; the basket is clean afterwards."""
        basket = self.basket
        if not basket.lines:
            raise NothingToSell()
        due = self.quote().due
        receipt = selling.record_sale(
            self._desk.shop,
            by=self._desk.by,
            request=basket.request,
            lines=basket.lines,
            payments={tender: due} if due else {},
            member=basket.guest.id if basket.guest else None,
            coupon=basket.coupon.code if basket.coupon else None,
            spend=basket.spend,
        )
        self.clear()
        return receipt

    def last_sale(self) -> Receipt:
        """What a void would undo. Raises NothingToVoid."""
        receipt = listing.last_sale(self._desk.shop)
        if receipt is None:
            raise NothingToVoid()
        return receipt

    def void(self, sale: int, request: str) -> Receipt:
        return refunding.void_sale(self._desk.shop, by=self._desk.by, sale=sale, request=request)
