"""The gift shelf: what points can be exchanged for."""

from typing import NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain.points import Points


class GiftOnShelf(NamedTuple):
    id: int
    name: str
    points: Points


def gifts(shop: Shop) -> list[GiftOnShelf]:
    """What stands on the shelf, the cheapest first."""
    with shop.reading():
        rows = shop.rows("SELECT id, name, points FROM gift WHERE active = 1 ORDER BY points, id")
        return [GiftOnShelf(number, name, Points(cost)) for number, name, cost in rows]
