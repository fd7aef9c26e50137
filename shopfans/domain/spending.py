"""How many points may be used in one sale."""

from dataclasses import dataclass

from shopfans.domain.errors import (
    NotEnoughPoints,
    NumberOutOfRange,
    PointsAboveCeiling,
    PointsAboveDue,
    PointsBelowLeast,
    PointsInSteps,
)
from shopfans.domain.money import Money
from shopfans.domain.points import MOST_AT_ONCE, Points

ALL = 100
"""Percent of a price."""

MOST_STEP = 1_000_000
"""Points: of a step, and of the least that is used."""


@dataclass(frozen=True, slots=True)
class SpendingRule:
    step: int = 1
    """Points are used in multiples of it."""
    least: int = 0
    """Fewer are not used."""
    most_percent: int = ALL
    """Of what is due, that points may pay."""
    most_points: int | None = None
    """In one sale."""
    unproven: int | None = None
    """More in one sale only once she has shown that they are hers: with the code on her page, or
    the last digits of her phone number. None: any number."""

    def needs_proof(self, points: int) -> bool:
        return self.unproven is not None and points > self.unproven


def check_rule(rule: SpendingRule) -> None:
    """Returns if points can be used by this rule. Raises NumberOutOfRange."""
    ceiling = MOST_AT_ONCE if rule.most_points is None else rule.most_points
    for number, fewest, highest in (
        (rule.step, 1, MOST_STEP),
        (rule.least, 0, MOST_STEP),
        (rule.most_percent, 0, ALL),
        (ceiling, 0, MOST_AT_ONCE),
        (rule.unproven or 0, 0, MOST_AT_ONCE),
    ):
        if not fewest <= number <= highest:
            raise NumberOutOfRange(fewest, highest)


def most(rule: SpendingRule, balance: Points, due: Money, point_value: Money) -> Points:
    """What 'all' means: as many as she has and the rule takes; none if that is too few."""
    found = min(max(0, balance), _ceiling(rule, due, point_value))
    found -= found % rule.step
    return Points(found if found >= rule.least else 0)


def check(
    rule: SpendingRule, asked: Points, *, balance: Points, due: Money, point_value: Money
) -> None:
    """Returns if so many points can be used.

    Raises NotEnoughPoints, PointsAboveDue, PointsBelowLeast, PointsAboveCeiling or PointsInSteps.
    """
    if not 0 <= asked <= max(0, balance):
        raise NotEnoughPoints(balance=balance, asked=asked)
    if not asked:
        return
    if asked > (enough := due.fen // point_value.fen):
        raise PointsAboveDue(enough)
    if asked < rule.least:
        raise PointsBelowLeast(rule.least)
    if asked > (ceiling := _ceiling(rule, due, point_value)):
        raise PointsAboveCeiling(ceiling - ceiling % rule.step)
    if asked % rule.step:
        raise PointsInSteps(rule.step)


def _ceiling(rule: SpendingRule, due: Money, point_value: Money) -> int:
    share = due.fen * rule.most_percent // ALL // point_value.fen
    return share if rule.most_points is None else min(share, rule.most_points)
