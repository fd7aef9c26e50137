"""What is remembered of a member's gaps: four sums in which the newest counts most."""

from collections.abc import Sequence
from itertools import pairwise
from math import log
from typing import NamedTuple

KEPT = 0.9
"""What an older gap still counts when a newer one comes (West and Harrison 1997: discounting)."""


class GapSums(NamedTuple):
    """Sums over her gaps in days, each counting 0.9 of the next newer."""

    gaps: int = 0
    """How many there are, all alike."""
    s0: float = 0.0
    s1: float = 0.0
    s2: float = 0.0
    s3: float = 0.0
    """Of 1, of the gap, of its logarithm, of that squared."""
    last_gap: int = 0

    def after(self, *closed: int) -> "GapSums":
        """The same once these gaps are closed, one after the other."""
        gaps, s0, s1, s2, s3, gap = self
        for one in closed:
            gap = max(1, one)
            size = log(gap)
            s0, s1 = KEPT * s0 + 1, KEPT * s1 + gap
            s2, s3 = KEPT * s2 + size, KEPT * s3 + size * size
        return GapSums(gaps + len(closed), s0, s1, s2, s3, gap)


def sums_of(days: Sequence[int]) -> GapSums:
    """The sums of somebody who came on these days, each once and in order."""
    return GapSums().after(*[later - earlier for earlier, later in pairwise(days)])
