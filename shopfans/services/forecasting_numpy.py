"""The formulas of domain.gap_mixture, return_logistic and foresight for many members at once.

The domain's own and these are each other's oracle in the tests.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import erfc

import numpy as np
from numpy.typing import NDArray

from shopfans.domain import gap_mixture, return_logistic
from shopfans.domain.foresight import (
    EARLY,
    LATE,
    MIDDLE,
    RETURN_WITHIN,
    Forecast,
    Foresight,
    standing_of,
)
from shopfans.domain.gap_mixture import (
    CELLS,
    DROP_OUTS,
    FURTHEST,
    KERNELS,
    LEAST,
    PRIOR,
    RHYTHM_DAYS,
    ROUNDS,
    Told,
)
from shopfans.domain.return_logistic import RIDGE, Logistic, unscaled
from shopfans.domain.visit_past import Past
from shopfans.services.fitting import Engine

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

TOGETHER = 4096
"""Members in one block: it stays in the processor's cache and the memory small."""

_COEFFICIENTS = np.array(gap_mixture.COEFFICIENTS).T
_DROP_OUTS = np.array(DROP_OUTS)


@cache
def _survivals() -> Floats:
    """For each age in days, for each kernel; the same as gap_mixture.survival."""
    ages = np.arange(FURTHEST + 1, dtype=np.float64)
    table = np.ones((len(ages), len(KERNELS)))
    for place, (is_gamma, shape, mean) in enumerate(KERNELS):
        z = shape * ages[1:] / mean
        if is_gamma and shape != 0.5:
            terms = np.cumprod([z / j for j in range(1, int(shape))], axis=0)
            table[1:, place] = np.exp(-z) * (1 + terms.sum(axis=0))
        elif is_gamma:
            table[1:, place] = _erfc(np.sqrt(z))
        else:
            mu = np.log(mean) - shape * shape / 2
            table[1:, place] = _erfc((np.log(ages[1:]) - mu) / (shape * np.sqrt(2))) / 2
    return table


def _erfc(values: Floats) -> Floats:
    """numpy has none of its own."""
    return np.fromiter(map(erfc, values.tolist()), np.float64, len(values))


def _likelihoods(sums: Floats) -> Floats:
    logs: Floats = sums @ _COEFFICIENTS
    logs -= logs.max(axis=1, keepdims=True)
    likely: Floats = np.exp(logs, out=logs)
    return likely


def _staying(gaps: Whole) -> tuple[Floats, Floats]:
    """For each member and drop-out: she stayed after each visit, and left after the last."""
    until = (1 - _DROP_OUTS) ** gaps[:, None]
    return until * (1 - _DROP_OUTS), until * _DROP_OUTS


def fit_mixture(members: Sequence[Told]) -> list[list[float]]:
    """The same as gap_mixture.fit."""
    if not members:
        return gap_mixture.even_weights()
    sums = np.array([one.sums[1:5] for one in members])
    many = np.array([float(one.members) for one in members])
    ages = np.array([gap_mixture.capped(one.age) for one in members])
    closed = _likelihoods(sums)
    opened = closed * _survivals()[ages]
    stayed, left = _staying(np.array([one.sums.gaps for one in members]))
    weights = np.full((len(DROP_OUTS), len(KERNELS)), 1 / CELLS)
    blocks = [slice(at, at + TOGETHER) for at in range(0, len(members), TOGETHER)]
    for _ in range(ROUNDS):
        shares = np.zeros_like(weights)
        for at in blocks:
            whole = (opened[at] * (stayed[at] @ weights)).sum(axis=1)
            whole += (closed[at] * (left[at] @ weights)).sum(axis=1)
            part = (many[at] / np.maximum(whole, LEAST))[:, None]
            shares += (stayed[at] * part).T @ opened[at] + (left[at] * part).T @ closed[at]
        weights = (weights * shares + PRIOR / CELLS) / (many.sum() + PRIOR)
    return [list(map(float, row)) for row in weights]


def fit_logistic(horizon: int, rows: Sequence[Sequence[float]], came: Sequence[bool]) -> Logistic:
    """The same as return_logistic.fit."""
    raw, hits = np.array(rows), np.array(came, dtype=float)
    means, scales = raw.mean(axis=0), raw.std(axis=0)
    scales[scales <= 1e-9] = 1.0
    scaled = np.column_stack([(raw - means) / scales, np.ones(len(raw))])
    ridge = np.full(scaled.shape[1], RIDGE)
    ridge[-1] = 0.0
    beta = np.zeros(scaled.shape[1])
    for _ in range(return_logistic.ROUNDS):
        chance = _squashed(scaled @ beta)
        spread = np.maximum(chance * (1 - chance), 1e-12)
        bend = (scaled * spread[:, None]).T @ scaled + np.diag(ridge)
        step = np.linalg.solve(bend, scaled.T @ (hits - chance) - ridge * beta)
        beta += step
        if np.abs(step).max() < 1e-10:
            break
    return unscaled(horizon, beta.tolist(), means.tolist(), scales.tolist())


def forecasts(
    model: Foresight, pasts: Sequence[Past], usual_gaps: Sequence[int], horizons: Sequence[int]
) -> list[Forecast]:
    """The same as foresight.forecasts."""
    if not pasts:
        return []
    ages = np.array([gap_mixture.capped(past.age) for past in pasts])
    order = np.argsort(ages, kind="stable")
    asker = _Asker(model, horizons)
    found: list[Forecast | None] = [None] * len(pasts)
    for block in _blocks(ages[order]):
        places = order[block]
        some = [pasts[place] for place in places]
        gaps = np.array([usual_gaps[place] for place in places])
        for place, one in zip(places, asker.ask(some, gaps), strict=True):
            found[place] = one
    return [one for one in found if one is not None]


def _blocks(ages: Whole) -> Iterator[slice]:
    """Members of one age stand together: they share a row of every table."""
    starts = np.flatnonzero(np.diff(ages, prepend=-1))
    for start, end in pairwise([*starts.tolist(), len(ages)]):
        for at in range(start, end, TOGETHER):
            yield slice(at, min(at + TOGETHER, end))


class _Asker:
    """What all members share, and the answers for members of one age."""

    def __init__(self, model: Foresight, horizons: Sequence[int]) -> None:
        self.model = model
        self.horizons = horizons
        self.weights = np.array([list(row) for row in model.weights])
        self.days = sorted({*range(1, RETURN_WITHIN + 1), *(d for d in horizons if d > 0)})
        self.renewals = np.array(gap_mixture.renewals(28))
        self.rhythm_tails = _survivals()[list(RHYTHM_DAYS)].T

    def ask(self, pasts: list[Past], usual_gaps: Whole) -> list[Forecast]:
        """Forecasts of members who all came last on the same day."""
        table, age = _survivals(), gap_mixture.capped(pasts[0].age)
        gaps = np.array([past.sums.gaps for past in pasts])
        closed = _likelihoods(np.array([past.sums[1:5] for past in pasts]))
        stayed, left = _staying(gaps)
        here, gone = stayed @ self.weights, left @ self.weights
        present, leavers = closed * here, closed * gone
        still = present @ table[age]
        known = np.maximum(still + leavers.sum(axis=1), LEAST)
        ends = [min(age + day, FURTHEST) for day in self.days]
        by_gaps = np.clip((still[:, None] - present @ table[ends].T) / known[:, None], 0, 1)
        twice = np.minimum(age + 2 * usual_gaps, FURTHEST)
        later = np.einsum("mk,mk->m", present, table[twice])
        to_twice = np.clip((still - later) / known, 0, 1)
        both, gone_by = self._with_logistic(pasts, by_gaps, to_twice, usual_gaps)
        return self._told(
            pasts, usual_gaps, both, 1 - gone_by,
            self._expected(age, closed, stayed) / known, by_gaps,
            np.minimum(still / known, 1), self._rhythm(present + leavers),
        )  # fmt: skip

    def _with_logistic(
        self, pasts: list[Past], by_gaps: Floats, to_twice: Floats, usual_gaps: Whole
    ) -> tuple[Floats, Floats]:
        model = self.model
        if not (model.say and model.logistics):
            return by_gaps, to_twice
        facts = np.array([return_logistic.features(past, model.own) for past in pasts])
        knots = [one.horizon for one in model.logistics]
        chances = [
            _squashed(facts @ np.array(one.coefficients[:-1]) + one.coefficients[-1])
            for one in model.logistics
        ]
        bends = _bent(np.maximum.accumulate(np.array(chances), axis=0))
        first, last = (by_gaps[:, self.days.index(knot)] for knot in (knots[0], knots[-1]))
        outer = _bent(first), _bent(last)
        said = np.empty_like(by_gaps)
        for place, day in enumerate(self.days):
            said[:, place] = _between(np.float64(day), by_gaps[:, place], knots, bends, outer)
        twice = _between(2.0 * usual_gaps.astype(np.float64), to_twice, knots, bends, outer)
        share = model.say
        return (1 - share) * by_gaps + share * said, (1 - share) * to_twice + share * twice

    def _expected(self, age: int, closed: Floats, stayed: Floats) -> Floats:
        ends = _survivals()[[min(age + day, FURTHEST) for day in range(29)]]
        falls = ends[:-1] - ends[1:]
        after = 1 + self.renewals[:, :, 27::-1]
        coming = np.einsum("dk,pkd->pk", falls, after)
        counts: Floats = (stayed * (closed @ (self.weights * coming).T)).sum(axis=1)
        return counts

    def _rhythm(self, either: Floats) -> Whole:
        """Days within which a quarter, half and three quarters of the gaps end."""
        whole = np.maximum(either.sum(axis=1), LEAST)
        ended = 1 - (either @ self.rhythm_tails) / whole[:, None]
        days = np.array(RHYTHM_DAYS, dtype=float)
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

    def _told(
        self, pasts: list[Past], usual_gaps: Whole, both: Floats, gone: Floats, expected: Floats,
        by_gaps: Floats, still: Floats, rhythms: Whole,
    ) -> list[Forecast]:  # fmt: skip
        at = {day: place for place, day in enumerate(self.days)}
        window = both[:, [at[day] for day in range(1, RETURN_WITHIN + 1)]]
        within = np.maximum(window[:, -1], LEAST)
        days = [
            np.minimum((window < (share * within)[:, None]).sum(axis=1) + 1, RETURN_WITHIN)
            for share in (EARLY, MIDDLE, LATE)
        ]
        alone, in_28 = by_gaps[:, at[28]], both[:, at[28]]
        ratio = np.where(alone > 1e-12, in_28 / np.maximum(alone, 1e-12), 1.0)
        counts = np.maximum(in_28, expected * ratio)
        none = np.zeros(len(pasts))
        asked = np.column_stack(
            [both[:, at[day]] if day > 0 else none for day in self.horizons] or [none]
        )
        in_7 = both[:, at[7]]
        return [
            Forecast(
                tuple(chances[: len(self.horizons)]), count, early, middle, late,
                rhythm[0], rhythm[1], rhythm[2], off, on,
                standing_of(
                    self.model, past, gap, rhythm[1], within_7=soon, within_28=in_28, gone=off
                ),
            )
            for past, gap, chances, count, early, middle, late, rhythm, off, on, soon, in_28 in zip(
                pasts, usual_gaps.tolist(), asked.tolist(), counts.tolist(),
                *(day.tolist() for day in days), rhythms.tolist(), gone.tolist(), still.tolist(),
                in_7.tolist(), in_28.tolist(), strict=True,
            )
        ]  # fmt: skip


def _between(
    day: Floats | np.float64, by_gaps: Floats, knots: list[int], bends: Floats,
    outer: tuple[Floats, Floats],
) -> Floats:  # fmt: skip
    """The logistic's chance within some days, each member's own or one for all."""
    shaped = _bent(by_gaps)
    value = np.where(day <= knots[0], bends[0] + shaped - outer[0], bends[-1] + shaped - outer[1])
    for place, (start, end) in enumerate(pairwise(knots)):
        inside = (day > start) & (day <= end) & (day < knots[-1])
        if np.any(inside):
            part = np.log(np.maximum(day, 1) / start) / np.log(end / start)
            value = np.where(inside, bends[place] + part * (bends[place + 1] - bends[place]), value)
    said: Floats = -np.expm1(-np.exp(np.minimum(value, 4.0)))
    return said


def _bent(chance: Floats) -> Floats:
    return np.log(-np.log1p(-np.clip(chance, 1e-9, 1 - 1e-9)))


def _squashed(value: Floats) -> Floats:
    return 1 / (1 + np.exp(-np.clip(value, -35, 35)))


ENGINE = Engine(fit_mixture, fit_logistic, forecasts, most=30_000, most_examples=10_000_000)
