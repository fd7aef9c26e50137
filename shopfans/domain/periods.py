"""Business days, and the months, quarters and years of the books."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, datetime, timedelta
from enum import Enum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from shopfans.domain.errors import BadDay, BadMonth, BadQuarter, DaysReversed, UnknownZone


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


BACK, AHEAD = timedelta(minutes=10), timedelta(days=40)
"""A clock set right by the network moves by seconds, and a shop rests some weeks at most: what is
beyond is asked about."""


def is_known(at: datetime, *, newest: datetime | None) -> bool:
    """Whether the clock can be believed, so that what depends on the date may be done for good.

    `newest` is when the newest entry was made that was made by a clock that was believed; a shop
    without any has nothing to lose.
    """
    return newest is None or newest - BACK <= at <= newest + AHEAD


_DAY = re.compile(r"([0-9]{4})[-/.年 ]([0-9]{1,2})[-/.月 ]([0-9]{1,2})日?")


_MOST_DAYS, _MOST_MONTHS = 62, 36
"""In one picture."""


class Span(Enum):
    """How long a period is that the calendar knows by a name."""

    MONTH = 1
    QUARTER = 3
    YEAR = 12
    """Its value: months."""


class Period(NamedTuple):
    """Business days from the first to the last, both included."""

    first: date
    last: date

    @classmethod
    def around(cls, day: date, span: Span = Span.MONTH) -> "Period":
        """The month, the quarter or the year that the day lies in."""
        index = day.year * 12 + day.month - 1
        return cls._months(index - index % span.value, span)

    @property
    def span(self) -> Span | None:
        """None: from one day to another, as somebody chose them."""
        return next((span for span in Span if Period.around(self.first, span) == self), None)

    def moved(self, steps: int) -> "Period":
        """So many periods of the same length later or, below zero, earlier; where time ends, the
        same one."""
        try:
            if self.span is not None:
                index = self.first.year * 12 + self.first.month - 1
                return Period._months(index + steps * self.span.value, self.span)
            days = timedelta(days=steps * ((self.last - self.first).days + 1))
            return Period(self.first + days, self.last + days)
        except (ValueError, OverflowError):
            return self

    def parts(self) -> list["Period"]:
        """Its days, months or years, whichever are the finest of which a picture has room for all;
        the first and the last may reach beyond it."""
        days = (self.last - self.first).days + 1
        if days <= _MOST_DAYS:
            return [Period(day, day) for day in (self.first + timedelta(n) for n in range(days))]
        span = Span.MONTH if days <= _MOST_MONTHS * 31 else Span.YEAR
        found, part = [], Period.around(self.first, span)
        while part.first <= self.last:
            found.append(part)
            if part.moved(1) == part:
                break
            part = part.moved(1)
        return found

    def __str__(self) -> str:
        """2026-03, 2026-Q1, 2026, or 2026-03-05–2026-03-11."""
        match self.span:
            case Span.MONTH:
                return f"{self.first.year:04}-{self.first.month:02}"
            case Span.QUARTER:
                return f"{self.first.year:04}-Q{self.first.month // 3 + 1}"
            case Span.YEAR:
                return f"{self.first.year:04}"
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first}–{self.last}"

    @classmethod
    def _months(cls, index: int, span: Span) -> "Period":
        """From the first of a month on; `index` counts months from the year 0."""
        end = index + span.value - 1
        year, month = end // 12, end % 12 + 1
        last = date(year, month, monthrange(year, month)[1])
        return cls(date(index // 12, index % 12 + 1, 1), last)


def parse_month(text: str) -> Period:
    """A month written YYYY-MM. Raises BadMonth."""
    match = re.fullmatch(r"(\d{4})-(\d{2})", text)
    if match is None or not 1 <= int(match[2]) <= 12 or int(match[1]) == 0:
        raise BadMonth(text)
    return Period.around(date(int(match[1]), int(match[2]), 1))


def parse_quarter(text: str) -> Period:
    """A quarter written YYYY-Qn. Raises BadQuarter."""
    match = re.fullmatch(r"(\d{4})-?[Qq]([1-4])", text)
    if match is None or int(match[1]) == 0:
        raise BadQuarter(text)
    return Period.around(date(int(match[1]), int(match[2]) * 3, 1), Span.QUARTER)


def parse_days(first: str, last: str) -> Period:
    """From one day to another. Raises BadDay or DaysReversed."""
    period = Period(parse_day(first), parse_day(last))
    if period.last < period.first:
        raise DaysReversed(*period)
    return period


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


def months_later(day: date, months: int) -> date:
    """The same day so many months later; of a month that has no such day, its last one."""
    month = Period.around(day).moved(months)
    return month.first.replace(day=min(day.day, month.last.day))
