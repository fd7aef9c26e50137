"""Holidays: spans in which nobody came count neither as gaps nor as silence."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

LONGEST_LULL = 7
"""Days without anybody that are still no holiday."""

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


def noticed(shop_days: Iterable[int], until: int | None = None) -> list[Closure]:
    """The holidays between the days on which anybody came, in order.

    More than a week without a visit, and seven times as long as the shop usually waits for the
    next one: a small shop's quiet week is no holiday. Only what went before is looked at, so that
    what was noticed stays. `until`: the day after the last that counts, if the shop may be closed
    still.
    """
    found: list[Closure] = []
    usual: list[int] = []
    before: int | None = None
    for day in [*shop_days, *([] if until is None else [until])]:
        if before is not None and day > before:
            gap, few = day - before, usual[-_LOOKED_BACK:]
            longest = max(LONGEST_LULL, 7 * sum(few) / len(few)) if few else LONGEST_LULL
            if len(few) >= _FEWEST and gap - 1 > longest:
                found.append(Closure(before + 1, day - 1))
            else:
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

    def day(self, number: int) -> int:
        """The day that has this number."""
        opened = [
            end + 1 - closed
            for end, closed in zip(self._ends, self._closed_before[1:], strict=True)
        ]
        return number + self._closed_before[bisect_right(opened, number)]
