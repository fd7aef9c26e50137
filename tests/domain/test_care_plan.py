"""Six moments a year for the best guests, with gifts and without conditions."""

from collections import Counter
from datetime import date, timedelta

import pytest
from borax.calendars.lunardate import LunarDate
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.birthdays import Birthday
from shopfans.domain.care_plan import (
    CareFacts,
    CareRule,
    Moment,
    check_gift,
    check_rule,
    moments,
    proposed,
)
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.errors import CareHasNoStrings, NumberOutOfRange
from shopfans.domain.festivals import Festival, festival_day
from shopfans.domain.money import Money

RULE = CareRule()
MEI = CareFacts(
    Birthday(3, 15), date(2024, 5, 1), date(2024, 5, 3), date(2026, 2, 1), 10,
    (date(2026, 6, 6),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("festival", "month", "day"),
    [
        (Festival.SPRING, 1, 1),
        (Festival.LANTERN, 1, 15),
        (Festival.DRAGON_BOAT, 5, 5),
        (Festival.SEVENTH_NIGHT, 7, 7),
        (Festival.MID_AUTUMN, 8, 15),
        (Festival.DOUBLE_NINTH, 9, 9),
    ],
)
def test_festivals_are_those_of_another_calendar(festival: Festival, month: int, day: int) -> None:
    for year in range(2020, 2031):
        kept = festival_day(festival, year)
        assert kept == LunarDate(year, month, day).to_solar_date()
        assert kept is not None
        assert kept.year == year


def test_what_everybody_knows_about_the_calendar() -> None:
    assert festival_day(Festival.SPRING, 2026) == date(2026, 2, 17)
    assert festival_day(Festival.MID_AUTUMN, 2026) == date(2026, 9, 25)
    assert festival_day(Festival.SPRING, 3000) is None


def test_a_year_has_about_six_moments() -> None:
    found = moments(RULE, MEI, date(2026, 1, 1), date(2026, 12, 31))
    assert [(one.day, one.moment) for one in found] == [
        (date(2026, 2, 17), Moment.FESTIVAL),
        (date(2026, 3, 15), Moment.BIRTHDAY),
        (date(2026, 3, 18), Moment.SILENCE),
        (date(2026, 5, 1), Moment.JOINED),
        (date(2026, 5, 3), Moment.FIRST_PURCHASE),
        (date(2026, 6, 6), Moment.FRIEND),
        (date(2026, 9, 25), Moment.FESTIVAL),
    ]


def test_who_bought_on_joining_is_not_thanked_twice() -> None:
    same = MEI._replace(first_purchase=MEI.joined)
    found = Counter(one.moment for one in moments(RULE, same, date(2026, 1, 1), date(2026, 12, 31)))
    assert (found[Moment.JOINED], found[Moment.FIRST_PURCHASE]) == (1, 0)


def test_in_her_first_year_there_is_no_anniversary() -> None:
    found = moments(RULE, MEI, date(2024, 5, 1), date(2024, 12, 31))
    assert {one.moment for one in found} == {Moment.FESTIVAL}


def test_a_birthday_of_the_moon_is_kept_by_the_moon() -> None:
    lunar = CareFacts(Birthday(8, 15, None, True), date(2026, 1, 1))
    found = moments(CareRule(festivals=()), lunar, date(2026, 1, 1), date(2026, 12, 31))
    assert [one.day for one in found] == [date(2026, 9, 25)]


def test_who_joined_on_29_february_is_thought_of_every_year() -> None:
    leap = CareFacts(None, date(2024, 2, 29))
    rule = CareRule(festivals=())
    found = moments(rule, leap, date(2024, 1, 1), date(2028, 12, 31))
    assert [one.day.isoformat() for one in found] == [
        "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29",
    ]  # fmt: skip


@given(
    st.dates(date(2000, 1, 1), date(2060, 1, 1)),
    st.integers(0, 500),
    st.sampled_from([Birthday(2, 29), Birthday(12, 31), Birthday(1, 30, None, True), None]),
)
def test_every_moment_lies_within_and_none_is_told_twice(
    first: date, days: int, birthday: Birthday | None
) -> None:
    facts = MEI._replace(birthday=birthday)
    last = first + timedelta(days=days)
    found = moments(RULE, facts, first, last)
    assert all(first <= one.day <= last for one in found)
    assert len({one.key for one in found}) == len(found)
    halves = moments(RULE, facts, first, first) + (
        moments(RULE, facts, first + timedelta(days=1), last) if days else []
    )
    assert halves == found


def test_a_gift_has_no_strings() -> None:
    gift = CouponTerms(CouponKind.AMOUNT_OFF, Money(500))
    check_gift(gift)
    with pytest.raises(CareHasNoStrings) as refused:
        check_gift(CouponTerms(CouponKind.AMOUNT_OFF, Money(500), minimum=Money(3000)))
    assert refused.value.minimum_fen == 3000


@pytest.mark.parametrize(
    ("due", "done", "line", "proposal"),
    [
        (0, 0, 80, 60),
        (4, 0, 80, 60),
        (100, 80, 80, 60),
        (100, 79, 80, 59),
        (100, 40, 80, 30),
        (100, 0, 80, 1),
    ],
)
def test_who_keeps_too_few_moments_is_given_fewer_guests(
    due: int, done: int, line: int, proposal: int
) -> None:
    assert proposed(60, due=due, done=done, line=line) == proposal


@given(st.integers(0, 200), st.integers(0, 500), st.integers(1, 100), st.data())
def test_a_proposal_is_never_more_than_there_are(
    guests: int, due: int, line: int, data: st.DataObject
) -> None:
    done = data.draw(st.integers(0, due))
    assert 0 <= proposed(guests, due=due, done=done, line=line) <= guests


@pytest.mark.parametrize(
    "rule", [CareRule(silence=6), CareRule(patience=61), CareRule(done_line=0)]
)
def test_a_rule_that_makes_no_sense_is_refused(rule: CareRule) -> None:
    with pytest.raises(NumberOutOfRange):
        check_rule(rule)
