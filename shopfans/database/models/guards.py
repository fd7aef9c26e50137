"""What only grows, and what keeps a closed day closed: triggers refuse the rest."""

from typing import Any

from peewee import Model

from shopfans.database.models.coupons import (
    IssueBatch,
    SaleDiscount,
    SaleShare,
)
from shopfans.database.models.days import (
    ClosedCategory,
    ClosedPrepayment,
    ClosedSale,
    ClosedTender,
    CountReason,
    DayClose,
    DaySeal,
    DrawerCount,
    DrawerPiece,
)
from shopfans.database.models.members import (
    Consent,
    ConsentText,
)
from shopfans.database.models.memberships import Membership, MembershipCoupon, MembershipEnd
from shopfans.database.models.operations import (
    DoubtfulOperation,
    Operation,
    TermsVersion,
)
from shopfans.database.models.prepaid import (
    LedgerEntry,
    PayoutPart,
    Prepayment,
    PrepaymentTender,
)
from shopfans.database.models.reminders import (
    CareDone,
    Touch,
)
from shopfans.database.models.sales import (
    Payment,
    Sale,
    SaleLine,
)
from shopfans.database.models.session_cards import (
    SessionCard,
    SessionPart,
    SessionUse,
)
from shopfans.database.models.table import Table
from shopfans.database.models.traces import (
    Approval,
    Restoration,
    Trace,
)

APPEND_ONLY: tuple[type[Table], ...] = (
    Approval,
    CareDone,
    ClosedCategory,
    ClosedPrepayment,
    ClosedSale,
    ClosedTender,
    Consent,
    ConsentText,
    CountReason,
    DayClose,
    DaySeal,
    DoubtfulOperation,
    DrawerCount,
    DrawerPiece,
    IssueBatch,
    LedgerEntry,
    Membership,
    MembershipCoupon,
    MembershipEnd,
    Operation,
    Payment,
    PayoutPart,
    Prepayment,
    PrepaymentTender,
    Restoration,
    Sale,
    SaleDiscount,
    SaleLine,
    SaleShare,
    SessionCard,
    SessionPart,
    SessionUse,
    TermsVersion,
    Touch,
    Trace,
)
"""Nothing in these is ever changed or deleted but what stands in _FREE."""

_FREE: dict[type[Model], set[str]] = {
    Touch: {"note"},
    SessionCard: {"member_id"},
    SessionUse: {"note", "undone_id"},
}
"""Columns that may change: a note is blanked, a card is passed on, a use is taken back."""

CHANGES_HANDS: tuple[type[Table], ...] = (
    Consent, Membership, Prepayment, Sale, SessionUse, Touch,
)  # fmt: skip
"""Of these a row may become another member's, if both records were merged."""


def triggers(table: type[Model]) -> list[str]:
    """The statements that make a table append-only."""
    meta: Any = table._meta
    name = meta.table_name
    free = _FREE.get(table, set()) | ({"member_id"} if table in CHANGES_HANDS else set())
    update = "UPDATE"
    if free:
        update += f" OF {', '.join(one for one in meta.columns if one not in free)}"
    refused = f"BEGIN SELECT RAISE(ABORT, '{name} only grows'); END"
    closed = _CLOSED_DAYS.get(table)
    made = [
        f"CREATE TRIGGER {name}_keeps_{verb} BEFORE {event} ON {name} {refused}"
        for verb, event in (("update", update), ("delete", "DELETE"))
    ]
    if table in CHANGES_HANDS:
        made.append(
            f"CREATE TRIGGER {name}_keeps_member BEFORE UPDATE OF member_id ON {name} "
            f"WHEN NOT EXISTS (SELECT 1 FROM member_merge WHERE {_WERE_MERGED}) {refused}"
        )
    if closed is not None:
        made.append(
            f"CREATE TRIGGER {name}_keeps_closed BEFORE INSERT ON {name} "
            f"WHEN {closed} <= (SELECT MAX(day) FROM day_close) "
            f"AND {closed} >= (SELECT MIN(day) FROM day_close) "
            f"BEGIN SELECT RAISE(ABORT, '{name} only grows: the day is closed'); END"
        )
    return made


_OF_ITS_SALE = "(SELECT day FROM sale WHERE id = NEW.sale_id)"
_OF_ITS_PREPAYMENT = "(SELECT day FROM prepayment WHERE id = NEW.prepayment_id)"


_CLOSED_DAYS: dict[type[Model], str] = {
    Operation: "NEW.day",
    Sale: "NEW.day",
    SaleLine: _OF_ITS_SALE,
    Payment: _OF_ITS_SALE,
    SaleDiscount: _OF_ITS_SALE,
    SaleShare: _OF_ITS_SALE,
    LedgerEntry: "(SELECT day FROM operation WHERE id = NEW.operation_id)",
    Prepayment: "NEW.day",
    PrepaymentTender: _OF_ITS_PREPAYMENT,
    Membership: _OF_ITS_PREPAYMENT,
    MembershipEnd: _OF_ITS_PREPAYMENT,
}
"""Nothing is added to a closed day: by which day a new row is told."""


_WERE_MERGED = (
    "(gone_id = OLD.member_id AND kept_id = NEW.member_id) "
    "OR (kept_id = OLD.member_id AND gone_id = NEW.member_id)"
)
