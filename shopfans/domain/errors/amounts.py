"""Amounts, numbers and days as they are typed. Bounds are in fen."""

from dataclasses import dataclass
from datetime import date

from shopfans.domain.errors.base import ShopError


@dataclass(eq=False)
class BadAmount(ShopError):
    text: str


@dataclass(eq=False)
class AmountNotPositive(ShopError):
    pass


@dataclass(eq=False)
class TooManyDecimals(ShopError):
    most: int


@dataclass(eq=False)
class AmountTooLarge(ShopError):
    most_fen: int


@dataclass(eq=False)
class BadNumber(ShopError):
    text: str


@dataclass(eq=False)
class NumberOutOfRange(ShopError):
    least: int
    most: int


@dataclass(eq=False)
class BadMultiplier(ShopError):
    """Not a number of times between the two."""

    least: int
    most: int


@dataclass(eq=False)
class BadDay(ShopError):
    text: str


@dataclass(eq=False)
class NotYesOrNo(ShopError):
    text: str


@dataclass(eq=False)
class DaysReversed(ShopError):
    first: date
    last: date


@dataclass(eq=False)
class BadMonth(ShopError):
    text: str


@dataclass(eq=False)
class BadQuarter(ShopError):
    text: str
