"""Her own rhythm, from her days of visit alone."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.rhythm import LONGEST_SILENCE, SHORTEST_GAP, rhythm_of

FIRST = date(2026, 1, 1)


def days(*after: int) -> list[date]:
    return [FIRST + timedelta(days=number) for number in after]


def test_nobody_is_due_before_the_third_visit() -> None:
    assert rhythm_of([]) == (0, None, None, None, None)
    assert rhythm_of(days(0)) == (1, FIRST, None, None, None)
    assert rhythm_of(days(0, 20)) == (2, days(20)[0], None, None, None)


def test_the_usual_gap_is_the_median_and_one_long_holiday_does_not_move_it() -> None:
    rhythm = rhythm_of(days(0, 20, 42, 64, 200))
    assert (rhythm.usual_gap, rhythm.last_visit) == (22, days(200)[0])
    assert rhythm.due == days(222)[0]
    assert rhythm.gone == days(200 + 4 * 22)[0]


def test_who_comes_every_day_is_not_missed_before_a_week() -> None:
    rhythm = rhythm_of(days(0, 1, 2, 3))
    assert (rhythm.usual_gap, rhythm.due) == (SHORTEST_GAP, days(10)[0])


@given(st.sets(st.integers(0, 3000), max_size=30))
def test_due_lies_between_the_last_visit_and_gone(visits: set[int]) -> None:
    rhythm = rhythm_of(days(*sorted(visits)))
    assert rhythm.visits == len(visits)
    if rhythm.usual_gap is None:
        assert (rhythm.due, rhythm.gone) == (None, None)
        return
    assert rhythm.last_visit is not None
    assert rhythm.due is not None
    assert rhythm.gone is not None
    assert rhythm.last_visit < rhythm.due < rhythm.gone
    assert (rhythm.gone - rhythm.last_visit).days == LONGEST_SILENCE * rhythm.usual_gap
