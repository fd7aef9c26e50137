"""The formulas of domain.gap_mixture, return_logistic and foresight for many members at once.

The domain's own and these are each other's oracle in the tests.
"""

import os
from array import array
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the other cores are the window's

import numpy as np

from shopfans.domain import gap_kernels
from shopfans.domain.foresight import (
    EARLY,
    LATE,
    MIDDLE,
    RETURN_WITHIN,
    Columns,
    Forecast,
    Foresight,
    Standing,
)
from shopfans.domain.gap_kernels import FURTHEST, OLDEST
from shopfans.domain.gap_mixture import LEAST, RHYTHM_DAYS
from shopfans.domain.own_gap import OwnGap
from shopfans.domain.visit_past import WIDTH, Past, Row, row_of
from shopfans.services.reminders.fitting import Engine
from shopfans.services.reminders.fitting_numpy import (
    TOGETHER,
    Floats,
    Whole,
    fit_logistic,
    fit_mixture,
    likelihoods,
    squashed,
    staying,
    survivals,
)


def forecasts(
    model: Foresight, pasts: Sequence[Past], usual_gaps: Sequence[int], horizons: Sequence[int]
) -> list[Forecast]:
    """The same as foresight.forecasts."""
    chances, *others = columns(model, list(map(row_of, pasts)), usual_gaps, horizons)
    of_each = zip(*chances, strict=True) if horizons else [()] * len(pasts)
    return list(map(Forecast._make, zip(of_each, *others, strict=True)))


def columns(
    model: Foresight, rows: Sequence[Row], usual_gaps: Sequence[int], horizons: Sequence[int]
) -> Columns:
    """The same as foresight.columns."""
    if not rows:
        return ([],) * len(Forecast._fields)
    everybody = _Pasts.of(rows, usual_gaps)
    order = np.argsort(everybody.ages, kind="stable")
    asker = _Asker(model, horizons)
    blocks = [
        asker.ask(everybody.at(order[start : start + TOGETHER]))
        for start in range(0, len(rows), TOGETHER)
    ]
    back = np.argsort(order)
    chances, *others, standing = (
        np.concatenate(parts)[back].T.tolist() for parts in zip(*blocks, strict=True)
    )
    return chances, *others, [_STANDINGS[place] for place in standing]


class _Pasts(NamedTuple):
    """Members by columns."""

    table: Floats
    usual_gaps: Whole

    @classmethod
    def of(cls, rows: Sequence[Row], usual_gaps: Sequence[int]) -> "_Pasts":
        flat = np.fromiter(chain.from_iterable(rows), np.float64, WIDTH * len(rows))
        return cls(flat.reshape(-1, WIDTH), np.array(usual_gaps, dtype=np.int64))

    def at(self, places: Whole) -> "_Pasts":
        return _Pasts(self.table[places], self.usual_gaps[places])

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


_STANDINGS = (None, Standing.DUE, Standing.SLIPPING, Standing.LONG_GONE)


class _Gaps(NamedTuple):
    """What the mixture says about each of some members."""

    within: Floats
    """The chance to come within each of the asker's days."""
    within_twice: Floats
    """Within two usual gaps."""
    still: Floats
    expected: Floats
    rhythms: Whole


class _Asker:
    """What all members share, and the answers for those who are handed in by age."""

    def __init__(self, model: Foresight, horizons: Sequence[int]) -> None:
        self.model = model
        self.horizons = horizons
        self.weights = np.array([list(row) for row in model.weights])
        self.days = sorted({*range(1, RETURN_WITHIN + 1), *(d for d in horizons if d > 0)})
        self.at = {day: place for place, day in enumerate(self.days)}
        self.rhythm_tails = np.ascontiguousarray(survivals()[list(RHYTHM_DAYS)].T)

    def ask(self, some: _Pasts) -> list[Floats | Whole]:
        """Forecasts of members, those of one age together, field by field."""
        places, back = some.different()
        said = _Gaps._make(part[back] for part in self._by_gaps(some.at(places)))
        within, within_twice = self._with_logistic(some, said)
        return self._told(some, within, 1 - within_twice, said)

    def _by_gaps(self, some: _Pasts) -> _Gaps:
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
        return _Gaps(
            np.clip((still[:, None] - tails[:, 1:]) / known[:, None], 0, 1),
            np.clip((still - later) / known, 0, 1),
            np.minimum(still / known, 1),
            expected / known,
            self._rhythms(present + leavers),
        )

    def _ends(self, age: int) -> Floats:
        """Of today and of each of the asker's days."""
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

    def _with_logistic(self, some: _Pasts, said: _Gaps) -> tuple[Floats, Floats]:
        """The chances within the asker's days and within two usual gaps, averaged."""
        model = self.model
        share = model.say if model.logistics else 0.0
        if not share:
            return said.within, said.within_twice
        horizons = [one.horizon for one in model.logistics]
        beta = np.array([one.coefficients for one in model.logistics])
        chances = squashed(some.features(model.own) @ beta[:, :-1].T + beta[:, -1])
        knots = _Knots(
            horizons,
            _bent(np.maximum.accumulate(chances, axis=1)),
            *(_bent(said.within[:, self.at[horizons[end]]]) for end in (0, -1)),
        )
        twice = (2 * some.usual_gaps).astype(np.float64)
        within = knots.chances(np.array(self.days, dtype=np.float64)[None, :], said.within)
        in_twice = knots.chances(twice[:, None], said.within_twice[:, None])[:, 0]
        return (
            (1 - share) * said.within + share * within,
            (1 - share) * said.within_twice + share * in_twice,
        )

    def _told(
        self, some: _Pasts, within: Floats, gone: Floats, said: _Gaps
    ) -> list[Floats | Whole]:
        window = within[:, [self.at[day] for day in range(1, RETURN_WITHIN + 1)]]
        most = np.maximum(window[:, -1:], LEAST)
        days = [
            np.minimum((window < share * most).sum(axis=1) + 1, RETURN_WITHIN)
            for share in (EARLY, MIDDLE, LATE)
        ]
        in_7, in_28 = within[:, self.at[7]], within[:, self.at[28]]
        alone = said.within[:, self.at[28]]
        ratio = np.where(alone > 1e-12, in_28 / np.maximum(alone, 1e-12), 1.0)
        return [
            within[:, [self.at[day] for day in self.horizons]],
            np.maximum(in_28, said.expected * ratio),
            *days,
            *said.rhythms.T,
            gone,
            said.still,
            self._standing(some, said.rhythms[:, 1], in_7, in_28, gone),
        ]

    def _standing(
        self, some: _Pasts, rhythm: Whole, in_7: Floats, in_28: Floats, gone: Floats
    ) -> Whole:
        """The same as foresight.standing_of, as places among _STANDINGS."""
        age, gaps, usual = some.table[:, 6], some.table[:, 0], some.usual_gaps
        if self.model.goes_by_rule:
            days = self.model.rule_days
            return np.where((age >= days) & (age <= 4 * days), 1, 0)
        slips = (gaps > 0) & (age >= usual) & (age <= 4 * usual) & (gone >= 0.6)
        return np.select(
            [(age > 4 * usual) & (in_28 < 0.05), slips, (age >= rhythm) & (in_7 >= 0.2)],
            [3, 2, 1],
            0,
        )


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


class _Knots(NamedTuple):
    """The logistic's chances at its horizons, bent, for each of some members."""

    horizons: list[int]
    bends: Floats
    first: Floats
    """What the mixture says at the first horizon, bent."""
    last: Floats

    def chances(self, days: Floats, by_gaps: Floats) -> Floats:
        """Within some days, the same for all or each member's own, as foresight.Chances has it."""
        log_days = np.log(np.maximum(days, 1.0))
        log_knots = np.log(self.horizons)
        part = np.clip(log_days, log_knots[0], log_knots[-1])
        value = np.broadcast_to(self.bends[:, :1], by_gaps.shape).copy()
        for place, (start, end) in enumerate(pairwise(log_knots.tolist())):
            step = self.bends[:, place + 1] - self.bends[:, place]
            value += np.clip((part - start) / (end - start), 0, 1) * step[:, None]
        before, behind = (np.broadcast_to(one, by_gaps.shape) for one in (
            days < self.horizons[0], days > self.horizons[-1]))  # fmt: skip
        for outside, shape in ((before, self.first), (behind, self.last)):
            if outside.any():
                shaped = value + _bent(by_gaps) - shape[:, None]
                value = np.where(outside, shaped, value)
        said: Floats = -np.expm1(-np.exp(np.minimum(value, 4.0)))
        return said


def _bent(chance: Floats) -> Floats:
    return np.log(-np.log1p(-np.clip(chance, 1e-9, 1 - 1e-9)))


def features(pasts: "array[float]", own: OwnGap) -> Floats:
    """Those of return_logistic, of pasts laid flat."""
    table = np.frombuffer(pasts).reshape(-1, WIDTH)
    return _Pasts(table, np.zeros(len(table), dtype=np.int64)).features(own)


ENGINE = Engine(
    fit_mixture, fit_logistic, features, forecasts, columns, most=30_000, most_examples=60_000
)
