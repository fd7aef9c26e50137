"""The log: who came when, and what was known of it before a day."""

import csv
from bisect import bisect_left
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import NamedTuple

CUT_OFFS = tuple(map(date.fromisoformat, ("2011-06-01", "2011-08-01", "2011-09-15", "2011-11-01")))


class Known(NamedTuple):
    """A member as a day sees her; days as ordinals."""

    key: str
    days: list[int]
    on: int

    @property
    def repeats(self) -> int:
        return len(self.days) - 1

    @property
    def silence(self) -> int:
        return self.on - self.days[-1]

    def usual_gap(self, shops: float) -> float:
        """Her own median gap from two gaps on, else the shop's; at least a week."""
        gaps = [late - early for early, late in zip(self.days, self.days[1:], strict=False)]
        return max(7.0, float(median(gaps)) if len(gaps) > 1 else shops)


class VisitLog(NamedTuple):
    days: dict[str, list[int]]

    @classmethod
    def read(cls, path: Path) -> "VisitLog":
        days: defaultdict[str, set[int]] = defaultdict(set)
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                day = date.fromisoformat(row["date"]).toordinal()
                days[row.get("member_id") or row["member"]].add(day)
        return cls({key: sorted(one) for key, one in days.items()})

    @property
    def last(self) -> int:
        return max(one[-1] for one in self.days.values())

    def cut_offs(self) -> list[date]:
        """The standard ones if the log holds them, else four in its second half."""
        first = min(one[0] for one in self.days.values())
        if all(first + 90 < day.toordinal() <= self.last - 28 for day in CUT_OFFS):
            return list(CUT_OFFS)
        span = self.last - 56 - first
        return [date.fromordinal(first + round(span * part)) for part in (0.5, 0.65, 0.8, 1.0)]

    def weeks(self) -> list[date]:
        """From the first cut-off on, as long as a week's outcome is known."""
        start = self.cut_offs()[0]
        count = (self.last - 6 - start.toordinal()) // 7 + 1
        return [start + timedelta(days=7 * week) for week in range(count)]

    def known(self, on: date) -> list[Known]:
        day = on.toordinal()
        cut = ((key, one[: bisect_left(one, day)]) for key, one in self.days.items())
        return [Known(key, one, day) for key, one in cut if one]

    def visits_within(self, key: str, on: int, days: float) -> int:
        one = self.days[key]
        return bisect_left(one, on + days) - bisect_left(one, on)

    def shops_gap(self, known: list[Known]) -> float:
        gaps = [
            late - early for one in known
            for early, late in zip(one.days, one.days[1:], strict=False)
        ]  # fmt: skip
        return float(median(gaps)) if gaps else 28.0
