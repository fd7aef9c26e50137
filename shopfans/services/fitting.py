"""Fit the shop's model of who comes back when to the visits of some of its members."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import log
from random import Random
from statistics import median
from typing import NamedTuple

from shopfans.domain import foresight, gap_mixture, own_gap, return_logistic
from shopfans.domain.foresight import RULE_DAYS, Forecast, Foresight
from shopfans.domain.gap_mixture import Told, Weights
from shopfans.domain.gap_sums import GapSums
from shopfans.domain.return_logistic import HORIZONS, Logistic
from shopfans.domain.visit_past import Past, Row, Visits
from shopfans.services.auditing import Progress

SEED = 20261125
"""Two tills draw the same members."""

OWN_GAPS_FROM = 3_000
"""Members whose gaps tell the mean gaps of all."""


class Engine(NamedTuple):
    """The formulas: the domain's own, or their numpy twin for many members at once."""

    fit_mixture: Callable[[Sequence[Told], Callable[[], None]], Weights]
    fit_logistic: Callable[[int, Sequence[Sequence[float]], Sequence[bool]], Logistic]
    forecasts: Callable[[Foresight, Sequence[Past], Sequence[int], Sequence[int]], list[Forecast]]
    forecasts_of_rows: Callable[
        [Foresight, Sequence[Row], Sequence[int], Sequence[int]], list[Forecast]
    ]
    most: int
    """Members a fit looks at; more tell nothing new."""
    most_examples: int


PLAIN = Engine(
    gap_mixture.fit,
    return_logistic.fit,
    foresight.forecasts,
    foresight.forecasts_of_rows,
    most=3_000,
    most_examples=6_000,
)


def engine() -> Engine:
    """numpy's if it is there; it is imported late, as it takes its time."""
    try:
        from shopfans.services import forecasting_numpy
    except ImportError:
        return PLAIN
    return forecasting_numpy.ENGINE


def drawn(members: Sequence[int], most: int) -> list[int]:
    """At most so many of them, the same ones each time, in order."""
    if len(members) <= most:
        return list(members)
    return sorted(Random(SEED).sample(sorted(members), most))  # noqa: S311  (no secret)


def fit(
    visits: Sequence[Visits],
    *,
    on: int,
    by: Engine = PLAIN,
    progress: Progress = lambda done, total: None,
) -> Foresight:
    """The model for a day, from what these members did before it; days are open days.

    Raises what `progress` raises.
    """
    steps = len(HORIZONS) + 2
    progress(0, steps)
    first = min((one.days[0] for one in visits), default=on)
    moments = return_logistic.moments(on=on, first=first)
    pasts = [one.before(moments) for one in visits]
    alike: Counter[tuple[GapSums, int]] = Counter(
        (by_moment[on].sums, by_moment[on].age) for by_moment in pasts
    )
    weights = by.fit_mixture(
        [Told(sums, age, many) for (sums, age), many in alike.items()],
        lambda: progress(0, steps),
    )
    progress(1, steps)
    own = _own_gap(visits)
    gaps = [late - early for one in visits for early, late in pairwise(one.days)]
    known = [
        (one, {on: return_logistic.features(past, own) for on, past in by_moment.items()})
        for one, by_moment in zip(visits, pasts, strict=True)
    ]
    say, logistics = 0.0, []
    for step, horizon in enumerate(HORIZONS, 2):
        progress(step, steps)
        rows, came = return_logistic.examples(horizon, known, on=on, first=first)
        rows, came = _some(rows, came, by.most_examples)
        if horizon == HORIZONS[0]:
            say = return_logistic.say(came)
        if return_logistic.has_both(came):
            logistics.append(by.fit_logistic(horizon, rows, came))
    return Foresight(
        weights,
        tuple(logistics),
        say if logistics else 0.0,
        own,
        float(median(gaps)) if gaps else RULE_DAYS,
        len(gaps),
    )


def _own_gap(visits: Sequence[Visits]) -> own_gap.OwnGap:
    chosen = [visits[place] for place in drawn(range(len(visits)), OWN_GAPS_FROM)]
    return own_gap.fit(
        [
            (
                len(one.days) - 1,
                one.days[-1] - one.days[0],
                sum(log(late - early) for early, late in pairwise(one.days)),
            )
            for one in chosen
        ]
    )


def _some(
    rows: list[Sequence[float]], came: list[bool], most: int
) -> tuple[list[Sequence[float]], list[bool]]:
    places = drawn(range(len(rows)), most)
    return [rows[place] for place in places], [came[place] for place in places]
