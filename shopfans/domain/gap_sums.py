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

    def after(self, gap: int) -> "GapSums":
        """The same once another gap is closed."""
        gap = max(1, gap)
        size = log(gap)
        return GapSums(
            self.gaps + 1,
            KEPT * self.s0 + 1,
            KEPT * self.s1 + gap,
            KEPT * self.s2 + size,
            KEPT * self.s3 + size * size,
            gap,
        )


def sums_of(days: Sequence[int]) -> GapSums:
    """The sums of somebody who came on these days, each once and in order."""
    sums = GapSums()
    for earlier, later in pairwise(days):
        sums = sums.after(later - earlier)
    return sums
