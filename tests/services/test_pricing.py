"""The goods on sale and their prices."""

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.errors import (
    AmountNotPositive,
    AmountTooLarge,
    NameMissing,
    NameTooLong,
    NotAllowed,
    RequestReused,
    ShopError,
)
from shopfans.domain.money import MOST, Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Line, Tender
from shopfans.services import pricing, selling


def add(shop: Shop, by: Staff, name: str, fen: int, request: str, category: str = "甜品") -> None:
    pricing.add_good(
        shop, by=by, name=name, category=category, price=Money(fen), request=request
    )  # fmt: skip


def test_goods_stand_by_category_in_the_order_they_were_entered(shop: Shop, owner: Staff) -> None:
    for number, (name, category) in enumerate([("b", "2"), ("z", "1"), ("a", "1"), ("c", " 2 ")]):
        add(shop, owner, name, 100, f"g{number}", category)
    assert [good.name for good in pricing.goods(shop)] == ["z", "a", "b", "c"]


def test_a_good_is_added_once_by_the_owner(shop: Shop, owner: Staff, cashier: Staff) -> None:
    with pytest.raises(NotAllowed):
        add(shop, cashier, "布丁", 1200, "g")
    add(shop, owner, " 布丁 ", 1200, "g")
    add(shop, owner, "布丁", 1200, "g")
    with pytest.raises(RequestReused):
        add(shop, owner, "布丁", 1300, "g")
    (good,) = pricing.goods(shop)
    assert (good.name, good.price) == ("布丁", Money(1200))


@pytest.mark.parametrize(
    ("name", "fen", "refusal"),
    [
        ("", 100, NameMissing),
        ("布" * 10_000, 100, NameTooLong),
        ("布丁", 0, AmountNotPositive),
        ("布丁", -1, AmountNotPositive),
        ("布丁", MOST.fen + 1, AmountTooLarge),
    ],
)
def test_goods_refused_for_a_reason(
    shop: Shop, owner: Staff, name: str, fen: int, refusal: type[ShopError]
) -> None:
    with pytest.raises(refusal):
        add(shop, owner, name, fen, "g")
    assert pricing.goods(shop) == []


def test_a_retired_good_is_off_the_list_and_its_sales_stand(
    shop: Shop, owner: Staff, cashier: Staff
) -> None:
    add(shop, owner, "布丁", 1200, "g")
    (good,) = pricing.goods(shop)
    selling.record_sale(
        shop,
        by=cashier,
        request="s",
        lines=[Line(good.price, 2, good.name, good.id)],
        payments={Tender.WECHAT: Money(2400)},
    )
    with pytest.raises(NotAllowed):
        pricing.retire_good(shop, by=cashier, good=good.id, request="r")
    for _ in range(2):
        pricing.retire_good(shop, by=owner, good=good.id, request="r")
    assert pricing.goods(shop) == []
    with shop.reading():
        assert shop.rows("SELECT name, quantity, unit_price, amount FROM sale_line") == [
            ("布丁", 2, 1200, 2400)
        ]


def test_a_category_is_tidied_and_limited(shop: Shop, owner: Staff) -> None:
    add(shop, owner, "布丁", 1200, "g1", " 甜\n品 ")
    add(shop, owner, "茶", 1200, "g2", "  ")
    assert [good.category for good in pricing.goods(shop)] == ["", "甜 品"]
    with pytest.raises(NameTooLong):
        add(shop, owner, "饼", 1200, "g3", "甜" * 10_000)
