"""Each member's own rhythm, from her days of visit alone."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from statistics import median
from typing import NamedTuple

SHORTEST_GAP = 7
"""Days; below a week a longer silence means nothing yet."""

LONGEST_SILENCE = 4
"""Usual gaps; nobody waits for longer."""


class Rhythm(NamedTuple):
    visits: int
    last_visit: date | None
    usual_gap: int | None
    """Days; None until she has come on three different days."""


def rhythm_of(days: Sequence[date]) -> Rhythm:
    """What her days of visit, each once and in order, tell."""
    if not days:
        return Rhythm(0, None, None)
    last = days[-1]
    if len(days) < 3:
        return Rhythm(len(days), last, None)
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    return Rhythm(len(days), last, max(SHORTEST_GAP, round(median(gaps))))
