"""Who comes back when, from gaps alone: a mixture of rhythms with drop-out.

A member's gaps follow one of 216 kernels (9 shapes by 24 mean gaps), and after every visit she is
gone for good with one of 7 probabilities; how common each of the 1,512 cells is, the shop's own
history says. Finite-grid non-parametric maximum likelihood (Kiefer and Wolfowitz 1956, Laird 1978)
by EM; drop-out as in MBG/NBD (Batislam, Denizel and Filiztekin 2007; Hoppe and Wagner 2007),
regular gaps as in MBG/CNBD-k (Reutterer, Platzer and Schröder 2020), log-normal gaps as in
Allenby, Leone and Jen (1999).
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from math import erfc, exp, lgamma, log, pi, sqrt
from operator import mul
from typing import NamedTuple

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

ROUNDS = 20
PRIOR = 5.0
"""Members, spread evenly over the cells, that are believed before anybody came."""

RHYTHM_DAYS: tuple[int, ...] = (*range(24), *(round(24 * 1.1**step) for step in range(51)), OLDEST)
"""Days between which a rhythm is read off in a straight line."""

LEAST = 1e-300
"""Keeps a quotient of two likelihoods, both of nothing, from being no number."""

Weights = Sequence[Sequence[float]]
"""How common the cells are: for each drop-out, for each kernel."""


class Told(NamedTuple):
    """What the mixture needs to know of a member."""

    sums: GapSums
    age: int
    """Days since she last came; one at least."""
    members: float = 1
    """How many are just like her."""


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


def even_weights() -> list[list[float]]:
    return [[1 / CELLS] * len(KERNELS) for _ in DROP_OUTS]


def fit(
    members: Iterable[Told], tick: Callable[[], None] = lambda: None, *, rounds: int = ROUNDS
) -> list[list[float]]:
    """How common each cell is among these members, by expectation and maximisation.

    Raises what `tick` raises, which is called before each round.
    """
    alike: dict[int, list[_Seen]] = {}
    everybody = 0.0
    for told in members:
        alike.setdefault(told.sums.gaps, []).append(_Seen.of(told))
        everybody += told.members
    weights = even_weights()
    for _ in range(rounds):
        tick()
        shares = [[0.0] * len(KERNELS) for _ in DROP_OUTS]
        for gaps, seen in alike.items():
            _share_out(gaps, seen, weights, shares)
        weights = [
            [
                (weight * share + PRIOR / CELLS) / (everybody + PRIOR)
                for weight, share in zip(*rows, strict=True)
            ]
            for rows in zip(weights, shares, strict=True)
        ]
    return weights


class _Seen(NamedTuple):
    closed: list[float]
    """Likelihood of her gaps for each kernel."""
    open: list[float]
    """And that the next is still open."""
    members: float

    @classmethod
    def of(cls, told: Told) -> "_Seen":
        closed = likelihoods(told.sums)
        return cls(closed, list(map(mul, closed, survivals(capped(told.age)))), told.members)


def _share_out(
    gaps: int, alike: Sequence[_Seen], weights: Weights, shares: list[list[float]]
) -> None:
    """Each is one member, in parts by how likely each cell is to be hers."""
    stayed, left = staying(gaps)
    if_open, if_left = _mixed(weights, stayed), _mixed(weights, left)
    opened, closed = [0.0] * len(KERNELS), [0.0] * len(KERNELS)
    for one in alike:
        whole = _dot(one.open, if_open) + _dot(one.closed, if_left)
        part = one.members / max(whole, LEAST)
        opened = [held + part * new for held, new in zip(opened, one.open, strict=True)]
        closed = [held + part * new for held, new in zip(closed, one.closed, strict=True)]
    for row, here, gone in zip(shares, stayed, left, strict=True):
        row[:] = [
            held + here * o + gone * c for held, o, c in zip(row, opened, closed, strict=True)
        ]


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
def _coming(age: int, days: int) -> tuple[tuple[float, ...], ...]:
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


class Mixture:
    """The fitted cells, ready to be asked about members."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._by_gaps: dict[int, tuple[list[float], list[float], list[float]]] = {}

    def about(self, sums: GapSums, age: int) -> "Outlook":
        """What to expect of a member after so many days of silence."""
        closed = likelihoods(sums)
        here, leaving, either = self._kernels(sums.gaps)
        present = list(map(mul, closed, here))
        still = _dot(present, survivals(capped(age)))
        known = max(still + _dot(closed, leaving), LEAST)
        rhythm = list(map(mul, closed, either))
        return Outlook(self.weights, sums.gaps, age, closed, present, rhythm, still, known)

    def _kernels(self, gaps: int) -> tuple[list[float], list[float], list[float]]:
        """Weights of the kernels: she stayed to now, left after the last visit, either."""
        if gaps not in self._by_gaps:
            stayed, left = staying(gaps)
            here, gone = _mixed(self.weights, stayed), _mixed(self.weights, left)
            either = [one + other for one, other in zip(here, gone, strict=True)]
            self._by_gaps[gaps] = here, gone, either
        return self._by_gaps[gaps]


class Outlook(NamedTuple):
    """One member's future, kernel by kernel."""

    weights: Weights
    gaps: int
    age: int
    closed: list[float]
    present: list[float]
    rhythm: list[float]
    still: float
    known: float

    def chance(self, days: int) -> float:
        """That she comes within so many days."""
        if days <= 0:
            return 0.0
        later = _dot(self.present, survivals(capped(self.age, days)))
        return min(1.0, max(0.0, (self.still - later) / self.known))

    def chance_still_with_us(self) -> float:
        return min(1.0, self.still / self.known)

    def usual(self, share: float) -> int:
        """The days within which this share of her gaps ends."""
        whole = max(sum(self.rhythm), LEAST)

        def ended(place: int) -> float:
            return 1 - _dot(self.rhythm, survivals(RHYTHM_DAYS[place])) / whole

        place = next_where(lambda place: ended(place) >= share, len(RHYTHM_DAYS) - 1)
        (start, low), (end, high) = ((RHYTHM_DAYS[at], ended(at)) for at in (place - 1, place))
        part = (share - low) / (high - low) if high > low else 1.0
        read = start + (end - start) * min(1.0, max(0.0, part))
        return max(1, round(read))

    def expected(self, days: int) -> float:
        """Visits within so many days."""
        stayed, _ = staying(self.gaps)
        coming = 0.0
        for here, weight, counts in zip(
            stayed, self.weights, _coming(capped(self.age), days), strict=True
        ):
            if here:
                coming += here * sum(
                    c * w * n for c, w, n in zip(self.closed, weight, counts, strict=True)
                )
        return coming / self.known


def next_where(holds: Callable[[int], bool], most: int) -> int:
    """The first whole number from one on for which it holds, if it goes on holding; else `most`."""
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def _mixed(weights: Weights, shares: Sequence[float]) -> list[float]:
    mixed = [0.0] * len(KERNELS)
    for row, share in zip(weights, shares, strict=True):
        mixed = [held + share * weight for held, weight in zip(mixed, row, strict=True)]
    return mixed


def _dot(left: Sequence[float], right: Sequence[float]) -> float:
    total: float = sum(map(mul, left, right))
    return total
