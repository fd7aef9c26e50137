"""A basket, who buys it, and the sum that is made of it."""

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from shopfans.domain.birthdays import Birthday
from shopfans.domain.earning import Earning
from shopfans.domain.earning_rule import Multiplier
from shopfans.domain.kinds import Discount
from shopfans.domain.memberships import Plan
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.roles import Right
from shopfans.domain.tiers import Tier

STANDING = (Discount.TIER, Discount.MEMBERSHIP)
"""Taken off everything she buys: one of them, the larger."""


class Tender(Enum):
    """How money was received; recorded, not processed."""

    CASH = "cash"
    WECHAT = "wechat"
    ALIPAY = "alipay"
    CARD = "card"
    STORED_VALUE = "stored_value"
    """Paid in before: no money comes in."""
    UNKNOWN = "unknown"
    """Imported history does not say."""


class Line(NamedTuple):
    """So many of one good or gift, or an amount typed by hand (no good, no name)."""

    unit_price: Money
    quantity: int = 1
    name: str = ""
    good: int | None = None
    category: str = ""
    list_price: Money | None = None
    off: Money = Money()
    """What the operator takes off the line."""
    reason: str = ""
    """Why."""
    earns: bool = True
    gift: int | None = None
    points_each: Points = Points(0)
    """What a gift costs; its price is nothing."""

    @property
    def amount(self) -> Money:
        return self.unit_price * self.quantity

    @property
    def is_repriced(self) -> bool:
        return self.list_price is not None and self.unit_price != self.list_price

    @property
    def is_changed(self) -> bool:
        """Whether the operator sells it at a price of her own."""
        return self.is_repriced or bool(self.off)

    def is_far_below(self, percent: int) -> bool:
        """Whether it costs less than the list says, by more than so many percent."""
        listed = (self.list_price or self.unit_price) * self.quantity
        return (self.amount - self.off).fen * 100 < listed.fen * (100 - percent)


def price_right(lines: Iterable[Line], percent: int) -> Right | None:
    """What one must be allowed to sell these at such prices; None: nothing but to sell.

    `percent` is how far below the list one may go without the owner's leave.
    """
    changed = [line for line in lines if line.is_changed]
    if any(line.is_far_below(percent) for line in changed):
        return Right.DISCOUNT_MUCH
    return Right.CHANGE_PRICE if changed else None


class Buyer(NamedTuple):
    """What the rules ask about the member who buys."""

    points: Points = Points(0)
    """What she can spend today; below zero if she owes some."""
    birthday: Birthday | None = None
    carried: int = 0
    """Thousandths of a point left over from her last visits."""
    stamps: int = 0
    tier: Tier | None = None
    plan: Plan | None = None
    """The membership she paid for."""

    @property
    def standing(self) -> "Standing | None":
        """What is off everything she buys: of her tier or her membership, whichever is more; of
        equal ones her tier's, which costs her nothing."""
        found = [
            Standing(kind, one.name, one.percent)
            for kind, one in ((Discount.TIER, self.tier), (Discount.MEMBERSHIP, self.plan))
            if one is not None and one.percent
        ]
        return max(found, key=lambda one: one.percent, default=None)

    @property
    def multiplier(self) -> Multiplier | None:
        """That of her tier or her membership, whichever is larger."""
        found = [Multiplier(one.name, one.times) for one in (self.tier, self.plan) if one]
        return max(found, key=lambda one: one.percent, default=None)


class Standing(NamedTuple):
    """A discount off everything, and what gives it."""

    kind: Discount
    name: str
    percent: int
    """In hundredths of a percent."""


class Off(NamedTuple):
    """One discount, and what part of it falls on each line."""

    kind: Discount
    shares: tuple[Money, ...]
    costs: tuple[int, ...]
    """Points or stamps used for it, line by line."""
    reason: str = ""
    """Why the operator takes it off, or the name of her tier or membership."""
    coupon: str | None = None
    """Its code."""

    @property
    def amount(self) -> Money:
        return Money.total(self.shares)

    @property
    def cost(self) -> int:
        return sum(self.costs)


class Quote(NamedTuple):
    gross: Money
    offs: tuple[Off, ...]
    """In the order in which they are taken off."""
    paid: tuple[Money, ...]
    """What is left of each line."""
    stamps: tuple[int, ...]
    """The stamps that each line brings."""
    free: tuple[int, ...]
    """The pieces of each line that a full stamp card makes free."""
    earning: Earning

    @property
    def due(self) -> Money:
        return Money.total(self.paid)

    @property
    def earned(self) -> Points:
        return self.earning.points

    def off(self, kind: Discount) -> Money:
        return Money.total(off.amount for off in self.offs if off.kind is kind)

    def cost(self, *kinds: Discount) -> int:
        """Points or stamps that discounts of these kinds use."""
        return sum(off.cost for off in self.offs if off.kind in kinds)
