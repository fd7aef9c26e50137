"""Eight patterns that an honest week seldom shows, and where each begins."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shopfans.domain import oddities
from shopfans.domain.oddities import Act, Earned, Oddity, Pattern, Pin

MONDAY = date(2026, 3, 9)
NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)


def earned(times: int, *, member: int = 1, staff: int = 2, day: date = MONDAY) -> list[Earned]:
    return [Earned(100 * member + number, day, member, staff) for number in range(times)]


@pytest.mark.parametrize(("times", "is_odd"), [(3, False), (4, True)])
def test_a_card_four_times_on_a_day(times: int, is_odd: bool) -> None:
    found = list(oddities.cards_in_a_day(earned(times)))
    assert bool(found) is is_odd
    if found:
        assert found == [Oddity(Pattern.CARD_IN_A_DAY, (103, 102, 101, 100), 2, 1, 4, day=MONDAY)]


def test_four_times_on_two_days_is_no_card_all_day() -> None:
    later = earned(2, day=MONDAY + timedelta(days=1))
    assert list(oddities.cards_in_a_day([*earned(2), *later])) == []


@pytest.mark.parametrize(("times", "is_odd"), [(10, False), (11, True)])
def test_a_card_eleven_times_in_a_week(times: int, is_odd: bool) -> None:
    assert bool(list(oddities.cards_in_a_week(earned(times)))) is is_odd


@pytest.mark.parametrize(("hers", "others", "is_odd"), [(3, 7, False), (4, 6, True), (4, 5, False)])
def test_a_card_that_has_more_than_three_tenths_of_a_cashiers_sales(
    hers: int, others: int, is_odd: bool
) -> None:
    strangers = [one for n in range(others) for one in earned(1, member=10 + n)]
    found = list(oddities.cards_of_cashiers([*earned(hers), *strangers]))
    assert bool(found) is is_odd
    if found:
        assert (found[0].staff, found[0].times, found[0].of) == (2, 4, 10)


def test_who_rang_it_is_named_if_it_was_one() -> None:
    two = [*earned(2), *earned(2, staff=3)]
    assert [odd.staff for odd in oddities.cards_in_a_day(two)] == [None]


def act(hour: int, *, closed: bool = False) -> Act:
    at = NOON.replace(hour=hour)
    return Act(hour, at, MONDAY + timedelta(days=closed), MONDAY, 2)


@pytest.mark.parametrize(
    ("one", "is_odd"),
    [
        (act(12), False),
        (act(22), False),
        (act(6), False),
        (act(23), True),
        (act(5), True),
        (act(20, closed=True), True),
    ],
)
def test_after_hours_is_at_night_or_after_the_close(one: Act, is_odd: bool) -> None:
    assert oddities.is_after_hours(one) is is_odd
    assert bool(list(oddities.back_after_close([one]))) is is_odd
    assert bool(list(oddities.adjusted_at_night([one]))) is is_odd


def pins(*answers: bool, apart: int = 1) -> list[Pin]:
    return [
        Pin(number, NOON + timedelta(minutes=apart * number), 2, is_right)
        for number, is_right in enumerate(answers)
    ]


def test_three_wrong_pins_and_then_the_right_one() -> None:
    assert [odd.operations for odd in oddities.pins_guessed(pins(False, False, False, True))] == [
        (3, 2, 1, 0)
    ]
    assert list(oddities.pins_guessed(pins(False, False, True, False, True))) == []
    assert list(oddities.pins_guessed(pins(False, False, False, True, apart=10))) == []
    assert list(oddities.pins_guessed(pins(False, False, False))) == []


def test_a_strangers_sale_given_to_a_card_is_always_told() -> None:
    moved = [Act(1, NOON, MONDAY, MONDAY, 2, 7), Act(2, NOON, MONDAY, MONDAY, 2, 7)]
    assert list(oddities.given_to_cards(moved)) == [
        Oddity(Pattern.GIVEN_TO_A_CARD, (2, 1), 2, 7, 2)
    ]
