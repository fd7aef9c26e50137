"""What going through the chain of digests found."""

from datetime import date
from enum import Enum
from typing import NamedTuple


class Spot(Enum):
    LINE = "line"
    """Of the ledger."""
    SALE = "sale"
    """Of a closed day."""
    CLOSE = "close"


class Broken(NamedTuple):
    """Where the books are not as they were."""

    spot: Spot
    number: int | None
    """Of the line or the sale."""
    day: date | None
    member: str


class Chain(NamedTuple):
    """What was gone through, and what is wrong in it."""

    since: date | None
    """The first day that the chain proves; None: it has no link yet."""
    lines: int
    days: int
    broken: tuple[Broken, ...]
