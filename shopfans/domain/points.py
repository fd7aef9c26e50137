"""How points arise and what they are worth."""

import unicodedata
from dataclasses import dataclass
from typing import NewType

from shopfans.domain.errors import BadNumber, NumberOutOfRange
from shopfans.domain.money import Money

Points = NewType("Points", int)


MOST_AT_ONCE = Points(10**9)
"""No single line of the books may be larger."""


@dataclass(frozen=True, slots=True)
class EarningRule:
    """So many points for each full amount; parts of an amount earn nothing (rounded down)."""

    points: int = 1
    each: Money = Money(100)
    carries: bool = False


def earned(paid: Money, rule: EarningRule) -> Points:
    """The points that money received for goods brings, rounded down."""
    return Points(paid.fen * rule.points // rule.each.fen)


def worth(points: Points, point_value: Money) -> Money:
    """What points are worth as money, at the owner's fen per point."""
    return point_value * points


def most_for(due: Money, point_value: Money) -> Points:
    """How many points can be used before the price is paid; a last part of a point is not taken."""
    return Points(due.fen // point_value.fen)


def parse_points(text: str) -> Points:
    """The whole number a person typed, none for an empty field. Raises BadNumber."""
    plain = unicodedata.normalize("NFKC", text).strip().replace(",", "")
    if not plain:
        return Points(0)
    if not (plain.isascii() and plain.isdigit()) or len(plain) > 10:
        raise BadNumber(text)
    return Points(int(plain))


def parse_count(text: str, *, least: int, most: int) -> int:
    """The whole number a person typed. Raises BadNumber or NumberOutOfRange."""
    if not text.strip():
        raise BadNumber(text)
    count = int(parse_points(text))
    if not least <= count <= most:
        raise NumberOutOfRange(least, most)
    return count
