"""The sum of the points in words: short enough for one line of the till."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from shopfans.domain.birthdays import Birthday
from shopfans.domain.earning import Piece, earn
from shopfans.domain.earning_rule import CategoryRate, EarningRule, Multiplier
from shopfans.domain.money import CURRENCIES, Money
from shopfans.texts.earning import explained
from tests.domain.test_earning import BIRTHDAYS, CARRIED, DAYS, PIECES, RULES

TUESDAY = date(2026, 3, 10)
YUAN = CURRENCIES["CNY"]


def said(rule: EarningRule, *lines: tuple[int, str], currency: str = "CNY", **more: Any) -> str:
    pieces = [
        Piece(Money(fen), Money(), Money(), category, earns=category != "none")
        for fen, category in lines
    ]
    earning = earn(rule, pieces, **{"day": TUESDAY, "birthday": None, **more})
    return explained(earning, CURRENCIES[currency])


def test_the_sum_as_one_would_do_it_by_hand() -> None:
    assert said(EarningRule(), (3200, "")) == "32.00 × 1 = 32"
    doubled = EarningRule(multipliers=(Multiplier("", 200, (1,)),))
    assert said(doubled, (3200, "")) == "32.00 × 1, Tuesday ×2 = 64"
    named = EarningRule(multipliers=(Multiplier("Tea week", 150),))
    assert said(named, (3200, "")) == "32.00 × 1, Tea week ×1.5 = 48"
    every_day = EarningRule(multipliers=(Multiplier("", 200),))
    assert said(every_day, (3200, "")) == "32.00 × 1, ×2 = 64"


def test_several_rates_are_added_up() -> None:
    rule = EarningRule(by_category=(CategoryRate("tea", 2),))
    assert said(rule, (2000, ""), (1200, "tea")) == "20.00 × 1 + 12.00 × 2 = 44"


def test_a_birthday_and_what_was_left_over_are_named() -> None:
    rule = EarningRule(birthday_percent=300, carries=True)
    hers = said(rule, (3250, ""), birthday=Birthday(3, 10), carried=500)
    assert hers == "32.50 × 1, birthday ×3 + 0.5 from last time = 98"
    assert said(rule, (3250, ""), carried=-500) == "32.50 × 1 − 0.5 from last time = 32"


def test_it_is_said_why_nothing_is_earned() -> None:
    assert said(EarningRule(minimum=Money(5000)), (3200, "")) == "points from ¥50.00 on"
    assert said(EarningRule(), (3200, "none")) == "nothing here earns points"
    assert said(EarningRule(points=0), (3200, "")) == "nothing here earns points"


@pytest.mark.parametrize(
    ("points", "each", "currency", "sum_of_32"),
    [
        (1, 1000, "CNY", "32.00 × 0.1 = 3"),
        (3, 200, "CNY", "32.00 × 1.5 = 48"),
        (2, 300, "CNY", "32.00 ÷ 3.00 × 2 = 21"),
        (1000, 1, "CNY", "32.00 × 100000 = 3,200,000"),
        (10, 100, "CNY", "32.00 × 10 = 320"),
        (1, 30, "TWD", "3,200 ÷ 30 × 1 = 106"),
        (1, 100, "TWD", "3,200 × 0.01 = 32"),
    ],
)
def test_any_rate_can_be_done_by_hand(
    points: int, each: int, currency: str, sum_of_32: str
) -> None:
    assert said(EarningRule(points, Money(each)), (3200, ""), currency=currency) == sum_of_32


@given(RULES, PIECES, DAYS, BIRTHDAYS, CARRIED)
def test_every_earning_has_words(rule, pieces, day, birthday, carried) -> None:
    earning = earn(rule, pieces, day=day, birthday=birthday, carried=carried)
    words = explained(earning, YUAN)
    assert words
    assert ("=" in words) == (bool(earning.parts) and earning.minimum is None)
