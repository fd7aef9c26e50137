"""All that a receipt says, as plain values: of a sale, of points by hand, of being forgotten.

The words are found when it is drawn.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import NamedTuple

from shopfans.domain.money import Currency, Money
from shopfans.domain.points import Points
from shopfans.domain.referral import Thanks
from shopfans.domain.sales import Tender


class PaperKind(Enum):
    SALE = "sale"
    VOID = "void"
    REFUND = "refund"


class PaperLine(NamedTuple):
    """So many of one good; an amount typed by hand has no name."""

    name: str
    quantity: int
    unit_price: Money
    amount: Money
    list_price: Money | None = None
    """What one costs otherwise, if the price was changed."""
    points: Points = Points(0)
    """What a gift cost in points."""


class PaperDiscount(NamedTuple):
    name: str
    amount: Money
    """Taken off, so above zero."""
    reason: str = ""


class PaperPayment(NamedTuple):
    tender: Tender
    amount: Money


class PaperPoints(NamedTuple):
    """Where a member's points stand after the sale."""

    earned: Points
    used: Points
    left: Points
    lapsing: Points = Points(0)
    """Those that lapse next, after `lapse_day`."""
    lapse_day: date | None = None
    explanation: str = ""
    """How the earned points came about, in the words of the receipt's language."""


class PaperStored(NamedTuple):
    """A member's stored value afterwards."""

    principal: Money
    bonus: Money


class PaperCard(NamedTuple):
    """What is left of a session card."""

    name: str
    left: int
    used: int
    worth: Money
    """Of what is left."""
    last_day: date | None


class PaperStamps(NamedTuple):
    have: int
    needed: int


class PaperCoupon(NamedTuple):
    """A coupon the guest received with this sale."""

    name: str
    code: str
    last_day: date
    terms: str = ""
    """From when and on what it holds, in the words of the receipt's language."""


@dataclass(frozen=True)
class Paper:
    """One receipt: of a sale, or of what was given back."""

    shop_name: str
    currency: Currency
    zone: str
    number: str
    code: str
    """The digits its QR code carries; scanning them finds the sale."""
    at: datetime
    """With its time zone."""
    staff: str
    gross: Money
    paid: Money
    """Below zero for what was given back."""
    kind: PaperKind = PaperKind.SALE
    original: str = ""
    """The number of the sale that was voided or refunded."""
    is_copy: bool = False
    address: str = ""
    phone: str = ""
    footer: tuple[str, ...] = ()
    member_name: str = ""
    """Empty for a walk-in."""
    member_phone: str = ""
    """Masked already."""
    lines: tuple[PaperLine, ...] = ()
    discounts: tuple[PaperDiscount, ...] = ()
    payments: tuple[PaperPayment, ...] = ()
    cash_received: Money | None = None
    change: Money | None = None
    kept_change: Money | None = None
    """Of the change, what became stored value."""
    stored: PaperStored | None = None
    """None: she has none, and used none."""
    cards: tuple[PaperCard, ...] = ()
    """Session cards with something left."""
    points: PaperPoints | None = None
    stamps: PaperStamps | None = None
    coupons: tuple[PaperCoupon, ...] = ()
    thanks: Thanks | None = None
    """What she and who brought her got with this sale; the name is masked already."""
    ends_thanks: bool = False
    """A refund took that back."""


@dataclass(frozen=True)
class PointsPaper:
    """That points were given or taken by hand."""

    shop_name: str
    zone: str
    at: datetime
    staff: str
    member_name: str
    member_phone: str
    """Masked already."""
    change: Points
    left: Points
    lapses: date | None
    """The last day of those that were given; None for what was taken."""


@dataclass(frozen=True)
class Confirmation:
    """That a member was forgotten: for her to take along, without her name."""

    shop_name: str
    zone: str
    at: datetime
    staff: str
    number: int
    """Her member number, which names nobody any more."""
