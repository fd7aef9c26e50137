"""The goods on sale and their prices."""

from typing import Any

import pytest

from shopfans.database.shop import Shop
from shopfans.domain import codes
from shopfans.domain.errors import (
    AmountNotPositive,
    AmountTooLarge,
    BadBarcode,
    BarcodeIsOurs,
    BarcodeTaken,
    GoodOffSale,
    NameMissing,
    NameTooLong,
    NotAllowed,
    NumberOutOfRange,
    RequestReused,
    ShopError,
    UnknownBarcode,
    UnknownCode,
    UnknownGood,
)
from shopfans.domain.money import MOST, Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Line, Tender
from shopfans.services.goods import keys, pricing, recategorizing
from shopfans.services.sales import selling


def add(shop: Shop, by: Staff, name: str, fen: int, request: str, category: str = "甜品") -> None:
    pricing.add_good(shop, by=by, name=name, category=category, price=Money(fen), request=request)


def stock(shop: Shop, by: Staff, name: str, **more: Any) -> int:
    """A good with all that is said of it; returns its key."""
    said = {"category": "", "price": Money(1200), **more}
    pricing.add_good(shop, by=by, name=name, request=f"stock {name}", **said)
    (good,) = pricing.find_goods(shop, name)
    return good.id


def sell(shop: Shop, by: Staff, good: int, pieces: int) -> None:
    (sold,) = pricing.good_rows(shop, [good])
    line = Line(sold.price, pieces, sold.name, good, sold.category, sold.price)
    payments = {Tender.CASH: sold.price * pieces}
    request = f"sell {good} {pieces}"
    selling.record_sale(shop, by=by, request=request, lines=[line], payments=payments)


def names(goods: list[pricing.GoodOnSale]) -> list[str]:
    return [good.name for good in goods]


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


@pytest.mark.parametrize(
    "typed", ["芒果", "果布丁", "mangguo", "mgbd", "BD", "布 丁", "1111", "6901234567892"]
)
def test_a_good_is_found_by_any_piece_of_its_name_pinyin_or_barcode(
    shop: Shop, owner: Staff, typed: str
) -> None:
    stock(shop, owner, "芒果布丁", barcode="6901234561111")
    stock(shop, owner, "红茶", barcode="6901234567892")
    assert len(names(pricing.find_goods(shop, typed))) == 1


def test_what_sells_best_is_found_first(shop: Shop, owner: Staff, cashier: Staff) -> None:
    for name in ("红茶", "绿茶", "花茶"):
        stock(shop, owner, name)
    (green,) = pricing.find_goods(shop, "绿茶")
    sell(shop, cashier, green.id, 3)
    assert names(pricing.find_goods(shop, "茶")) == ["绿茶", "红茶", "花茶"]
    assert names(pricing.find_goods(shop, "茶", most=1)) == ["绿茶"]
    assert names(pricing.best_sellers(shop)) == ["绿茶"]


def test_nothing_typed_finds_nothing(shop: Shop, owner: Staff) -> None:
    stock(shop, owner, "红茶")
    assert pricing.find_goods(shop, " ") == []


def test_a_good_off_sale_is_found_only_by_who_asks_for_it(shop: Shop, owner: Staff) -> None:
    tea = stock(shop, owner, "红茶", barcode="69012345")
    pricing.retire_good(shop, by=owner, good=tea, request="r")
    assert pricing.find_goods(shop, "hc") == []
    (found,) = pricing.find_goods(shop, "hc", off_sale=True)
    assert not found.active
    with pytest.raises(GoodOffSale):
        pricing.by_barcode(shop, "69012345")
    pricing.bring_back(shop, by=owner, good=tea, request="b")
    assert pricing.by_barcode(shop, "69012345").id == tea


@pytest.mark.parametrize(
    ("printed", "read"),
    [("036000291452", "0036000291452"), ("0036000291452", "036000291452"), ("AB-1", " AB-1 ")],
)
def test_a_barcode_is_known_as_the_scanner_reads_it(
    shop: Shop, owner: Staff, printed: str, read: str
) -> None:
    tea = stock(shop, owner, "红茶", barcode=printed)
    assert pricing.by_barcode(shop, read).id == tea


def test_a_barcode_nobody_has_is_refused(shop: Shop) -> None:
    with pytest.raises(UnknownBarcode):
        pricing.by_barcode(shop, "6901234567892")
    with pytest.raises(UnknownCode):
        pricing.by_barcode(shop, "712345")


def test_a_barcode_is_on_one_good_only_even_off_sale(shop: Shop, owner: Staff) -> None:
    tea = stock(shop, owner, "红茶", barcode="A1")
    pricing.retire_good(shop, by=owner, good=tea, request="r")
    with pytest.raises(BarcodeTaken) as refused:
        stock(shop, owner, "绿茶", barcode="A1")
    assert refused.value.name == "红茶"
    pricing.change_good(shop, by=owner, good=tea, barcode="A1", price=Money(5), request="same")
    assert pricing.goods(shop) == []


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"barcode": "A" * 41}, BadBarcode),
        ({"barcode": "甜"}, BadBarcode),
        ({"barcode": "130000000000000000"}, BadBarcode),
        ({"barcode": codes.new_code(codes.Kind.MEMBER)}, BarcodeIsOurs),
        ({"barcode": codes.new_code(codes.Kind.COUPON)}, BarcodeIsOurs),
        ({"lasts": 0}, NumberOutOfRange),
        ({"lasts": 3651}, NumberOutOfRange),
        ({"price": Money()}, AmountNotPositive),
        ({"name": " "}, NameMissing),
    ],
)
def test_a_change_that_cannot_be_changes_nothing(
    shop: Shop, owner: Staff, said: dict[str, Any], refusal: type[ShopError]
) -> None:
    tea = stock(shop, owner, "红茶", barcode="A1", lasts=30)
    before = pricing.goods(shop)
    with pytest.raises(refusal):
        pricing.change_good(shop, by=owner, good=tea, request="c", **said)
    assert pricing.goods(shop) == before


def test_any_part_of_a_good_can_be_changed(shop: Shop, owner: Staff, cashier: Staff) -> None:
    tea = stock(shop, owner, "红茶", barcode="A1", lasts=30)
    sell(shop, cashier, tea, 2)
    to: pricing.Changes = {
        "name": "绿茶", "category": "茶", "price": Money(900), "barcode": "", "earns": False,
        "lasts": None,
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        pricing.change_good(shop, by=cashier, good=tea, request="c", **to)
    for _ in range(2):
        pricing.change_good(shop, by=owner, good=tea, request="c", **to)
    (good,) = pricing.goods(shop)
    assert good == pricing.GoodOnSale(tea, "绿茶", "茶", Money(900), earns=False, sold=2)
    assert names(pricing.find_goods(shop, "lvcha")) == ["绿茶"]
    assert pricing.find_goods(shop, "红") == []
    with shop.reading():
        assert shop.rows("SELECT name, unit_price FROM sale_line") == [("红茶", 1200)]


def test_a_good_that_is_not_there_cannot_be_changed(shop: Shop, owner: Staff) -> None:
    with pytest.raises(UnknownGood):
        pricing.change_good(shop, by=owner, good=99, name="茶", request="c")


def test_a_category_is_renamed_for_all_its_goods(shop: Shop, owner: Staff, cashier: Staff) -> None:
    for name, category in (("红茶", "茶"), ("绿茶", "茶"), ("布丁", "甜品"), ("袋", "")):
        stock(shop, owner, name, category=category)
    (red,) = pricing.find_goods(shop, "红茶")
    pricing.retire_good(shop, by=owner, good=red.id, request="r")
    assert dict(pricing.categories(shop)) == {"": 1, "甜品": 1, "茶": 1}
    assert dict(pricing.categories(shop, off_sale=True)) == {"茶": 1}
    with pytest.raises(NotAllowed):
        recategorizing.rename_category(shop, by=cashier, name="茶", to="饮品", request="n")
    assert recategorizing.rename_category(shop, by=owner, name="茶", to=" 饮品 ", request="n") == 2
    assert names(pricing.goods(shop, category="饮品")) == ["绿茶"]
    assert dict(pricing.categories(shop, off_sale=True)) == {"饮品": 1}


def test_goods_stand_in_any_order_with_the_empty_last(shop: Shop, owner: Staff) -> None:
    for name, lasts, fen in (("a", None, 3), ("b", 30, 1), ("c", 7, 2)):
        stock(shop, owner, name, lasts=lasts, price=Money(fen))

    def ordered(order: str, *, descending: bool = False) -> list[str]:
        keys = pricing.goods_in_order(shop, order, descending=descending)
        return names(pricing.good_rows(shop, keys))

    assert ordered("price") == ["b", "c", "a"]
    assert ordered("lasts") == ["c", "b", "a"]
    assert ordered("lasts", descending=True) == ["b", "c", "a"]
    with pytest.raises(ValueError, match="id; DROP"):
        pricing.goods_in_order(shop, "id; DROP")


def test_goods_of_an_older_file_are_found_by_pinyin_after_upkeep(shop: Shop, owner: Staff) -> None:
    tea = stock(shop, owner, "红茶ok")
    with shop.changing():
        shop.rows("DELETE FROM good_key WHERE key NOT IN ('红茶ok', '茶ok', 'ok', 'k')")
    assert pricing.find_goods(shop, "hongcha") == []
    assert keys.complete(shop) == 1
    assert [good.id for good in pricing.find_goods(shop, "hongcha")] == [tea]
    assert keys.complete(shop) == 0
