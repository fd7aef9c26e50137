"""What a member gets for a friend she brought, and the friend for coming: the owner's rule.

It goes one level far: whoever brought the one who brought her gets nothing.
"""

from dataclasses import dataclass
from typing import NamedTuple

from shopfans.domain.errors import AmountNotPositive, AmountTooLarge, NumberOutOfRange
from shopfans.domain.money import MOST, Money
from shopfans.domain.points import Points

MOST_POINTS = 10_000
"""For one friend."""

MOST_A_MONTH = 100
"""Friends for whom one member can be rewarded in a calendar month."""


class Reward(NamedTuple):
    """What one of the two gets."""

    points: Points = Points(0)
    template: int | None = None
    """Of the coupon."""

    @property
    def is_something(self) -> bool:
        return bool(self.points) or self.template is not None


NOTHING = Reward()


class Both(NamedTuple):
    """What each of the two gets."""

    referrer: Reward
    referred: Reward


@dataclass(frozen=True, slots=True)
class ReferralRule:
    """Both are rewarded with the first visit that a friend pays for."""

    gives: bool = False
    referrer: Reward = Reward(Points(20))
    """For who brought her."""
    referred: Reward = Reward(Points(20))
    """For the friend."""
    least: Money = Money()
    """What she must pay on that visit at least; something in any case."""
    most_a_month: int = 5
    """For so many friends in a calendar month one member is rewarded; whoever comes after that gets
    her own reward all the same."""

    def counts(self, paid: Money) -> bool:
        """Whether a visit on which so much is paid brings the rewards, and keeps them."""
        return paid >= self.floor

    @property
    def floor(self) -> Money:
        return max(self.least, Money(1))

    def both(self, so_far: int) -> Both:
        """What each gets, if the one who brought her was rewarded so often this month already."""
        return Both(self.referrer if so_far < self.most_a_month else NOTHING, self.referred)


def check_rule(rule: ReferralRule) -> None:
    """Returns if a shop can give by this rule.

    Raises NumberOutOfRange, AmountNotPositive or AmountTooLarge.
    """
    for reward in (rule.referrer, rule.referred):
        if not 0 <= reward.points <= MOST_POINTS:
            raise NumberOutOfRange(0, MOST_POINTS)
    if not 1 <= rule.most_a_month <= MOST_A_MONTH:
        raise NumberOutOfRange(1, MOST_A_MONTH)
    if rule.least < Money():
        raise AmountNotPositive()
    if rule.least > MOST:
        raise AmountTooLarge(MOST.fen)


class Given(NamedTuple):
    """What one of the two gets, or got, as it is told to people."""

    points: Points
    coupons: tuple[str, ...]
    """Their names."""

    @property
    def is_something(self) -> bool:
        return bool(self.points or self.coupons)


class Thanks(NamedTuple):
    """Who brought a guest, and what both get for her visit, or got."""

    name: str
    """Of who brought her."""
    referrer: Given
    referred: Given
    floor: Money = Money(1)
    """What she must pay for it at least."""
