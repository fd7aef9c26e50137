"""Days as they stand in the columns of old member lists, a dozen shapes of them.

What one cell leaves open, its column decides: 8/3/2024 is the third of August where a 12/25/2024
stands below it. Where no cell decides, the country does, and whoever looks is told.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from shopfans.domain.errors import BadDay


class WrittenDay(NamedTuple):
    year: int | None
    month: int
    day: int


class Order(Enum):
    """What comes first in 8/3/2024 (and in 8/3, where it is always the month if nothing speaks
    against it)."""

    MONTH_FIRST = "month_first"
    DAY_FIRST = "day_first"


class Habit(NamedTuple):
    """How the days of a column are written."""

    order: Order
    is_sure: bool
    """False: no cell says it, the country's way was taken."""
    example: str
    """The first cell that could be read either way; empty: there is none."""
    counts_from_1912: bool
    """Short years are years of the Republic of China."""
    has_serials: bool
    """Some are numbers, as spreadsheets count days."""


def habit_of(texts: Iterable[str], *, region: str) -> Habit:
    """How a column of the shop's country (ISO 3166) writes its days."""
    day_first = month_first = republic = serial = False
    either_way = ""
    for text in texts:
        plain = _plain(text)
        if match := _YEAR_LAST.fullmatch(plain):
            first, second = int(match[1]), int(match[2])
            day_first = day_first or first > 12
            month_first = month_first or second > 12
            if max(first, second) <= 12 and first != second:
                either_way = either_way or text.strip()
        republic = republic or bool(_REPUBLIC.fullmatch(plain))
        serial = serial or bool(_SERIAL.fullmatch(plain))
    usual = Order.MONTH_FIRST if region in _MONTH_FIRST else Order.DAY_FIRST
    is_sure = day_first != month_first
    found = Order.DAY_FIRST if day_first else Order.MONTH_FIRST
    return Habit(
        found if is_sure else usual, is_sure, either_way, republic or region == "TW", serial
    )


def read_day(text: str, habit: Habit) -> WrittenDay:
    """The day of a cell, by the sun. Raises BadDay for what is none, whatever the habit."""
    found = _found(_plain(text), habit)
    if found is None or not _exists(found):
        raise BadDay(text)
    return found


def _found(plain: str, habit: Habit) -> WrittenDay | None:
    for shape in (_YEAR_FIRST, _COMPACT):
        if match := shape.fullmatch(plain):
            return WrittenDay(int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR_LAST.fullmatch(plain):
        return _in_order(int(match[1]), int(match[2]), int(match[3]), habit)
    if match := _REPUBLIC.fullmatch(plain) or (
        (_SHORT_YEAR.fullmatch(plain) or _SHORT_COMPACT.fullmatch(plain))
        if habit.counts_from_1912
        else None
    ):
        return WrittenDay(int(match[1]) + _REPUBLIC_BEGAN, int(match[2]), int(match[3]))
    if _SERIAL.fullmatch(plain):
        day = _DAY_ZERO + timedelta(days=int(float(plain)))
        return WrittenDay(day.year, day.month, day.day)
    if match := _NO_YEAR.fullmatch(plain):
        first, second = int(match[1]), int(match[2])
        return WrittenDay(None, second, first) if first > 12 else WrittenDay(None, first, second)
    return None


def _in_order(first: int, second: int, year: int, habit: Habit) -> WrittenDay:
    """A cell that can only be read one way is read that way, also in a column of the other."""
    is_day_first = first > 12 or (second <= 12 and habit.order is Order.DAY_FIRST)
    return WrittenDay(year, second, first) if is_day_first else WrittenDay(year, first, second)


def _exists(found: WrittenDay) -> bool:
    try:
        date(found.year or 2000, found.month, found.day)  # 2000 had a 29 February
    except ValueError:
        return False
    return True


def _plain(text: str) -> str:
    """Half-width, without spaces around and the time of day."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return _TIME.sub("", plain)


_APART = r"\s*[-/.年]\s*"
_THEN = r"\s*[-/.月]\s*"
_END = r"\s*[日号號]?"
_TIME = re.compile(r"[T ]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9.]+)?(?:\s*[AaPp][Mm])?$")
_YEAR_FIRST = re.compile(rf"([0-9]{{4}}){_APART}([0-9]{{1,2}}){_THEN}([0-9]{{1,2}}){_END}")
_COMPACT = re.compile(r"([12][0-9]{3})([01][0-9])([0-3][0-9])")
_YEAR_LAST = re.compile(r"([0-9]{1,2})\s*[-/.]\s*([0-9]{1,2})\s*[-/.]\s*([0-9]{4})")
_REPUBLIC = re.compile(
    rf"(?:(?:中[华華])?民[国國]\s*([0-9]{{1,3}}){_APART}([0-9]{{1,2}}){_THEN}([0-9]{{1,2}}){_END})"
)
_SHORT_YEAR = re.compile(rf"([0-9]{{2,3}}){_APART}([0-9]{{1,2}}){_THEN}([0-9]{{1,2}}){_END}")
_SHORT_COMPACT = re.compile(r"(1?[0-9]{2})([01][0-9])([0-3][0-9])")
_NO_YEAR = re.compile(rf"([0-9]{{1,2}}){_THEN}([0-9]{{1,2}}){_END}")
_SERIAL = re.compile(r"[1-9][0-9]{4}(?:\.[0-9]+)?")
"""Days since 1899-12-30: from 1927 on. Days of a workbook that counts from 1904 come as days."""

_DAY_ZERO = date(1899, 12, 30)
_REPUBLIC_BEGAN = 1911
_MONTH_FIRST = frozenset({"US"})
