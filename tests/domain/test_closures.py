"""Holidays: noticed where nobody came for longer than the shop ever waits."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.closures import Closure, Holiday, OpenDays, in_force, noticed


def test_a_week_and_a_day_without_anybody_is_a_holiday() -> None:
    days = [*range(1, 21), *range(29, 60)]
    assert noticed(days) == [Closure(21, 28)]
    assert noticed([*range(1, 21), *range(28, 60)]) == []


def test_a_quiet_shop_is_not_closed() -> None:
    assert noticed(range(0, 400, 9)) == []
    assert noticed([*range(0, 200, 3), *range(220, 300, 3)]) == []
    assert noticed([*range(0, 200, 3), *range(230, 300, 3)]) == [Closure(199, 229)]


def test_nobody_knows_a_shop_in_its_first_days() -> None:
    assert noticed([1, 30, 31]) == []
    assert noticed([]) == []
    assert noticed([], until=5) == []


def test_it_may_be_closed_still() -> None:
    assert noticed(range(1, 21), until=60) == [Closure(21, 59)]
    assert noticed(range(1, 21), until=25) == []


def test_years_without_anybody_are_no_holiday() -> None:
    assert noticed(range(1, 21), until=21 + 366) == [Closure(21, 386)]
    assert noticed(range(1, 21), until=21 + 367) == []
    assert noticed([*range(1, 21), *range(5_000, 5_021), 5_040]) == [Closure(5_021, 5_039)]


def test_holidays_take_no_time() -> None:
    opened = OpenDays([Closure(21, 28), Closure(40, 59)])
    assert [opened.number(day) for day in (1, 20, 21, 28, 29, 39, 50, 60, 61)] == [
        1, 20, 21, 21, 21, 31, 32, 32, 33,
    ]  # fmt: skip
    assert [opened.day(number) for number in (1, 20, 21, 31, 32)] == [1, 20, 29, 39, 60]


@given(st.sets(st.integers(1, 400), max_size=120))
def test_open_days_keep_their_order(days: set[int]) -> None:
    opened = OpenDays(noticed(sorted(days)))
    numbers = [opened.number(day) for day in sorted(days)]
    assert numbers == sorted(set(numbers))
    assert [opened.day(number) for number in numbers] == sorted(days)


@given(
    st.sets(st.integers(1, 400), max_size=120),
    st.lists(st.tuples(st.integers(1, 400), st.integers(0, 60), st.booleans()), max_size=6),
)
def test_nobody_came_on_a_day_that_is_a_holiday(
    days: set[int], said: list[tuple[int, int, bool]]
) -> None:
    holidays = [
        Holiday(date.fromordinal(first), date.fromordinal(first + more), is_closed=closed)
        for first, more, closed in said
    ]
    found = in_force(sorted(days), holidays)
    assert all(before.last + 1 < after.first for before, after in pairwise(found))
    closed_days = {day for one in found for day in range(one.first, one.last + 1)}
    assert not closed_days & days
    marked = {
        day for first, more, closed in said if closed for day in range(first, first + more + 1)
    }
    assert marked - days <= closed_days


def test_a_lull_that_was_none_is_no_holiday_however_long_it_became() -> None:
    none = [Holiday(date.fromordinal(21), date.fromordinal(30), is_closed=False)]
    assert in_force(range(1, 21), none, until=60) == []
