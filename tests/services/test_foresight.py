"""Mixture and logistic averaged: what they promise on simulated shops."""

from itertools import pairwise
from math import log
from random import Random

import pytest

from shopfans.domain import own_gap, return_logistic
from shopfans.domain.foresight import Foresight, Standing, standing_of
from shopfans.domain.gap_sums import GapSums
from shopfans.domain.visit_past import Past, Visits
from shopfans.services.reminders import fitting
from shopfans.services.reminders.forecasting_numpy import ENGINE
from tests.services.rhythms import shop_of, until


def mbg(members: int, *, seed: int, days: int) -> list[Visits]:
    """MBG/NBD as published: chance rhythms, and a coin of her own after every visit."""
    random, found = Random(seed), []
    for _ in range(members):
        rate, leaving = random.gammavariate(1.5, 1 / 40), random.betavariate(0.8, 3)
        day = float(random.randrange(200))
        came: list[int] = []
        while day < days:
            if not came or int(day) > came[-1]:
                came.append(int(day))
            if random.random() < leaving:
                break
            day += random.expovariate(rate)
        found.append(Visits(came, [10.0 * visit for visit in range(1, len(came) + 1)]))
    return found


def test_the_visits_of_a_simulated_shop_are_foreseen_in_number() -> None:
    visits, today = mbg(6_000, seed=2, days=400), 300
    known = until(visits, today)
    model = fitting.fit(known, on=today, by=ENGINE)
    pasts = [one.before([today])[today] for one in known]
    for say in (0.0, model.say):
        told = ENGINE.forecasts(model._replace(say=say), pasts, [28] * len(pasts), [28])
        came = sum(sum(today <= day < today + 28 for day in one.days) for one in visits)
        assert sum(one.expected_28 for one in told) == pytest.approx(came, rel=0.05)


def test_four_of_five_next_visits_fall_into_their_range() -> None:
    visits, today = shop_of(3_000, seed=9, days=600), 500
    known = until(visits, today)
    model = fitting.fit(known, on=today, by=ENGINE)
    pasts = [one.before([today])[today] for one in known]
    told = ENGINE.forecasts(model, pasts, [28] * len(pasts), [28])
    inside = []
    wholes = [one for one in visits if one.days[0] < today]
    for one, whole, forecast in zip(known, wholes, told, strict=True):
        if len(whole.days) > len(one.days):
            wait = whole.days[len(one.days)] - today + 1
            if wait <= 56:
                inside.append(forecast.early <= wait <= forecast.late)
    assert len(inside) > 500
    assert 0.75 <= sum(inside) / len(inside) <= 0.90


def test_own_gaps_are_held_to_the_shops() -> None:
    random = Random(4)
    members = []
    for _ in range(2000):
        mean, count = 20 / random.gammavariate(3, 1 / 2), random.randrange(8)
        gaps = [random.expovariate(1 / mean) + 1e-9 for _ in range(count)]
        members.append((count, sum(gaps), sum(map(log, gaps))))
    own = own_gap.fit(members)
    assert own.q == pytest.approx(1, abs=0.1)
    assert own.u == pytest.approx(3, rel=0.2)
    assert own.v == pytest.approx(40, rel=0.25)
    assert own.of(0, 0) == pytest.approx(own.q * own.v / (own.u - 1))
    assert own.of(50, 500) == pytest.approx(10, rel=0.2)
    assert own_gap.fit([]).of(0, 0) > 0


def test_the_logistic_knows_only_outcomes_that_are_over() -> None:
    assert return_logistic.cuts(28, on=400, first=0) == [372, 358, 344, 330, 316, 288]
    assert return_logistic.cuts(7, on=40, first=10) == [33]
    assert return_logistic.cuts(7, on=20, first=10) == []


def test_the_logistic_finds_what_made_the_outcomes() -> None:
    random = Random(1)
    rows = [[random.gauss(0, 1), random.gauss(5, 2)] for _ in range(3000)]
    came = [
        random.random() < return_logistic.squashed(-1 + 2 * one - 0.5 * (two - 5))
        for one, two in rows
    ]
    fitted = return_logistic.fit(7, rows, came)
    assert fitted.coefficients == pytest.approx((2, -0.5, 1.5), abs=0.3)
    assert fitted.chance([0, 5]) == pytest.approx(return_logistic.squashed(-1), abs=0.05)


ONCE = Past(GapSums(), 90, 90, (0, 0, 1), 20.0)
OFTEN = Past(GapSums(5, 4, 80, 12, 36, 20), 40, 140, (0, 0, 4), 20.0)
SHOP = Foresight([], gaps=500)


@pytest.mark.parametrize(
    ("past", "within_7", "within_28", "gone", "standing"),
    [
        (OFTEN, 0.1, 0.3, 0.7, Standing.SLIPPING),
        (OFTEN, 0.3, 0.6, 0.3, Standing.DUE),
        (OFTEN, 0.1, 0.4, 0.5, None),
        (OFTEN._replace(age=101), 0.01, 0.04, 0.9, Standing.LONG_GONE),
        (OFTEN._replace(age=10), 0.9, 0.9, 0.1, None),
        (ONCE, 0.1, 0.2, 0.9, None),
    ],
)
def test_where_she_stands(
    past: Past, within_7: float, within_28: float, gone: float, standing: Standing | None
) -> None:
    assert standing is standing_of(
        SHOP, past.sums.gaps, past.age, 25, 24, within_7=within_7, within_28=within_28, gone=gone
    )


def test_a_young_shop_goes_by_the_rule() -> None:
    young = Foresight([], gaps=29)
    for age, standing in ((27, None), (28, Standing.DUE), (112, Standing.DUE), (113, None)):
        said = standing_of(young, 0, age, 28, 24, within_7=0, within_28=0, gone=1)
        assert said is standing


def test_the_past_is_what_was_known() -> None:
    visits = Visits([10, 20, 50, 60], [5.0, 10.0, 30.0, 40.0])
    seen = visits.before([5, 20, 21, 55, 100])
    assert sorted(seen) == [20, 21, 55, 100]
    assert (seen[20].sums.gaps, seen[20].age, seen[20].tenure) == (0, 10, 10)
    assert (seen[21].sums.gaps, seen[21].age) == (1, 1)
    assert seen[55].recent == (1, 1, 3)
    assert seen[55].receipt == 10.0
    assert visits.comes_within(55, 6)
    assert not visits.comes_within(55, 5)
    assert [later.sums.gaps - sooner.sums.gaps for sooner, later in pairwise(seen.values())] == [
        1, 1, 1,
    ]  # fmt: skip
