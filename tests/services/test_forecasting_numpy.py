"""The domain's formulas and their numpy twin say the same."""

from itertools import pairwise

import pytest

from shopfans.domain.foresight import Forecast, Foresight
from shopfans.domain.gap_sums import GapSums
from shopfans.domain.visit_past import Past
from shopfans.services.reminders import fitting
from shopfans.services.reminders.fitting import PLAIN
from shopfans.services.reminders.forecasting_numpy import ENGINE
from tests.services.rhythms import shop_of, until

TODAY = 400
HORIZONS = (1, 3, 7, 10, 14, 28, 40, 56, 90, 400)
EDGES = [
    Past(GapSums(), 1, 1, (1, 1, 1), 0.0),
    Past(GapSums(), 5000, 5000, (0, 0, 0), 1e7),
    Past(GapSums(2999, 10.0, 10.0, 0.0, 0.0, 1), 1, 3000, (7, 28, 91), 3.0),
    Past(GapSums(1, 1.0, 8000.0, 8.98, 80.7, 8000), 2000, 10000, (0, 0, 0), 3.0),
]


@pytest.fixture(scope="module")
def models() -> tuple[Foresight, Foresight]:
    known = until(shop_of(150, seed=5), TODAY)
    return tuple(fitting.fit(known, on=TODAY, by=by) for by in (PLAIN, ENGINE))  # type: ignore[return-value]


def test_both_fit_the_same(models: tuple[Foresight, Foresight]) -> None:
    plain, quick = models
    for one, other in zip(plain.weights, quick.weights, strict=True):
        assert list(one) == pytest.approx(list(other), abs=1e-9)
    assert len(plain.logistics) == len(quick.logistics) == 4
    for left, right in zip(plain.logistics, quick.logistics, strict=True):
        assert left.horizon == right.horizon
        assert left.coefficients == pytest.approx(right.coefficients, abs=1e-6)
    assert plain[2:] == quick[2:]
    assert plain.say == 0.5


@pytest.mark.parametrize("horizons", [HORIZONS, ()])
@pytest.mark.parametrize("say", [0.0, 0.3, 0.5])
def test_both_foresee_the_same(
    models: tuple[Foresight, Foresight], say: float, horizons: tuple[int, ...]
) -> None:
    model = models[0]._replace(say=say)
    pasts = [one.before([TODAY])[TODAY] for one in until(shop_of(300, seed=6), TODAY)] + EDGES
    gaps = [7 + place % 60 for place in range(len(pasts))]
    plain = PLAIN.forecasts(model, pasts, gaps, horizons)
    quick = ENGINE.forecasts(model, pasts, gaps, horizons)
    for one, other in zip(plain, quick, strict=True):
        assert_alike(one, other)


def assert_alike(one: Forecast, other: Forecast) -> None:
    assert one.chances == pytest.approx(other.chances, abs=1e-6)
    for name in ("expected_28", "gone", "still"):
        assert getattr(one, name) == pytest.approx(getattr(other, name), abs=1e-6)
    assert one[2:8] == other[2:8]
    assert one.standing == other.standing
    assert all(0 <= chance <= 1 for chance in one.chances)
    assert all(sooner <= later + 1e-12 for sooner, later in pairwise(one.chances))
    assert one.early <= one.next_visit <= one.late


def test_both_go_by_the_rule(models: tuple[Foresight, Foresight]) -> None:
    young = models[0]._replace(gaps=29)
    pasts = [EDGES[0]._replace(age=age, tenure=age) for age in (1, 27, 28, 112, 113)]
    plain, quick = (by.forecasts(young, pasts, [28] * 5, HORIZONS) for by in (PLAIN, ENGINE))
    assert [one.standing for one in plain] == [one.standing for one in quick]


def test_nobody_is_no_trouble() -> None:
    for by in (PLAIN, ENGINE):
        model = fitting.fit([], on=TODAY, by=by)
        assert model.goes_by_rule
        assert by.forecasts(model, [], [], HORIZONS) == []
