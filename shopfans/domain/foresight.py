"""What to expect of a member: the mixture of gaps and the logistic, averaged."""

from collections.abc import Sequence
from datetime import date
from enum import Enum
from math import exp, log
from typing import Any, NamedTuple

from shopfans.domain.gap_mixture import Mixture, Outlook, Weights, next_where
from shopfans.domain.own_gap import OwnGap
from shopfans.domain.periods import shifted
from shopfans.domain.return_logistic import Logistic, features
from shopfans.domain.rhythm import SHORTEST_GAP
from shopfans.domain.visit_past import Past, Row, past_in

RETURN_WITHIN = 56
"""Days; the likely day of the next visit is told given that she returns within them."""

EARLY, MIDDLE, LATE = 0.1, 0.5, 0.9
"""The range of the next visit holds four of five."""

FEWEST_GAPS = 30
"""A shop with fewer closed gaps has no rhythm to speak of."""

RULE_DAYS = 28
"""What stands in for it, unless the owner says another number."""

SHORTEST_RULE, LONGEST_RULE = 3, 365

ASKED = (7, 14, 28)
"""Days ahead for which a chance is told, unless somebody asks for others."""

_SURE = 1e-9


class Standing(Enum):
    """Where she stands on the day she was looked at, by what the tables of trials support."""

    DUE = "due"
    """Inside her usual window and not here yet."""
    SLIPPING = "slipping"
    """Past it, and more likely than not to stay away."""
    LONG_GONE = "long_gone"
    """Left in peace."""


class Foresight(NamedTuple):
    """The shop's fitted model."""

    weights: Weights
    logistics: tuple[Logistic, ...] = ()
    say: float = 0.0
    """The share of the logistic in every chance; the mixture has the rest."""
    own: OwnGap = OwnGap()
    usual_gap: float = RULE_DAYS
    """Median of all closed gaps, in days."""
    gaps: int = 0
    """How many there are."""
    rule_days: int = RULE_DAYS

    @property
    def goes_by_rule(self) -> bool:
        """Too few gaps are closed: everybody is due after some days, and the chances are coarse."""
        return self.gaps < FEWEST_GAPS


class Chances:
    """One member's chances, growing with the days."""

    def __init__(self, model: Foresight, outlook: Outlook, past: Past) -> None:
        self._outlook = outlook
        self._say = model.say if model.logistics else 0.0
        self._knots: list[tuple[int, float]] = []
        if self._say:
            facts, highest = features(past, model.own), 0.0
            for one in model.logistics:
                highest = max(highest, one.chance(facts))
                self._knots.append((one.horizon, bent(highest)))

    def within(self, days: int) -> float:
        """That she comes on the day itself or one of the next, so many in all."""
        by_gaps = self._outlook.chance(days)
        if days <= 0 or not self._say:
            return by_gaps
        return (1 - self._say) * by_gaps + self._say * self._by_logistic(days, by_gaps)

    def _by_logistic(self, days: int, by_gaps: float) -> float:
        """Between the horizons straight on the scale of log(-log(1-P)) against log d.

        Beyond them the mixture gives the shape.
        """
        (first, low), (last, high) = self._knots[0], self._knots[-1]
        if days <= first:
            return unbent(low + bent(by_gaps) - bent(self._outlook.chance(first)))
        if days >= last:
            return unbent(high + bent(by_gaps) - bent(self._outlook.chance(last)))
        for (start, low), (end, high) in zip(self._knots, self._knots[1:], strict=False):
            if days <= end:
                part = log(days / start) / log(end / start)
                return unbent(low + part * (high - low))
        raise AssertionError(days)


class Forecast(NamedTuple):
    """Days count from the day she was looked at, which is day 1."""

    chances: tuple[float, ...]
    """That she comes within each horizon asked for."""
    expected_28: float
    """Visits in 28 days."""
    early: int
    next_visit: int
    late: int
    """Given that she comes within 56 days: four of five such visits fall between the outer two."""
    rhythm_early: int
    rhythm: int
    rhythm_late: int
    """Days: a quarter, half and three quarters of her gaps end within them."""
    gone: float
    """The chance that two more usual gaps pass without her."""
    still: float
    """The chance that she has not left for good."""
    standing: Standing | None


Columns = tuple[list[Any], ...]
"""Forecasts of many, field by field; of the chances a list for each horizon."""


def forecast(
    model: Foresight,
    mixture: Mixture,
    past: Past,
    *,
    usual_gap: int,
    horizons: Sequence[int] = ASKED,
) -> Forecast:
    """All of it for one member; `usual_gap` in days is hers, or the shop's if she has none."""
    outlook = mixture.about(past.sums, past.age)
    chances = Chances(model, outlook, past)
    within = max(chances.within(RETURN_WITHIN), 1e-300)

    def day(share: float) -> int:
        return next_where(lambda days: chances.within(days) >= share * within, RETURN_WITHIN)

    by_gaps, both = outlook.chance(28), chances.within(28)
    expected = outlook.expected(28) * (both / by_gaps if by_gaps > 1e-12 else 1.0)
    often, rhythm, seldom = (outlook.usual(share) for share in (0.25, 0.5, 0.75))
    gone = 1 - chances.within(2 * usual_gap)
    standing = standing_of(
        model,
        past.sums.gaps,
        past.age,
        usual_gap,
        rhythm,
        within_7=chances.within(7),
        within_28=both,
        gone=gone,
    )
    return Forecast(
        tuple(map(chances.within, horizons)), max(both, expected), day(EARLY), day(MIDDLE),
        day(LATE), often, rhythm, seldom, gone, outlook.chance_still_with_us(), standing,
    )  # fmt: skip


def forecasts(
    model: Foresight, pasts: Sequence[Past], usual_gaps: Sequence[int], horizons: Sequence[int]
) -> list[Forecast]:
    """The same for many."""
    mixture = Mixture(model.weights)
    return [
        forecast(model, mixture, past, usual_gap=gap, horizons=horizons)
        for past, gap in zip(pasts, usual_gaps, strict=True)
    ]


def columns(
    model: Foresight, rows: Sequence[Row], usual_gaps: Sequence[int], horizons: Sequence[int]
) -> Columns:
    """The same for pasts laid flat."""
    if not rows:
        return ([],) * len(Forecast._fields)
    told = forecasts(model, list(map(past_in, rows)), usual_gaps, horizons)
    chances, *others = map(list, zip(*told, strict=True))
    return list(map(list, zip(*chances, strict=True))), *others


def standing_of(
    model: Foresight, gaps: int, age: int, usual_gap: int, rhythm: int, *, within_7: float,
    within_28: float, gone: float,
) -> Standing | None:  # fmt: skip
    """Which list she belongs on, if any."""
    if model.goes_by_rule:
        return Standing.DUE if model.rule_days <= age <= 4 * model.rule_days else None
    if age > 4 * usual_gap and within_28 < 0.05:
        return Standing.LONG_GONE
    if gaps and usual_gap <= age <= 4 * usual_gap and gone >= 0.6:
        return Standing.SLIPPING
    if age >= rhythm and within_7 >= 0.2:
        return Standing.DUE
    return None


def next_day(model: Foresight, next_visit: int, on: date, last: date) -> date:
    """The likely day of the next visit; `next_visit` is the forecast's."""
    if model.goes_by_rule:
        return max(on, shifted(last, model.rule_days))
    return shifted(on, next_visit - 1)


def shops_gap(model: Foresight) -> int:
    """Days: the usual gap of somebody who has none of her own yet."""
    if model.goes_by_rule:
        return model.rule_days
    return max(SHORTEST_GAP, round(model.usual_gap))


def with_supply(standing: Standing | None, runs_out: object | None) -> Standing | None:
    """The same for somebody of whom it is known whether she is about to run out of what she has at
    home: that alone is reason enough to speak to her, unless she is best left in peace."""
    return Standing.DUE if standing is None and runs_out is not None else standing


def bent(chance: float) -> float:
    """log(-log(1-P)), for a chance that is neither nothing nor sure."""
    return log(-log(1 - min(max(chance, _SURE), 1 - _SURE)))


def unbent(value: float) -> float:
    return 1 - exp(-exp(min(value, 4.0)))
