"""Fit the shop's model of who comes back when to the visits of some of its members."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import log
from random import Random
from statistics import median
from typing import NamedTuple

from shopfans.domain import foresight, gap_mixture, own_gap, return_logistic
from shopfans.domain.foresight import RULE_DAYS, Columns, Forecast, Foresight
from shopfans.domain.gap_mixture import Told, Weights
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
    columns: Callable[[Foresight, Sequence[Row], Sequence[int], Sequence[int]], Columns]
    most: int
    """Members a fit looks at; more tell nothing new."""
    most_examples: int


PLAIN = Engine(
    gap_mixture.fit,
    return_logistic.fit,
    foresight.forecasts,
    foresight.columns,
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
    """At most so many of them, who stand in order, the same ones each time, in order."""
    if len(members) <= most:
        return list(members)
    return sorted(Random(SEED).sample(members, most))  # noqa: S311  (no secret)


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
    weights = by.fit_mixture(_told(visits, on), lambda: progress(0, steps))
    progress(1, steps)
    own = _own_gap(visits)
    gaps = [late - early for one in visits for early, late in pairwise(one.days)]
    say, logistics = 0.0, []
    for step, horizon in enumerate(HORIZONS, 2):
        progress(step, steps)
        rows, came = _examples(visits, own, horizon, on, by.most_examples)
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


def _told(visits: Sequence[Visits], on: int) -> list[Told]:
    """What the mixture is told of them; those who are just alike are told of once."""
    pasts = (one.before([on])[on] for one in visits)
    alike = Counter((past.sums, past.age) for past in pasts)
    return [Told(sums, age, many) for (sums, age), many in alike.items()]


def _examples(
    visits: Sequence[Visits], own: own_gap.OwnGap, horizon: int, on: int, most: int
) -> tuple[list[Sequence[float]], list[bool]]:
    """Features of those known at each earlier day, and whether they came within the horizon: some
    of these are drawn, as the pasts of all would fill the memory."""
    first = min((one.days[0] for one in visits), default=on)
    cuts = return_logistic.cuts(horizon, on=on, first=first)
    pairs = [(cut, place) for cut in cuts for place, one in enumerate(visits) if one.days[0] < cut]
    moments: defaultdict[int, list[int]] = defaultdict(list)
    for at in reversed(drawn(range(len(pairs)), most)):  # the earliest cut comes last
        cut, place = pairs[at]
        moments[place].append(cut)
    rows: list[Sequence[float]] = []
    came: list[bool] = []
    for place, when in moments.items():
        for cut, past in visits[place].before(when).items():
            rows.append(return_logistic.features(past, own))
            came.append(visits[place].comes_within(cut, horizon))
    return rows, came
