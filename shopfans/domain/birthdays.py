"""Birthdays: month and day, of the sun or of the moon, the year only if she likes to give it."""

import calendar
import re
import unicodedata
from datetime import date
from typing import NamedTuple

from shopfans.domain.errors import BadBirthday
from shopfans.domain.lunar import LunarDay, day_of, lunar_of, month_length, years


class Birthday(NamedTuple):
    """A birthday as she keeps it.

    29 February is kept on the 28th in common years. In the lunar calendar the thirtieth of a month
    is kept on the 29th when the month has no thirtieth; who was born in a leap month keeps it in
    the ordinary month of the same number in years without that leap month; who was born in an
    ordinary month never keeps it in a leap month.
    """

    month: int
    day: int
    year: int | None = None
    lunar: bool = False
    leap: bool = False
    """In a leap month of the lunar calendar."""


_WITH_YEAR = re.compile(r"(\d{4})[-/.年 ](\d{1,2})[-/.月 ](\d{1,2})[日号號]?")
_WITHOUT_YEAR = re.compile(r"(\d{1,2})[-/.月 ](\d{1,2})[日号號]?")
_LUNAR = re.compile(r"(?:农历|農曆|农曆|阴历|陰曆|旧历|舊曆|lunar)\s*", re.IGNORECASE)
_LEAP = re.compile(r"(?:闰|閏|leap)\s*", re.IGNORECASE)
_CHINESE_DAY = re.compile(
    r"(?:(\d{4})年)?(正|[一二三四五六七八九]|十[一二]?|冬|[腊臘]|\d{1,2})月"
    r"(初?[一二三四五六七八九十]|十[一二三四五六七八九]|二十[一二三四五六七八九]?"
    r"|[廿卄][一二三四五六七八九]?|三十|卅|\d{1,2})[日号號]?"
)
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}


def parse_birthday(text: str, *, latest: date) -> Birthday:
    """A birthday as people write it: 1990-08-15, 8/15, 8月15日; of the moon with the word before
    it: 农历八月三十, 農曆1990年閏五月初六, lunar 8-30. Raises BadBirthday."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(plain) > 40:
        raise BadBirthday(text)
    after = _LUNAR.match(plain)
    parts = _parts(plain[after.end() :]) if after else _numbers(plain)
    if parts is None:
        raise BadBirthday(text)
    try:
        return birthday(*parts, lunar=after is not None, latest=latest)
    except BadBirthday:
        raise BadBirthday(text) from None


def birthday(
    year: int | None, month: int, day: int, leap: bool = False, *, lunar: bool, latest: date
) -> Birthday:
    """The birthday, if there is such a day and it is neither before 1900 nor after `latest`.

    Raises BadBirthday.
    """
    born = Birthday(month, day, year, lunar, leap)
    if year is None:
        exists = _exists_some_year(born)
    else:
        on = born_on(born)
        exists = on is not None and date(1900, 1, 1) <= on <= latest
    if not exists or (leap and not lunar):
        raise BadBirthday(f"{month}-{day}")
    return born


def born_on(born: Birthday) -> date | None:
    """The day she was born; None if she keeps the year to herself or there was no such day."""
    if born.year is None:
        return None
    if born.lunar:
        return day_of(LunarDay(born.year, born.month, born.day, born.leap))
    try:
        return date(born.year, born.month, born.day)
    except ValueError:
        return None


def is_younger(born: Birthday, years_old: int, on: date) -> bool:
    """Whether what she told says that she has not lived so many years by that day; without a year
    nothing says so."""
    day = born_on(born)
    return day is not None and (on.year - years_old, on.month, on.day) < (
        day.year,
        day.month,
        day.day,
    )


def next_birthday(birthday: Birthday, on: date) -> date:
    """The next day it is kept, `on` included: see Birthday.

    A lunar birthday is kept from 1900 to 2100; beyond, the answer is the last day there is.
    """
    year = _year_of(birthday, on)
    kept = [_kept_in(one, birthday) for one in (year, year + 1)] if year else []
    return next((day for day in kept if day is not None and day >= on), date.max)


def kept_on(day: date) -> list[Birthday]:
    """The birthdays (without their years) that are kept on this day."""
    born = [Birthday(day.month, day.day)]
    if (day.month, day.day) == (2, 28) and not calendar.isleap(day.year):
        born.append(Birthday(2, 29))
    today = lunar_of(day)
    if today is None:
        return born
    length = month_length(today.year, today.month, leap=today.leap)
    days = (29, 30) if today.day == length == 29 else (today.day,)
    has_leap = month_length(today.year, today.month, leap=True) > 0
    leaps = (today.leap,) if has_leap else (False, True)
    return born + [
        Birthday(today.month, number, None, True, leap) for number in days for leap in leaps
    ]


def in_month_of(birthday: Birthday, day: date) -> bool:
    """Whether the birthday is kept in the month, of its own calendar, that this day lies in."""
    if not birthday.lunar:
        return birthday.month == day.month
    today = lunar_of(day)
    kept = _kept_in(today.year, birthday) if today else None
    that_day = lunar_of(kept) if kept else None
    return bool(today and that_day and today[1::2] == that_day[1::2])


def year_kept(birthday: Birthday, kept: date) -> int:
    """The year, of its own calendar, whose birthday is kept on that day: two birthdays of the moon
    can fall into one year of the sun."""
    return _year_of(birthday, kept) or kept.year


def _year_of(birthday: Birthday, day: date) -> int | None:
    if not birthday.lunar:
        return day.year
    lunar = lunar_of(day)
    return lunar.year if lunar else None


def _kept_in(year: int, birthday: Birthday) -> date | None:
    """The day it is kept in a year of its own calendar."""
    if birthday.lunar:
        if year not in years():
            return None
        has_leap = month_length(year, birthday.month, leap=True) > 0
        leap = birthday.leap and has_leap
        last = month_length(year, birthday.month, leap=leap)
        return day_of(LunarDay(year, birthday.month, min(birthday.day, last), leap))
    if year > date.max.year:
        return None
    if (birthday.month, birthday.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 2, 28)
    return date(year, birthday.month, birthday.day)


def _exists_some_year(born: Birthday) -> bool:
    if not born.lunar:
        return born_on(born._replace(year=2000)) is not None  # 2000 had a 29 February
    return any(1 <= born.day <= month_length(year, born.month, leap=born.leap) for year in years())


def _numbers(text: str) -> tuple[int | None, int, int] | None:
    if match := _WITH_YEAR.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _WITHOUT_YEAR.fullmatch(text):
        return None, int(match[1]), int(match[2])
    return None


def _parts(text: str) -> tuple[int | None, int, int, bool] | None:
    """Year, month, day and whether the month is a leap one, of what follows the word `lunar`."""
    leap = _LEAP.search(text)
    plain = _LEAP.sub("", text, count=1).strip()
    if numbers := _numbers(plain):
        return (*numbers, leap is not None)
    if match := _CHINESE_DAY.fullmatch(plain.replace(" ", "")):
        year = int(match[1]) if match[1] else None
        return year, _chinese_month(match[2]), _chinese_day(match[3]), leap is not None
    return None


def _chinese_month(text: str) -> int:
    named = {"正": 1, "冬": 11, "腊": 12, "臘": 12}
    return named.get(text) or _chinese_day(text)


def _chinese_day(text: str) -> int:
    """初一, 十五, 廿三, 三十, or digits."""
    if text.isdecimal():
        return int(text)
    tens = {"初": 0, "十": 10, "廿": 20, "卄": 20, "卅": 30}
    for long, short in (("二十", "廿"), ("三十", "卅"), ("初十", "十")):
        text = text.replace(long, short)
    return tens.get(text[0], 0) + _DIGITS.get(text[-1], 0)
