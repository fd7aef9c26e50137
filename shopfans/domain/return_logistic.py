"""The chance to come within 7, 14, 28 and 56 days by a ridge logistic on the shop's own past.

It brings what gaps cannot say: season and trend. Thirteen features of recency, frequency and
takings (Fader, Hardie and Lee 2005), standardised; Newton's method.
"""

from collections.abc import Sequence
from math import exp, log, sqrt
from operator import mul
from typing import NamedTuple

from shopfans.domain.own_gap import OwnGap
from shopfans.domain.visit_past import Past

HORIZONS = (7, 14, 28, 56)
BACK = (7, 14, 21, 28, 42, 56, 70, 84, 112, 140, 168, 196, 224)
"""How many days ago the past is looked at, if its outcome is known by now."""

MOST_CUTS = 6
YOUNGEST = 21
"""Days the shop must have been open at the time."""

FEWEST = 5
"""Members who came, and who did not, to learn anything."""

RIDGE = 1.0
ROUNDS = 25
FULL_SAY = 50
"""So many who came, and who did not: then the logistic has half of the say."""


class Logistic(NamedTuple):
    """One horizon's coefficients, of the features as they are; the constant comes last."""

    horizon: int
    coefficients: tuple[float, ...]

    def chance(self, features: Sequence[float]) -> float:
        return squashed(sum(map(mul, self.coefficients, features)) + self.coefficients[-1])


def features(past: Past, own: OwnGap) -> tuple[float, ...]:
    """The thirteen."""
    gaps = past.sums.gaps
    usual = own.of(gaps, past.tenure - past.age)
    overdue = log(past.age / usual)
    return (
        log(1 + gaps),
        log(past.age),
        log(past.tenure),
        log(usual),
        overdue,
        overdue * overdue,
        *(log(1 + count) for count in past.recent),
        float(not gaps),
        past.spread,
        log(past.sums.last_gap / usual) if gaps else 0.0,
        log(1 + past.receipt),
    )


def cuts(horizon: int, *, on: int, first: int) -> list[int]:
    """The days whose outcome within this horizon is known on a day, the newest first."""
    back = sorted({horizon, *(days for days in BACK if days > horizon)})[:MOST_CUTS]
    return [on - days for days in back if on - days - first >= YOUNGEST]


def has_both(came: Sequence[bool]) -> bool:
    """Whether enough came and enough stayed away."""
    return min(sum(came), len(came) - sum(came)) >= FEWEST


def say(came: Sequence[bool]) -> float:
    """How much the logistic may say beside the mixture, from the outcomes within 7 days."""
    fewer = min(sum(came), len(came) - sum(came))
    return min(1.0, fewer / FULL_SAY) / 2


def fit(horizon: int, rows: Sequence[Sequence[float]], came: Sequence[bool]) -> Logistic:
    """The coefficients that explain these outcomes best, held to nothing by the ridge."""
    means, scales = _scaling(rows)
    scaled = [
        [*((x - m) / s for x, m, s in zip(row, means, scales, strict=True)), 1.0] for row in rows
    ]
    size = len(means) + 1
    beta = [0.0] * size
    for _ in range(ROUNDS):
        gradient = [-RIDGE * b for b in beta[:-1]] + [0.0]
        bend = [[RIDGE * (i == j and i < size - 1) for j in range(size)] for i in range(size)]
        for row, hit in zip(scaled, came, strict=True):
            chance = squashed(sum(map(mul, beta, row)))
            miss, weight = hit - chance, max(chance * (1 - chance), 1e-12)
            for i, x in enumerate(row):
                gradient[i] += miss * x
                line, wx = bend[i], weight * x
                for j in range(i + 1):
                    line[j] += wx * row[j]
        step = _solved([[bend[max(i, j)][min(i, j)] for j in range(size)] for i in range(size)],
                       gradient)  # fmt: skip
        beta = [b + s for b, s in zip(beta, step, strict=True)]
        if max(map(abs, step)) < 1e-10:
            break
    return unscaled(horizon, beta, means, scales)


def unscaled(
    horizon: int, beta: Sequence[float], means: Sequence[float], scales: Sequence[float]
) -> Logistic:
    """Coefficients of standardised features as those of the features themselves."""
    slopes = [b / s for b, s in zip(beta[:-1], scales, strict=True)]
    return Logistic(horizon, (*slopes, beta[-1] - sum(map(mul, slopes, means))))


def squashed(value: float) -> float:
    return 1 / (1 + exp(-max(-35.0, min(35.0, value))))


def _scaling(rows: Sequence[Sequence[float]]) -> tuple[list[float], list[float]]:
    columns = list(zip(*rows, strict=True))
    means = [sum(column) / len(rows) for column in columns]
    spreads = [
        sqrt(sum((x - mean) ** 2 for x in column) / len(rows))
        for column, mean in zip(columns, means, strict=True)
    ]
    return means, [spread if spread > 1e-9 else 1.0 for spread in spreads]


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of linear equations, by elimination; the matrix is positive definite."""
    size = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(size):
        for j in range(i + 1, size):
            factor = rows[j][i] / rows[i][i]
            rows[j] = [x - factor * y for x, y in zip(rows[j], rows[i], strict=True)]
    found = [0.0] * size
    for i in reversed(range(size)):
        known = sum(map(mul, rows[i][i + 1 : size], found[i + 1 :]))
        found[i] = (rows[i][size] - known) / rows[i][i]
    return found
