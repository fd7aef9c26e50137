"""Lists of reminders, every week: the model's and those of the N-day rule at the same length.

The pool of the due list are those silent for their usual gap at least. Whether the rule too may
list only them is read in both ways, and so is which N is the best: the one with the most hits for
each line, the shortest lists, or the one with the most hits in all. Within the pool an N of a week
names a dozen who come almost weekly, and the model names mostly the same.
"""

from collections.abc import Callable, Sequence
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
    """For each N; the rule lists members of the pool only."""
    due_of_all: dict[int, Hits]
    """The rule lists whoever passes N days, the model members of the pool."""
    slipping: dict[int, Hits]


def week(log: VisitLog, on: date, told: Sequence[Told]) -> Week:
    shops = log.shops_gap([one.known for one in told])
    gaps = [one.known.usual_gap(shops) for one in told]
    known = [(one, log.visits_within(one.known.key, one.known.on, 7) > 0) for one in told]
    pool = [entry for entry, gap in zip(known, gaps, strict=True) if entry[0].known.silence >= gap]
    slips = [
        (one, log.visits_within(one.known.key, one.known.on, 2 * gap) == 0)
        for one, gap in zip(told, gaps, strict=True)
        if one.known.repeats and gap <= one.known.silence <= 4 * gap
        and one.known.on + 2 * gap <= log.last + 1
    ]  # fmt: skip
    return Week(
        on,
        {n: _hits(pool, pool, _passes(n), _soon) for n in NS},
        {n: _hits(known, pool, _passes(n), _soon) for n in NS},
        {n: _hits(slips, slips, _is_silent_for(n), _gone) for n in NS},
    )


def _passes(n: int) -> Callable[[Told], bool]:
    """The days this week."""
    return lambda one: n <= one.known.silence < n + 7


def _is_silent_for(n: int) -> Callable[[Told], bool]:
    return lambda one: one.known.silence >= n


def _soon(one: Told) -> float:
    return one.soon


def _gone(one: Told) -> float:
    return one.gone


_Entries = Sequence[tuple[Told, bool]]
"""Members, and whether each would be a hit."""


def _hits(
    for_rule: _Entries, for_model: _Entries, ruled: Callable[[Told], bool],
    score: Callable[[Told], float],
) -> Hits:  # fmt: skip
    listed = [hit for one, hit in for_rule if ruled(one)]
    first = best([score(one) for one, _ in for_model], len(listed))
    return Hits(sum(listed), sum(for_model[place][1] for place in first), len(listed))


def of_fixed(weeks: Sequence[dict[int, Hits]], n: int) -> Hits:
    return _sum([one[n] for one in weeks])


def most_precise(hits: Hits) -> float:
    return hits.rule / max(hits.listed, 20)


def most_hits(hits: Hits) -> float:
    return hits.rule


def of_best(
    weeks: Sequence[dict[int, Hits]], by: Callable[[Hits], float] = most_precise, *,
    from_days: int = 0, least: int = 4, most: int = 16,
) -> Hits:  # fmt: skip
    """Each week with the N that was the best in the 4 to 16 weeks before."""
    ns = [n for n in NS if n >= from_days]
    chosen = []
    for place in range(least, len(weeks)):
        past = weeks[max(0, place - most) : place]
        sums = {n: by(_sum([one[n] for one in past])) for n in ns}
        chosen.append(weeks[place][max(ns, key=sums.__getitem__)])
    return _sum(chosen)


def _sum(hits: Sequence[Hits]) -> Hits:
    return sum(hits, start=Hits(0, 0, 0))
