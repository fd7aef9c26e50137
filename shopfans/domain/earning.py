from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from shopfans.domain.birthdays import Birthday
from shopfans.domain.money import Money
from shopfans.domain.points import EarningRule, Points
from shopfans.domain.shares import apportion


class Piece(NamedTuple):
    received: Money
    paid_with_points: Money
    discounted: Money
    category: str
    earns: bool


class Earning(NamedTuple):
    points: Points
    per_line: tuple[Points, ...]
    carried: int = 0


def earn(
    rule: EarningRule,
    pieces: Sequence[Piece],
    *,
    day: date,
    birthday: Birthday | None,
    carried: int = 0,
) -> Earning:
    total = Points(sum(p.received.fen for p in pieces if p.earns) * rule.points // rule.each.fen)
    return Earning(
        total,
        tuple(map(Points, apportion(total, [p.received.fen if p.earns else 0 for p in pieces]))),
    )


def nothing(count: int) -> Earning:
    return Earning(Points(0), (Points(0),) * count)
