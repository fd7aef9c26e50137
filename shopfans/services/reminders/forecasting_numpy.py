"""The formulas of domain.foresight for many members at once.

The domain's own and these are each other's oracle in the tests.
"""

import os
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the other cores are the window's

import numpy as np

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
from shopfans.domain.gap_mixture import LEAST
from shopfans.domain.visit_past import Past, Row, row_of
from shopfans.services.reminders.fitting import Engine
from shopfans.services.reminders.fitting_numpy import (
    TOGETHER,
    Floats,
    Whole,
    fit_logistic,
    fit_mixture,
    squashed,
)
from shopfans.services.reminders.outlooks_numpy import Mixture, Outlooks
from shopfans.services.reminders.pasts_numpy import Pasts, features


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
    everybody = Pasts.of(rows, usual_gaps)
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


_STANDINGS = (None, Standing.DUE, Standing.SLIPPING, Standing.LONG_GONE)


class _Asker:
    """What all members share, and the answers for those who are handed in by age."""

    def __init__(self, model: Foresight, horizons: Sequence[int]) -> None:
        self.model = model
        self.horizons = horizons
        self.days = sorted({*range(1, RETURN_WITHIN + 1), *(d for d in horizons if d > 0)})
        self.at = {day: place for place, day in enumerate(self.days)}
        self.mixture = Mixture(model.weights, self.days)

    def ask(self, some: Pasts) -> list[Floats | Whole]:
        """Forecasts of members, those of one age together, field by field."""
        said = self.mixture.about(some)
        within, within_twice = self._with_logistic(some, said)
        return self._told(some, within, 1 - within_twice, said)

    def _with_logistic(self, some: Pasts, said: Outlooks) -> tuple[Floats, Floats]:
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
        self, some: Pasts, within: Floats, gone: Floats, said: Outlooks
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
        self, some: Pasts, rhythm: Whole, in_7: Floats, in_28: Floats, gone: Floats
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


ENGINE = Engine(
    fit_mixture, fit_logistic, features, forecasts, columns, most=30_000, most_examples=60_000
)
