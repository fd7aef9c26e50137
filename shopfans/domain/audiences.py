"""To whom coupons are issued at once."""

from datetime import date
from typing import NamedTuple


class TheseMembers(NamedTuple):
    """One member, or some that were picked."""

    members: tuple[int, ...]


class FoundBy(NamedTuple):
    """All whom a search finds, however many."""

    text: str


class JoinedBetween(NamedTuple):
    first: date
    last: date
    """Included."""


class Among(NamedTuple):
    """Who has this tier and keeps her birthday in this month; None asks for neither."""

    tier: int | None
    """Its key."""
    month: date | None
    """Of the sun; its first day."""


class VotedFor(NamedTuple):
    candidate: int
    """Of a ballot."""


class Everybody(NamedTuple):
    pass


Audience = TheseMembers | FoundBy | JoinedBetween | Among | VotedFor | Everybody
