"""What the mixture of rhythms says of many members at once.

The formulas of domain.gap_mixture: each is the other's oracle in the tests.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from shopfans.domain import gap_kernels
from shopfans.domain.gap_kernels import FURTHEST
from shopfans.domain.gap_mixture import LEAST, RHYTHM_DAYS, Weights
from shopfans.services.reminders.fitting_numpy import (
    Floats,
    Whole,
    likelihoods,
    staying,
    survivals,
)
from shopfans.services.reminders.pasts_numpy import Pasts


class Outlooks(NamedTuple):
    """What the mixture says about each of some members."""

    within: Floats
    """The chance to come within each of the days that are asked about."""
    within_twice: Floats
    """Within two usual gaps."""
    still: Floats
    expected: Floats
    rhythms: Whole


class Mixture:
    """The fitted cells, ready to be asked within which of some days members come."""

    def __init__(self, weights: Weights, days: Sequence[int]) -> None:
        self.weights = np.array([list(row) for row in weights])
        self.days = days
        self.rhythm_tails = np.ascontiguousarray(survivals()[list(RHYTHM_DAYS)].T)

    def about(self, some: Pasts) -> Outlooks:
        """What to expect of members who are handed in by age."""
        places, back = some.different()
        return Outlooks._make(part[back] for part in self._about_each(some.at(places)))

    def _about_each(self, some: Pasts) -> Outlooks:
        table, ages = survivals(), some.ages
        closed = likelihoods(some.sums)
        stayed, left = staying(some.gaps)
        present = closed * (stayed @ self.weights)
        leavers = closed * (left @ self.weights)
        twice = np.minimum(ages + 2 * some.usual_gaps, FURTHEST)
        later = np.einsum("mk,mk->m", present, table[twice])
        tails, expected = np.empty((len(ages), len(self.days) + 1)), np.empty(len(ages))
        for age, run in _runs(ages):
            tails[run] = present[run] @ self._ends(age).T
            coming = closed[run] @ (self.weights * _coming(age)).T
            expected[run] = (stayed[run] * coming).sum(axis=1)
        still = tails[:, 0]
        known = np.maximum(still + leavers.sum(axis=1), LEAST)
        return Outlooks(
            np.clip((still[:, None] - tails[:, 1:]) / known[:, None], 0, 1),
            np.clip((still - later) / known, 0, 1),
            np.minimum(still / known, 1),
            expected / known,
            self._rhythms(present + leavers),
        )

    def _ends(self, age: int) -> Floats:
        """Of today and of each of the days that are asked about."""
        if self.days[-1] == len(self.days) and age + self.days[-1] <= FURTHEST:
            return survivals()[age : age + len(self.days) + 1]
        return survivals()[[min(age + day, FURTHEST) for day in (0, *self.days)]]

    def _rhythms(self, either: Floats) -> Whole:
        """Days within which a quarter, half and three quarters of the gaps end."""
        whole = np.maximum(either.sum(axis=1), LEAST)
        ended = 1 - (either @ self.rhythm_tails) / whole[:, None]
        days = np.array(RHYTHM_DAYS, dtype=np.float64)
        rows = np.arange(len(either))
        found = []
        for share in (0.25, 0.5, 0.75):
            reached = ended[:, 1:-1] >= share
            place = np.where(reached.any(axis=1), reached.argmax(axis=1), len(days) - 2) + 1
            low, high = ended[rows, place - 1], ended[rows, place]
            width = np.where(high > low, high - low, 1.0)
            part = np.where(high > low, np.clip((share - low) / width, 0, 1), 1.0)
            read = days[place - 1] + (days[place] - days[place - 1]) * part
            found.append(np.maximum(1, np.rint(read)))
        return np.array(found, dtype=np.int64).T


@cache
def _after() -> Floats:
    """How many visits are to be expected once she has come on each of 28 days."""
    renewed = 1 + np.array(gap_kernels.renewals(28))[:, :, 27::-1]
    return np.ascontiguousarray(renewed.transpose(2, 0, 1))


@lru_cache(maxsize=1024)  # 12 MB
def _coming(age: int) -> Floats:
    """The visits of 28 days, for each cell, of whoever is still with us."""
    ends = survivals()[[min(age + day, FURTHEST) for day in range(29)]]
    coming: Floats = ((ends[:-1] - ends[1:])[:, None, :] * _after()).sum(axis=0)
    return coming


def _runs(ages: Whole) -> Iterator[tuple[int, slice]]:
    """Members of one age share a row of every table."""
    starts = np.flatnonzero(np.diff(ages, prepend=-1)).tolist()
    for start, end in pairwise([*starts, len(ages)]):
        yield int(ages[start]), slice(start, end)
