"""The mixture of rhythms: worked by hand for three members, and sane for anybody."""

from itertools import pairwise
from math import erfc, exp, log, pi, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain import gap_kernels, gap_mixture
from shopfans.domain.gap_kernels import CELLS, DROP_OUTS, KERNELS, MEANS, survival
from shopfans.domain.gap_mixture import PRIOR, Mixture, Told
from shopfans.domain.gap_sums import GapSums, sums_of
from tests.examples import examples

RANDOM = KERNELS.index((True, 1, MEANS[10]))
"""Gaps by chance: exponential."""
STEADY = KERNELS.index((True, 4, MEANS[10]))
LOGNORMAL = KERNELS.index((False, 0.5, MEANS[10]))
M = MEANS[10]
ANA = [100]
JOY = [100, 130]
MEI = [100, 110, 150]
TODAY = 170


def only(cells: dict[tuple[int, float], float]) -> Mixture:
    """A mixture of a few cells: (kernel, drop-out) and how common each is."""
    weights = [[0.0] * len(KERNELS) for _ in DROP_OUTS]
    for (kernel, leaving), weight in cells.items():
        weights[DROP_OUTS.index(leaving)][kernel] = weight
    return Mixture(weights)


TWO = {(RANDOM, 0.25): 0.6, (STEADY, 0.03): 0.4}


def random_one(gap: float) -> tuple[float, float]:
    """How likely such a gap is, and a longer one: exponential."""
    return exp(-gap / M) / M, exp(-gap / M)


def steady_one(gap: float) -> tuple[float, float]:
    """The same for the sum of four exponential ones."""
    z = 4 * gap / M
    longer = exp(-z) * (1 + z + z**2 / 2 + z**3 / 6)
    return (4 / M) ** 4 * gap**3 * exp(-z) / 6, longer


def by_hand(days: list[int], ahead: int) -> tuple[float, float]:
    """The chance to come within so many days, and to be with us still; an older gap counts 0.9."""
    gaps = [late - early for early, late in pairwise(days)]
    x, age = len(gaps), TODAY - days[-1]
    come = still = either = 0.0
    for weight, leaving, kernel in ((0.6, 0.25, random_one), (0.4, 0.03, steady_one)):
        likely = weight * (1 - leaving) ** x
        for back, gap in enumerate(reversed(gaps)):
            likely *= kernel(gap)[0] ** (0.9**back)
        silent, longer = kernel(age)[1], kernel(age + ahead)[1]
        come += likely * (1 - leaving) * (silent - longer)
        still += likely * (1 - leaving) * silent
        either += likely * ((1 - leaving) * silent + leaving)
    return come / either, still / either


@pytest.mark.parametrize("days", [ANA, JOY, MEI])
@pytest.mark.parametrize("ahead", [1, 7, 28, 90])
def test_three_members_worked_by_hand(days: list[int], ahead: int) -> None:
    outlook = only(TWO).about(sums_of(days), TODAY - days[-1])
    come, still = by_hand(days, ahead)
    assert outlook.chance(ahead) == pytest.approx(come, abs=1e-9)
    assert outlook.chance_still_with_us() == pytest.approx(still, abs=1e-9)


def test_the_sums_forget_by_a_tenth() -> None:
    sums = sums_of(MEI)
    assert sums.gaps == 2
    assert sums[1:5] == pytest.approx(
        (1.9, 40 + 0.9 * 10, log(40) + 0.9 * log(10), log(40) ** 2 + 0.9 * log(10) ** 2)
    )
    assert sums.last_gap == 40


def test_kernels_are_what_they_are_called() -> None:
    assert survival((True, 0.5, 20), 30) == pytest.approx(erfc(sqrt(0.75)))
    assert survival((True, 1, 20), 30) == pytest.approx(exp(-1.5))
    assert survival((True, 2, 20), 30) == pytest.approx(exp(-3) * 4)
    mu = log(20) - 0.5**2 / 2
    assert survival((False, 0.5, 20), 30) == pytest.approx(
        erfc((log(30) - mu) / (0.5 * sqrt(2))) / 2
    )
    closed = gap_kernels.likelihoods(GapSums(1, 1, 30, log(30), log(30) ** 2, 30))
    mu = log(M) - 0.5**2 / 2
    lognormal = exp(-((log(30) - mu) ** 2) / (2 * 0.25)) / (30 * 0.5 * sqrt(2 * pi))
    assert closed[LOGNORMAL] / closed[RANDOM] == pytest.approx(lognormal / random_one(30)[0])
    assert closed[STEADY] / closed[RANDOM] == pytest.approx(steady_one(30)[0] / random_one(30)[0])


def test_one_round_of_the_fit_worked_by_hand() -> None:
    members = [Told(sums_of(JOY), 40, 2), Told(GapSums(), 70)]
    fitted = gap_mixture.fit(members, rounds=1)
    expected = [[0.0] * len(KERNELS) for _ in DROP_OUTS]
    for told in members:
        closed, x = gap_kernels.likelihoods(told.sums), told.sums.gaps
        likely = [
            [
                one * (1 - p) ** x * ((1 - p) * survival(kernel, told.age) + p)
                for one, kernel in zip(closed, KERNELS, strict=True)
            ]
            for p in DROP_OUTS
        ]
        whole = sum(map(sum, likely))
        for row, part in zip(expected, likely, strict=True):
            row[:] = [
                held + told.members * one / whole for held, one in zip(row, part, strict=True)
            ]
    for row, true in zip(fitted, expected, strict=True):
        assert row == pytest.approx(
            [(one + PRIOR / CELLS) / (3 + PRIOR) for one in true], abs=1e-12
        )
    assert sum(map(sum, fitted)) == pytest.approx(1)


def test_visits_to_expect_of_a_random_guest_who_never_leaves() -> None:
    outlook = only({(RANDOM, 0.0): 1.0}).about(GapSums(), 5)
    whole_days = 1 - exp(-1 / M)
    assert outlook.expected(28) == pytest.approx(28 * whole_days)


def test_a_rhythm_in_words() -> None:
    outlook = only({(STEADY, 0.0): 1.0}).about(GapSums(), 5)
    low, middle, high = (outlook.usual(share) for share in (0.25, 0.5, 0.75))
    assert (low, middle, high) == (19, 28, 38)


EVEN = Mixture(gap_mixture.even_weights())
SKEWED = only({(RANDOM, 0.95): 0.5, (STEADY, 0.0): 1e-9, (LOGNORMAL, 0.5): 0.4})


@st.composite
def pasts(draw: st.DrawFn) -> list[int]:
    gaps = draw(st.lists(st.integers(1, 4000), max_size=40))
    return [sum(gaps[:count]) for count in range(len(gaps) + 1)]


@examples(60)
@given(pasts(), st.integers(1, 6000), st.sampled_from([EVEN, SKEWED]))
def test_chances_are_chances_and_grow(days: list[int], age: int, mixture: Mixture) -> None:
    outlook = mixture.about(sums_of(days), age)
    chances = [outlook.chance(ahead) for ahead in (0, 1, 7, 14, 28, 56, 400, 5000)]
    assert chances[0] == 0
    assert all(0 <= chance <= 1 for chance in chances)
    assert all(sooner <= later for sooner, later in pairwise(chances))
    assert 0 <= outlook.chance_still_with_us() <= 1
    assert outlook.expected(28) >= chances[4] - 1e-9
    low, middle, high = (outlook.usual(share) for share in (0.25, 0.5, 0.75))
    assert 1 <= low <= middle <= high


@examples(40)
@given(pasts(), st.integers(1, 2000), st.integers(1, 1000))
def test_silence_never_speaks_for_her(days: list[int], age: int, more: int) -> None:
    sums = sums_of(days)
    sooner, later = (
        EVEN.about(sums, silent).chance_still_with_us() for silent in (age, age + more)
    )
    assert later <= sooner + 1e-12


def test_three_thousand_visits_are_no_trouble() -> None:
    outlook = EVEN.about(sums_of(range(3000)), 1)
    assert outlook.chance(7) > 0.9
    assert outlook.chance_still_with_us() > 0.9
