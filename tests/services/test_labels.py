"""Kinds and facts as people read them."""

from datetime import date

import pytest

from shopfans import texts
from shopfans.domain.birthdays import Birthday
from shopfans.domain.points import Points
from shopfans.services.members.finding import Lapsing
from shopfans.texts.facts import short_lapse_text
from shopfans.texts.labels import birthday_text


@pytest.mark.parametrize(
    ("birthday", "words"),
    [
        (Birthday(8, 5, 1990), "08-05"),
        (Birthday(8, 30, lunar=True), "农历八月三十"),
        (Birthday(1, 1, 1990, lunar=True), "农历正月初一"),
        (Birthday(12, 23, lunar=True), "农历十二月廿三"),
        (Birthday(11, 20, lunar=True), "农历十一月二十"),
        (Birthday(10, 10, lunar=True), "农历十月初十"),
        (Birthday(6, 19, lunar=True, leap=True), "农历闰六月十九"),
    ],
)
def test_a_birthday_by_the_moon_is_said_as_people_say_it(birthday: Birthday, words: str) -> None:
    with texts.speaking("zh_CN"):
        assert birthday_text(birthday) == words


def test_in_english_it_is_a_date_with_a_word_before_it() -> None:
    assert birthday_text(Birthday(8, 5, lunar=True)) == "lunar 08-05"
    assert birthday_text(Birthday(6, 5, lunar=True, leap=True)) == "lunar leap 06-05"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 30), "46 until 11-30"),
        (date(2027, 1, 5), "46 until 01-05"),
        (date(2027, 6, 1), "46 until 06-01"),
        (date(2027, 6, 2), "until 2027-06"),
        (date(2027, 11, 8), "until 2027-11"),
    ],
)
def test_points_that_lapse_next_year_are_not_read_as_lapsing_this_year(
    day: date, words: str
) -> None:
    assert short_lapse_text(Lapsing(Points(46), day), date(2026, 11, 30)) == words
