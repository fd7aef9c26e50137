"""A member's mean gap, held to the shop's as long as she has few.

Gaps follow Gamma(q, θ), and θ over members Gamma(u, v): gamma-gamma, as for spending in Fader,
Hardie and Lee (2005).
"""

from collections import Counter
from collections.abc import Callable, Sequence
from math import exp, lgamma, log
from typing import NamedTuple

STEPS = 200


class OwnGap(NamedTuple):
    q: float = 1.0
    u: float = 2.0
    v: float = 30.0

    def of(self, gaps: int, days: float) -> float:
        """Her mean gap, from so many that took so many days together."""
        return self.q * (self.v + days) / (self.u + self.q * gaps - 1)


def fit(members: Sequence[tuple[int, float, float]]) -> OwnGap:
    """By maximum likelihood from gaps, days and the sum of their logarithms, for each member."""
    known = [one for one in members if one[0]]
    if not known:
        return OwnGap()
    gaps = Counter(count for count, _, _ in known)
    in_all = sum(count for count, _, _ in known)
    mean = sum(days for _, days, _ in known) / in_all
    logs = sum(log_days for _, _, log_days in known)

    def cost(point: Sequence[float]) -> float:
        q, u, v = _sound(point)
        value = len(known) * (u * log(v) - lgamma(u)) - in_all * lgamma(q) + (q - 1) * logs
        value += sum(many * lgamma(u + q * count) for count, many in gaps.items())
        value -= sum((u + q * count) * log(v + days) for count, days, _ in known)
        return -value

    return OwnGap(*_sound(_lowest(cost, [0.0, 0.0, log(mean)])))


def _sound(point: Sequence[float]) -> tuple[float, float, float]:
    """Any three numbers as q > 0, u > 1 (so that there is a mean) and v > 0."""
    q, u, v = (exp(max(-12.0, min(12.0, one))) for one in point)
    return q, 1 + u, v


def _lowest(cost: Callable[[Sequence[float]], float], start: list[float]) -> list[float]:
    """Where the cost is lowest nearby: Nelder and Mead 1965."""
    size = len(start)
    corners = [start] + [[x + (i == j) for j, x in enumerate(start)] for i in range(size)]
    ranked = sorted((cost(corner), corner) for corner in corners)
    for _ in range(STEPS):
        worst, bad = ranked[-1]
        middle = [sum(corner[j] for _, corner in ranked[:-1]) / size for j in range(size)]

        def at(step: float, middle: list[float] = middle, bad: list[float] = bad) -> list[float]:
            return [m + step * (m - b) for m, b in zip(middle, bad, strict=True)]

        tried = [at(1.0)]
        reached = cost(tried[0])
        if reached < ranked[0][0]:
            tried.append(at(2.0))
        elif reached >= ranked[-2][0]:
            tried.append(at(-0.5) if reached >= worst else at(0.5))
        best = min((cost(point), point) for point in tried)
        if best[0] < worst:
            ranked[-1] = best
        else:
            lowest = ranked[0][1]
            halves = [[(x + y) / 2 for x, y in zip(c, lowest, strict=True)] for _, c in ranked[1:]]
            ranked[1:] = [(cost(point), point) for point in halves]
        ranked.sort()
        if ranked[-1][0] - ranked[0][0] < 1e-9 * (1 + abs(ranked[0][0])):
            break
    return ranked[0][1]
