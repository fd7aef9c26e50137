"""What the demo shop sells, and the baskets its guests carry to the till."""

from random import Random
from typing import NamedTuple

from shopfans.domain.shares import apportion

CATEGORIES = {
    "蛋糕": (("草莓奶油蛋糕", 3200), ("提拉米苏", 3600), ("巴斯克芝士", 2900), ("抹茶千层", 3400),
             ("黑森林", 3000), ("芒果慕斯", 3300)),
    "糖水": (("杨枝甘露", 2200), ("双皮奶", 1600), ("红豆沙", 1400), ("桂花酒酿圆子", 1800),
             ("芝麻糊", 1500), ("银耳雪梨羹", 1900)),
    "饮品": (("珍珠奶茶", 1600), ("手打柠檬茶", 1500), ("拿铁", 2000), ("美式咖啡", 1600),
             ("桂花乌龙", 1400), ("鲜榨橙汁", 1800)),
    "小点": (("蛋挞", 800), ("泡芙", 1000), ("葡式曲奇", 2800), ("雪媚娘", 1200),
             ("肉松小贝", 1300), ("司康", 1100)),
}  # fmt: skip
"""Category, then name and price in fen."""

BASKETS = 4_000


class Goods(NamedTuple):
    key: int
    name: str
    category: str
    price: int
    """In fen."""


class Piece(NamedTuple):
    """A line of a basket, its column order that of the table."""

    position: int
    good: int | None
    gift: None
    name: str
    category: str
    quantity: int
    list_price: int | None
    unit_price: int
    amount: int


class Basket(NamedTuple):
    pieces: tuple[Piece, ...]
    gross: int
    """In fen."""
    whole: tuple[tuple[int, int, int], ...]
    """Paid, earned and stamps of each piece, when nothing is taken off."""


def filled(pieces: list[Piece]) -> Basket:
    amounts = [piece.amount for piece in pieces]
    return Basket(tuple(pieces), sum(amounts), tuple(with_points(amounts)))


def with_points(paid: list[int]) -> list[tuple[int, int, int]]:
    """A point for each full 100 fen in all, shared out among the pieces."""
    earned = apportion(sum(paid) // 100, paid)
    return [(fen, points, 0) for fen, points in zip(paid, earned, strict=True)]


def baskets(random: Random, goods: list[Goods]) -> list[Basket]:
    """The baskets that come again and again: one to three goods, or an amount typed by hand.

    The favourites come first.
    """
    return [
        _typed(random) if random.random() < 0.2 else _filled(random, goods) for _ in range(BASKETS)
    ]


def _typed(random: Random) -> Basket:
    amount = 50 * random.randint(20, 180)
    return filled([Piece(1, None, None, "", "", 1, None, amount, amount)])


def _filled(random: Random, goods: list[Goods]) -> Basket:
    kinds = random.choices((1, 2, 3), (55, 32, 13))[0]
    chosen: dict[int, Goods] = {}
    while len(chosen) < kinds:
        good = goods[int(len(goods) * random.random() ** 1.7)]
        chosen[good.key] = good
    pieces = []
    for position, (key, name, category, price) in enumerate(chosen.values(), 1):
        quantity = random.choices((1, 2, 3, 6), (78, 17, 3, 2))[0]
        amount = quantity * price
        pieces.append(Piece(position, key, None, name, category, quantity, price, price, amount))
    return filled(pieces)
