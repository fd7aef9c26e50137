"""The grid of rhythms: what each kernel of gaps, and each drop-out, says by itself.

A gap follows one of 216 kernels (9 shapes by 24 mean gaps), and after a visit she is gone for good
with one of 7 probabilities: drop-out as in MBG/NBD (Batislam, Denizel and Filiztekin 2007; Hoppe
and Wagner 2007), regular gaps as in MBG/CNBD-k (Reutterer, Platzer and Schröder 2020), log-normal
gaps as in Allenby, Leone and Jen (1999).
"""

from functools import cache, lru_cache
from itertools import accumulate
from math import erfc, exp, lgamma, log, pi, sqrt
from operator import mul

from shopfans.domain.gap_sums import GapSums

GAMMA_SHAPES = (0.5, 1, 2, 4, 8)
"""From bursts over chance to clockwork."""

LOG_SPREADS = (0.3, 0.5, 0.8, 1.2)
"""Standard deviations of the logarithm of a gap."""

MEANS: tuple[float, ...] = tuple(2500 ** (step / 23) for step in range(24))
"""Days."""

DROP_OUTS = (0.0, 0.03, 0.10, 0.25, 0.50, 0.80, 0.95)

KERNELS = tuple(
    (is_gamma, shape, mean)
    for is_gamma, shapes in ((True, GAMMA_SHAPES), (False, LOG_SPREADS))
    for shape in shapes
    for mean in MEANS
)
CELLS = len(DROP_OUTS) * len(KERNELS)

OLDEST = 3000
"""Days; a longer silence says no more."""

FURTHEST = 9000
"""Days; nobody looks further than silence and horizon together."""


def _coefficients(is_gamma: bool, shape: float, mean: float) -> tuple[float, float, float, float]:
    """The log-likelihood of gaps is linear in their four sums."""
    if is_gamma:
        return shape * log(shape / mean) - lgamma(shape), -shape / mean, shape - 1, 0.0
    mu, variance = log(mean) - shape * shape / 2, shape * shape
    return (
        -log(shape) - log(2 * pi) / 2 - mu * mu / (2 * variance),
        0.0,
        mu / variance - 1,
        -1 / (2 * variance),
    )


COEFFICIENTS = tuple(_coefficients(*kernel) for kernel in KERNELS)


def survival(kernel: tuple[bool, float, float], age: float) -> float:
    """The chance that a gap of this kernel is longer."""
    is_gamma, shape, mean = kernel
    if age <= 0:
        return 1.0
    if not is_gamma:
        mu = log(mean) - shape * shape / 2
        return erfc((log(age) - mu) / (shape * sqrt(2))) / 2
    z = shape * age / mean
    if shape == 0.5:
        return erfc(sqrt(z))
    terms = accumulate((z / j for j in range(1, int(shape))), mul, initial=1.0)
    return exp(-z) * sum(terms)


@cache
def survivals(age: int) -> tuple[float, ...]:
    """The same for all kernels."""
    return tuple(survival(kernel, age) for kernel in KERNELS)


def capped(age: int, horizon: int = 0) -> int:
    """Where the tables end, everything stays as it is."""
    return min(min(max(age, 1), OLDEST) + horizon, FURTHEST)


def likelihoods(sums: GapSums) -> list[float]:
    """Of her closed gaps for each kernel, the largest set to one; nobody drops out yet."""
    _, s0, s1, s2, s3, _ = sums
    logs = [s0 * c0 + s1 * c1 + s2 * c2 + s3 * c3 for c0, c1, c2, c3 in COEFFICIENTS]
    highest = max(logs)
    return [exp(one - highest) for one in logs]


@lru_cache(maxsize=4096)
def staying(gaps: int) -> tuple[list[float], list[float]]:
    """For each drop-out: she stayed after each visit; she did until the last and then left."""
    stayed = [(1 - leaving) ** (gaps + 1) for leaving in DROP_OUTS]
    left = [leaving * (1 - leaving) ** gaps for leaving in DROP_OUTS]
    return stayed, left


@lru_cache(maxsize=8)
def renewals(days: int) -> tuple[tuple[tuple[float, ...], ...], ...]:
    """Visits to expect in 0, 1, ... `days` days after one, for each drop-out and kernel.

    The renewal equation in whole days, as P(visit within d) counts them on the day after a visit.
    """
    ends = [survivals(age) for age in range(1, days + 2)]
    table = []
    for leaving in DROP_OUTS:
        rows = []
        for kernel in range(len(KERNELS)):
            falls = [
                (ends[day - 1][kernel] - ends[day][kernel]) / ends[0][kernel]
                for day in range(1, days + 1)
            ]
            counts = [0.0]
            for day in range(1, days + 1):
                later = sum(fall * (1 + counts[day - on]) for on, fall in enumerate(falls[:day], 1))
                counts.append((1 - leaving) * later)
            rows.append(tuple(counts))
        table.append(tuple(rows))
    return tuple(table)


@lru_cache(maxsize=4096)
def coming(age: int, days: int) -> tuple[tuple[float, ...], ...]:
    """Visits to expect within so many days of a silence, times its survival."""
    ends = [survivals(capped(age, step)) for step in range(days + 1)]
    return tuple(
        tuple(
            sum(
                (ends[day - 1][kernel] - ends[day][kernel]) * (1 + after[days - day])
                for day in range(1, days + 1)
            )
            for kernel, after in enumerate(rows)
        )
        for rows in renewals(days)
    )
