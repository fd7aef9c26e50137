"""The goods and their prices: found, changed, taken off sale and brought back."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple, TypedDict, Unpack

from shopfans.database.models import Good
from shopfans.database.operations import Done, begin, note
from shopfans.database.shop import Shop
from shopfans.domain import goods as rules
from shopfans.domain import scans
from shopfans.domain.errors import (
    BarcodeTaken,
    GoodOffSale,
    UnknownBarcode,
    UnknownCode,
    UnknownGood,
)
from shopfans.domain.goods import Details
from shopfans.domain.kinds import Act
from shopfans.domain.money import Money
from shopfans.domain.names import wanted
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.goods import keys

MOST_HITS = 50
BEST = 10

_ORDERS = ("category", "name", "price", "barcode", "earns", "lasts", "sold")
_COLUMNS = "id, name, category, price, earns, barcode, lasts, sold, active"


class GoodOnSale(NamedTuple):
    """A good as the counter and the owner's table see it."""

    id: int
    name: str
    category: str
    price: Money
    earns: bool = True
    """False: nothing paid for it earns points."""
    barcode: str = ""
    lasts: int | None = None
    """Days until one piece is used up."""
    sold: int = 0
    """Pieces, less those returned."""
    active: bool = True
    """False: it is off sale."""

    @property
    def details(self) -> Details:
        return Details(self.name, self.price, self.category, self.barcode, self.earns, self.lasts)


class Changes(TypedDict, total=False):
    """What shall be different of a good; what is not named stays."""

    name: str
    category: str
    price: Money
    barcode: str
    earns: bool
    lasts: int | None


# Looking


def goods(shop: Shop, *, category: str | None = None, most: int = -1) -> list[GoodOnSale]:
    """What the counter can sell, by category and in the order it was entered; at most so many."""
    within, values = ("", []) if category is None else ("AND category = ?", [category])
    query = f"WHERE active = 1 {within} ORDER BY category, id LIMIT ?"
    with shop.reading():
        return _read(shop, query, *values, most)


def best_sellers(shop: Shop, most: int = BEST) -> list[GoodOnSale]:
    """The goods of which most pieces were sold, the best first; none that was never sold."""
    query = "WHERE active = 1 AND sold > 0 ORDER BY sold DESC, id LIMIT ?"
    with shop.reading():
        return _read(shop, query, most)


def find_goods(
    shop: Shop, text: str, *, most: int = MOST_HITS, off_sale: bool = False
) -> list[GoodOnSale]:
    """The best-selling matches for any piece of a name, pinyin, initials or barcode.

    With `off_sale` also goods that are not sold now, after the others.
    """
    sought = wanted(text)
    if not sought:
        return []
    only = _IS_ONE if off_sale else "active = 1"
    query = f"""WHERE {only} AND id IN (SELECT good_id FROM good_key WHERE key >= ? AND key < ?)
        ORDER BY active DESC, sold DESC, id LIMIT ?"""
    with shop.reading():
        return _read(shop, query, sought, sought + "\U0010ffff", most)


def by_barcode(shop: Shop, text: str) -> GoodOnSale:
    """The good that was scanned.

    Raises GoodOffSale; UnknownBarcode; or UnknownCode, if it is no GTIN and may have been meant
    for a code of ours.
    """
    barcode = text.strip()
    with shop.reading():
        for one in rules.scanned_as(barcode):
            for good in _read(shop, "WHERE barcode = ?", one):
                if not good.active:
                    raise GoodOffSale(good.name)
                return good
    match scans.read(barcode):
        case scans.Goods(is_checked=True):
            raise UnknownBarcode(barcode)
        case _:
            raise UnknownCode(barcode)


def categories(shop: Shop, *, off_sale: bool = False) -> Counter[str]:
    """How many goods on sale, or off sale, each category has; by name, those without one first."""
    with shop.reading():
        query = f"""SELECT category, COUNT(*) FROM good WHERE active = ? AND {_IS_ONE}
            GROUP BY category ORDER BY 1"""
        return Counter(dict(shop.rows(query, int(not off_sale))))


def goods_in_order(
    shop: Shop,
    order: str,
    *,
    descending: bool = False,
    category: str | None = None,
    off_sale: bool = False,
) -> list[int]:
    """The keys of all goods on sale, or of all off sale, by category, name, price, barcode, earns,
    lasts or sold; what has no such value is last."""
    if order not in _ORDERS:
        raise ValueError(order)
    way = "DESC" if descending else "ASC"
    within, values = ("", []) if category is None else ("AND category = ?", [category])
    query = f"""SELECT id FROM good WHERE active = ? AND {_IS_ONE} {within}
        ORDER BY {order} {way} NULLS LAST, id"""
    with shop.reading():
        return [one for (one,) in shop.rows(query, int(not off_sale), *values)]


def good_rows(shop: Shop, ids: Sequence[int]) -> list[GoodOnSale]:
    """The goods with these keys, in the order of the keys."""
    with shop.reading():
        wanted_ids = f"WHERE id IN ({', '.join(map(str, ids))})"
        found = {good.id: good for good in _read(shop, wanted_ids)}
    return [found[one] for one in ids if one in found]


def every_good(shop: Shop) -> list[GoodOnSale]:
    """All goods, also those off sale, in the order they were entered; inside a block."""
    return _read(shop, f"WHERE {_IS_ONE} ORDER BY id")


# Changing


def add_good(
    shop: Shop,
    *,
    by: Staff,
    name: str,
    category: str,
    price: Money,
    barcode: str = "",
    earns: bool = True,
    lasts: int | None = None,
    request: str,
) -> None:
    """One more good on sale. Raises what `goods.checked` raises, or BarcodeTaken."""
    require(by, Right.KEEP_GOODS)
    details = rules.checked(Details(name, price, category, barcode, earns, lasts))
    terms = settings.load(shop)
    with shop.changing(Topic.GOODS):
        if begin(shop, Act.KEEP_GOODS, terms=terms, by=by, request=request, asked=details).is_new:
            write(shop, details)


def change_good(shop: Shop, *, by: Staff, good: int, request: str, **to: Unpack[Changes]) -> None:
    """The same good, different from now on: past sales keep its name and price.

    Raises UnknownGood, what `goods.checked` raises, or BarcodeTaken.
    """
    require(by, Right.KEEP_GOODS)
    terms, asked = settings.load(shop), (good, sorted(to.items()))
    with shop.changing(Topic.GOODS):
        done = begin(shop, Act.KEEP_GOODS, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            before = _read(shop, "WHERE id = ?", good)
            if not before:
                raise UnknownGood()
            details = rules.checked(before[0].details._replace(**to))
            write(shop, details, good)
            note_price(done, before[0], details)


def retire_good(shop: Shop, *, by: Staff, good: int, request: str) -> None:
    """No longer on sale; past sales keep its name and price."""
    _put(shop, by, good, request, on_sale=False)


def bring_back(shop: Shop, *, by: Staff, good: int, request: str) -> None:
    """On sale again, as it was."""
    _put(shop, by, good, request, on_sale=True)


def note_price(done: Done, before: GoodOnSale, after: Details) -> None:
    """Let the log tell of another price."""
    if after.price != before.price:
        note(done, said={"good": after.name, "was": before.price.fen, "now": after.price.fen})


def write(shop: Shop, details: Details, good: int | None = None) -> int:
    """Store a good as part of a command: a new one, or the one with this key; with its search keys.

    Raises BarcodeTaken.
    """
    values: dict[str, Any] = {**details._asdict(), "barcode": details.barcode or None}
    same = Good.barcode.in_(rules.scanned_as(details.barcode))
    holder = Good.get_or_none(same & (Good.id != (good or 0))) if details.barcode else None
    if holder is not None:
        raise BarcodeTaken(holder.name)
    if good is None:
        good = int(Good.insert(**values).execute())
    else:
        Good.update(**values).where(Good.id == good).execute()
    keys.write(shop, good, details.name, details.barcode)
    return good


_IS_ONE = """(active = 1 OR sold <> 0 OR id NOT IN (
        SELECT i.good_id FROM imported_good i JOIN goods_import b ON b.id = i.batch_id
        GROUP BY i.good_id HAVING SUM(i.before IS NULL) AND COUNT(b.undone_id) = COUNT(*)))"""
"""A good that came with an import which was undone is none, though its row stays; unless a basket
that was filled before has sold it."""


def _put(shop: Shop, by: Staff, good: int, request: str, *, on_sale: bool) -> None:
    require(by, Right.KEEP_GOODS)
    terms, asked = settings.load(shop), (good, on_sale) if on_sale else good
    with shop.changing(Topic.GOODS):
        if begin(shop, Act.KEEP_GOODS, terms=terms, by=by, request=request, asked=asked).is_new:
            Good.update(active=on_sale).where(Good.id == good).execute()


def _read(shop: Shop, query: str, *values: Any) -> list[GoodOnSale]:
    return [
        GoodOnSale(
            number, name, category, Money(price), bool(earns), barcode or "", lasts, sold,
            bool(active),
        )
        for number, name, category, price, earns, barcode, lasts, sold, active in shop.rows(
            f"SELECT {_COLUMNS} FROM good {query}", *values
        )
    ]  # fmt: skip
