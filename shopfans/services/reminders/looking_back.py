"""What the shop knew before a day: every member's visits, and nothing that came later."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate, groupby
from operator import itemgetter
from typing import NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain.closures import OpenDays
from shopfans.domain.rhythm import Rhythm, rhythm_of
from shopfans.domain.visit_past import Visits
from shopfans.services.books.auditing import Progress


class Remembered(NamedTuple):
    member: int
    visits: Visits
    """In numbers of open days."""
    days: tuple[str, ...]
    """The same by the calendar."""

    @property
    def rhythm(self) -> Rhythm:
        return rhythm_of(list(map(date.fromisoformat, self.days)))


def histories(
    shop: Shop,
    *,
    before: date,
    open_days: OpenDays,
    only: Sequence[int] | None = None,
    progress: Progress = lambda done, total: None,
) -> Iterator[Remembered]:
    """Who had come by then, by member; refunds of a later day are not known yet. Inside a block.

    Raises what `progress` raises.
    """
    told = before.isoformat()
    if only is None:
        rows = shop.stream(_VISITS.format(which=""), told)
    else:
        rows = shop.stream(_VISITS.format(which=_CHOSEN), told, json.dumps(only))
    numbers = _Numbers(open_days)
    for place, (member, came) in enumerate(groupby(rows, key=itemgetter(0))):
        if place % 1000 == 0:
            progress(0, 1)
        paid: dict[str, float] = {}
        for _, day, fen in came:
            paid[day] = paid.get(day, 0.0) + fen / 100
        visits = Visits([numbers[day] for day in paid], list(accumulate(paid.values())))
        yield Remembered(member, visits, tuple(paid))


class _Numbers(dict[str, int]):
    """Of open days; each day is read once: a year has few."""

    def __init__(self, open_days: OpenDays) -> None:
        super().__init__()
        self._open_days = open_days

    def __missing__(self, day: str) -> int:
        self[day] = self._open_days.number(date.fromisoformat(day).toordinal())
        return self[day]


_CHOSEN = "AND s.member_id IN (SELECT value FROM json_each(?2))"

_VISITS = """
    SELECT s.member_id, s.day, s.paid FROM sale s JOIN member m ON m.id = s.member_id
    WHERE m.erased = 0 AND s.day < ?1 AND s.reverses_id IS NULL AND NOT EXISTS (
        SELECT 1 FROM sale v WHERE v.reverses_id = s.id AND v.completes = 1 AND v.day < ?1)
    {which}
    UNION ALL
    SELECT s.member_id, s.day, 0 FROM session_use s JOIN member m ON m.id = s.member_id
    WHERE m.erased = 0 AND s.day < ?1 AND s.undone_id IS NULL
    {which} ORDER BY 1, 2"""
"""A use is taken back on its own day alone, so that no later day knows of one."""
