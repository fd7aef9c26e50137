"""Paid membership: what a plan costs and gives, from when to when it runs, what is earned of its
fee and what goes back.

A membership runs from one day to another, both included. A renewal begins on the day after the
last one ends, however early she pays. Its fee is earned in equal parts by days. What was sold stays
as it was sold, whatever the owner sells later.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from shopfans.domain import earning_rule, stored_value
from shopfans.domain.errors import (
    AmountNotPositive,
    AmountTooLarge,
    BadMultiplier,
    NameMissing,
    NameTooLong,
    NumberOutOfRange,
    PlanGivesNothing,
    PlansAlike,
)
from shopfans.domain.money import MOST, Money
from shopfans.domain.periods import months_later

MOST_PLANS = 6
LONGEST_NAME = 20
LONGEST_TERM = 36
"""Months."""

MOST_OFF = 90
"""Percent."""

MOST_COUPONS = 20
"""Of one template at a time."""

REMINDED = 30
"""Days before its end from which the counter speaks of renewing."""

_A_DAY = timedelta(days=1)


class Plan(NamedTuple):
    """What the owner sells, and what was sold."""

    key: int
    """Stays when it is renamed."""
    name: str
    price: Money
    months: int = 12
    percent: int = 0
    """Off everything, in hundredths of a percent."""
    times: int = earning_rule.WHOLE
    """Percent: 150 is half as many points again."""
    first: int | None = None
    """The coupon template she gets some of at the start."""
    firsts: int = 1
    monthly: int | None = None
    """The one she gets some of in each month of hers in which she comes."""
    monthlies: int = 1
    item: int | None = None
    """The one of a free item, one in each such month."""
    birthday: int | None = None
    """Of her birthday's coupon, in place of that of her tier or the general one."""

    @property
    def templates(self) -> frozenset[int]:
        """Every coupon template it gives anything of."""
        named = (self.first, self.monthly, self.item, self.birthday)
        return frozenset(one for one in named if one is not None)

    def coupons(self, number: int) -> tuple[int, ...]:
        """The templates of what she gets in a month of hers, counted from 1, or at the start: 0."""
        if number == 0:
            return () if self.first is None else (self.first,) * self.firsts
        each = () if self.monthly is None else (self.monthly,) * self.monthlies
        return each if self.item is None else (*each, self.item)


class Run(NamedTuple):
    """The days of a membership."""

    starts: date
    ends: date
    """Its last day; before its first, if it was given back before it began."""

    @property
    def days(self) -> int:
        return (self.ends - self.starts).days + 1

    def holds_on(self, day: date) -> bool:
        return self.starts <= day <= self.ends

    def passed(self, day: date) -> int:
        """How many of its days are over when this one is."""
        return min(max(0, (day - self.starts).days + 1), max(0, self.days))

    def month(self, day: date) -> int:
        """Which month of hers a day of it lies in, counted from 1."""
        months = (day.year - self.starts.year) * 12 + day.month - self.starts.month
        return months + (day >= months_later(self.starts, months))


def run_of(plan: Plan, starts: date) -> Run:
    """It ends on the day before the one it began on comes round."""
    return Run(starts, months_later(starts, plan.months) - _A_DAY)


def next_start(runs: Iterable[Run], day: date) -> date:
    """When a membership begins that is paid on this day: at once, or when the others have ended."""
    return max([day, *(run.ends + _A_DAY for run in runs)])


def earned(fee: Money, run: Run, day: date) -> Money:
    """What of a fee is earned when this day is over, rounded down to the fen."""
    return Money(fee.fen * run.passed(day) // run.days)


def returnable(fee: Money, run: Run, day: date, *, paid_on: date, saved: Money) -> Money:
    """What goes back of a fee if the membership ends with this day: the share of the days left,
    rounded in her favour.

    In the days in which she needs no reason (法释〔2025〕4号, Art. 14) all of it, less what it
    saved her so far, if that is more.
    """
    left = fee - earned(fee, run, day)
    if stored_value.needs_no_reason(paid_on, day):
        return max(left, fee - saved)
    return left


def last_day(run: Run, day: date) -> date:
    """The last day of one that is given back on this day: it holds for the rest of it."""
    return max(day, run.starts - _A_DAY)


def best(plans: Iterable[Plan]) -> Plan | None:
    """Which of several that hold on a day counts: the one that takes most off."""
    return max(plans, key=lambda plan: (plan.percent, plan.times), default=None)


def cost_of_a_year(plan: Plan) -> Money:
    """What twelve months of it cost, rounded up to the fen."""
    return Money(-(-plan.price.fen * 12 // plan.months))


def check_plans(plans: Sequence[Plan]) -> None:
    """Returns if these can be sold; their keys are the caller's to keep apart.

    Raises NameMissing, NameTooLong, PlansAlike, PlanGivesNothing, NumberOutOfRange,
    AmountNotPositive, AmountTooLarge or BadMultiplier.
    """
    if len(plans) > MOST_PLANS:
        raise NumberOutOfRange(0, MOST_PLANS)
    for plan in plans:
        _check_plan(plan)
    names = [plan.name for plan in plans]
    for name in names:
        if names.count(name) > 1:
            raise PlansAlike(name)


def _check_plan(plan: Plan) -> None:
    if not plan.name.strip():
        raise NameMissing()
    if len(plan.name) > LONGEST_NAME:
        raise NameTooLong(LONGEST_NAME)
    if plan.price <= Money():
        raise AmountNotPositive()
    if plan.price > MOST:
        raise AmountTooLarge(MOST.fen)
    if not 0 <= plan.percent <= MOST_OFF * 100:
        raise NumberOutOfRange(0, MOST_OFF)
    if not earning_rule.WHOLE <= plan.times <= earning_rule.MOST_PERCENT:
        raise BadMultiplier(1, earning_rule.MOST_PERCENT // earning_rule.WHOLE)
    for number, most in (
        (plan.months, LONGEST_TERM), (plan.firsts, MOST_COUPONS), (plan.monthlies, MOST_COUPONS),
    ):  # fmt: skip
        if not 1 <= number <= most:
            raise NumberOutOfRange(1, most)
    if not plan.percent and plan.times == earning_rule.WHOLE and not plan.templates:
        raise PlanGivesNothing(plan.name)
