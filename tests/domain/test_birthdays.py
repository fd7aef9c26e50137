"""Birthdays as people write them, and the day they are kept."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.birthdays import Birthday, kept_on, next_birthday, parse_birthday
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
    ],
)
def test_birthdays_as_people_write_them(text: str, birthday: Birthday) -> None:
    assert parse_birthday(text, latest=TODAY) == birthday


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "1990", "13-01", "2-30", "1999-02-29", "2026-03-11", "1899-12-31",
     "0000-01-01", "0000-02-29", "9999-01-01", "1990-08-15 10:00", "8-15-1990", "8" * 10_000],
)  # fmt: skip
def test_what_is_no_birthday_is_refused(text: str) -> None:
    with pytest.raises(BadBirthday):
        parse_birthday(text, latest=TODAY)


@given(st.text("0123456789-/年月日. ", max_size=12))
def test_a_birthday_is_a_day_that_exists(text: str) -> None:
    try:
        month, day, year = parse_birthday(text, latest=TODAY)
    except ShopError:
        return
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
    kept = [
        (born.month, born.day)
        for born in year
        if next_birthday(Birthday(born.month, born.day), day) == day
    ]
    assert sorted(kept_on(day)) == kept
