"""Member tiers: what lifts a member into which, and what each gives."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from shopfans.domain import earning_rule
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

NO_RANK = -1
"""Below the lowest tier."""


class Measure(Enum):
    """What a rolling year is measured by."""

    SPEND = "spend"
    """Fen."""
    VISITS = "visits"
    """Days on which she came: bought, or used a session."""
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
    times: int = earning_rule.WHOLE
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
    counts_sessions: bool = field(default=True, metadata={"unsaid": False})
    """A rule that does not say so is one of before: visits were days of sales alone."""

    @property
    def weighs_visits(self) -> bool:
        is_growth = self.measure is Measure.GROWTH
        return self.measure is Measure.VISITS or (is_growth and self.growth_visit > 0)

    def rank(self, key: int | None) -> int:
        """The place of a tier, the lowest 0; below that for none, or one that is no longer."""
        return next((n for n, tier in enumerate(self.tiers) if tier.key == key), NO_RANK)

    def tier(self, key: int | None) -> Tier | None:
        rank = self.rank(key)
        return None if rank == NO_RANK else self.tiers[rank]

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


class Way(Enum):
    """How a change of the rule moves a member; in the order she is named."""

    FALLS = "falls"
    """At once: what she has is no longer among the tiers."""
    FALLS_LATER = "falls later"
    """She keeps what she has until its year ends, and would not reach it again as of today."""
    RISES = "rises"


class Ahead(NamedTuple):
    """The next tier, and how much she is short of it by the rule's measure."""

    tier: Tier
    missing: int


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
    if not earning_rule.WHOLE <= tier.times <= earning_rule.MOST_PERCENT:
        raise BadMultiplier(1, earning_rule.MOST_PERCENT // earning_rule.WHOLE)


def _bad_threshold(threshold: int, measure: Measure) -> ShopError:
    if measure is not Measure.SPEND:
        return NumberOutOfRange(1, most_of(measure))
    return AmountNotPositive() if threshold < 1 else AmountTooLarge(MOST.fen)
