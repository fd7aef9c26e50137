"""The points that a sale brings, and how they come about."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from shopfans.domain.birthdays import Birthday, in_month_of, next_birthday
from shopfans.domain.errors import (
    AmountNotPositive,
    AmountTooLarge,
    BadMultiplier,
    DaysReversed,
    NameTooLong,
    NumberOutOfRange,
)
from shopfans.domain.money import MOST, Money
from shopfans.domain.points import Points
from shopfans.domain.shares import apportion

WHOLE = 100
"""Percent of a multiplier that changes nothing."""

PARTS = 1_000
"""In a point, when what made no whole point is carried to the next visit."""

MOST_POINTS = 1_000
"""Points for one full amount."""

MOST_PERCENT = 10 * WHOLE
"""Of a multiplier: ten times the points."""

LONGEST_MULTIPLIER = 30
"""Characters of its name: it stands in the sum at the till."""

_TIMES = re.compile(r"[x×*]? ?([0-9]{1,3})(?:\.([0-9]{1,2}))? ?[x×倍]?")

_AROUND = 3
"""Days before and after her birthday that its week has."""


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


class Piece(NamedTuple):
    """A line of the sale, as earning sees it."""

    received: Money
    paid_with_points: Money
    discounted: Money
    category: str
    earns: bool


class Part(NamedTuple):
    """So much money at one rate."""

    amount: Money
    rate: int
    """Points for each full amount of the rule."""


class Earning(NamedTuple):
    points: Points
    per_line: tuple[Points, ...]
    """They add up to the points."""
    carried: int = 0
    """Thousandths of a point for her next visit."""
    parts: tuple[Part, ...] = ()
    """What it was worked out from, rate by rate; none if nothing of the basket earns."""
    each: Money = Money(100)
    percent: int = WHOLE
    multiplier: Multiplier | None = None
    is_birthday: bool = False
    """Whether the percent are her birthday's."""
    brought: int = 0
    """Thousandths of a point from her last visits that went in."""
    minimum: Money | None = None
    """The sale was below it and earns nothing."""


def nothing(lines: int) -> Earning:
    """What a walk-in guest's lines earn."""
    return Earning(Points(0), (Points(0),) * lines)


def earn(
    rule: EarningRule,
    pieces: Sequence[Piece],
    *,
    day: date,
    birthday: Birthday | None,
    carried: int = 0,
    standing: Multiplier | None = None,
) -> Earning:
    """The points of one sale, by the largest multiplier of the day, never by several.

    `carried` is what her last visits left over, in thousandths of a point; below zero if a refund
    took it back; `standing` is the multiplier of her tier or membership. The caller holds the
    points within points.MOST_AT_ONCE.
    """
    brought = carried if rule.carries else 0
    counted = [_counted(rule, piece) if piece.earns else Money() for piece in pieces]
    if Money.total(counted) < rule.minimum:
        return nothing(len(pieces))._replace(carried=brought, minimum=rule.minimum)
    percent, multiplier, is_birthday = _multiplier(rule, day, birthday, standing)
    # in so many parts of a point that nothing has to be rounded yet
    weights = [
        money.fen * rule.rate(piece.category) * percent
        for money, piece in zip(counted, pieces, strict=True)
    ]
    points, left = _whole(sum(weights), rule.each.fen * WHOLE, rule, brought)
    return Earning(
        Points(points),
        tuple(map(Points, apportion(points, weights or [1])))
        if any(weights)
        else (_on_the_first(points, len(pieces))),
        left,
        _parts(rule, counted, pieces),
        rule.each,
        percent,
        multiplier,
        is_birthday,
        brought,
    )


def _counted(rule: EarningRule, piece: Piece) -> Money:
    match rule.counts:
        case Counts.RECEIVED:
            return piece.received
        case Counts.WITH_POINTS:
            return piece.received + piece.paid_with_points
        case Counts.FULL_PRICE:
            return piece.received + piece.paid_with_points + piece.discounted


def _multiplier(
    rule: EarningRule, day: date, birthday: Birthday | None, standing: Multiplier | None
) -> tuple[int, Multiplier | None, bool]:
    """The largest of those that hold today; without any, everything counts once."""
    holding = [one for one in rule.multipliers if one.holds_on(day)]
    best = max(holding, key=lambda one: one.percent, default=None)
    if standing is not None and standing.percent > max(best.percent if best else WHOLE, WHOLE):
        best = standing
    percent = best.percent if best else WHOLE
    hers = rule.birthday_percent
    counts_more = hers > max(percent, WHOLE)
    if birthday is not None and counts_more and _is_kept(rule.birthday_span, birthday, day):
        return hers, None, True
    return percent, best, False


def _is_kept(span: BirthdaySpan, birthday: Birthday, day: date) -> bool:
    match span:
        case BirthdaySpan.DAY:
            return next_birthday(birthday, day) == day
        case BirthdaySpan.WEEK:
            first = day - timedelta(days=_AROUND)
            return next_birthday(birthday, first) <= day + timedelta(days=_AROUND)
        case BirthdaySpan.MONTH:
            return in_month_of(birthday, day)


def _whole(earned: int, unit: int, rule: EarningRule, brought: int) -> tuple[int, int]:
    """Whole points, and thousandths that are carried on."""
    if rule.carries:
        parts = brought + earned * PARTS // unit
        points = max(0, parts // PARTS)
        return points, parts - points * PARTS
    match rule.rounding:
        case Rounding.DOWN:
            return earned // unit, 0
        case Rounding.NEAREST:
            return (2 * earned + unit) // (2 * unit), 0
        case Rounding.UP:
            return -(-earned // unit), 0


def _on_the_first(points: int, lines: int) -> tuple[Points, ...]:
    """Points that came from earlier visits alone, and so from no line."""
    return tuple(Points(points if index == 0 else 0) for index in range(lines))


def _parts(
    rule: EarningRule, counted: Sequence[Money], pieces: Sequence[Piece]
) -> tuple[Part, ...]:
    by_rate: dict[int, Money] = {}
    for money, piece in zip(counted, pieces, strict=True):
        rate = rule.rate(piece.category)
        if money and rate:
            by_rate[rate] = by_rate.get(rate, Money()) + money
    return tuple(Part(money, rate) for rate, money in sorted(by_rate.items()))
