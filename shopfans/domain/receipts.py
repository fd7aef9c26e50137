"""All that a receipt says, as plain values; the words are found when it is drawn."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import NamedTuple

from shopfans.domain.day_close import ClosePaper, ShiftPaper
from shopfans.domain.kinds import Prepaid
from shopfans.domain.memberships import Run
from shopfans.domain.money import Currency, Money
from shopfans.domain.points import Points
from shopfans.domain.referral import Thanks
from shopfans.domain.sales import Tender
from shopfans.domain.stored_value import Instalment


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
class ValuePaper:
    """Of a top-up, of one that was taken back, or of a payout."""

    shop_name: str
    currency: Currency
    zone: str
    number: str
    at: datetime
    staff: str
    kind: Prepaid
    member_name: str
    member_phone: str
    """Masked already."""
    paid: Money
    """Below zero for what was given back."""
    bonus: Money
    later: tuple[Instalment, ...]
    """The parts of the bonus that are still to come."""
    payments: tuple[PaperPayment, ...]
    stored: PaperStored
    cash_received: Money | None = None
    change: Money | None = None
    earned: Points = Points(0)
    coupons: tuple[PaperCoupon, ...] = ()
    original: str = ""
    """The number of the top-up that was taken back."""
    is_copy: bool = False


class CardEvent(Enum):
    """What happened to a session card."""

    SOLD = "sold"
    VOIDED = "voided"
    USED = "used"
    UNDONE = "undone"
    GIVEN_BACK = "given_back"


class PaperSessions(NamedTuple):
    """One service of a card."""

    name: str
    sessions: int
    used: int
    left: int


class PaperUse(NamedTuple):
    name: str
    sessions: int
    staff: str
    """Who served her."""


@dataclass(frozen=True)
class CardPaper:
    """Of a session card that was sold, used or taken back."""

    shop_name: str
    currency: Currency
    zone: str
    number: str
    at: datetime
    staff: str
    event: CardEvent
    member_name: str
    member_phone: str
    """Masked already."""
    card: str
    """Its name."""
    parts: tuple[PaperSessions, ...]
    worth: Money
    """Of what is left."""
    last_day: date | None
    paid: Money = Money()
    """Below zero for what was given back; a use moves no money."""
    payments: tuple[PaperPayment, ...] = ()
    cash_received: Money | None = None
    change: Money | None = None
    use: PaperUse | None = None
    original: str = ""
    """The number of the card that was taken back."""


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


class PlanEvent(Enum):
    """What happened to a membership."""

    SOLD = "sold"
    VOIDED = "voided"
    ENDED = "ended"


@dataclass(frozen=True)
class PlanPaper:
    """Of a membership that was sold, taken back or ended."""

    shop_name: str
    currency: Currency
    zone: str
    number: str
    at: datetime
    staff: str
    event: PlanEvent
    member_name: str
    member_phone: str
    """Masked already."""
    plan: str
    """Its name."""
    gives: str
    """All that it gives, in the words of the paper's language."""
    run: Run
    """The days on which it holds."""
    paid: Money
    """Below zero for what was given back."""
    payments: tuple[PaperPayment, ...]
    cash_received: Money | None = None
    change: Money | None = None
    original: str = ""
    """The number of the one that was taken back."""


@dataclass(frozen=True)
class Confirmation:
    """That a member was forgotten: for her to take along, without her name."""

    shop_name: str
    zone: str
    at: datetime
    staff: str
    number: int
    """Her member number, which names nobody any more."""


Printable = (
    Paper
    | ValuePaper
    | CardPaper
    | PlanPaper
    | PointsPaper
    | Confirmation
    | ClosePaper
    | ShiftPaper
)
"""What a receipt printer prints."""
