"""A member's past as one day sees it: what the forecast may know then, and nothing later."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from math import sqrt
from typing import NamedTuple

from shopfans.domain.gap_sums import GapSums

RECENT = (7, 28, 91)
"""Days back in which visits are counted apart."""


class Past(NamedTuple):
    """All of it from the days before; days are the shop's open days."""

    sums: GapSums
    age: int
    """Since her last visit; one at least."""
    tenure: int
    """Since her first."""
    recent: tuple[int, int, int]
    """Visits in the last 7, 28 and 91 days."""
    receipt: float
    """What she pays at a visit on average."""

    @property
    def spread(self) -> float:
        """Standard deviation of the logarithms of her gaps, newer ones counting more; √½ if there
        are less than two."""
        sums = self.sums
        if sums.gaps < 2:
            return sqrt(0.5)
        mean = sums.s2 / sums.s0
        return sqrt(max(0.0, sums.s3 / sums.s0 - mean * mean))


Row = tuple[int, float, float, float, float, int, int, int, int, int, int, float]
"""A past laid flat, as the file has it: the sums, age, tenure, recent visits, receipt."""


WIDTH = 12
"""Numbers in a row."""


def row_of(past: Past) -> Row:
    sums, age, tenure, recent, receipt = past
    return (*sums, age, tenure, *recent, receipt)


def past_in(row: Row) -> Past:
    gaps, s0, s1, s2, s3, last_gap, age, tenure, week, month, quarter, receipt = row
    sums = GapSums(gaps, s0, s1, s2, s3, last_gap)
    return Past(sums, age, tenure, (week, month, quarter), receipt)


class Visits(NamedTuple):
    """The days she came, each once and in order, and what she had paid in all after each."""

    days: Sequence[int]
    paid: Sequence[float]

    def comes_within(self, on: int, days: int) -> bool:
        """Whether she comes on that day or soon after it."""
        place = bisect_left(self.days, on)
        return place < len(self.days) and self.days[place] < on + days

    def before(self, moments: Iterable[int]) -> dict[int, Past]:
        """Her past at each of these days, in order, from the first that has one."""
        days, found = self.days, {}
        sums, place = GapSums(), 1
        for on in moments:
            known = bisect_left(days, on)
            if not known:
                continue
            while place < known:
                sums = sums.after(days[place] - days[place - 1])
                place += 1
            found[on] = Past(
                sums,
                max(1, on - days[known - 1]),
                max(1, on - days[0]),
                self._recent(on, known),
                max(0.0, self.paid[known - 1] / known),
            )
        return found

    def _recent(self, on: int, known: int) -> tuple[int, int, int]:
        week, month, quarter = RECENT
        return (
            known - bisect_left(self.days, on - week),
            known - bisect_left(self.days, on - month),
            known - bisect_left(self.days, on - quarter),
        )
