"""Birthdays: month and day, the year only if she likes to give it."""

import calendar
import re
import unicodedata
from datetime import date
from typing import NamedTuple

from shopfans.domain.errors import BadBirthday


class Birthday(NamedTuple):
    month: int
    day: int
    year: int | None = None


_WITH_YEAR = re.compile(r"(\d{4})[-/.年 ](\d{1,2})[-/.月 ](\d{1,2})日?")
_WITHOUT_YEAR = re.compile(r"(\d{1,2})[-/.月 ](\d{1,2})日?")


def parse_birthday(text: str, *, latest: date) -> Birthday:
    """A birthday as people write it: 1990-08-15, 8/15, 8月15日. Raises BadBirthday."""
    plain = unicodedata.normalize("NFKC", text).strip()
    year: int | None = None
    if match := _WITH_YEAR.fullmatch(plain):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    elif match := _WITHOUT_YEAR.fullmatch(plain):
        month, day = int(match[1]), int(match[2])
    else:
        raise BadBirthday(text)
    try:
        born = date(2000 if year is None else year, month, day)  # 2000 had a 29 February
    except ValueError:
        raise BadBirthday(text) from None
    if year is not None and not date(1900, 1, 1) <= born <= latest:
        raise BadBirthday(text)
    return Birthday(month, day, year)


def next_birthday(birthday: Birthday, on: date) -> date:
    """The next day it is kept, `on` included; 29 February is kept on the 28th in common years."""
    this_year = _kept_in(on.year, birthday)
    return this_year if this_year >= on else _kept_in(on.year + 1, birthday)


def kept_on(day: date) -> list[tuple[int, int]]:
    """The birthdays (month and day of month) that are kept on this day."""
    born = [(day.month, day.day)]
    if born == [(2, 28)] and not calendar.isleap(day.year):
        born.append((2, 29))
    return born


def _kept_in(year: int, birthday: Birthday) -> date:
    if (birthday.month, birthday.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 2, 28)
    return date(year, birthday.month, birthday.day)
