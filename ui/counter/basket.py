"""What lies on the counter for one guest, without any screen."""

from dataclasses import dataclass, field

from shopfans.database.operations import new_request
from shopfans.domain.coupons import AmountOff
from shopfans.domain.money import Money
from shopfans.domain.points import Points, most_for
from shopfans.domain.sales import Line, Quote, quote
from shopfans.domain.terms import Terms
from shopfans.services.finding import CouponHeld, MemberCard
from shopfans.services.pricing import GoodOnSale


@dataclass
class Basket:
    """Begun anew for each guest, with a request key of its own: a sale is stored once."""

    lines: list[Line] = field(default_factory=list)
    guest: MemberCard | None = None
    coupon: CouponHeld | None = None
    spend: Points = Points(0)
    typed: Money = Money()
    """An amount in the field that was not entered yet: the sum counts it already."""
    touched: int = 0
    """The line that was added or chosen last."""
    request: str = field(default_factory=new_request)

    def add_amount(self, amount: Money) -> None:
        self._add(Line(amount))

    def add_good(self, good: GoodOnSale) -> None:
        """One more of it; the same good stands on one line."""
        for number, line in enumerate(self.lines):
            if line.good == good.id:
                self.touched = number
                self.change_quantity(1)
                return
        self._add(Line(good.price, 1, good.name, good.id))

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

    def gross(self) -> Money:
        return Money.total(line.amount for line in self._all_lines())

    def _all_lines(self) -> list[Line]:
        return [*self.lines, Line(self.typed)] if self.typed else self.lines

    def _add(self, line: Line) -> None:
        self.lines.append(line)
        self.touched = len(self.lines) - 1

    def quote(self, terms: Terms) -> Quote:
        """The sum so far; raises what the sale itself would raise."""
        return quote(
            self._all_lines(),
            terms,
            has_member=self.guest is not None,
            balance=self.guest.points if self.guest else Points(0),
            coupon=AmountOff(self.coupon.off, self.coupon.minimum) if self.coupon else None,
            spend=self.spend,
        )

    def most_points(self, terms: Terms) -> Points:
        """As many points as she has and the price takes."""
        if self.guest is None:
            return Points(0)
        gross = self.gross()
        off = min(self.coupon.off, gross) if self.coupon else Money()
        return Points(max(0, min(self.guest.points, most_for(gross - off, terms.point_value))))
