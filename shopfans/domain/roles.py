"""Who may do what, by whose leave, and what that leave is good for."""

from enum import Enum
from typing import NamedTuple

from shopfans.domain.errors import NotAllowed, WhyMissing


class Role(Enum):
    CASHIER = "cashier"
    SENIOR = "senior"
    """A cashier whom the owner trusts with prices and records, but not with the books."""
    OWNER = "owner"


class Right(Enum):
    """In the order of the table that shows them."""

    SELL = "sell"
    ENROLL = "enroll"
    REMIND = "remind"
    VOID = "void"
    REFUND = "refund"
    """Up to the owner's limit; a void too."""
    TOP_UP = "top_up"
    CLOSE_DAY = "close_day"
    """Count the drawer, hand it over, and close the day."""
    CHANGE_PRICE = "change_price"
    """At the counter, up to the owner's limit."""
    MERGE = "merge"
    REFUND_MUCH = "refund_much"
    """Above the owner's limit; a void too."""
    DISCOUNT_MUCH = "discount_much"
    """Sell for less than the owner's limit lets others."""
    PAY_OUT = "pay_out"
    """Give stored value back in money."""
    CARD_BACK = "card_back"
    """Take a card back that was paid ahead, and return what is left of its price."""
    TRANSFER_CARD = "transfer_card"
    """Make a personal card another member's."""
    ADJUST = "adjust"
    """Points by hand."""
    EXPORT = "export"
    ERASE = "erase"
    KEEP_GOODS = "keep_goods"
    KEEP_COUPONS = "keep_coupons"
    """Templates, gifts, batches and their recall."""
    SET_TERMS = "set_terms"
    IMPORT = "import"
    BACK_UP = "back_up"
    """Make, test and keep backups, and say where the second place is."""
    RESTORE = "restore"
    CONFIRM_DATE = "confirm_date"
    """Say that the date of the computer is right: what lapses by it lapses then."""
    KEEP_STAFF = "keep_staff"
    SEE_LOG = "see_log"
    """Who did what, what is odd, and whether the books are intact."""


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
RIGHTS = {
    Role.CASHIER: _CASHIER,
    Role.SENIOR: _CASHIER | {Right.CHANGE_PRICE, Right.MERGE},
    Role.OWNER: frozenset(Right),
}
"""The one table of who may do what."""

NEEDS_REASON = frozenset({Right.ADJUST, Right.REFUND_MUCH, Right.CARD_BACK, Right.RESTORE})
"""Nobody does these without saying why, the owner neither: the books show that they were done, and
cannot show why. Whoever needs somebody's leave says why in any case."""

NEEDS_PIN = frozenset({Right.RESTORE})
"""For these the owner types her PIN though she is signed in: a window she left open is not enough
to replace the whole shop."""

_COVERS = {Right.DISCOUNT_MUCH: Right.CHANGE_PRICE}
"""The greater leave is good for the lesser act."""


class Leave(NamedTuple):
    """One person lets a risky act be done, once."""

    staff: int | None
    """Who gives it; None: whoever runs the program from a terminal."""
    right: Right
    reason: str
    request: str
    """The one request it is good for."""


class Staff(NamedTuple):
    """The operator in whose name a command runs."""

    id: int | None
    """None is the program itself: scheduled work, or a shell that can read the file anyway."""
    name: str
    role: Role
    leave: Leave | None = None

    def may(self, right: Right) -> bool:
        return right in RIGHTS[self.role] or (self.leave is not None and _is_good_for(self, right))

    def with_leave(self, leave: Leave) -> "Staff":
        """The same operator, with somebody's leave for one request."""
        return self._replace(leave=leave)


SYSTEM = Staff(None, "", Role.OWNER)


def require(by: Staff, right: Right) -> None:
    """Returns if the operator has the right, or the leave. Raises NotAllowed or WhyMissing."""
    if not by.may(right):
        raise NotAllowed(right.value)
    if right in NEEDS_REASON and not (by.leave and by.leave.right is right and by.leave.reason):
        raise WhyMissing()


def _is_good_for(by: Staff, right: Right) -> bool:
    given = by.leave
    return given is not None and right in {given.right, _COVERS.get(given.right)}
