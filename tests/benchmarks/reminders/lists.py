"""Lists of reminders, every week: the model's and those of the N-day rule at the same length."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from tests.benchmarks.reminders.baselines import NS
from tests.benchmarks.reminders.measures import best
from tests.benchmarks.reminders.visit_log import Known, VisitLog


class Told(NamedTuple):
    """A member and what the model says of her."""

    known: Known
    soon: float
    """Her chance to come within 7 days."""
    gone: float


class Hits(NamedTuple):
    """Hits of a rule and of the model at the same length, and that length."""

    rule: int
    model: int
    listed: int

    def __add__(self, other: "Hits") -> "Hits":  # type: ignore[override]
        return Hits(*(one + two for one, two in zip(self, other, strict=True)))


class Week(NamedTuple):
    on: date
    due: dict[int, Hits]
    """For each N."""
    slipping: dict[int, Hits]


def week(log: VisitLog, on: date, told: Sequence[Told]) -> Week:
    shops = log.shops_gap([one.known for one in told])
    gaps = [one.known.usual_gap(shops) for one in told]
    pool = [
        (one, log.visits_within(one.known.key, one.known.on, 7) > 0)
        for one, gap in zip(told, gaps, strict=True)
        if one.known.silence >= gap
    ]
    slips = [
        (one, log.visits_within(one.known.key, one.known.on, 2 * gap) == 0)
        for one, gap in zip(told, gaps, strict=True)
        if one.known.repeats and gap <= one.known.silence <= 4 * gap
        and one.known.on + 2 * gap <= log.last + 1
    ]  # fmt: skip
    return Week(
        on,
        {n: _hits(pool, [n <= one.known.silence < n + 7 for one, _ in pool],
                  [one.soon for one, _ in pool]) for n in NS},
        {n: _hits(slips, [one.known.silence >= n for one, _ in slips],
                  [one.gone for one, _ in slips]) for n in NS},
    )  # fmt: skip


def _hits(pool: list[tuple[Told, bool]], ruled: list[bool], scores: list[float]) -> Hits:
    listed = sum(ruled)
    return Hits(
        sum(hit for (_, hit), is_listed in zip(pool, ruled, strict=True) if is_listed),
        sum(pool[place][1] for place in best(scores, listed)),
        listed,
    )


def of_fixed(weeks: Sequence[dict[int, Hits]], n: int) -> Hits:
    return _sum([one[n] for one in weeks])


def of_best(weeks: Sequence[dict[int, Hits]], *, least: int = 4, most: int = 16) -> Hits:
    """Each week with the N that was the most precise in the 4 to 16 weeks before."""
    chosen = []
    for place in range(least, len(weeks)):
        past = weeks[max(0, place - most) : place]
        sums = {n: _sum([one[n] for one in past]) for n in NS}
        n = max(NS, key=lambda n: sums[n].rule / max(sums[n].listed, 20))
        chosen.append(weeks[place][n])
    return _sum(chosen)


def _sum(hits: Sequence[Hits]) -> Hits:
    return sum(hits, start=Hits(0, 0, 0))
