"""A member's mean gap, held to the shop's as long as she has few.

Gaps follow Gamma(q, θ), and θ over members Gamma(u, v): gamma-gamma, as for spending in Fader,
Hardie and Lee (2005).
"""

from collections import Counter
from collections.abc import Sequence
from math import exp, lgamma, log
from operator import mul
from typing import NamedTuple

from shopfans.domain.lowest import lowest


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
    counts, in_days = [count for count, _, _ in known], [days for _, days, _ in known]

    def cost(point: Sequence[float]) -> float:
        q, u, v = _sound(point)
        value = len(known) * (u * log(v) - lgamma(u)) - in_all * lgamma(q) + (q - 1) * logs
        value += sum(many * lgamma(u + q * count) for count, many in gaps.items())
        late = [log(v + days) for days in in_days]
        seen: float = u * sum(late) + q * sum(map(mul, counts, late))
        return seen - value

    return OwnGap(*_sound(lowest(cost, [0.0, 0.0, log(mean)])))


def _sound(point: Sequence[float]) -> tuple[float, float, float]:
    """Any three numbers as q > 0, u > 1 (so that there is a mean) and v > 0."""
    q, u, v = (exp(max(-12.0, min(12.0, one))) for one in point)
    return q, 1 + u, v
