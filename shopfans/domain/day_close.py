"""What a business day comes to when it is closed, as plain values."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from shopfans.domain.drawer import Drawer
from shopfans.domain.money import Currency, Money
from shopfans.domain.points import Points
from shopfans.domain.sales import Tender


class CategorySum(NamedTuple):
    category: str
    """Empty: amounts typed by hand, and goods without one."""
    quantity: int
    paid: Money
    """After every discount, less what came back."""


class DayFigures(NamedTuple):
    """All that happened on one business day; amounts are net of what was taken back."""

    sales: int
    """Recorded, those taken back later included."""
    refunds: int
    voids: int
    gross: Money
    paid: Money
    points_given: Points
    points_used: Points
    coupons_given: int
    coupons_used: int
    joined: int
    """Members who signed up."""
    takings: tuple[tuple[Tender, Money], ...]
    """Together they are `paid`."""
    categories: tuple[CategorySum, ...]
    prepaid: tuple[tuple[Tender, Money], ...] = ()
    """Received for stored value, less what was paid out of it: no part of `paid`."""

    @property
    def is_empty(self) -> bool:
        """Nobody bought, paid in, brought back or joined."""
        return not (
            self.sales or self.refunds or self.voids or self.joined or self.prepaid
        )  # fmt: skip

    @property
    def discounts(self) -> Money:
        return self.gross - self.paid

    @property
    def kept_back(self) -> Money:
        """From refunds, for points that were spent: received, but for no goods."""
        return self.paid - Money.total(one.paid for one in self.categories)


class Count(NamedTuple):
    """One count of the drawer."""

    at: datetime
    by: str
    to: str
    """Who took the drawer over; empty at the end of the day."""
    drawer: Drawer
    counted: Money
    stays: Money
    """What is left in the drawer; the rest was taken out."""
    pieces: tuple[tuple[int, int], ...] = ()
    """(value, how many), the largest first."""
    reason: str = ""
    """Why it differs, as somebody wrote it."""

    @property
    def over(self) -> Money:
        return self.drawer.over(self.counted)

    @property
    def taken_out(self) -> Money:
        return self.counted - self.stays


@dataclass(frozen=True)
class ClosePaper:
    """The slip of a closed day."""

    shop_name: str
    currency: Currency
    zone: str
    day: date
    at: datetime
    staff: str
    figures: DayFigures
    count: Count | None
    """None: nobody counted."""
    shifts: tuple[Count, ...]
    """The hand-overs since the close before."""
    digest: str
    """64 hexadecimal digits: the head of the chain of closed days."""
    is_copy: bool = False


@dataclass(frozen=True)
class ShiftPaper:
    """The slip of a hand-over."""

    shop_name: str
    currency: Currency
    zone: str
    count: Count
    is_copy: bool = False
