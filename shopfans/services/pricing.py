"""The goods on sale and their prices."""

from typing import NamedTuple

from peewee import ModelSelect

from shopfans.database.models import Good, GoodKey
from shopfans.database.operations import begin
from shopfans.database.shop import Shop
from shopfans.domain.contacts import tidy_name
from shopfans.domain.errors import AmountNotPositive, AmountTooLarge, UnknownBarcode
from shopfans.domain.kinds import Act
from shopfans.domain.money import MOST, Money
from shopfans.domain.names import search_keys
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.topics import Topic
from shopfans.services import settings


class GoodOnSale(NamedTuple):
    id: int
    name: str
    category: str
    price: Money
    earns: bool = True


def goods(shop: Shop) -> list[GoodOnSale]:
    """What the counter can sell, by category and in the order it was entered."""
    with shop.reading():
        query = _on_sale().order_by(Good.category, Good.id)
        return [GoodOnSale(*row) for row in query.tuples()]


def add_good(
    shop: Shop, *, by: Staff, name: str, category: str, price: Money, request: str
) -> None:
    """One more good on sale. Raises NameMissing, NameTooLong, AmountNotPositive or
    AmountTooLarge."""
    require(by, Right.KEEP_GOODS)
    if price <= Money():
        raise AmountNotPositive()
    if price > MOST:
        raise AmountTooLarge(MOST.fen)
    name, category = tidy_name(name), tidy_name(category) if category.strip() else ""
    terms = settings.load(shop)
    with shop.changing(Topic.GOODS):
        asked = (name, category, price)
        if begin(shop, Act.KEEP_GOODS, terms=terms, by=by, request=request, asked=asked).is_new:
            good = Good.insert(name=name, category=category, price=price).execute()
            rows = [(key, good) for key in search_keys(name, "")]
            GoodKey.insert_many(rows, [GoodKey.key, GoodKey.good]).execute()


def retire_good(shop: Shop, *, by: Staff, good: int, request: str) -> None:
    """No longer on sale; past sales keep its name and price."""
    require(by, Right.KEEP_GOODS)
    terms = settings.load(shop)
    with shop.changing(Topic.GOODS):
        if begin(shop, Act.KEEP_GOODS, terms=terms, by=by, request=request, asked=good).is_new:
            Good.update(active=False).where(Good.id == good).execute()


def by_barcode(shop: Shop, barcode: str) -> GoodOnSale:
    """The good on sale that bears this barcode. Raises UnknownBarcode."""
    with shop.reading():
        for row in _on_sale().where(Good.barcode == barcode).tuples():
            return GoodOnSale(*row)
    raise UnknownBarcode(barcode)


def _on_sale() -> ModelSelect:
    columns = (Good.id, Good.name, Good.category, Good.price, Good.earns)
    return Good.select(*columns).where(Good.active)
