"""All that a shop can know of one member, as plain values."""

from datetime import date, datetime
from typing import NamedTuple

from shopfans.domain.birthdays import Birthday
from shopfans.domain.kinds import Entry, Purpose, Reason, Unit
from shopfans.domain.money import Money
from shopfans.domain.touches import TouchKind


class ConsentSaid(NamedTuple):
    at: datetime
    purpose: Purpose
    given: bool
    version: int
    """Of the words she was shown."""


class SaleKnown(NamedTuple):
    id: int
    at: datetime
    goods: tuple[tuple[str, int], ...]
    """Each name, empty for an amount typed by hand, and how many."""
    paid: Money
    reverses: int | None


class OwedLine(NamedTuple):
    """A line of her ledger."""

    at: datetime
    unit: Unit
    kind: Entry
    change: int
    lapses: date | None


class SessionKnown(NamedTuple):
    """A line of her session cards."""

    at: datetime
    card: str
    service: str
    change: int
    note: str
    """In the staff's own words."""


class CouponKnown(NamedTuple):
    name: str
    code: str
    issued: date
    lapses: date
    used_in: int | None
    """The sale that has it."""
    is_withdrawn: bool


class TouchKnown(NamedTuple):
    """Staff turned to her."""

    at: datetime
    kind: TouchKind
    reason: Reason | None
    note: str


class Known(NamedTuple):
    """Lists begin with the oldest."""

    at: datetime
    id: int
    name: str
    phone: str
    birthday: Birthday | None
    note: str
    joined: date
    visits: int
    spent: Money
    usual_gap: int | None
    codes: tuple[str, ...]
    """Her member codes and her cards."""
    foreign_ids: tuple[str, ...]
    """Her keys in the program her history came from."""
    consents: tuple[ConsentSaid, ...]
    sales: tuple[SaleKnown, ...]
    owed: tuple[OwedLine, ...]
    sessions: tuple[SessionKnown, ...]
    coupons: tuple[CouponKnown, ...]
    touches: tuple[TouchKnown, ...]


class Section(NamedTuple):
    """A part of the page in words, and of the file."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    """Columns that stand at the right."""
    has_totals: bool = False
    """Whether the last row is what the others come to."""
