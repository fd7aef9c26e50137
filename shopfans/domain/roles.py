"""Who may do what."""

from enum import Enum
from typing import NamedTuple

from shopfans.domain.errors import NotAllowed


class Role(Enum):
    CASHIER = "cashier"
    OWNER = "owner"


class Right(Enum):
    SELL = "sell"
    ENROLL = "enroll"
    VOID = "void"
    REFUND = "refund"
    CHANGE_PRICE = "change_price"
    REMIND = "remind"
    EXPORT = "export"
    ERASE = "erase"
    MERGE = "merge"
    SET_TERMS = "set_terms"
    KEEP_GOODS = "keep_goods"
    KEEP_STAFF = "keep_staff"
    KEEP_COUPONS = "keep_coupons"
    """Templates, gifts, batches and their recall."""
    IMPORT = "import"
    CLOSE_DAY = "close_day"
    """Count the drawer, hand it over, and close the day."""
    BACK_UP = "back_up"
    """Make, test and keep backups, and say where the second place is."""
    RESTORE = "restore"
    TOP_UP = "top_up"
    PAY_OUT = "pay_out"
    """Give stored value back in money."""
    CONFIRM_DATE = "confirm_date"
    """Say that the date of the computer is right: what lapses by it lapses then."""


_CASHIER = frozenset(
    {
        Right.SELL,
        Right.ENROLL,
        Right.VOID,
        Right.REFUND,
        Right.REMIND,
        Right.CLOSE_DAY,
        Right.TOP_UP,
    }
)


class Staff(NamedTuple):
    """The operator in whose name a command runs."""

    id: int | None
    """None is the program itself: scheduled work, or a shell that can read the file anyway."""
    name: str
    role: Role

    def may(self, right: Right) -> bool:
        return self.role is Role.OWNER or right in _CASHIER


SYSTEM = Staff(None, "", Role.OWNER)


def require(by: Staff, right: Right) -> None:
    """Returns if the operator has the right. Raises NotAllowed."""
    if not by.may(right):
        raise NotAllowed(right.value)
