"""Plans, the days they hold, and what is earned of a fee."""

from datetime import date, timedelta
from itertools import pairwise

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
    PlanGivesNothing,
    PlansAlike,
    ShopError,
)
from shopfans.domain.kinds import Discount
from shopfans.domain.memberships import (
    Plan,
    Run,
    best,
    check_plans,
    earned,
    last_day,
    next_start,
    returnable,
    run_of,
)
from shopfans.domain.money import MOST, Money
from shopfans.domain.sales import Buyer
from shopfans.domain.tiers import Tier

GOLD = Plan(1, "Gold", Money(39_800), percent=1_000)
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
FEES = st.integers(1, MOST.fen).map(Money)
MONTHS = st.integers(1, 36)


@given(DAYS, MONTHS)
def test_a_term_ends_before_its_day_comes_round(day: date, months: int) -> None:
    run = run_of(GOLD._replace(months=months), day)
    assert run.holds_on(day)
    assert run.month(run.ends) == months
    assert 28 * months <= run.days <= 31 * months


@given(DAYS, MONTHS, st.data())
def test_each_day_lies_in_one_month_of_hers(day: date, months: int, data: st.DataObject) -> None:
    run = run_of(GOLD._replace(months=months), day)
    one = data.draw(st.dates(run.starts, run.ends))
    assert 1 <= run.month(one) <= months
    following = one + timedelta(days=1)
    assert run.month(following) - run.month(one) in {0, 1}


@given(DAYS, st.lists(MONTHS, max_size=6))
def test_renewals_leave_no_gap_and_never_overlap(day: date, terms: list[int]) -> None:
    runs: list[Run] = []
    for months in terms:
        runs.append(run_of(GOLD._replace(months=months), next_start(runs, day)))
    for one, following in pairwise(runs):
        assert following.starts == one.ends + timedelta(days=1)


def test_after_a_pause_a_membership_begins_at_once() -> None:
    past = Run(date(2025, 1, 1), date(2025, 12, 31))
    assert next_start([past], date(2026, 3, 10)) == date(2026, 3, 10)


@given(FEES, DAYS, MONTHS, st.integers(-10, 1_200))
def test_a_fee_is_earned_whole_and_never_more(
    fee: Money, day: date, months: int, after: int
) -> None:
    run = run_of(GOLD._replace(months=months), day)
    at = day + timedelta(days=after)
    assert Money() <= earned(fee, run, at) <= earned(fee, run, at + timedelta(days=1)) <= fee
    assert earned(fee, run, day - timedelta(days=1)) == Money()
    assert earned(fee, run, run.ends) == fee


@given(FEES, FEES, DAYS, MONTHS, st.integers(0, 1_200))
def test_no_more_goes_back_than_was_paid_and_no_less_than_the_days_left(
    fee: Money, saved: Money, day: date, months: int, after: int
) -> None:
    run = run_of(GOLD._replace(months=months), day)
    at = day + timedelta(days=after)
    back = returnable(fee, run, at, paid_on=day, saved=saved)
    assert fee - earned(fee, run, at) <= back <= fee


def test_the_share_of_the_days_left_in_her_favour() -> None:
    run = Run(date(2026, 3, 10), date(2027, 3, 9))
    back = returnable(
        Money(39_800), run, date(2026, 6, 17), paid_on=run.starts, saved=Money(10_000)
    )
    assert back == Money(28_896)  # 39,800 × 265 ÷ 365 = 28,895.9


def test_given_back_before_it_begins_it_holds_on_no_day() -> None:
    run = Run(date(2026, 6, 1), date(2027, 5, 31))
    ended = run._replace(ends=last_day(run, date(2026, 3, 10)))
    assert not any(ended.holds_on(run.starts + timedelta(days=days)) for days in range(-2, 3))
    assert ended.passed(date(2030, 1, 1)) == 0


def test_of_tier_and_membership_the_larger_discount_counts() -> None:
    def standing(tier: int, plan: int) -> Discount | None:
        buyer = Buyer(
            tier=Tier(1, "Silver", 1, percent=tier), plan=GOLD._replace(percent=plan)
        )  # fmt: skip
        return buyer.standing.kind if buyer.standing else None

    assert standing(500, 1_000) is Discount.MEMBERSHIP
    assert standing(1_000, 500) is Discount.TIER
    assert standing(500, 500) is Discount.TIER
    assert standing(0, 0) is None


def test_of_two_memberships_the_better_counts() -> None:
    twice = GOLD._replace(times=200)
    assert best([GOLD, twice]) == twice
    assert best([]) is None


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"name": " "}, NameMissing),
        ({"name": "G" * 21}, NameTooLong),
        ({"price": Money()}, AmountNotPositive),
        ({"price": Money(MOST.fen + 1)}, AmountTooLarge),
        ({"months": 0}, NumberOutOfRange),
        ({"months": 37}, NumberOutOfRange),
        ({"percent": 9_001}, NumberOutOfRange),
        ({"percent": -1}, NumberOutOfRange),
        ({"times": 99}, BadMultiplier),
        ({"times": 1_001}, BadMultiplier),
        ({"firsts": 0}, NumberOutOfRange),
        ({"monthlies": 21}, NumberOutOfRange),
        ({"percent": 0}, PlanGivesNothing),
    ],
)
def test_what_cannot_be_sold(change: dict[str, object], refusal: type[ShopError]) -> None:
    with pytest.raises(refusal):
        check_plans([GOLD._replace(**change)])  # type: ignore[arg-type]  # each value is of its field's type


def test_plans_have_names_of_their_own() -> None:
    check_plans([GOLD, GOLD._replace(key=2, name="Silver")])
    with pytest.raises(PlansAlike):
        check_plans([GOLD, GOLD._replace(key=2)])


def test_one_that_only_gives_coupons_is_a_plan() -> None:
    plain = GOLD._replace(percent=0)
    for plan in (
        plain._replace(first=7), plain._replace(monthly=7), plain._replace(item=7),
        plain._replace(birthday=7),
    ):  # fmt: skip
        check_plans([plan])
