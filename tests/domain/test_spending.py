"""How many points may be used: steps, a least, a share of the price and a ceiling."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.errors import (
    NotEnoughPoints,
    NumberOutOfRange,
    PointsAboveCeiling,
    PointsAboveDue,
    PointsBelowLeast,
    PointsInSteps,
    ShopError,
)
from shopfans.domain.money import Money
from shopfans.domain.points import MOST_AT_ONCE, Points
from shopfans.domain.spending import MOST_STEP, SpendingRule, check, check_rule, most

FEN = Money(1)
RULE = SpendingRule(step=100, least=200, most_percent=50, most_points=1_000)


@pytest.mark.parametrize(
    ("rule", "balance", "due", "everything"),
    [
        (SpendingRule(), 300, 1_000, 300),
        (SpendingRule(), 3_000, 1_000, 1_000),
        (SpendingRule(), -50, 1_000, 0),
        (SpendingRule(step=100), 350, 1_000, 300),
        (SpendingRule(least=400), 350, 1_000, 0),
        (SpendingRule(most_percent=50), 3_000, 1_001, 500),
        (SpendingRule(most_percent=0), 3_000, 1_000, 0),
        (SpendingRule(most_points=250), 3_000, 1_000, 250),
        (RULE, 3_000, 1_999, 900),
        (RULE, 3_000, 9_999, 1_000),
        (RULE, 3_000, 399, 0),
    ],
)
def test_all_means_as_many_as_the_rule_takes(
    rule: SpendingRule, balance: int, due: int, everything: int
) -> None:
    assert most(rule, Points(balance), Money(due), FEN) == everything


@pytest.mark.parametrize(
    ("asked", "due", "refusal"),
    [
        (3_100, 99_999, NotEnoughPoints(3_000, 3_100)),
        (-100, 9_999, NotEnoughPoints(3_000, -100)),
        (600, 500, PointsAboveDue(500)),
        (100, 9_999, PointsBelowLeast(200)),
        (800, 1_500, PointsAboveCeiling(700)),
        (1_100, 9_999, PointsAboveCeiling(1_000)),
        (250, 9_999, PointsInSteps(100)),
    ],
)
def test_what_the_rule_does_not_take_is_refused_with_the_reason(
    asked: int, due: int, refusal: ShopError
) -> None:
    with pytest.raises(type(refusal)) as refused:
        check(RULE, Points(asked), balance=Points(3_000), due=Money(due), point_value=FEN)
    assert vars(refused.value) == vars(refusal)


RULES = st.builds(
    SpendingRule,
    step=st.integers(1, 500),
    least=st.integers(0, 2_000),
    most_percent=st.integers(0, 100),
    most_points=st.none() | st.integers(0, 5_000),
)
BALANCES = st.integers(-500, 10_000).map(Points)
PRICES = st.integers(0, 100_000).map(Money)
VALUES = st.integers(1, 200).map(Money)


@given(RULES, BALANCES, PRICES, VALUES)
def test_all_is_taken_and_no_step_more(
    rule: SpendingRule, balance: Points, due: Money, value: Money
) -> None:
    everything = most(rule, balance, due, value)
    check(rule, everything, balance=balance, due=due, point_value=value)
    more = Points(max(everything, rule.least - 1) + 1)
    for asked in range(more, everything + rule.step + 1):
        with pytest.raises(ShopError):
            check(rule, Points(asked), balance=balance, due=due, point_value=value)


@given(RULES, st.integers(0, 10_000).map(Points), BALANCES, PRICES, VALUES)
def test_what_is_taken_never_passes_the_share_nor_what_she_has(
    rule: SpendingRule, asked: Points, balance: Points, due: Money, value: Money
) -> None:
    try:
        check(rule, asked, balance=balance, due=due, point_value=value)
    except ShopError:
        return
    assert asked <= max(0, balance)
    assert asked * value.fen * 100 <= due.fen * rule.most_percent or asked == 0


@pytest.mark.parametrize(
    "change",
    [
        {"step": 0},
        {"step": MOST_STEP + 1},
        {"least": -1},
        {"least": MOST_STEP + 1},
        {"most_percent": -1},
        {"most_percent": 101},
        {"most_points": -1},
        {"most_points": MOST_AT_ONCE + 1},
    ],
)
def test_a_rule_nobody_could_spend_by_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(NumberOutOfRange):
        check_rule(replace(SpendingRule(), **change))
