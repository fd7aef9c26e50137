"""Who comes back when, from gaps alone: a mixture of rhythms with drop-out.

How common each of the 1,512 cells of the grid is, kernel and drop-out, the shop's own history says:
finite-grid non-parametric maximum likelihood (Kiefer and Wolfowitz 1956, Laird 1978) by EM. A
member's own gaps then say which cells are likely hers.
"""

from collections.abc import Callable, Iterable, Sequence
from operator import mul
from typing import NamedTuple

from shopfans.domain.gap_kernels import (
    CELLS,
    DROP_OUTS,
    KERNELS,
    OLDEST,
    capped,
    coming,
    likelihoods,
    staying,
    survivals,
)
from shopfans.domain.gap_sums import GapSums

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
        visits = 0.0
        for here, weight, counts in zip(
            stayed, self.weights, coming(capped(self.age), days), strict=True
        ):
            if here:
                visits += here * sum(
                    c * w * n for c, w, n in zip(self.closed, weight, counts, strict=True)
                )
        return visits / self.known


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
