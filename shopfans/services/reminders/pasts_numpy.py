"""The pasts of many members as columns of numbers.

Like domain.visit_past and return_logistic, which the tests hold it to.
"""

from array import array
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from shopfans.domain.gap_kernels import OLDEST
from shopfans.domain.own_gap import OwnGap
from shopfans.domain.visit_past import WIDTH, Row
from shopfans.services.reminders.fitting_numpy import Floats, Whole


class Pasts(NamedTuple):
    """Members by columns."""

    table: Floats
    usual_gaps: Whole

    @classmethod
    def of(cls, rows: Sequence[Row], usual_gaps: Sequence[int]) -> "Pasts":
        flat = np.fromiter(chain.from_iterable(rows), np.float64, WIDTH * len(rows))
        return cls(flat.reshape(-1, WIDTH), np.array(usual_gaps, dtype=np.int64))

    def at(self, places: Whole) -> "Pasts":
        return Pasts(self.table[places], self.usual_gaps[places])

    def different(self) -> tuple[Whole, Whole]:
        """Places of members the mixture cannot tell apart, one of each kind, and whose place is
        whose: of those who came once many are equally silent."""
        keys = self.ages * (self.usual_gaps.max() + 1) + self.usual_gaps
        keys = np.where(self.gaps == 0, keys, -1 - np.arange(len(keys)))
        _, first, back = np.unique(keys, return_index=True, return_inverse=True)
        order = np.argsort(first)  # by age, as they were
        return first[order], np.argsort(order)[back]

    @property
    def gaps(self) -> Whole:
        return self.table[:, 0].astype(np.int64)

    @property
    def sums(self) -> Floats:
        return self.table[:, 1:5]

    @property
    def ages(self) -> Whole:
        """As far as the tables go."""
        return np.minimum(self.table[:, 6], OLDEST).astype(np.int64)

    @property
    def spread(self) -> Floats:
        """The same as visit_past.Past."""
        s0 = np.maximum(self.table[:, 1], 1.0)
        mean = self.table[:, 3] / s0
        spread = np.sqrt(np.maximum(self.table[:, 4] / s0 - mean * mean, 0.0))
        return np.where(self.table[:, 0] < 2, np.sqrt(0.5), spread)

    def features(self, own: OwnGap) -> Floats:
        """The same as return_logistic.features."""
        gaps, last_gap = self.table[:, 0], self.table[:, 5]
        age, tenure = self.table[:, 6], self.table[:, 7]
        usual = own.q * (own.v + tenure - age) / (own.u + own.q * gaps - 1)
        overdue = np.log(age / usual)
        return np.column_stack(
            [
                np.log1p(gaps), np.log(age), np.log(tenure), np.log(usual), overdue,
                overdue * overdue, *np.log1p(self.table[:, 8:11]).T, gaps == 0, self.spread,
                np.where(gaps > 0, np.log(np.maximum(last_gap, 1) / usual), 0.0),
                np.log1p(self.table[:, 11]),
            ]
        )  # fmt: skip


def features(pasts: "array[float]", own: OwnGap) -> Floats:
    """Those of return_logistic, of pasts laid flat."""
    table = np.frombuffer(pasts).reshape(-1, WIDTH)
    return Pasts(table, np.zeros(len(table), dtype=np.int64)).features(own)
