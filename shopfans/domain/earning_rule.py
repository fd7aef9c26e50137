"""The rule by which points are earned: how many for how much, when more, and on which goods."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from shopfans.domain.errors import (
    AmountNotPositive,
    AmountTooLarge,
    BadMultiplier,
    DaysReversed,
    NameTooLong,
    NumberOutOfRange,
)
from shopfans.domain.money import MOST, Money

WHOLE = 100
"""Percent of a multiplier that changes nothing."""

MOST_POINTS = 1_000
"""Points for one full amount."""

MOST_PERCENT = 10 * WHOLE
"""Of a multiplier: ten times the points."""

LONGEST_MULTIPLIER = 30
"""Characters of its name: it stands in the sum at the till."""

_TIMES = re.compile(r"[x×*]? ?([0-9]{1,3})(?:\.([0-9]{1,2}))? ?[x×倍]?")


class Rounding(Enum):
    DOWN = "down"
    NEAREST = "nearest"
    """Half a point up."""
    UP = "up"


class Counts(Enum):
    """The money that earns."""

    RECEIVED = "received"
    WITH_POINTS = "with_points"
    """The part paid with points too."""
    FULL_PRICE = "full_price"
    """All of the price, whatever was taken off."""


class BirthdaySpan(Enum):
    DAY = "day"
    WEEK = "week"
    """Three days before and after it."""
    MONTH = "month"
    """Its calendar month."""


class CategoryRate(NamedTuple):
    category: str
    points: int
    """For each full amount of the rule; 0: its goods earn nothing."""


class Multiplier(NamedTuple):
    name: str
    percent: int
    """200 is twice the points."""
    weekdays: tuple[int, ...] = ()
    """Monday is 0; none named: every day."""
    first: date | None = None
    last: date | None = None

    def holds_on(self, day: date) -> bool:
        in_time = (self.first is None or self.first <= day) and (
            self.last is None or day <= self.last
        )
        return in_time and (not self.weekdays or day.weekday() in self.weekdays)


@dataclass(frozen=True, slots=True)
class EarningRule:
    """So many points for each full amount, on these days and goods more or fewer."""

    points: int = 1
    each: Money = Money(100)
    by_category: tuple[CategoryRate, ...] = ()
    multipliers: tuple[Multiplier, ...] = ()
    birthday_percent: int = WHOLE
    """Where no other multiplier of the day is as large."""
    birthday_span: BirthdaySpan = BirthdaySpan.DAY
    minimum: Money = Money()
    """A sale of less earns nothing."""
    rounding: Rounding = Rounding.DOWN
    counts: Counts = Counts.RECEIVED
    carries: bool = False
    """What makes no whole point is kept for her next visit; then nothing is ever rounded."""

    def rate(self, category: str) -> int:
        return next(
            (one.points for one in self.by_category if one.category == category), self.points
        )


def check_rule(rule: EarningRule) -> None:
    """Returns if a shop can sell by this rule.

    Raises AmountNotPositive, AmountTooLarge, NumberOutOfRange, BadMultiplier, NameTooLong or
    DaysReversed.
    """
    if rule.each <= Money() or rule.minimum < Money():
        raise AmountNotPositive()
    if max(rule.each, rule.minimum) > MOST:
        raise AmountTooLarge(MOST.fen)
    for points in (rule.points, *(one.points for one in rule.by_category)):
        if not 0 <= points <= MOST_POINTS:
            raise NumberOutOfRange(0, MOST_POINTS)
    _check_percent(rule.birthday_percent, least=WHOLE)
    for one in rule.multipliers:
        _check_percent(one.percent, least=0)
        _check_days(one)


def _check_percent(percent: int, *, least: int) -> None:
    if not least <= percent <= MOST_PERCENT:
        raise BadMultiplier(least // WHOLE, MOST_PERCENT // WHOLE)


def _check_days(multiplier: Multiplier) -> None:
    if len(multiplier.name) > LONGEST_MULTIPLIER:
        raise NameTooLong(LONGEST_MULTIPLIER)
    if any(not 0 <= weekday <= 6 for weekday in multiplier.weekdays):
        raise NumberOutOfRange(0, 6)
    first, last = multiplier.first, multiplier.last
    if first is not None and last is not None and last < first:
        raise DaysReversed(first, last)


def parse_times(text: str, *, least: int) -> int:
    """The percent of a multiplier a person typed, at least so many: 2, 1.5, ×2, 2倍.

    Raises BadMultiplier.
    """
    match = _TIMES.fullmatch(unicodedata.normalize("NFKC", text).strip().lower())
    percent = int(match[1]) * WHOLE + int((match[2] or "").ljust(2, "0")) if match else -1
    _check_percent(percent, least=least)
    return percent
