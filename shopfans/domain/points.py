"""How points arise and what they are worth."""

import unicodedata
from typing import NewType

from shopfans.domain.errors import BadNumber, NumberOutOfRange
from shopfans.domain.money import Money

Points = NewType("Points", int)


MOST_AT_ONCE = Points(10**9)
"""No single line of the books may be larger."""


def worth(points: Points, point_value: Money) -> Money:
    """What points are worth as money, at the owner's fen per point."""
    return point_value * points


def parse_points(text: str) -> Points:
    """The whole number a person typed, none for an empty field. Raises BadNumber."""
    plain = unicodedata.normalize("NFKC", text).strip().replace(",", "")
    if not plain:
        return Points(0)
    if not (plain.isascii() and plain.isdigit()) or len(plain) > 10:
        raise BadNumber(text)
    return Points(int(plain))


def parse_change(text: str, *, most: int) -> Points:
    """What a person typed to be given, or with a minus to be taken: not nothing, and not more
    than so many.

    Raises BadNumber or NumberOutOfRange.
    """
    plain = unicodedata.normalize("NFKC", text).strip().replace("\N{MINUS SIGN}", "-")
    is_taken = plain.startswith("-")
    try:
        count = int(parse_points(plain.removeprefix("-" if is_taken else "+")))
    except BadNumber:
        raise BadNumber(text) from None
    if not 0 < count <= most:
        raise NumberOutOfRange(-most, most)
    return Points(-count if is_taken else count)


def parse_count(text: str, *, least: int, most: int) -> int:
    """The whole number a person typed. Raises BadNumber or NumberOutOfRange."""
    if not text.strip():
        raise BadNumber(text)
    count = int(parse_points(text))
    if not least <= count <= most:
        raise NumberOutOfRange(least, most)
    return count
