"""Each member's own rhythm, from her days of visit alone."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import NamedTuple

SHORTEST_GAP = 7
"""Days; below a week a longer silence means nothing yet."""

LONGEST_SILENCE = 4
"""Usual gaps; after that she is left in peace."""


class Rhythm(NamedTuple):
    visits: int
    last_visit: date | None
    usual_gap: int | None
    """Days; None until she has come on three different days."""
    due: date | None
    """The day after which she is past her usual gap."""
    gone: date | None
    """The last day a reminder makes sense."""


def rhythm_of(days: Sequence[date]) -> Rhythm:
    """What her days of visit, each once and in order, tell about the next one."""
    if not days:
        return Rhythm(0, None, None, None, None)
    last = days[-1]
    if len(days) < 3:
        return Rhythm(len(days), last, None, None, None)
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    gap = max(SHORTEST_GAP, round(median(gaps)))
    return Rhythm(
        len(days),
        last,
        gap,
        due=last + timedelta(days=gap),
        gone=last + timedelta(days=gap * LONGEST_SILENCE),
    )
