"""The fits of domain.gap_mixture and return_logistic for many members at once.

The domain's own and these are each other's oracle in the tests.
"""

import os
from collections.abc import Callable, Sequence
from functools import cache
from math import erfc

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the other cores are the window's

import numpy as np
from numpy.typing import NDArray

from shopfans.domain import gap_kernels, gap_mixture, return_logistic
from shopfans.domain.gap_kernels import CELLS, DROP_OUTS, FURTHEST, KERNELS
from shopfans.domain.gap_mixture import LEAST, PRIOR, ROUNDS, Told
from shopfans.domain.return_logistic import RIDGE, Logistic, unscaled

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

TOGETHER = 2048
"""Members in one block: the memory stays small, and no other thread waits long for a turn."""

_COEFFICIENTS = np.array(gap_kernels.COEFFICIENTS).T
_DROP_OUTS = np.array(DROP_OUTS)


@cache
def survivals() -> Floats:
    """For each age in days, for each kernel; the same as gap_kernels.survival."""
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


def likelihoods(sums: Floats) -> Floats:
    logs: Floats = sums @ _COEFFICIENTS
    logs -= logs.max(axis=1, keepdims=True)
    likely: Floats = np.exp(logs, out=logs)
    return likely


def staying(gaps: Whole) -> tuple[Floats, Floats]:
    """For each member and drop-out: she stayed after each visit, and left after the last."""
    until = (1 - _DROP_OUTS) ** gaps[:, None]
    return until * (1 - _DROP_OUTS), until * _DROP_OUTS


def fit_mixture(
    members: Sequence[Told], tick: Callable[[], None] = lambda: None
) -> list[list[float]]:
    """The same as gap_mixture.fit."""
    if not members:
        return gap_mixture.even_weights()
    sums = np.array([one.sums[1:5] for one in members])
    many = np.array([float(one.members) for one in members])
    ages = np.array([gap_kernels.capped(one.age) for one in members])
    closed = likelihoods(sums)
    opened = closed * survivals()[ages]
    stayed, left = staying(np.array([one.sums.gaps for one in members]))
    weights = np.full((len(DROP_OUTS), len(KERNELS)), 1 / CELLS)
    blocks = [slice(at, at + TOGETHER) for at in range(0, len(members), TOGETHER)]
    for _ in range(ROUNDS):
        tick()
        shares = np.zeros_like(weights)
        for at in blocks:
            whole = (stayed[at] * (opened[at] @ weights.T)).sum(axis=1)
            whole += (left[at] * (closed[at] @ weights.T)).sum(axis=1)
            part = (many[at] / np.maximum(whole, LEAST))[:, None]
            shares += (stayed[at] * part).T @ opened[at] + (left[at] * part).T @ closed[at]
        weights = (weights * shares + PRIOR / CELLS) / (many.sum() + PRIOR)
    return [list(map(float, row)) for row in weights]


def fit_logistic(
    horizon: int, rows: Sequence[Sequence[float]] | Floats, came: Sequence[bool]
) -> Logistic:
    """The same as return_logistic.fit."""
    raw = np.asarray(rows, dtype=np.float64)
    hits = np.array(came, dtype=np.float64)
    means, scales = raw.mean(axis=0), raw.std(axis=0)
    scales[scales <= 1e-9] = 1.0
    scaled = np.column_stack([(raw - means) / scales, np.ones(len(raw))])
    ridge = np.full(scaled.shape[1], RIDGE)
    ridge[-1] = 0.0
    beta = np.zeros(scaled.shape[1])
    for _ in range(return_logistic.ROUNDS):
        chance = squashed(scaled @ beta)
        spread = np.maximum(chance * (1 - chance), 1e-12)
        bend = (scaled * spread[:, None]).T @ scaled + np.diag(ridge)
        step = np.linalg.solve(bend, scaled.T @ (hits - chance) - ridge * beta)
        beta += step
        if np.abs(step).max() < 1e-10:
            break
    return unscaled(horizon, beta.tolist(), means.tolist(), scales.tolist())


def squashed(value: Floats) -> Floats:
    return 1 / (1 + np.exp(-np.clip(value, -35, 35)))
