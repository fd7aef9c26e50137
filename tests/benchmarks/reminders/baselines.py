"""Rules and models of others, fitted in the same run: they live here only."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shopfans.domain.lowest import lowest
from tests.benchmarks.reminders.measures import auc, log_loss
from tests.benchmarks.reminders.visit_log import Known, VisitLog

Floats = NDArray[np.float64]

NS = (7, 10, 14, 21, 28, 30, 35, 42, 49, 60, 75, 90, 120, 150)


class Arrays(NamedTuple):
    """Repeat visits, days to the last, days to now, and the sum of logarithms of the gaps."""

    x: NDArray[np.int64]
    to_last: Floats
    to_now: Floats
    log_gaps: Floats

    @classmethod
    def of(cls, known: Sequence[Known]) -> "Arrays":
        return cls(
            np.array([one.repeats for one in known]),
            np.array([float(one.days[-1] - one.days[0]) for one in known]),
            np.array([float(one.on - one.days[0]) for one in known]),
            np.array([float(np.log(np.diff(one.days)).sum()) for one in known]),
        )


def rising(start: float, most: int) -> Floats:
    """Logarithms of the gamma function at start + 0, 1, ... less that at start."""
    return np.concatenate([[0.0], np.cumsum(np.log(start + np.arange(most)))])


class MbgCnbd(NamedTuple):
    """MBG/CNBD-k (Reutterer, Platzer and Schröder 2020); k = 1 is MBG/NBD. With `pays_at_first`
    off nobody drops out before her first repeat, and k = 1 is BG/NBD (Fader, Hardie, Lee 2005)."""

    k: int
    drops_at_first: bool
    r: float
    alpha: float
    a: float
    b: float

    def _parts(self, seen: Arrays, ahead: float = 0.0) -> tuple[Floats, Floats]:
        """Log-likelihoods: with us and silent until now (and `ahead`), or gone after the last."""
        k, r, alpha, a, b = self.k, self.r, self.alpha, self.a, self.b
        most = int(k * seen.x.max() + k + 2)
        gamma_r, beta_b = rising(r, most), rising(b, most)
        beta_ab = rising(a + b, most)
        survived = seen.x + 1 if self.drops_at_first else seen.x
        stays = beta_b[survived] - beta_ab[survived]
        before = np.maximum(survived - 1, 0)
        leaves = beta_b[before] - beta_ab[before] + np.log(a) - np.log(a + b + before)
        if not self.drops_at_first:
            leaves = np.where(seen.x > 0, leaves, -np.inf)
        silent = seen.to_now - seen.to_last + ahead
        end = seen.to_now + ahead
        terms = [
            j * np.log(silent) - sum(np.log(np.arange(1, j + 1))) + gamma_r[k * seen.x + j]
            - (r + k * seen.x + j) * np.log(alpha + end)
            for j in range(k)
        ]  # fmt: skip
        here = stays + r * np.log(alpha) + np.logaddexp.reduce(terms, axis=0)
        gone = leaves + r * np.log(alpha) + gamma_r[k * seen.x] - (r + k * seen.x) * np.log(
            alpha + seen.to_last
        )  # fmt: skip
        return here, gone

    def log_likelihood(self, seen: Arrays) -> float:
        here, gone = self._parts(seen)
        fixed = (self.k - 1) * seen.log_gaps - seen.x * sum(np.log(np.arange(1, self.k)))
        return float((np.logaddexp(here, gone) + fixed).sum())

    def within(self, seen: Arrays, days: float) -> Floats:
        here, gone = self._parts(seen)
        later, _ = self._parts(seen, days)
        chance: Floats = (np.exp(here) - np.exp(later)) / (np.exp(here) + np.exp(gone))
        return chance

    @classmethod
    def fit(cls, seen: Arrays, *, ks: Sequence[int], drops_at_first: bool) -> "MbgCnbd":
        found = []
        for k in ks:

            def cost(point: Sequence[float], k: int = k) -> float:
                r, alpha, a, b = np.exp(np.clip(point, -10, 10))
                return -cls(k, drops_at_first, r, alpha, a, b).log_likelihood(seen)

            point = lowest(cost, [0.0, 3.0, -1.0, 1.0], steps=400)
            r, alpha, a, b = np.exp(np.clip(point, -10, 10))
            found.append(cls(k, drops_at_first, r, alpha, a, b))
        return max(found, key=lambda one: one.log_likelihood(seen))


class Judged(NamedTuple):
    auc_7: float
    auc_28: float
    loss_28: float


def judged(log: VisitLog, known: list[Known], within: Callable[[int], Sequence[float]]) -> Judged:
    came = {
        days: [log.visits_within(one.key, one.on, days) > 0 for one in known] for days in (7, 28)
    }
    in_7, in_28 = within(7), within(28)
    return Judged(auc(in_7, came[7]), auc(in_28, came[28]), log_loss(in_28, came[28]))


def ruled(log: VisitLog, known: list[Known], earlier: list[Known], rule: str) -> Judged:
    """A rule gets a logistic on its own statistic from four weeks ago: generous to it."""
    if rule == "best N":
        score = max(
            (_few_days(n) for n in NS),
            key=lambda one: auc(_scores(one, earlier), _came(log, earlier, 28)),
        )
    else:
        shops = float(np.mean([float(gap) for one in known for gap in np.diff(one.days)] or [28.0]))
        score = _mean_gap(shops)

    def within(days: int) -> Sequence[float]:
        return _scaled(_scores(score, earlier), _came(log, earlier, days), _scores(score, known))

    return judged(log, known, within)


def _few_days(n: int) -> Callable[[Known], float]:
    return lambda one: float(one.silence < n)


def _mean_gap(shops: float) -> Callable[[Known], float]:
    """Silence over her own mean gap, the popular overdue ratio."""
    return lambda one: (
        -float(
            np.log(
                one.silence / ((one.days[-1] - one.days[0]) / one.repeats if one.repeats else shops)
            )
        )
    )


def _scores(score: Callable[[Known], float], known: list[Known]) -> list[float]:
    return [score(one) for one in known]


def _came(log: VisitLog, known: list[Known], days: int) -> list[bool]:
    return [log.visits_within(one.key, one.on, days) > 0 for one in known]


def _scaled(then: list[float], came: list[bool], now: list[float]) -> list[float]:
    from shopfans.services.reminders.fitting_numpy import fit_logistic

    one = fit_logistic(28, [[value] for value in then], came)
    return [one.chance([value]) for value in now]
