"""Holidays: spans in which nobody came count neither as gaps nor as silence."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from shopfans.domain.errors import DaysReversed, NumberOutOfRange

LONGEST_LULL = 7
"""Days without anybody that are still no holiday."""

LONGEST_HOLIDAY = 366
"""Days that the owner can mark in one go; and that count as a holiday by themselves. Nothing sold
for longer, and everybody has stopped coming, or the sales stand in other books."""

MOST_HOLIDAYS = 200

_LOOKED_BACK = 30
_FEWEST = 10
"""Gaps between the shop's own days, to know how often somebody comes at all."""


class Closure(NamedTuple):
    """Days as ordinals; both were without a visit, and all between."""

    first: int
    last: int

    @property
    def days(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True)
class Holiday:
    """What the owner says of some days."""

    first: date
    last: date
    is_closed: bool = True
    """False: a lull that looks like a holiday was none."""


def check_holidays(holidays: Sequence[Holiday]) -> None:
    """Raises DaysReversed or NumberOutOfRange."""
    if len(holidays) > MOST_HOLIDAYS:
        raise NumberOutOfRange(0, MOST_HOLIDAYS)
    for one in holidays:
        if one.last < one.first:
            raise DaysReversed(one.first, one.last)
        if (one.last - one.first).days >= LONGEST_HOLIDAY:
            raise NumberOutOfRange(1, LONGEST_HOLIDAY)


def in_force(
    shop_days: Sequence[int], said: Sequence[Holiday], until: int | None = None
) -> list[Closure]:
    """The holidays that are noticed and those the owner marked, less those that she says were
    none. On a day when anybody came the shop was open, whatever is marked."""
    marked = [(one.first.toordinal(), one.last.toordinal()) for one in said if one.is_closed]
    opened = [(one.first.toordinal(), one.last.toordinal()) for one in said if not one.is_closed]
    seen = [
        one
        for one in noticed(shop_days, until)
        if not any(first <= one.last and one.first <= last for first, last in opened)
    ]
    empty = [run for first, last in marked for run in _without_visits(first, last, shop_days)]
    return _joined(sorted([*seen, *empty]))


def _without_visits(first: int, last: int, shop_days: Sequence[int]) -> Iterator[Closure]:
    for day in shop_days[bisect_left(shop_days, first) : bisect_right(shop_days, last)]:
        if first < day:
            yield Closure(first, day - 1)
        first = day + 1
    if first <= last:
        yield Closure(first, last)


def _joined(closures: Sequence[Closure]) -> list[Closure]:
    """In order and apart: those that touch are one."""
    found: list[Closure] = []
    for one in closures:
        if found and one.first <= found[-1].last + 1:
            found[-1] = Closure(found[-1].first, max(found[-1].last, one.last))
        else:
            found.append(one)
    return found


def noticed(shop_days: Iterable[int], until: int | None = None) -> list[Closure]:
    """The holidays between the days on which anybody came, in order.

    More than a week without a visit, and seven times as long as the shop usually waits for the
    next one: a small shop's quiet week is no holiday, nor are years. Only what went before is
    looked at, so that what was noticed stays. `until`: the day after the last that counts, if the
    shop may be closed still.
    """
    found: list[Closure] = []
    usual: list[int] = []
    before: int | None = None
    for day in [*shop_days, *([] if until is None else [until])]:
        if before is not None and day > before:
            gap, few = day - before, usual[-_LOOKED_BACK:]
            longest = max(LONGEST_LULL, 7 * sum(few) / len(few)) if few else LONGEST_LULL
            if len(few) >= _FEWEST and longest < gap - 1 <= LONGEST_HOLIDAY:
                found.append(Closure(before + 1, day - 1))
            elif gap - 1 <= LONGEST_HOLIDAY:
                usual.append(gap)
        before = day
    return found


class OpenDays:
    """Numbers days so that holidays take no time."""

    def __init__(self, closures: Sequence[Closure] = ()) -> None:
        self._starts = [one.first for one in closures]
        self._ends = [one.last for one in closures]
        self._closed_before = [0]
        for one in closures:
            self._closed_before.append(self._closed_before[-1] + one.days)

    def number(self, day: int) -> int:
        """A day in a holiday counts as the day after it."""
        past = bisect_left(self._ends, day)
        inside = past < len(self._starts) and self._starts[past] <= day
        day = self._starts[past] if inside else day
        return day - self._closed_before[past]

    def numbers(self, days: Iterable[int]) -> list[int]:
        """Those of several days."""
        return [self.number(day) for day in days] if self._ends else list(days)

    def day(self, number: int) -> int:
        """The day that has this number."""
        opened = [
            end + 1 - closed
            for end, closed in zip(self._ends, self._closed_before[1:], strict=True)
        ]
        return number + self._closed_before[bisect_right(opened, number)]
