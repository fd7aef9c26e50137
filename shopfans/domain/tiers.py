"""Member tiers: which one a member has, since when and until when, from her sales alone.

One rule for all of it. What counts is a rolling year: the year that ends on the day asked about.
She rises on the day on which her rolling year reaches a tier, and has it until the same day of the
next year. Then her year is looked at again: if it still reaches the tier, she has it for one more;
else she keeps it through the days of grace, in which a sale can win it again; after them she has
what her rolling year still reaches. What was refunded counts as never bought. When the owner
changes the rule, who reaches more rises that day; who reaches less keeps hers to its end.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from shopfans.domain import earning
from shopfans.domain.coupon_terms import WHOLE
from shopfans.domain.errors import (
    AmountNotPositive,
    AmountTooLarge,
    BadMultiplier,
    NameMissing,
    NameTooLong,
    NumberOutOfRange,
    ShopError,
    TiersAlike,
    TiersNotRising,
)
from shopfans.domain.money import MOST, Money
from shopfans.domain.shares import apportion

MOST_TIERS = 8
LONGEST_NAME = 20
MOST_OFF = 90
"""Percent off that a tier can give."""

LONGEST_GRACE = 366
MOST_VISITS = 10_000
MOST_GROWTH = 10_000_000
MOST_GROWTH_A_VISIT = 1_000

_NONE = -1
_A_DAY = timedelta(days=1)


class Measure(Enum):
    """What a rolling year is measured by."""

    SPEND = "spend"
    """Fen."""
    VISITS = "visits"
    """Days on which she bought."""
    GROWTH = "growth"
    """Growth value: so much for money spent and so much for each visit."""


class Tier(NamedTuple):
    key: int
    """Stays when it is renamed."""
    name: str
    threshold: int
    """By the rule's measure, within a rolling year."""
    percent: int = 0
    """Off everything, in hundredths of a percent."""
    times: int = earning.WHOLE
    """Percent: 150 is half as many points again."""
    gift: int | None = None
    """The coupon template she gets one of on reaching it."""
    birthday: int | None = None
    """The template of her birthday's coupon, in place of the general one."""


@dataclass(frozen=True, slots=True)
class TierRule:
    """The tiers from the lowest up, and what lifts a member into them."""

    tiers: tuple[Tier, ...]
    measure: Measure = Measure.SPEND
    grace: int = 30
    """Days that a tier is kept after its year."""
    growth_each: Money = Money(100)
    """One growth value for each full amount."""
    growth_visit: int = 0
    """Growth value of each visit."""

    def rank(self, key: int | None) -> int:
        """The place of a tier, the lowest 0; below that for none, or one that is no longer."""
        return next((n for n, tier in enumerate(self.tiers) if tier.key == key), _NONE)

    def tier(self, key: int | None) -> Tier | None:
        rank = self.rank(key)
        return None if rank == _NONE else self.tiers[rank]

    def value(self, spent: int, visits: int) -> int:
        """What so many fen and visits are worth by its measure."""
        match self.measure:
            case Measure.SPEND:
                return spent
            case Measure.VISITS:
                return visits
            case Measure.GROWTH:
                return spent // self.growth_each.fen + visits * self.growth_visit

    def reached(self, value: int) -> int:
        """The rank that so much reaches."""
        return sum(tier.threshold <= value for tier in self.tiers) - 1


class Sold(NamedTuple):
    """A sale, less what came back of it; one of which nothing is left is none."""

    day: date
    order: int
    """Which came first within a day."""
    paid: int
    """Fen."""
    is_visit: bool = True


class Change(NamedTuple):
    """The owner set this rule, or none, on that day."""

    day: date
    order: int
    rule: TierRule | None


class Standing(NamedTuple):
    tier: int | None
    """Its key; None: she had one and has none any more."""
    since: date
    """The first day of its present year."""
    until: date | None
    """The last day of it, before any grace."""


class Ahead(NamedTuple):
    """The next tier, and how much she is short of it by the rule's measure."""

    tier: Tier
    missing: int


def standing(sales: Sequence[Sold], changes: Sequence[Change], day: date) -> Standing | None:
    """How she stands on this day, or after the last of these if that is later; None: as ever.

    Both in the order of their days. The same sales and changes always give the same.
    """
    spent, visits = sum(one.paid for one in sales), sum(one.is_visit for one in sales)
    rules = [one.rule for one in changes if one.rule is not None]
    if all(rule.reached(rule.value(spent, visits)) == _NONE for rule in rules):
        return None  # not even all she ever bought reaches any
    walk = _Walk(sales)
    for number, change in enumerate(changes):
        walk.sell_until(change)
        walk.turn(change)
        if number == len(changes) - 1:
            walk.sell_until(None)
    walk.pass_time(day)
    return walk.state


def year_value(rule: TierRule, sales: Sequence[Sold], day: date) -> int:
    """What the rolling year that ends on this day comes to."""
    return _History(sales).value(rule, day, len(sales))


def ahead(rule: TierRule, tier: int | None, value: int) -> Ahead | None:
    """What the next tier wants yet of who has this one; None at the top."""
    above = rule.tiers[rule.rank(tier) + 1 :]
    following = next((one for one in above if one.threshold > value), None)
    return Ahead(following, following.threshold - value) if following else None


NEAR = 10
"""She is near a tier if no more than such a part of it is missing."""


def is_near(rule: TierRule, found: Ahead) -> bool:
    """Whether it is a tenth of the tier or less, or one visit."""
    is_one_visit = rule.measure is Measure.VISITS and found.missing == 1
    return is_one_visit or found.missing * NEAR <= found.tier.threshold


def shares(percent: int, amounts: Sequence[Money]) -> tuple[Money, ...]:
    """A tier's percentage of all lines at once, rounded down to the fen, line by line."""
    weights = [amount.fen for amount in amounts]
    return tuple(map(Money, apportion(sum(weights) * percent // WHOLE, weights)))


def year_after(day: date) -> date:
    """The same day of the next year; 1 March for 29 February."""
    return _in_year(day, day.year + 1)


@lru_cache(maxsize=4096)
def year_before(day: date) -> date:
    return _in_year(day, day.year - 1)


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def check_rule(rule: TierRule) -> None:
    """Returns if members can be ranked by this rule.

    Their keys are the caller's to keep apart. Raises NameMissing, NameTooLong, TiersAlike,
    TiersNotRising, NumberOutOfRange, AmountNotPositive, AmountTooLarge or BadMultiplier.
    """
    if not 1 <= len(rule.tiers) <= MOST_TIERS:
        raise NumberOutOfRange(1, MOST_TIERS)
    if rule.growth_each <= Money():
        raise AmountNotPositive()
    if rule.growth_each > MOST:
        raise AmountTooLarge(MOST.fen)
    for number, most in ((rule.grace, LONGEST_GRACE), (rule.growth_visit, MOST_GROWTH_A_VISIT)):
        if not 0 <= number <= most:
            raise NumberOutOfRange(0, most)
    for tier in rule.tiers:
        _check_tier(tier, rule.measure)
    for lower, higher in zip(rule.tiers, rule.tiers[1:], strict=False):
        if higher.threshold <= lower.threshold:
            raise TiersNotRising(higher.name, lower.name)
    if len({one.name for one in rule.tiers}) < len(rule.tiers):
        raise TiersAlike()


def most_of(measure: Measure) -> int:
    """The highest threshold."""
    return {
        Measure.SPEND: MOST.fen,
        Measure.VISITS: MOST_VISITS,
        Measure.GROWTH: MOST_GROWTH,
    }[measure]


def _check_tier(tier: Tier, measure: Measure) -> None:
    if not tier.name.strip():
        raise NameMissing()
    if len(tier.name) > LONGEST_NAME:
        raise NameTooLong(LONGEST_NAME)
    if not 1 <= tier.threshold <= most_of(measure):
        raise _bad_threshold(tier.threshold, measure)
    if not 0 <= tier.percent <= MOST_OFF * 100:
        raise NumberOutOfRange(0, MOST_OFF)
    if not earning.WHOLE <= tier.times <= earning.MOST_PERCENT:
        raise BadMultiplier(1, earning.MOST_PERCENT // earning.WHOLE)


def _bad_threshold(threshold: int, measure: Measure) -> ShopError:
    if measure is not Measure.SPEND:
        return NumberOutOfRange(1, most_of(measure))
    return AmountNotPositive() if threshold < 1 else AmountTooLarge(MOST.fen)


class _History:
    """Her sales in order, summed so that any rolling year is told at once."""

    def __init__(self, sales: Sequence[Sold]) -> None:
        self.sales = sales
        self.days = [one[0] for one in sales]

    @cached_property
    def spent(self) -> list[int]:
        """Of the first so many sales."""
        return list(accumulate((one[2] for one in self.sales), initial=0))

    @cached_property
    def visits(self) -> list[int]:
        found, counted = [0], None
        for day, _order, _paid, is_visit in self.sales:
            is_first = is_visit and day != counted
            counted = day if is_first else counted
            found.append(found[-1] + is_first)
        return found

    def value(self, rule: TierRule, day: date, known: int) -> int:
        """The rolling year that ends on this day, of the sales known so far."""
        last = bisect_right(self.days, day, 0, known)
        first = bisect_right(self.days, year_before(day), 0, last)
        spent = self.spent[last] - self.spent[first]
        if rule.measure is Measure.SPEND:
            return spent
        return rule.value(spent, self.visits[last] - self.visits[first])

    def reaches(self, rule: TierRule, threshold: int, first: int, last: int) -> int:
        """The first of these sales after which her rolling year comes to so much, or `last`."""
        known = None
        if rule.measure is not Measure.GROWTH:
            known = self.spent if rule.measure is Measure.SPEND else self.visits
        number = first
        while number < last:
            gone = bisect_right(self.days, year_before(self.days[number]), 0, number)
            if known is not None:  # no sale before this one can make up for what is gone
                soonest = bisect_left(known, threshold + known[gone]) - 1
                if soonest > number:
                    number = soonest
                    continue
            if self.value(rule, self.days[number], number + 1) >= threshold:
                return number
            number += 1
        return last


class _Walk:
    """Goes through sales and changes of the rule in the order of time."""

    def __init__(self, sales: Sequence[Sold]) -> None:
        self.state: Standing | None = None
        self._rule: TierRule | None = None
        self._history, self._known = _History(sales), 0

    def sell_until(self, change: Change | None) -> None:
        """Every sale before this change, or every one that is left."""
        sales = self._history.sales
        last = len(sales) if change is None else bisect_left(sales, (change.day, change.order))
        rule = self._rule
        while rule is not None and (number := self._next(rule, last)) < last:
            self._known = number
            self._sell(rule, self._history.days[number])
        self._known = max(self._known, last)

    def _next(self, rule: TierRule, last: int) -> int:
        """The next sale that can change how she stands: one that lifts her, or one after her
        year."""
        state, days = self.state, self._history.days
        if state is not None and state.until is not None:
            last = bisect_right(days, state.until, self._known, last)
        above = rule.tiers[self._has(rule) + 1 :]
        if not above:
            return last
        return self._history.reaches(rule, above[0].threshold, self._known, last)

    def turn(self, change: Change) -> None:
        """The owner's new rule holds from now on."""
        self.pass_time(change.day)
        self._rule, state = change.rule, self.state
        if change.rule is None:
            self.state = None
            return
        has, reached = self._has(change.rule), self._reached(change.rule, change.day)
        is_gone = has == _NONE and state is not None and state.tier is not None
        if reached > has or is_gone:
            self._enter(change.rule, reached, change.day)

    def pass_time(self, day: date) -> None:
        """Years that end before this day are looked at again."""
        rule = self._rule
        while rule and self.state and self.state.until and self.state.until < day:
            end = self.state.until + timedelta(days=rule.grace)
            reached = self._reached(rule, self.state.until)
            if reached >= self._has(rule):
                self._enter(rule, reached, self.state.until + _A_DAY)
            elif day <= end:
                return
            else:
                self._enter(rule, self._reached(rule, end), end + _A_DAY)

    def _sell(self, rule: TierRule, day: date) -> None:
        self.pass_time(day)
        self._known += 1
        state, has, reached = self.state, self._has(rule), self._reached(rule, day)
        wins_again = (
            reached == has and state is not None and state.until is not None and (state.until < day)
        )
        if reached > has or wins_again:
            self._enter(rule, reached, day)

    def _has(self, rule: TierRule) -> int:
        return _NONE if self.state is None else rule.rank(self.state.tier)

    def _reached(self, rule: TierRule, day: date) -> int:
        return rule.reached(self._history.value(rule, day, self._known))

    def _enter(self, rule: TierRule, rank: int, day: date) -> None:
        if rank == _NONE:
            self.state = Standing(None, day, None)
        else:
            self.state = Standing(rule.tiers[rank].key, day, year_after(day))
