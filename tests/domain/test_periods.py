"""When the shop's own day and month begin and end."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.errors import BadMonth, BadQuarter, DaysReversed, UnknownZone
from shopfans.domain.periods import (
    Period,
    Span,
    business_day,
    is_known,
    parse_days,
    parse_month,
    parse_quarter,
    time_zone,
)

SHANGHAI, BERLIN = "Asia/Shanghai", "Europe/Berlin"
BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "zone", "day"),
    [
        ("2026-03-10 19:59:59", SHANGHAI, date(2026, 3, 10)),
        ("2026-03-10 20:00:00", SHANGHAI, date(2026, 3, 11)),
        ("2026-03-11 15:59:59", SHANGHAI, date(2026, 3, 11)),
        ("2026-12-31 19:59:59", SHANGHAI, date(2026, 12, 31)),
        ("2026-03-29 01:59:59", BERLIN, date(2026, 3, 28)),
        ("2026-03-29 02:00:00", BERLIN, date(2026, 3, 29)),
        ("2026-10-25 02:59:59", BERLIN, date(2026, 10, 24)),
        ("2026-10-25 03:00:00", BERLIN, date(2026, 10, 25)),
    ],
)
def test_the_day_turns_at_four_on_the_shops_own_clock(at: str, zone: str, day: date) -> None:
    assert business_day(utc(at), zone, 4) == day


def test_a_shop_that_closes_at_midnight_goes_by_the_calendar() -> None:
    assert business_day(utc("2026-03-10 15:59:59"), SHANGHAI, 0) == date(2026, 3, 10)
    assert business_day(utc("2026-03-10 16:00:00"), SHANGHAI, 0) == date(2026, 3, 11)


@given(
    st.integers(0, 15 * 365 * 24 * 60).map(lambda minutes: BEGINNING + timedelta(minutes=minutes)),
    st.timedeltas(timedelta(0), timedelta(days=1)),
    st.sampled_from([SHANGHAI, BERLIN, "America/New_York", "Australia/Lord_Howe"]),
    st.integers(0, 6),
)
def test_days_follow_one_another(at: datetime, later: timedelta, zone: str, hour: int) -> None:
    day, next_day = business_day(at, zone, hour), business_day(at + later, zone, hour)
    assert 0 <= (next_day - day).days <= 2
    assert later > timedelta(hours=23) or (next_day - day).days <= 1


@pytest.mark.parametrize("name", ["", "Mars/Phobos", "Asia", "../etc/passwd", "/etc/passwd", "a\0"])
def test_a_zone_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(UnknownZone):
        time_zone(name)


def test_a_month_has_its_own_first_and_last_day() -> None:
    period = parse_month("2028-02")
    assert (period.first, period.last, str(period)) == (
        date(2028, 2, 1),
        date(2028, 2, 29),
        "2028-02",
    )
    assert period.moved(-2) == Period.around(date(2027, 12, 1))
    assert period.moved(11) == Period.around(date(2029, 1, 1))
    assert Period.around(period.last) == period


@pytest.mark.parametrize(
    ("first", "last", "name", "before", "after"),
    [
        ("2026-02-01", "2026-02-28", "2026-02", "2026-01", "2026-03"),
        ("2025-10-01", "2025-12-31", "2025-Q4", "2025-Q3", "2026-Q1"),
        ("2026-01-01", "2026-12-31", "2026", "2025", "2027"),
        ("2026-03-02", "2026-03-08", "2026-03-02–2026-03-08", "2026-02-23–2026-03-01",
         "2026-03-09–2026-03-15"),
        ("2026-03-02", "2026-03-02", "2026-03-02", "2026-03-01", "2026-03-03"),
    ],
)  # fmt: skip
def test_a_period_has_a_name_and_neighbours_of_its_length(
    first: str, last: str, name: str, before: str, after: str
) -> None:
    period = parse_days(first, last)
    assert [str(period.moved(steps)) for steps in (-1, 0, 1)] == [before, name, after]


def test_where_time_ends_a_period_stays() -> None:
    last = Period.around(date.max, Span.YEAR)
    assert last.moved(1) == last
    assert Period(date.min, date.min).moved(-1) == Period(date.min, date.min)
    assert last.parts()[-1].last == date.max


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 9000))
def test_a_picture_has_room_for_every_part_of_a_period(first: date, days: int) -> None:
    period = Period(first, first + timedelta(days))
    parts = period.parts()
    assert len(parts) <= 62
    assert parts[0].first <= period.first <= parts[0].last
    assert parts[-1].first <= period.last <= parts[-1].last
    assert all(after.first - before.last == timedelta(1) for before, after in pairwise(parts))


@pytest.mark.parametrize("text", ["2026-Q5", "2026-Q0", "Q1", "0000-Q1", "2026", ""])
def test_what_is_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(BadQuarter):
        parse_quarter(text)


def test_a_quarter_is_read_as_people_write_it() -> None:
    assert str(parse_quarter("2026-Q2")) == str(parse_quarter("2026q2")) == "2026-Q2"


def test_days_that_run_backwards_are_refused() -> None:
    with pytest.raises(DaysReversed):
        parse_days("2026-03-09", "2026-03-08")


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "2026-00", "0000-01", "2026-3", "26-03"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(BadMonth):
        parse_month(text)


@pytest.mark.parametrize(
    ("ahead", "known"),
    [
        (timedelta(0), True),
        (timedelta(minutes=-10), True),
        (timedelta(minutes=-10, seconds=-1), False),
        (timedelta(days=-1), False),
        (timedelta(days=40), True),
        (timedelta(days=40, seconds=1), False),
        (timedelta(days=400), False),
    ],
)
def test_a_clock_is_believed_near_the_newest_entry(ahead: timedelta, known: bool) -> None:
    newest = utc("2026-03-10 02:00:00")
    assert is_known(newest + ahead, newest=newest) is known


def test_a_shop_without_an_entry_has_nothing_to_lose() -> None:
    assert is_known(utc("2031-03-03 02:00:00"), newest=None)
