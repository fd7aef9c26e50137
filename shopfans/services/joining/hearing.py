"""What the counter hears of sign-ups: who waits, and who joined without the cashier."""

from typing import NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain.contacts import local_number
from shopfans.domain.kinds import Act
from shopfans.services import settings
from shopfans.services.joining import applying
from shopfans.services.joining.applying import PendingSignUp, Queue


class Arrival(NamedTuple):
    """Who joined by phone without the cashier."""

    member: int
    name: str
    phone: str


class News(NamedTuple):
    """All as of one moment."""

    waiting: list[PendingSignUp]
    """First come first, no more than were asked for."""
    queue: Queue
    arrived: list[Arrival]
    """First come first."""
    newest: int | None
    """The member who joined last, however she did; None before the first look."""


NOTHING = News([], Queue(0, 0), [], None)


def news(shop: Shop, *, after: int | None, most: int) -> News:
    """Who waits, and who arrived after that member; without one, as at the first look, nobody
    did."""
    with shop.reading():
        [(newest,)] = shop.rows("SELECT COALESCE(MAX(id), 0) FROM member")
        return News(
            applying.pending(shop, most=most),
            applying.queue(shop),
            [] if after is None or after == newest else _arrived(shop, after),
            newest,
        )


def _arrived(shop: Shop, after: int) -> list[Arrival]:
    region = settings.load(shop).region
    rows = shop.rows(_ARRIVED, after, Act.ENROLL.value, f"{applying.BY_PHONE}%")
    return [Arrival(member, name, local_number(phone, region)) for member, name, phone in rows]


# by the members' keys, which only grow: a look must not read all who ever joined
_ARRIVED = """
    SELECT m.id, m.name, m.phone FROM member m CROSS JOIN operation o ON o.id = m.operation_id
    WHERE m.id > ? AND m.erased = 0
      AND o.staff_id IS NULL AND o.act = ? AND o.request LIKE ?
    ORDER BY m.id"""
