"""What the log tells apart, so that one can look for it."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, NamedTuple

from shopfans.domain.kinds import Act
from shopfans.domain.money import Money
from shopfans.domain.roles import Right


class Trail(Enum):
    SALES = "sales"
    MEMBERS = "members"
    COUPONS = "coupons"
    GOODS = "goods"
    SETTINGS = "settings"
    STAFF = "staff"
    """Who came in, who was refused, and what changed about them."""
    FILES = "files"
    """What came in and left as a file; backups."""
    DAYS = "days"
    PROGRAM = "program"
    """What nobody did by hand."""


_ACTS = {
    Trail.SALES: (
        Act.SALE, Act.VOID, Act.REFUND, Act.REASSIGN, Act.TOP_UP, Act.PAY_OUT,
        Act.VOID_PREPAYMENT, Act.SELL_CARD, Act.USE_SESSION, Act.UNDO_USE, Act.TRANSFER_CARD,
        Act.CARD_BACK, Act.JOIN_PLAN, Act.LEAVE_PLAN,
    ),
    Trail.MEMBERS: (
        Act.ENROLL, Act.ERASE, Act.TOUCH, Act.ADJUST, Act.KEEP_LINK, Act.HERSELF, Act.BIND_CARD,
        Act.NOTE, Act.MERGE, Act.UNMERGE, Act.TAG, Act.TAKE_OVER, Act.TELL_APART,
    ),
    Trail.COUPONS: (
        Act.KEEP_COUPONS, Act.ISSUE, Act.RECALL, Act.KEEP_GIFTS, Act.KEEP_BALLOT, Act.PRINT_CARDS,
    ),
    Trail.GOODS: (Act.KEEP_GOODS, Act.KEEP_CARDS),
    Trail.SETTINGS: (
        Act.FOUND, Act.SET_TERMS, Act.SET_TIERS, Act.KEEP_CARE, Act.KEEP_TAGS, Act.REWORD,
    ),
    Trail.STAFF: (
        Act.ADD_STAFF, Act.CHANGE_STAFF, Act.CHANGE_PIN, Act.SIGN_IN, Act.WRONG_PIN, Act.RECOVERY,
        Act.RECOVER,
    ),
    Trail.FILES: (Act.IMPORT, Act.EXPORT, Act.BRING_IN, Act.TAKE_BACK, Act.RESTORE),
    Trail.DAYS: (Act.HAND_OVER, Act.CLOSE_DAY, Act.CONFIRM_DATE),
    Trail.PROGRAM: (
        Act.LAPSE, Act.TIERS, Act.BIRTHDAYS, Act.INSTALMENT, Act.BENEFITS, Act.REFERRAL,
        Act.REFERRAL_BACK,
    ),
}  # fmt: skip


def acts_of(trail: Trail) -> tuple[Act, ...]:
    return _ACTS[trail]


class What(Enum):
    """What left the shop as a file."""

    WORKBOOK = "workbook"
    EVERYTHING = "everything"
    STATEMENT = "statement"
    KNOWN = "known"
    """All that is known about one member."""
    REFUND_SHEET = "refund_sheet"
    """What one member gets back of her stored value."""


class LogLine(NamedTuple):
    """One operation as the log tells it; what it has nothing to say of is None or empty."""

    id: int
    at: datetime
    day: date
    act: Act
    staff: str
    """Who did it; empty: the program, or a guest on her own page."""
    about: str
    """The colleague it was about."""
    member: int | None
    member_name: str
    """Empty for one who was forgotten."""
    sale: int | None
    paid: Money | None
    """Below zero for money that went back."""
    reverses: int | None
    points: int
    """Given less taken."""
    right: Right | None
    """What somebody else let her do."""
    allowed_by: str
    reason: str
    said: Mapping[str, Any]
    """Plain facts, by the kind of the act."""
