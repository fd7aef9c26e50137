"""The gift shelf: what points can be exchanged for."""

from collections.abc import Callable
from typing import Any, NamedTuple

from shopfans.database.models import Gift
from shopfans.database.operations import begin
from shopfans.database.shop import Shop
from shopfans.domain.contacts import tidy_name
from shopfans.domain.errors import NumberOutOfRange
from shopfans.domain.kinds import Act
from shopfans.domain.points import MOST_AT_ONCE, Points
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.topics import Topic
from shopfans.services import settings


class GiftOnShelf(NamedTuple):
    id: int
    name: str
    points: Points


def gifts(shop: Shop) -> list[GiftOnShelf]:
    """What stands on the shelf, the cheapest first."""
    with shop.reading():
        rows = shop.rows("SELECT id, name, points FROM gift WHERE active = 1 ORDER BY points, id")
        return [GiftOnShelf(number, name, Points(cost)) for number, name, cost in rows]


def add_gift(shop: Shop, *, by: Staff, name: str, points: Points, request: str) -> None:
    """One more gift on the shelf. Raises NameMissing, NameTooLong or NumberOutOfRange."""
    require(by, Right.KEEP_COUPONS)
    name = tidy_name(name)
    _check(points)
    _keep(shop, by, request, (name, points), lambda: Gift.insert(name=name, points=points))


def change_points(shop: Shop, *, by: Staff, gift: int, points: Points, request: str) -> None:
    """What it costs from now on. Raises NumberOutOfRange."""
    require(by, Right.KEEP_COUPONS)
    _check(points)
    _keep(
        shop, by, request, (gift, points),
        lambda: Gift.update(points=points).where(Gift.id == gift),
    )  # fmt: skip


def retire_gift(shop: Shop, *, by: Staff, gift: int, request: str) -> None:
    """Off the shelf; past sales keep it."""
    require(by, Right.KEEP_COUPONS)
    _keep(shop, by, request, gift, lambda: Gift.update(active=False).where(Gift.id == gift))


def _check(points: Points) -> None:
    if not 1 <= points <= MOST_AT_ONCE:
        raise NumberOutOfRange(1, MOST_AT_ONCE)


def _keep(shop: Shop, by: Staff, request: str, asked: object, change: Callable[[], Any]) -> None:
    terms = settings.load(shop)
    with shop.changing(Topic.COUPONS):
        if begin(shop, Act.KEEP_GIFTS, terms=terms, by=by, request=request, asked=asked).is_new:
            change().execute()
