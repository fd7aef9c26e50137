"""The points that a sale brings, and how they come about."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from shopfans.domain.birthdays import Birthday, in_month_of, next_birthday
from shopfans.domain.earning_rule import (
    WHOLE,
    BirthdaySpan,
    Counts,
    EarningRule,
    Multiplier,
    Rounding,
)
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.shares import apportion

PARTS = 1_000
"""In a point, when what made no whole point is carried to the next visit."""

_AROUND = 3
"""Days before and after her birthday that its week has."""


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
