"""Business days and months: when the shop's day begins and ends."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from shopfans.domain.errors import BadDay, BadMonth, UnknownZone


def business_day(at: datetime, zone: str, day_ends_at: int) -> date:
    """The shop's own day an instant belongs to: a sale at 01:30 is still yesterday's until the
    hour."""
    return (at.astimezone(time_zone(zone)) - timedelta(hours=day_ends_at)).date()


def time_zone(name: str) -> ZoneInfo:
    """The IANA zone of this name. Raises UnknownZone."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise UnknownZone(name) from None


KNOWN_FOR = 40
"""Days; after a longer rest the date is believed again from the second day of work on."""


def is_known_day(day: date, *, newest: date | None, earlier: date | None) -> bool:
    """Whether the clock can be believed, so that what lapses by it may be taken away for ever.

    `newest` is the day of the newest operation, `earlier` the last day before this one that has
    any: a day is known if that is not long ago and nothing was recorded on a later day since.
    """
    if newest is None or earlier is None:
        return False
    return newest <= day and (day - earlier).days <= KNOWN_FOR


_DAY = re.compile(r"([0-9]{4})[-/.年 ]([0-9]{1,2})[-/.月 ]([0-9]{1,2})日?")


class Month(NamedTuple):
    year: int
    month: int

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    def moved(self, months: int) -> "Month":
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)


def parse_month(text: str) -> Month:
    """A month written YYYY-MM. Raises BadMonth."""
    match = re.fullmatch(r"(\d{4})-(\d{2})", text)
    if match is None or not 1 <= int(match[2]) <= 12 or int(match[1]) == 0:
        raise BadMonth(text)
    return Month(int(match[1]), int(match[2]))


def parse_day(text: str) -> date:
    """A day as people write it: 2026-03-08, 2026/3/8, 2026年3月8日. Raises BadDay."""
    plain = unicodedata.normalize("NFKC", text).strip()
    match = _DAY.fullmatch(plain)
    try:
        year, month, day = map(int, match.groups() if match else ())
        return date(year, month, day)
    except ValueError:  # no such day, or nothing like one
        raise BadDay(text) from None


def shifted(day: date, days: int) -> date:
    """So many days later or, below zero, earlier; the first or last there is where time ends."""
    least, most = date.min - day, date.max - day
    return day + min(max(timedelta(days=days), least), most)
