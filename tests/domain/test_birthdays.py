"""Birthdays as people write them, and the day they are kept."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.birthdays import (
    Birthday,
    born_on,
    in_month_of,
    is_younger,
    kept_on,
    next_birthday,
    parse_birthday,
    year_kept,
)
from shopfans.domain.errors import BadBirthday, ShopError

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("text", "birthday"),
    [
        ("1990-08-15", Birthday(8, 15, 1990)),
        ("1990/8/5", Birthday(8, 5, 1990)),
        ("1990年8月15日", Birthday(8, 15, 1990)),
        ("１９９０．８．１５", Birthday(8, 15, 1990)),
        ("8-15", Birthday(8, 15)),
        ("8月15日", Birthday(8, 15)),
        ("08/15", Birthday(8, 15)),
        ("2-29", Birthday(2, 29)),
        ("2000-02-29", Birthday(2, 29, 2000)),
        (TODAY.isoformat(), Birthday(3, 10, 2026)),
        ("1900-01-01", Birthday(1, 1, 1900)),
        ("农历八月三十", Birthday(8, 30, lunar=True)),
        ("农历8月30日", Birthday(8, 30, lunar=True)),
        ("农历 正月初一", Birthday(1, 1, lunar=True)),
        ("阴历腊月廿三", Birthday(12, 23, lunar=True)),
        ("農曆臘月二十三", Birthday(12, 23, lunar=True)),
        ("農曆冬月初十", Birthday(11, 10, lunar=True)),
        ("舊曆十二月二十", Birthday(12, 20, lunar=True)),
        ("农历十一月十五", Birthday(11, 15, lunar=True)),
        ("農曆1990年閏五月初六", Birthday(5, 6, 1990, lunar=True, leap=True)),
        ("农历闰六月初六", Birthday(6, 6, lunar=True, leap=True)),
        ("农历1990-8-15", Birthday(8, 15, 1990, lunar=True)),
        ("农历三月卅", Birthday(3, 30, lunar=True)),
        ("lunar 8-30", Birthday(8, 30, lunar=True)),
        ("Lunar leap 06-05", Birthday(6, 5, lunar=True, leap=True)),
    ],
)
def test_birthdays_as_people_write_them(text: str, birthday: Birthday) -> None:
    assert parse_birthday(text, latest=TODAY) == birthday


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "1990", "13-01", "2-30", "1999-02-29", "2026-03-11", "1899-12-31",
     "0000-01-01", "0000-02-29", "9999-01-01", "1990-08-15 10:00", "8-15-1990", "8" * 10_000,
     "农历", "农历八月", "农历八月三十一", "农历十三月初一", "农历初一", "八月三十", "leap 6-5",
     "农历2026-1-30", "农历1990年闰八月初一", "农历闰正月初一", "农历2026-2-1", "农历八月初十五",
     "lunar leap leap 6-5"],
)  # fmt: skip
def test_what_is_no_birthday_is_refused(text: str) -> None:
    with pytest.raises(BadBirthday):
        parse_birthday(text, latest=TODAY)


@given(st.text("0123456789-/年月日. ", max_size=12))
def test_a_birthday_is_a_day_that_exists(text: str) -> None:
    try:
        month, day, year, lunar, _ = parse_birthday(text, latest=TODAY)
    except ShopError:
        return
    assert not lunar
    assert date(2000 if year is None else year, month, day)
    assert year is None or 1900 <= year <= TODAY.year


@pytest.mark.parametrize(
    ("birthday", "on", "kept"),
    [
        (Birthday(3, 10), date(2026, 3, 10), date(2026, 3, 10)),
        (Birthday(3, 9), date(2026, 3, 10), date(2027, 3, 9)),
        (Birthday(1, 1), date(2026, 12, 31), date(2027, 1, 1)),
        (Birthday(2, 29), date(2026, 2, 1), date(2026, 2, 28)),
        (Birthday(2, 29), date(2026, 3, 1), date(2027, 2, 28)),
        (Birthday(2, 29), date(2027, 3, 1), date(2028, 2, 29)),
        (Birthday(2, 29), date(2028, 2, 29), date(2028, 2, 29)),
        (Birthday(2, 29), date(2028, 2, 28), date(2028, 2, 29)),
    ],
)
def test_the_next_day_it_is_kept(birthday: Birthday, on: date, kept: date) -> None:
    assert next_birthday(birthday, on) == kept


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.dates(date(2000, 1, 1), date(2001, 1, 1)))
def test_a_birthday_comes_round_within_a_year(on: date, born: date) -> None:
    kept = next_birthday(Birthday(born.month, born.day), on)
    assert on <= kept <= on + timedelta(days=366)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_keeps_the_birthdays_whose_next_day_it_is(day: date) -> None:
    year = [date(2000, 1, 1) + timedelta(days=number) for number in range(366)]
    sun = [Birthday(born.month, born.day) for born in year]
    moon = [
        Birthday(month, number, lunar=True, leap=leap)
        for month in range(1, 13) for number in range(1, 31) for leap in (False, True)
    ]  # fmt: skip
    assert set(kept_on(day)) == {one for one in sun + moon if next_birthday(one, day) == day}
    assert len(kept_on(day)) == len(set(kept_on(day)))


EIGHT_THIRTY = Birthday(8, 30, lunar=True)
LEAP_SIXTH = Birthday(6, 10, lunar=True, leap=True)


@pytest.mark.parametrize(
    ("birthday", "on", "kept"),
    [
        (Birthday(8, 15, lunar=True), date(2026, 3, 10), date(2026, 9, 25)),
        (Birthday(8, 15, lunar=True), date(2026, 9, 25), date(2026, 9, 25)),
        (Birthday(8, 15, lunar=True), date(2026, 9, 26), date(2027, 9, 15)),
        (EIGHT_THIRTY, date(2023, 1, 1), date(2023, 10, 14)),  # 30 days
        (EIGHT_THIRTY, date(2026, 1, 1), date(2026, 10, 9)),  # the 29th of 29
        (LEAP_SIXTH, date(2025, 7, 1), date(2025, 8, 3)),
        (LEAP_SIXTH, date(2026, 1, 1), date(2026, 7, 23)),  # no leap month: the ordinary one
        (Birthday(6, 10, lunar=True), date(2025, 7, 5), date(2026, 7, 23)),  # not in the leap month
        (Birthday(12, 15, lunar=True), date(2026, 1, 1), date(2026, 2, 2)),
        (Birthday(1, 1, lunar=True), date(2100, 2, 10), date.max),
        (Birthday(1, 1, lunar=True), date(2150, 1, 1), date.max),
        (Birthday(3, 10), date(9999, 12, 31), date.max),
    ],
)
def test_the_next_day_of_a_birthday_by_the_moon(birthday: Birthday, on: date, kept: date) -> None:
    assert next_birthday(birthday, on) == kept


def test_two_birthdays_by_the_moon_in_one_year_of_the_sun_are_two() -> None:
    late = Birthday(12, 2, lunar=True)
    first = next_birthday(late, date(2033, 1, 1))
    second = next_birthday(late, first + timedelta(days=1))
    assert (first, second) == (date(2033, 1, 2), date(2034, 1, 21))
    kept = [first, second, next_birthday(late, second + timedelta(days=1))]
    assert [year_kept(late, day) for day in kept] == [2032, 2033, 2034]
    assert year_kept(Birthday(3, 10), date(2033, 3, 10)) == 2033


def test_her_month_is_the_one_in_which_it_is_kept() -> None:
    sixth = Birthday(6, 10, lunar=True)
    in_sixth, in_leap = date(2025, 7, 1), date(2025, 8, 1)
    assert [in_month_of(sixth, day) for day in (in_sixth, in_leap)] == [True, False]
    assert [in_month_of(LEAP_SIXTH, day) for day in (in_sixth, in_leap)] == [False, True]
    assert in_month_of(LEAP_SIXTH, date(2026, 7, 14))
    assert not in_month_of(sixth, date(2150, 1, 1))


def test_who_tells_her_year_tells_her_age() -> None:
    young, turned = Birthday(3, 11, 2012), Birthday(3, 10, 2012)
    assert is_younger(young, 14, TODAY)
    assert not is_younger(turned, 14, TODAY)
    assert not is_younger(Birthday(3, 11), 14, TODAY)
    assert is_younger(Birthday(2, 1, 2012, lunar=True), 14, date(2026, 2, 21))
    assert not is_younger(Birthday(2, 1, 2012, lunar=True), 14, date(2026, 2, 22))
    assert born_on(Birthday(2, 1, 2012, lunar=True)) == date(2012, 2, 22)
    assert born_on(Birthday(2, 29, 1999)) is None
