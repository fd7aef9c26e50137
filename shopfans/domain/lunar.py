"""The Chinese calendar of moons for the years 1900 to 2100, by one table."""

from bisect import bisect_right
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

_FIRST_YEAR, _FIRST_DAY = 1900, date(1900, 1, 31)


class LunarDay(NamedTuple):
    year: int
    """The year whose larger part it lies in: its first day is between 21 January and 21
    February."""
    month: int
    day: int
    leap: bool = False
    """In the month that is put in after the one of the same number."""


class _Month(NamedTuple):
    number: int
    leap: bool
    length: int


def day_of(lunar: LunarDay) -> date | None:
    """The day in the common calendar; None if that year has no such day, or is not known."""
    if not _FIRST_YEAR <= lunar.year < _FIRST_YEAR + len(_YEARS):
        return None
    passed = _STARTS[lunar.year - _FIRST_YEAR]
    for month in _months(lunar.year):
        if (month.number, month.leap) == (lunar.month, lunar.leap):
            exists = 1 <= lunar.day <= month.length
            return _FIRST_DAY + timedelta(days=passed + lunar.day - 1) if exists else None
        passed += month.length
    return None


def lunar_of(day: date) -> LunarDay | None:
    """The day in the lunar calendar; None outside the years that are known."""
    passed = (day - _FIRST_DAY).days
    if not 0 <= passed < _STARTS[-1]:
        return None
    index = bisect_right(_STARTS, passed) - 1
    passed -= _STARTS[index]
    for month in _months(_FIRST_YEAR + index):
        if passed < month.length:
            return LunarDay(_FIRST_YEAR + index, month.number, passed + 1, month.leap)
        passed -= month.length
    raise AssertionError("the year is as long as its months")


def month_length(year: int, month: int, *, leap: bool = False) -> int:
    """Days: 29 or 30, and 0 if the year, one of `years`, has no such month."""
    wanted = (month, leap)
    return next((one.length for one in _months(year) if (one.number, one.leap) == wanted), 0)


def years() -> range:
    """Those that are known."""
    return range(_FIRST_YEAR, _FIRST_YEAR + len(_YEARS))


def _months(year: int) -> list[_Month]:
    """In their order."""
    coded = _YEARS[year - _FIRST_YEAR]
    leap, lengths = coded & 15, coded >> 4
    numbers = [(number, False) for number in range(1, 13)]
    if leap:
        numbers.insert(leap, (leap, True))
    return [
        _Month(number, is_leap, 29 + (lengths >> place & 1))
        for place, (number, is_leap) in enumerate(numbers)
    ]


# The last hexadecimal digit of a year is the number of its leap month, 0 for none. The bits before
# it are its months from the first (lowest) to the last: 1 for thirty days, 0 for twenty-nine. The
# tests compare every day with another calendar.
_YEARS = (
    0x16D28,
    0x07520,
    0x0EA50,
    0x164A5,
    0x064B0,
    0x0A9B0,
    0x15564,
    0x056A0,
    0x0B590,
    0x17522,
    0x07520,
    0x1B256,
    0x0B250,
    0x0A4B0,
    0x14AB5,
    0x02AD0,
    0x056B0,
    0x0B692,
    0x0DA90,
    0x1D927,
    0x0E920,
    0x0D250,
    0x1A4D5,
    0x0A560,
    0x02B60,
    0x15B54,
    0x06D40,
    0x0EA90,
    0x1E922,
    0x0E920,
    0x0D266,
    0x052B0,
    0x0A570,
    0x12B65,
    0x0B5A0,
    0x06D40,
    0x0EC93,
    0x07490,
    0x16937,
    0x0A930,
    0x052B0,
    0x0A5B6,
    0x0AAD0,
    0x056A0,
    0x1B554,
    0x0BA40,
    0x0B490,
    0x1A932,
    0x0A950,
    0x152D7,
    0x05360,
    0x0AAD0,
    0x15AA5,
    0x05B20,
    0x0DA50,
    0x1D4A3,
    0x0D4A0,
    0x0A958,
    0x0A970,
    0x05560,
    0x0AB56,
    0x0AD50,
    0x06D20,
    0x0EA54,
    0x0EA50,
    0x064A0,
    0x0C973,
    0x0A9B0,
    0x155A7,
    0x056A0,
    0x0B690,
    0x17525,
    0x0B520,
    0x0B250,
    0x164B4,
    0x0A4B0,
    0x14AB8,
    0x02AD0,
    0x056D0,
    0x0B696,
    0x0DA90,
    0x0D920,
    0x1D254,
    0x0D250,
    0x1A4DA,
    0x0A560,
    0x02B60,
    0x05B56,
    0x06D50,
    0x0EA90,
    0x1E925,
    0x0E920,
    0x0D260,
    0x0A563,
    0x0A570,
    0x14D68,
    0x035A0,
    0x06D50,
    0x16C95,
    0x07490,
    0x06930,
    0x152B4,
    0x052B0,
    0x0A5B0,
    0x155A2,
    0x056A0,
    0x1B557,
    0x0BA40,
    0x0B490,
    0x1A935,
    0x0A950,
    0x052D0,
    0x0AAD4,
    0x0AB50,
    0x15AA9,
    0x05D20,
    0x0DA50,
    0x1D4A6,
    0x0D4A0,
    0x0C950,
    0x152E4,
    0x05560,
    0x0AB50,
    0x15B22,
    0x06D20,
    0x0EA56,
    0x07250,
    0x064B0,
    0x0C975,
    0x0CAB0,
    0x055A0,
    0x0AD63,
    0x0B690,
    0x1752B,
    0x0B520,
    0x0B250,
    0x1A4B6,
    0x0A4B0,
    0x04AB0,
    0x055B5,
    0x05AD0,
    0x0B6A0,
    0x1B522,
    0x0D920,
    0x1D257,
    0x0D250,
    0x0A550,
    0x14AD5,
    0x04B60,
    0x05B50,
    0x0DAA3,
    0x0EC90,
    0x1E928,
    0x0E920,
    0x0D260,
    0x0A566,
    0x0A570,
    0x04D60,
    0x06D54,
    0x07550,
    0x07490,
    0x0E933,
    0x06930,
    0x152B7,
    0x052B0,
    0x0A5B0,
    0x155A5,
    0x056A0,
    0x0B650,
    0x174A4,
    0x0B4A0,
    0x1A958,
    0x0A950,
    0x052D0,
    0x0AAD6,
    0x0AB50,
    0x05AA0,
    0x0BA54,
    0x0DA50,
    0x0D4A0,
    0x1C953,
    0x0C960,
    0x194E7,
    0x05560,
    0x0AB50,
    0x15B25,
    0x06D20,
    0x0EA50,
    0x0E4A4,
    0x064B0,
    0x0C978,
    0x04AB0,
    0x055B0,
    0x0AD66,
    0x0B6A0,
    0x07520,
    0x17254,
    0x0B250,
    0x0A8B0,
    0x149B2,
    0x04AB0,
)

_STARTS = [
    0,
    *accumulate(
        sum(month.length for month in _months(year))
        for year in range(_FIRST_YEAR, _FIRST_YEAR + len(_YEARS))
    ),
]
"""Days from the first day of the table to the first of each year, and to the end."""
