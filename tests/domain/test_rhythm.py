"""Her own rhythm, from her days of visit alone."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.rhythm import SHORTEST_GAP, rhythm_of

FIRST = date(2026, 1, 1)


def days(*after: int) -> list[date]:
    return [FIRST + timedelta(days=number) for number in after]


def test_nobody_has_a_usual_gap_before_the_third_visit() -> None:
    assert rhythm_of([]) == (0, None, None)
    assert rhythm_of(days(0)) == (1, FIRST, None)
    assert rhythm_of(days(0, 20)) == (2, days(20)[0], None)


def test_the_usual_gap_is_the_median_and_one_long_holiday_does_not_move_it() -> None:
    rhythm = rhythm_of(days(0, 20, 42, 64, 200))
    assert (rhythm.usual_gap, rhythm.last_visit) == (22, days(200)[0])


def test_who_comes_every_day_is_not_missed_before_a_week() -> None:
    assert rhythm_of(days(0, 1, 2, 3)).usual_gap == SHORTEST_GAP


@given(st.sets(st.integers(0, 3000), max_size=30))
def test_every_visit_counts_and_the_last_is_the_latest(visits: set[int]) -> None:
    rhythm = rhythm_of(days(*sorted(visits)))
    assert rhythm.visits == len(visits)
    assert (rhythm.last_visit is None) == (not visits)
    assert (rhythm.usual_gap is None) == (len(visits) < 3)
    if visits:
        assert rhythm.last_visit == days(max(visits))[0]
