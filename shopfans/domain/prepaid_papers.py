"""All that the papers of money received ahead say, as plain values: stored value, session cards and
memberships, paid for, taken back or given back."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import NamedTuple

from shopfans.domain.kinds import Prepaid
from shopfans.domain.memberships import Run
from shopfans.domain.money import Currency, Money
from shopfans.domain.points import Points
from shopfans.domain.receipts import PaperCoupon, PaperPayment, PaperStored
from shopfans.domain.stored_value import Instalment


@dataclass(frozen=True, kw_only=True)
class PrepaidPaper:
    """What each of them says: where, when and to whom, and how money moved."""

    shop_name: str
    currency: Currency
    zone: str
    number: str
    at: datetime
    staff: str
    member_name: str
    member_phone: str
    """Masked already."""
    paid: Money = Money()
    """Below zero for what was given back; the use of a card moves no money."""
    payments: tuple[PaperPayment, ...] = ()
    cash_received: Money | None = None
    change: Money | None = None
    original: str = ""
    """The number of what was taken back."""


@dataclass(frozen=True, kw_only=True)
class ValuePaper(PrepaidPaper):
    """Of a top-up, of one that was taken back, or of a payout."""

    kind: Prepaid
    bonus: Money
    later: tuple[Instalment, ...]
    """The parts of the bonus that are still to come."""
    stored: PaperStored
    earned: Points = Points(0)
    coupons: tuple[PaperCoupon, ...] = ()
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


@dataclass(frozen=True, kw_only=True)
class CardPaper(PrepaidPaper):
    """Of a session card that was sold, used or taken back."""

    event: CardEvent
    card: str
    """Its name."""
    parts: tuple[PaperSessions, ...]
    worth: Money
    """Of what is left."""
    last_day: date | None
    use: PaperUse | None = None


class PlanEvent(Enum):
    """What happened to a membership."""

    SOLD = "sold"
    VOIDED = "voided"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True)
class PlanPaper(PrepaidPaper):
    """Of a membership that was sold, taken back or ended."""

    event: PlanEvent
    plan: str
    """Its name."""
    gives: str
    """All that it gives, in the words of the paper's language."""
    run: Run
    """The days on which it holds."""
