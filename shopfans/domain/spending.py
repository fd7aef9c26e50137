from dataclasses import dataclass

from shopfans.domain import points
from shopfans.domain.errors import NotEnoughPoints, PointsAboveDue
from shopfans.domain.money import Money
from shopfans.domain.points import Points


@dataclass(frozen=True, slots=True)
class SpendingRule:
    step: int = 1


def most(rule: SpendingRule, balance: Points, due: Money, point_value: Money) -> Points:
    return Points(max(0, min(balance, points.most_for(due, point_value))))


def check(
    rule: SpendingRule, asked: Points, *, balance: Points, due: Money, point_value: Money
) -> None:
    if not 0 <= asked <= max(balance, 0):
        raise NotEnoughPoints(balance=balance, asked=asked)
    if asked > (top := points.most_for(due, point_value)):
        raise PointsAboveDue(top)
