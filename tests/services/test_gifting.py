"""The gift shelf: what stands on it and for how many points."""

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.errors import NameMissing, NotAllowed, NumberOutOfRange
from shopfans.domain.points import Points
from shopfans.domain.roles import Staff
from shopfans.services.goods import gifting


def put(shop: Shop, by: Staff, name: str, points: int) -> None:
    gifting.add_gift(shop, by=by, name=name, points=Points(points), request=f"put {name}")


def test_the_cheapest_stands_first(shop: Shop, owner: Staff) -> None:
    for name, points in (("Cup", 500), ("Sticker", 20), ("Bag", 120), ("Sticker", 20)):
        put(shop, owner, name, points)
    assert [(gift.name, gift.points) for gift in gifting.gifts(shop)] == [
        ("Sticker", 20), ("Bag", 120), ("Cup", 500),
    ]  # fmt: skip


def test_a_gift_costs_otherwise_and_goes(shop: Shop, owner: Staff) -> None:
    put(shop, owner, "Cup", 500)
    [cup] = gifting.gifts(shop)
    gifting.change_points(shop, by=owner, gift=cup.id, points=Points(450), request="c")
    assert [gift.points for gift in gifting.gifts(shop)] == [450]
    gifting.retire_gift(shop, by=owner, gift=cup.id, request="r")
    assert gifting.gifts(shop) == []


def test_what_cannot_stand_there_is_refused(shop: Shop, owner: Staff, cashier: Staff) -> None:
    with pytest.raises(NameMissing):
        put(shop, owner, " ", 5)
    for points in (0, -5, 10**9 + 1):
        with pytest.raises(NumberOutOfRange):
            put(shop, owner, "Cup", points)
    with pytest.raises(NotAllowed):
        put(shop, cashier, "Cup", 5)
    assert gifting.gifts(shop) == []
