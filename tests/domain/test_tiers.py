"""Who has which tier, since when and until when."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.errors import (
    AmountNotPositive,
    AmountTooLarge,
    BadMultiplier,
    NameMissing,
    NameTooLong,
    NumberOutOfRange,
    ShopError,
    TiersAlike,
    TiersNotRising,
)
from shopfans.domain.money import MOST, Money
from shopfans.domain.rolling_year import (
    Change,
    Counted,
    Standing,
    standing,
    stays,
    year_after,
    year_before,
    year_value,
)
from shopfans.domain.tiers import Ahead, Measure, Tier, TierRule, ahead, check_rule, shares

SILVER, GOLD = Tier(1, "Silver", 1000, percent=500), Tier(2, "Gold", 3000, percent=1000)
RULE = TierRule((SILVER, GOLD), grace=30)
START = date(2026, 1, 1)
LATE = date(2026, 3, 1)
YEAR_END = date(2027, 3, 1)


def stands(
    *sales: tuple[date, int], on: date = LATE, rule: TierRule | None = RULE, **later: TierRule
) -> Standing | None:
    changes = [Change(START, 0, rule)]
    return standing([Counted(day, n, paid) for n, (day, paid) in enumerate(sales, 1)], changes, on)


def test_below_the_lowest_she_has_none() -> None:
    assert stands((LATE, 999)) is None


def test_she_rises_on_the_day_that_reaches_it_for_a_year() -> None:
    assert stands((LATE - timedelta(days=9), 400), (LATE, 600)) == Standing(1, LATE, YEAR_END)


def test_one_large_sale_lifts_past_a_tier() -> None:
    assert stands((LATE, 3000)) == Standing(2, LATE, YEAR_END)


def test_what_is_more_than_a_year_old_does_not_count() -> None:
    early = date(2026, 1, 5)
    sales = [(early, 500), (date(2027, 1, 5), 500)]
    assert stands(*sales, on=date(2027, 1, 5)) is None
    sales = [(early, 500), (date(2027, 1, 4), 500)]
    assert stands(*sales, on=date(2027, 1, 4)) == Standing(1, date(2027, 1, 4), date(2028, 1, 4))


def test_before_the_owner_has_a_rule_sales_count_but_lift_nobody() -> None:
    rules = [Change(LATE, 9, RULE)]
    sales = [Counted(date(2025, 12, 1), 1, 1000)]
    assert standing(sales, [], LATE) is None
    assert standing(sales, rules, LATE) == Standing(1, LATE, YEAR_END)


def test_at_the_end_of_her_year_it_begins_anew_if_the_year_reaches_it() -> None:
    again = date(2026, 12, 24)
    kept = stands((LATE, 1000), (again, 1000), on=YEAR_END + timedelta(days=1))
    assert kept == Standing(1, YEAR_END + timedelta(days=1), date(2028, 3, 2))


def test_the_day_that_lifted_her_does_not_count_for_the_next_year() -> None:
    day_after = YEAR_END + timedelta(days=1)
    assert stands((LATE, 2000), on=day_after) == Standing(1, LATE, YEAR_END)
    gone = stands((LATE, 2000), on=YEAR_END + timedelta(days=31))
    assert gone == Standing(None, YEAR_END + timedelta(days=31), None)


def test_in_the_days_of_grace_a_sale_wins_it_again() -> None:
    last = YEAR_END + timedelta(days=30)
    assert stands((LATE, 1000), (last, 1000), on=last) == Standing(1, last, year_after(last))


def test_after_the_days_of_grace_she_has_what_her_year_still_reaches() -> None:
    fallen = YEAR_END + timedelta(days=31)
    found = stands((LATE, 3000), (date(2026, 12, 1), 1200), on=fallen)
    assert found == Standing(1, fallen, year_after(fallen))


def test_years_that_nobody_looked_at_end_one_after_the_other() -> None:
    assert stands((LATE, 3000), on=date(2031, 1, 1)) == Standing(
        None, YEAR_END + timedelta(days=31), None
    )


def test_a_higher_threshold_takes_no_tier_before_its_year_ends() -> None:
    harder = replace(RULE, tiers=(SILVER._replace(threshold=1500), GOLD))
    changes = [Change(START, 0, RULE), Change(LATE, 5, harder)]
    sales = [Counted(date(2026, 2, 1), 1, 1000)]
    kept = Standing(1, date(2026, 2, 1), date(2027, 2, 1))
    assert standing(sales, changes, LATE) == kept
    assert standing(sales, changes, date(2027, 3, 3)) == kept
    assert standing(sales, changes, date(2027, 3, 4)) == Standing(None, date(2027, 3, 4), None)


def test_a_lower_threshold_lifts_on_the_day_it_is_set() -> None:
    easier = replace(RULE, tiers=(SILVER._replace(threshold=500), GOLD))
    changes = [Change(START, 0, RULE), Change(LATE, 5, easier)]
    sales = [Counted(date(2026, 2, 1), 1, 700)]
    assert standing(sales, changes, LATE) == Standing(1, LATE, YEAR_END)


def test_who_had_a_tier_that_is_gone_has_what_she_reaches_by_the_new_ones() -> None:
    only_gold = replace(RULE, tiers=(GOLD,))
    changes = [Change(START, 0, RULE), Change(LATE, 5, only_gold)]
    assert standing([Counted(START, 1, 1000)], changes, LATE) == Standing(None, LATE, None)
    bronze = replace(RULE, tiers=(Tier(3, "Bronze", 100), GOLD))
    changes[1] = Change(LATE, 5, bronze)
    assert standing([Counted(START, 1, 1000)], changes, LATE) == Standing(3, LATE, YEAR_END)


def test_without_a_rule_nobody_has_any() -> None:
    changes = [Change(START, 0, RULE), Change(LATE, 5, None)]
    assert standing([Counted(START, 1, 1000)], changes, LATE) is None


def test_visits_are_days_on_which_something_stands() -> None:
    rule = TierRule((Tier(1, "Silver", 3),), Measure.VISITS)
    days = [LATE - timedelta(days=n) for n in (5, 5, 2, 0)]
    sales = [Counted(day, n, 100) for n, day in enumerate(days)]
    assert standing(sales, [Change(START, 0, rule)], LATE) == Standing(1, LATE, YEAR_END)
    gone = [*sales[:2], sales[2]._replace(is_visit=False), sales[3]]
    assert standing(gone, [Change(START, 0, rule)], LATE) is None


def test_growth_counts_money_and_visits() -> None:
    rule = TierRule(
        (Tier(1, "Silver", 25),), Measure.GROWTH, growth_each=Money(100), growth_visit=10
    )
    sales = [Counted(START, 1, 299), Counted(LATE, 2, 399)]
    assert year_value(rule, sales, LATE) == 6 + 20
    assert standing(sales, [Change(START, 0, rule)], LATE) == Standing(1, LATE, YEAR_END)


def test_what_is_missing_to_the_next() -> None:
    assert ahead(RULE, None, 950) == Ahead(SILVER, 50)
    assert ahead(RULE, 1, 950) == Ahead(GOLD, 2050)
    assert ahead(RULE, 2, 0) is None


def test_a_year_from_the_leap_day_ends_on_the_first_of_march() -> None:
    assert year_after(date(2028, 2, 29)) == date(2029, 3, 1)
    assert year_before(date(2029, 3, 1)) == date(2028, 3, 1)


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        (TierRule(()), NumberOutOfRange),
        (TierRule((SILVER._replace(name=" "),)), NameMissing),
        (TierRule((SILVER._replace(name="x" * 21),)), NameTooLong),
        (TierRule((SILVER, GOLD._replace(name="Silver"))), TiersAlike),
        (TierRule((GOLD, SILVER)), TiersNotRising),
        (TierRule((SILVER._replace(threshold=0),)), AmountNotPositive),
        (TierRule((SILVER._replace(threshold=MOST.fen + 1),)), AmountTooLarge),
        (TierRule((SILVER._replace(threshold=0),), Measure.VISITS), NumberOutOfRange),
        (TierRule((SILVER._replace(percent=9001),)), NumberOutOfRange),
        (TierRule((SILVER._replace(times=99),)), BadMultiplier),
        (replace(RULE, grace=-1), NumberOutOfRange),
        (replace(RULE, growth_each=Money()), AmountNotPositive),
    ],
)
def test_a_rule_that_cannot_rank_is_refused(rule: TierRule, problem: type[ShopError]) -> None:
    with pytest.raises(problem):
        check_rule(rule)


@given(st.integers(0, 10_000), st.lists(st.integers(0, 10**9).map(Money), max_size=6))
def test_the_shares_of_a_percentage_are_its_whole(percent: int, amounts: list[Money]) -> None:
    found = shares(percent, amounts)
    assert Money.total(found).fen == sum(one.fen for one in amounts) * percent // 10_000
    assert all(share <= amount for share, amount in zip(found, amounts, strict=True))


DAYS = st.integers(0, 1500).map(lambda number: START + timedelta(days=number))
RULES = st.builds(
    lambda low, more, grace, measure, visit, counts_sessions: TierRule(
        (Tier(1, "S", low), Tier(2, "G", low + more)), measure, grace, Money(2), visit,
        counts_sessions,
    ),
    st.integers(1, 8),
    st.integers(1, 8),
    st.sampled_from([0, 5, 30, 200]),
    st.sampled_from(list(Measure)),
    st.sampled_from([0, 1, 2]),
    st.booleans(),
)  # fmt: skip
PASTS = st.lists(st.tuples(DAYS, st.integers(0, 6)), max_size=25).map(
    lambda some: [
        Counted(day, 2 * n + 1, paid, is_session=not paid)
        for n, (day, paid) in enumerate(sorted(some))
    ]
)
"""Sales, and sessions where nothing was paid."""


def _day(one: Counted | Change) -> date:
    return one.day


def in_order(some: list[tuple[date, TierRule | None]]) -> list[Change]:
    ordered = sorted(some, key=lambda one: one[0])
    return [Change(day, 2 * n, rule) for n, (day, rule) in enumerate(ordered)]


CHANGES = st.lists(st.tuples(DAYS, st.one_of(RULES, st.none())), min_size=1, max_size=4).map(
    in_order
)


@given(PASTS, CHANGES, DAYS)
def test_day_by_day_it_comes_to_the_same_as_at_once(
    past: list[Counted], changes: list[Change], last: date
) -> None:
    """As a till does it: on each day what was until then, and the time that has passed."""
    kept = None
    for number in range((last - START).days + 1):
        day = START + timedelta(days=number)
        known = [one for one in past if one.day <= day]
        rules = [one for one in changes if one.day <= day]
        if number % 50 == 0 or day == last or day in {*map(_day, known), *map(_day, rules)}:
            kept = standing(known, rules, day)
            if kept is not None:
                events = [*map(_day, known), *map(_day, rules)]
                assert standing(known, rules, max([kept.since, *events])) == kept
    until = [one for one in past if one.day <= last]
    assert kept == standing(until, [one for one in changes if one.day <= last], last)


@given(PASTS, CHANGES, RULES, st.integers(0, 400), st.integers(0, 6))
def test_who_stays_as_she_stood_does_so_by_her_whole_past_too(
    past: list[Counted], changes: list[Change], rule: TierRule, later: int, paid: int
) -> None:
    """And who does not stay is another then, unless her year is over."""
    changes[-1] = changes[-1]._replace(rule=rule)
    newest = max([*map(_day, past), *map(_day, changes)])
    day = newest + timedelta(days=later)
    more = [*past, Counted(day, 1_000, paid, is_session=not paid)]
    before, now = standing(past, changes, newest), standing(more, changes, day)
    is_over = before is not None and before.until is not None and before.until < day
    is_same = stays(before, rule, year_value(rule, more, day), day)
    assert is_same == (now == before) or is_over
    assert now == before or not is_same


@given(PASTS, RULES, DAYS)
def test_a_sale_more_never_lowers_her(past: list[Counted], rule: TierRule, day: date) -> None:
    rules = [Change(START, 0, rule)]
    end = max([day, *(one.day for one in past)])
    less, more = (standing(some, rules, end) for some in (past, [*past, Counted(end, 999, 1)]))

    def rank(one: Standing | None) -> int:
        return rule.rank(one.tier) if one else -1

    assert rank(more) >= rank(less)


@given(PASTS, RULES)
def test_within_her_year_she_never_falls(past: list[Counted], rule: TierRule) -> None:
    rules, kept = [Change(START, 0, rule)], None
    for number in range(len(past)):
        now = standing(past[: number + 1], rules, past[number].day)
        if kept is not None and kept.until and past[number].day <= kept.until:
            assert now is not None
            assert rule.rank(now.tier) >= rule.rank(kept.tier)
        kept = now


@given(PASTS, RULES, DAYS)
def test_a_rolling_year_has_the_days_on_which_she_came(
    past: list[Counted], rule: TierRule, day: date
) -> None:
    year = [one for one in past if year_before(day) < one.day <= day]
    days = {one.day for one in year if rule.counts_sessions or not one.is_session}
    assert year_value(rule, past, day) == rule.value(sum(one.paid for one in year), len(days))


@given(PASTS, CHANGES, DAYS)
def test_a_session_is_nothing_to_rules_by_money_and_to_those_of_before(
    past: list[Counted], changes: list[Change], day: date
) -> None:
    deaf = [
        one._replace(
            rule=one.rule and replace(one.rule, counts_sessions=one.rule.measure is Measure.SPEND)
        )
        for one in changes
    ]
    end = max([day, *map(_day, past), *map(_day, changes)])
    sales = [one for one in past if not one.is_session]
    assert standing(past, deaf, end) == standing(sales, deaf, end)


@given(PASTS, RULES, DAYS)
def test_who_stands_by_a_rule_of_before_keeps_hers_when_sessions_count_and_may_rise(
    past: list[Counted], rule: TierRule, day: date
) -> None:
    end = max([day, *(one.day for one in past)])
    old = Change(START, 0, replace(rule, counts_sessions=False))
    new = Change(end, 1 << 62, replace(rule, counts_sessions=True))
    before, after = standing(past, [old], end), standing(past, [old, new], end)
    had, has = (rule.rank(one.tier) if one else -1 for one in (before, after))
    assert has >= had
    if has == had:
        assert after == before
