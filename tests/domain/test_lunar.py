"""The calendar of moons, day by day against another one."""

from datetime import date, timedelta

import pytest
from borax.calendars.lunardate import LunarDate

from shopfans.domain.lunar import LunarDay, day_of, lunar_of, month_length, years


def test_every_day_of_eleven_years_is_as_another_calendar_says() -> None:
    for number in range((date(2030, 12, 31) - date(2020, 1, 1)).days + 1):
        day = date(2020, 1, 1) + timedelta(days=number)
        other = LunarDate.from_solar(day)
        assert lunar_of(day) == (other.year, other.month, other.day, bool(other.leap))


def test_there_and_back_is_every_day_of_two_centuries() -> None:
    day, last = date(1900, 1, 31), date(2101, 1, 28)
    before = None
    while day <= last:
        lunar = lunar_of(day)
        assert lunar is not None
        assert before is None or before[:3] < lunar[:3] or lunar.leap > before.leap
        assert day_of(lunar) == day
        day, before = day + timedelta(days=1), lunar


@pytest.mark.parametrize(
    ("day", "lunar"),
    [
        (date(1900, 1, 31), LunarDay(1900, 1, 1)),
        (date(1979, 1, 28), LunarDay(1979, 1, 1)),
        (date(2020, 5, 23), LunarDay(2020, 4, 1, leap=True)),
        (date(2024, 2, 10), LunarDay(2024, 1, 1)),
        (date(2025, 7, 25), LunarDay(2025, 6, 1, leap=True)),
        (date(2026, 2, 17), LunarDay(2026, 1, 1)),
        (date(2026, 9, 25), LunarDay(2026, 8, 15)),
        (date(2033, 12, 22), LunarDay(2033, 11, 1, leap=True)),
    ],
)
def test_days_people_know(day: date, lunar: LunarDay) -> None:
    assert lunar_of(day) == lunar
    assert day_of(lunar) == day


@pytest.mark.parametrize("day", [date(1900, 1, 30), date(2101, 1, 29), date.min, date.max])
def test_beyond_the_table_nothing_is_known(day: date) -> None:
    assert lunar_of(day) is None


@pytest.mark.parametrize(
    "lunar",
    [
        LunarDay(1899, 1, 1), LunarDay(2101, 1, 1), LunarDay(2026, 8, 30), LunarDay(2026, 8, 0),
        LunarDay(2026, 13, 1), LunarDay(2026, 6, 1, leap=True),
    ],
)  # fmt: skip
def test_a_day_that_is_not_there_is_none(lunar: LunarDay) -> None:
    assert day_of(lunar) is None


def test_months_have_29_or_30_days() -> None:
    lengths = {month_length(year, month) for year in years() for month in range(1, 13)}
    assert lengths == {29, 30}
    assert month_length(2025, 6, leap=True) == 29
    assert month_length(2026, 6, leap=True) == 0
