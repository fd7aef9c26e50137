"""Fit the shop's model of who comes back when to the visits of some of its members."""

from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import log
from random import Random
from statistics import median
from typing import Any, NamedTuple, cast

from shopfans.domain import foresight, gap_mixture, own_gap, return_logistic
from shopfans.domain.foresight import RULE_DAYS, Columns, Forecast, Foresight
from shopfans.domain.gap_mixture import Told, Weights
from shopfans.domain.gap_sums import GapSums
from shopfans.domain.own_gap import OwnGap
from shopfans.domain.return_logistic import HORIZONS, Logistic
from shopfans.domain.visit_past import WIDTH, Past, Row, Visits, past_in, row_of
from shopfans.services.books.auditing import Progress

SEED = 20261125
"""Two tills draw the same members."""

OWN_GAPS_FROM = 3_000
"""Members whose gaps tell the mean gaps of all."""


class Examples(NamedTuple):
    """What a horizon's logistic learns from."""

    horizon: int
    pasts: "array[float]"
    """Laid flat, one row after the other."""
    came: list[bool]


class Engine(NamedTuple):
    """The formulas: the domain's own, or their numpy twin for many members at once."""

    fit_mixture: Callable[[Sequence[Told], Callable[[], None]], Weights]
    fit_logistic: Callable[[int, Any, Sequence[bool]], Logistic]
    features: Callable[["array[float]", OwnGap], Any]
    """Of pasts laid flat, one row after the other; as its fit_logistic takes them."""
    forecasts: Callable[[Foresight, Sequence[Past], Sequence[int], Sequence[int]], list[Forecast]]
    columns: Callable[[Foresight, Sequence[Row], Sequence[int], Sequence[int]], Columns]
    most: int
    """Members a fit looks at; more tell nothing new."""
    most_examples: int


def _features(pasts: Sequence[float], own: OwnGap) -> list[tuple[float, ...]]:
    rows = (pasts[at : at + WIDTH] for at in range(0, len(pasts), WIDTH))
    return [return_logistic.features(past_in(cast("Row", tuple(row))), own) for row in rows]


PLAIN = Engine(
    gap_mixture.fit,
    return_logistic.fit,
    _features,
    foresight.forecasts,
    foresight.columns,
    most=3_000,
    most_examples=6_000,
)


def engine() -> Engine:
    """numpy's if it is there; it is imported late, as it takes its time."""
    try:
        from shopfans.services.reminders import forecasting_numpy
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
    told, examples = _looked_back(visits, on, by.most_examples)
    weights = by.fit_mixture(told, lambda: progress(0, steps))
    progress(1, steps)
    own = _own_gap(visits)
    gaps = [late - early for one in visits for early, late in pairwise(one.days)]
    say, logistics = 0.0, []
    for step, one in enumerate(examples, 2):
        progress(step, steps)
        if one.horizon == HORIZONS[0]:
            say = return_logistic.say(one.came)
        if return_logistic.has_both(one.came):
            features = by.features(one.pasts, own)
            logistics.append(by.fit_logistic(one.horizon, features, one.came))
    return Foresight(
        weights,
        tuple(logistics),
        say if logistics else 0.0,
        own,
        float(median(gaps)) if gaps else RULE_DAYS,
        len(gaps),
    )


def _own_gap(visits: Sequence[Visits]) -> OwnGap:
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


def _looked_back(visits: Sequence[Visits], on: int, most: int) -> tuple[list[Told], list[Examples]]:
    """What the mixture is told of them, those who are just alike once; and for each horizon the
    pasts of those known at each earlier day, and whether they came within it.

    Of these some are drawn, as the pasts of all would fill the memory.
    """
    examples = [Examples(horizon, array("d"), []) for horizon in HORIZONS]
    wanted = _wanted(visits, on, most)
    alike: Counter[tuple[GapSums, int]] = Counter()
    for hers, asked in zip(visits, wanted, strict=True):
        for cut, past in hers.before([*sorted(asked), on]).items():
            if cut == on:
                alike[past.sums, past.age] += 1
                continue
            row = row_of(past)
            for place, one in enumerate(examples):
                if asked[cut] >> place & 1:
                    one.pasts.extend(row)
                    one.came.append(hers.comes_within(cut, one.horizon))
    return [Told(sums, age, many) for (sums, age), many in alike.items()], examples


def _wanted(visits: Sequence[Visits], on: int, most: int) -> list[dict[int, int]]:
    """For each member the earlier days on which she is an example, with a bit for each horizon."""
    wanted: list[dict[int, int]] = [{} for _ in visits]
    first = min((one.days[0] for one in visits), default=on)
    for bit, horizon in enumerate(HORIZONS):
        cuts = return_logistic.cuts(horizon, on=on, first=first)
        pairs = [
            (cut, place) for cut in cuts for place, one in enumerate(visits) if one.days[0] < cut
        ]
        for at in drawn(range(len(pairs)), most):
            cut, place = pairs[at]
            wanted[place][cut] = wanted[place].get(cut, 0) | 1 << bit
    return wanted
