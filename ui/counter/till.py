"""What the cashier does with the basket, without any widget."""

from shopfans.domain import points, tenders
from shopfans.domain.combining import Fitting
from shopfans.domain.errors import (
    CouponLapsed,
    NotEnoughStoredValue,
    NothingToSell,
    NothingToVoid,
    ShopError,
    StoredValueNeedsMember,
)
from shopfans.domain.money import Money, parse_amount
from shopfans.domain.points import Points, parse_points
from shopfans.domain.roles import Right, Staff
from shopfans.domain.sales import Quote, Tender, price_right
from shopfans.domain.tenders import Taken
from shopfans.domain.terms import Terms
from shopfans.domain.tier_choice import Choice
from shopfans.services import settings
from shopfans.services.coupons import couponing
from shopfans.services.coupons.couponing import CouponHeld
from shopfans.services.members import finding, proving
from shopfans.services.memberships import benefits
from shopfans.services.sales import listing, refunding, selling
from shopfans.services.sales.selling import Receipt
from ui.counter.basket import Basket
from ui.desk import Desk


class Till:
    """One basket at a time; every refusal comes as a ShopError and leaves it as it was."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.basket = Basket()

    @property
    def terms(self) -> Terms:
        return self._desk.terms

    def clear(self) -> None:
        """Clean for the next guest."""
        self.basket = Basket()

    # The guest

    def serve(self, member: int) -> None:
        """Put this guest to the basket, with what her membership gives her this month; what was
        another's is left behind."""
        benefits.touch(self._desk.shop, member)
        guest = finding.card(self._desk.shop, member)
        basket = self.basket
        if basket.guest is None or basket.guest.id != member:
            printed = [one for one in basket.coupons if one.member is None]
            basket.leave_guest()
            basket.coupons = printed
        basket.guest = guest
        in_hand = {one.code for one in guest.coupons}
        basket.coupons = [
            one for one in basket.coupons if one.member is None or one.code in in_hand
        ]

    def read_guest_again(self) -> None:
        """Her points and coupons may have changed elsewhere. Raises MemberErased."""
        if self.basket.guest is None:
            return
        try:
            self.serve(self.basket.guest.id)
        except ShopError:  # erased a moment ago: the basket goes on without her
            self.basket.leave_guest()
            raise

    # What is rung

    def type_amount(self, text: str) -> None:
        """Count what is in the amount field, as far as it is an amount."""
        try:
            self.basket.typed = self._amount(text)
        except ShopError:  # refused beside the field when it is entered
            self.basket.typed = Money()

    def add_amount(self, text: str) -> None:
        """Put what was typed into the basket."""
        amount = self._amount(text)
        self.basket.typed = Money()
        self.basket.add_amount(amount)

    # What is taken off

    def scan_coupon(self, code: str) -> CouponHeld:
        """Use a coupon by its code; its holder is served if nobody is. Raises why it cannot be."""
        guest = self.basket.guest
        found = couponing.look_up(self._desk.shop, code, member=guest.id if guest else None)
        if guest is None and found.member is not None:
            self.serve(found.member)
        if found.code not in {one.code for one in self.basket.coupons}:
            self.basket.use_coupon(found)
        return found

    def toggle_coupon(self, coupon: CouponHeld) -> None:
        """Use this coupon, or leave it if it is in use."""
        if coupon.code in {one.code for one in self.basket.coupons}:
            self.basket.leave_coupon(coupon)
        else:
            self.basket.use_coupon(coupon)

    def toggle_tier(self) -> None:
        """Leave the discount of her tier out, or take it again."""
        self.basket.toggle_tier()

    def choice(self) -> Choice:
        return self.basket.choice(self.terms, self._desk.today)

    def fitting(self) -> list[Fitting]:
        return self.basket.fitting(self.terms, self._desk.today)

    def take_proposal(self) -> None:
        """Use the best of her coupons, with the discount of her tier or without, whichever saves
        more; or no coupon if they are in use already."""
        basket, choice = self.basket, self.choice()
        codes = choice.proposal.codes
        best = [one for one in basket.guest.coupons if one.code in codes] if basket.guest else []
        in_use = {one.code for one in basket.coupons if one.member is not None}
        printed = [one for one in basket.coupons if one.member is None]
        is_done = in_use == set(codes) and basket.with_tier == choice.with_tier
        basket.coupons, basket.with_tier = printed, True
        for one in best if not is_done else ():
            basket.coupons.append(one)
        if not is_done:
            basket.with_tier = choice.with_tier or not choice.has_other

    def use_points(self, text: str) -> None:
        self.basket.spend = parse_points(text)

    def show_code(self, code: str) -> int:
        """Whose own code was scanned; with it she proves that the points are hers.

        Raises CodeTooOld, CodeOfElsewhere, CodeSpent or MemberErased.
        """
        basket = self.basket
        found = proving.show(self._desk.shop, by=self._desk.by, code=code, request=basket.request)
        basket.proven = found
        return found

    def use_all_points(self) -> Points:
        """As many as she has and the rules take."""
        self.basket.spend = self.basket.most_points(self.terms, self._desk.today)
        return self.basket.spend

    def worth(self, spend: Points) -> Money:
        return points.worth(spend, self.terms.point_value)

    def toggle_free_piece(self) -> None:
        """One more piece free for a full stamp card; none again after the last full card."""
        rule, guest = self.terms.stamps, self.basket.guest
        if rule is None or guest is None:
            return
        more = self.basket.free_pieces + 1
        self.basket.free_pieces = more if more * rule.needed <= guest.buyer.stamps else 0

    # Paying

    def quote(self) -> Quote:
        """The sum so far; raises what stands in the way of it."""
        try:
            return self.basket.quote(self.terms, self._desk.today)
        except CouponLapsed as problem:
            raise couponing.lapsed(problem.on, settings.clock_day(self._desk.shop)) from None

    def rest(self) -> Money:
        """What is still to be paid. Raises as quote does."""
        return self.quote().due - Money.total(self.basket.parts.values())

    def missing_right(self) -> Right | None:
        """What the owner must still allow before this basket can be sold at its prices."""
        right = price_right(self.basket.lines, self.terms.discount_limit)
        return None if right is None or self._seller().may(right) else right

    def allow(self, by: Staff) -> None:
        """The owner lets this basket be sold so."""
        self.basket.leave = by.leave

    def _seller(self) -> Staff:
        leave = self.basket.leave
        return self._desk.by if leave is None else self._desk.by.with_leave(leave)

    def pay(self, tender: Tender, given: str = "") -> Receipt | None:
        """Pay what is left this way and store the sale; the basket is clean afterwards.

        Less `given` than is left pays a part, and None says so; more cash gives change. Of stored
        value as much is taken as she has. Raises GivenTooMuch, NotEnoughStoredValue, and what the
        sale refuses.
        """
        basket = self.basket
        if not basket.lines:
            raise NothingToSell()
        rest = self.rest()
        handed = self._amount(given) if given.strip() else self._all_of(tender, rest)
        if tender is Tender.STORED_VALUE:
            self._refuse_stored(handed or rest)
        taken = tenders.take(basket.parts, rest, tender, handed)
        if not taken.is_all:
            basket.parts = taken.payments
            return None
        return self._store(taken, change=handed - rest)

    def _all_of(self, tender: Tender, rest: Money) -> Money:
        return min(rest, self.basket.stored_left()) if tender is Tender.STORED_VALUE else rest

    def _refuse_stored(self, asked: Money) -> None:
        """Raises StoredValueNeedsMember or NotEnoughStoredValue."""
        if self.basket.guest is None:
            raise StoredValueNeedsMember()
        left = self.basket.stored_left()
        if asked > left or not left:
            raise NotEnoughStoredValue(left.fen, asked.fen)

    def take_back_part(self, tender: Tender) -> None:
        """That part was not paid after all."""
        self.basket.parts.pop(tender, None)

    def _store(self, taken: Taken, *, change: Money) -> Receipt:
        basket = self.basket
        receipt = selling.record_sale(
            self._desk.shop,
            by=self._seller(),
            request=basket.request,
            lines=basket.lines,
            payments=taken.payments,
            received=taken.received,
            member=basket.guest.id if basket.guest else None,
            coupons=[one.code for one in basket.coupons],
            spend=basket.spend,
            free_pieces=basket.free_pieces,
            last_digits=basket.last_digits if basket.needs_proof(self.terms) else "",
            with_tier=basket.with_tier,
            keep=change if basket.keeps_change else Money(),
        )
        self.clear()
        return receipt

    # Undoing

    def last_sale(self) -> Receipt:
        """What a void would undo. Raises NothingToVoid."""
        receipt = listing.last_sale(self._desk.shop)
        if receipt is None:
            raise NothingToVoid()
        return receipt

    def needs_leave(self, sale: int) -> bool:
        """Whether the owner must let this sale be voided."""
        return refunding.needs_leave(self._desk.shop, sale)

    def void(self, sale: int, request: str, by: Staff) -> Receipt:
        return refunding.void_sale(self._desk.shop, by=by, sale=sale, request=request)

    def _amount(self, text: str) -> Money:
        return parse_amount(text, self.terms.currency.digits)
