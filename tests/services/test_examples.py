"""The sentences that show the owner what her rules mean."""

from dataclasses import replace
from datetime import date

from shopfans import texts
from shopfans.domain.earning_rule import EarningRule, Multiplier
from shopfans.domain.money import Money
from shopfans.domain.spending import SpendingRule
from shopfans.domain.terms import Terms
from shopfans.texts.examples import examples

TUESDAY = date(2026, 3, 10)
TERMS = Terms("甜甜")


def test_an_ordinary_sale_is_enough_for_ordinary_rules() -> None:
    assert examples(TERMS, TUESDAY) == (
        "A sale of ¥100.00 earns 100 points; used, they take ¥1.00 off."
    )


def test_the_next_day_that_counts_more_has_a_line() -> None:
    friday = EarningRule(multipliers=(Multiplier("", 200, (4,)),))
    assert examples(replace(TERMS, earning=friday), TUESDAY).splitlines() == [
        "A sale of ¥100.00 earns 100 points; used, they take ¥1.00 off.",
        "On Friday, 2026-03-13: 100.00 × 1, Friday ×2 = 200",
    ]
    over = EarningRule(multipliers=(Multiplier("", 200, (), None, date(2026, 3, 9)),))
    assert "\n" not in examples(replace(TERMS, earning=over), TUESDAY)


def test_a_sale_large_enough_to_earn_is_chosen() -> None:
    earning = EarningRule(minimum=Money(50_000))
    assert examples(replace(TERMS, earning=earning), TUESDAY).startswith("A sale of ¥500.00 earns")


def test_limits_of_using_points_are_said() -> None:
    half = replace(TERMS, spending=SpendingRule(most_percent=50))
    assert "Of ¥100.00 she can pay ¥50.00 with 5,000 points." in examples(half, TUESDAY)
    none = replace(TERMS, spending=SpendingRule(most_points=0))
    assert "For ¥100.00 no points can be used." in examples(none, TUESDAY)


def test_in_chinese_nothing_stands_between_two_sentences() -> None:
    texts.speak("zh_CN")
    half = replace(TERMS, spending=SpendingRule(most_percent=50))
    assert "。¥100.00 的消费最多" in examples(half, TUESDAY)


def test_a_currency_without_decimals_has_its_own_example() -> None:
    taiwan = replace(TERMS, currency_code="TWD", earning=EarningRule(1, Money(30)))
    assert examples(taiwan, TUESDAY).startswith("A sale of NT$100 earns 3 points")
