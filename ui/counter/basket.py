"""What lies on the counter for one guest, without any screen."""

from dataclasses import dataclass, field
from datetime import date

from shopfans.database.operations import new_request
from shopfans.domain import bill, spending, tier_choice
from shopfans.domain.combining import Fitting
from shopfans.domain.coupon_discounts import Item
from shopfans.domain.errors import ShopError
from shopfans.domain.kinds import Discount
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.roles import Leave
from shopfans.domain.sales import Line, Quote, Tender
from shopfans.domain.terms import Terms
from shopfans.domain.tier_choice import Choice
from shopfans.services.coupons.couponing import CouponHeld
from shopfans.services.goods.gifting import GiftOnShelf
from shopfans.services.goods.pricing import GoodOnSale
from shopfans.services.members.finding import MemberCard


@dataclass
class Basket:
    """Begun anew for each guest, with a request key of its own: a sale is stored once."""

    lines: list[Line] = field(default_factory=list)
    guest: MemberCard | None = None
    coupons: list[CouponHeld] = field(default_factory=list)
    spend: Points = Points(0)
    free_pieces: int = 0
    with_tier: bool = True
    """Unless the standing discount of her tier or membership is left out."""
    typed: Money = Money()
    """An amount in the field that was not entered yet: the sum counts it already."""
    touched: int = 0
    """The line that was added or chosen last."""
    parts: dict[Tender, Money] = field(default_factory=dict)
    """What was paid already, where several tenders pay one sale."""
    keeps_change: bool = False
    """What is handed over too much becomes stored value of hers."""
    request: str = field(default_factory=new_request)
    proven: int | None = None
    """The member whose own code was scanned for this basket."""
    leave: Leave | None = None
    """The owner's, to sell it at these prices."""
    last_digits: str = ""
    """Of her phone number, as typed to prove that what she uses is hers."""
    asks_proof: bool = False
    """What was going to pay the rest was refused without a proof."""

    # What is rung

    def add_amount(self, amount: Money) -> None:
        self._add(Line(amount))

    def add_good(self, good: GoodOnSale) -> None:
        """One more of it; the same good at its own price stands on one line."""
        for number, line in enumerate(self.lines):
            if line.good == good.id and not line.is_repriced and not line.off:
                self._one_more(number)
                return
        self._add(
            Line(good.price, 1, good.name, good.id, good.category, good.price, earns=good.earns)
        )

    def add_gift(self, gift: GiftOnShelf) -> None:
        """One more of it, for points."""
        for number, line in enumerate(self.lines):
            if line.gift == gift.id:
                self._one_more(number)
                return
        self._add(Line(Money(), 1, gift.name, earns=False, gift=gift.id, points_each=gift.points))

    def change_quantity(self, by: int) -> None:
        """More or fewer of the touched line; by 0, or when none is left, it goes."""
        if not self.lines:
            return
        line = self.lines[self.touched]
        if by and line.quantity + by > 0:
            self.lines[self.touched] = line._replace(quantity=line.quantity + by)
        else:
            del self.lines[self.touched]
            self.touched = max(0, min(self.touched, len(self.lines) - 1))

    def change_line(self, *, quantity: int, price: Money, off: Money, reason: str) -> None:
        """Other figures for the touched line."""
        self.lines[self.touched] = self.lines[self.touched]._replace(
            quantity=quantity, unit_price=price, off=off, reason=reason
        )

    def leave_guest(self) -> None:
        """Nothing that was hers stays with the basket."""
        self.guest, self.coupons, self.spend, self.free_pieces = None, [], Points(0), 0
        self.with_tier, self.last_digits = True, ""
        self.keeps_change = self.asks_proof = False
        self.parts.pop(Tender.STORED_VALUE, None)
        self.lines = [line for line in self.lines if line.gift is None]
        self.touched = max(0, min(self.touched, len(self.lines) - 1))

    # What stands together

    def use_coupon(self, coupon: CouponHeld) -> None:
        """The discount of her tier gives way to a coupon that stands without it."""
        self.coupons.append(coupon)
        if not coupon.terms.with_tier:
            self.with_tier = False

    def leave_coupon(self, coupon: CouponHeld) -> None:
        """The discount comes back with the last coupon that stands without it."""
        self.coupons = [one for one in self.coupons if one.code != coupon.code]
        if not coupon.terms.with_tier and all(one.terms.with_tier for one in self.coupons):
            self.with_tier = True

    def toggle_tier(self) -> None:
        """Leave the discount of her tier out, or take it again in place of what it bars."""
        self.with_tier = not self.with_tier
        if self.with_tier:
            self.coupons = [one for one in self.coupons if one.terms.with_tier]

    # What comes of it

    @property
    def is_begun(self) -> bool:
        """Whether somebody is being served: a member, or whoever pays what is rung or typed."""
        return self.guest is not None or bool(self.all_lines())

    def gross(self) -> Money:
        return Money.total(line.amount for line in self.all_lines())

    def all_lines(self) -> list[Line]:
        return [*self.lines, Line(self.typed)] if self.typed else self.lines

    def quote(self, terms: Terms, day: date) -> Quote:
        """The sum so far; raises what the sale itself would raise."""
        return self._quote(terms, day, self.coupons, self.spend)

    def stored_left(self) -> Money:
        """What she has of stored value, less what pays a part already."""
        if self.guest is None:
            return Money()
        return self.guest.stored.both - self.parts.get(Tender.STORED_VALUE, Money())

    def needs_proof(self, terms: Terms) -> bool:
        """Whether so much of hers is used that she must show that it is she."""
        if self.guest is None or self.guest.id == self.proven:
            return False
        gifts = sum(line.points_each * line.quantity for line in self.lines)
        stored = self.parts.get(Tender.STORED_VALUE, Money())
        return (
            self.asks_proof
            or terms.spending.needs_proof(self.spend + gifts)
            or terms.stored_value.needs_proof(stored)
        )

    def most_points(self, terms: Terms, day: date) -> Points:
        """As many points as she has and the rules take."""
        if self.guest is None:
            return Points(0)
        quote = self._quote(terms, day, self.coupons, Points(0))
        has = Points(self.guest.buyer.points - quote.cost(Discount.GIFT))
        return spending.most(terms.spending, has, quote.due, terms.point_value)

    def choice(self, terms: Terms, day: date) -> Choice:
        """Which of her coupons would be best used here, with the discount of her tier or without,
        and why."""
        held = [one.held for one in self.guest.coupons] if self.guest else []
        return tier_choice.choose(
            self._before_coupons(terms, day), held, day, with_points=self.spend > 0
        )

    def fitting(self, terms: Terms, day: date) -> list[Fitting]:
        """Her coupons, those that fit this basket first."""
        held = [one.held for one in self.guest.coupons] if self.guest else []
        return tier_choice.fitting(
            self._before_coupons(terms, day), held, day, with_points=self.spend > 0
        )

    def _before_coupons(self, terms: Terms, day: date) -> tier_choice.Basket:
        """As coupons see it, with and without the standing discount."""
        without = self._items(terms, day, with_tier=False)
        has_any = self.guest is not None and self.guest.buyer.standing is not None
        reduced = self._items(terms, day, with_tier=True) if has_any else without
        return tier_choice.Basket(without, reduced)

    def _items(self, terms: Terms, day: date, *, with_tier: bool) -> list[Item]:
        """The basket with nothing of any coupon taken off yet."""
        try:
            quote = self._quote(terms, day, [], Points(0), with_tier=with_tier)
        except ShopError:  # nothing is rung, or something else is in the way: said elsewhere
            return []
        return bill.items_of(self.all_lines(), quote.paid, quote.free)

    def _quote(
        self,
        terms: Terms,
        day: date,
        coupons: list[CouponHeld],
        spend: Points,
        *,
        with_tier: bool | None = None,
    ) -> Quote:
        return bill.quote(
            self.all_lines(),
            terms,
            day,
            buyer=self.guest.buyer if self.guest else None,
            coupons=[one.held for one in coupons],
            spend=spend,
            free_pieces=self.free_pieces,
            with_tier=self.with_tier if with_tier is None else with_tier,
            stored=self.parts.get(Tender.STORED_VALUE, Money()),
        )

    def _add(self, line: Line) -> None:
        self.lines.append(line)
        self.touched = len(self.lines) - 1

    def _one_more(self, number: int) -> None:
        self.touched = number
        self.change_quantity(1)
