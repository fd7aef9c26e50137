"""The owner's choices, as one value."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from shopfans.domain import (
    care_plan,
    closures,
    earning_rule,
    fatigue,
    memberships,
    message_texts,
    referral,
    spending,
    stored_value,
    tiers,
)
from shopfans.domain.care_plan import CareRule
from shopfans.domain.closures import Holiday
from shopfans.domain.earning_rule import EarningRule
from shopfans.domain.errors import AmountNotPositive, AmountTooLarge, NumberOutOfRange
from shopfans.domain.fatigue import FatigueRule
from shopfans.domain.foresight import LONGEST_RULE, RULE_DAYS, SHORTEST_RULE
from shopfans.domain.memberships import Plan
from shopfans.domain.message_texts import MessageText
from shopfans.domain.money import CURRENCIES, MOST, Currency, Money
from shopfans.domain.referral import ReferralRule
from shopfans.domain.session_cards import SessionRule
from shopfans.domain.spending import SpendingRule
from shopfans.domain.stamps import StampRule
from shopfans.domain.stored_value import StoredValueRule
from shopfans.domain.tiers import TierRule

YOUNGEST = 14
"""Years: who is younger needs her parents' consent (PIPL 31), and cannot sign up by herself."""

LONGEST_LAST = 3_650
"""Days that points last."""

MOST_STAMPS = 100
"""Stamps for one free piece."""

LONGEST_IDLE = 15
"""Minutes after which the window locks at the latest, if it locks at all."""

LATEST_END = 11
"""The hour before noon up to which a night belongs to the day before."""

FARTHEST_AHEAD = 60
"""Days that Today looks ahead."""


class RefundPolicy(Enum):
    """What happens to points that a refunded sale earned and that are spent already."""

    BELOW_ZERO = "below_zero"
    """Her balance goes below zero; her next points fill it up."""
    KEEP_BACK = "keep_back"
    """Their worth is kept back from the money returned."""


@dataclass(frozen=True)
class Terms:
    shop_name: str
    currency_code: str = "CNY"
    zone: str = "Asia/Shanghai"
    region: str = "CN"
    """Where a phone number without a country code belongs (ISO 3166)."""
    day_ends_at: int = 4
    """The hour at which the business day turns."""
    drawer_line: Money = Money(1_000)
    """By how much a count may differ from what was expected before it needs a reason."""
    earning: EarningRule = EarningRule()
    point_value: Money = Money(1)
    spending: SpendingRule = SpendingRule()
    points_last: int = 365
    """Days from earning."""
    welcome_template: int | None = None
    birthday_template: int | None = None
    birthday_ahead: int = 7
    """Days before her birthday on which its coupon is issued."""
    refund_policy: RefundPolicy = RefundPolicy.BELOW_ZERO
    coupon_grace: int = 7
    """Days that a coupon lasts at least after a refund brings it back; a void gives none, for it
    lost no day."""
    stamps: StampRule | None = None
    tiers: TierRule | None = None
    """Changed by services.belonging.tiering alone: it brings every member up to date at once."""
    days_ahead: int = 7
    """How long before a birthday or a lapse Today speaks of it."""
    fatigue: FatigueRule = FatigueRule()
    holds_back: bool = True
    """A tenth of those who are due gets no reminder, to see what reminding brings."""
    rule_days: int = RULE_DAYS
    """Days without a visit after which somebody is due in a shop too young to know any rhythm."""
    holidays: tuple[Holiday, ...] = ()
    """Those the owner marked, and lulls that she says were none."""
    texts: tuple[MessageText, ...] = ()
    """The owner's own words; without, the default ones."""
    care: CareRule = CareRule()
    stored_value: StoredValueRule = StoredValueRule()
    sessions: SessionRule = SessionRule()
    plans: tuple[Plan, ...] = ()
    """What is sold; what was sold keeps its own."""
    referral: ReferralRule = ReferralRule()
    refund_limit: Money = Money(20_000)
    """Above it, money that goes back for one sale needs the owner's leave."""
    discount_limit: int = 20
    """Percent off a line by hand that need no leave of the owner's."""
    locks_after: int = 5
    """Minutes without a key or a click; 0: the window is never locked by itself."""

    accepts_sign_ups: bool = False
    """Whether who signs up by phone is a member at once, without the cashier."""

    @property
    def currency(self) -> Currency:
        return CURRENCIES[self.currency_code]

    def points_lapse(self, day: date) -> date:
        """The last day on which points earned on `day` can be used."""
        return day + timedelta(days=self.points_last)

    def stamps_lapse(self, day: date) -> date | None:
        """The last day of use of stamps got on `day`; None: for ever."""
        if self.stamps is None or self.stamps.lasts is None:
            return None
        return day + timedelta(days=self.stamps.lasts)


def check(terms: Terms) -> None:
    """Returns if a shop can sell by these terms.

    Raises AmountNotPositive, AmountTooLarge, NumberOutOfRange, DaysReversed, or what the rules of
    earning, tiers, stored value, plans and referral raise.
    """
    earning_rule.check_rule(terms.earning)
    spending.check_rule(terms.spending)
    fatigue.check_rule(terms.fatigue)
    care_plan.check_rule(terms.care)
    stored_value.check_rule(terms.stored_value)
    memberships.check_plans(terms.plans)
    referral.check_rule(terms.referral)
    closures.check_holidays(terms.holidays)
    for one in terms.texts:
        message_texts.check_text(one.text)
    if terms.tiers is not None:
        tiers.check_rule(terms.tiers)
    if terms.point_value <= Money():
        raise AmountNotPositive()
    if max(terms.point_value, terms.drawer_line) > MOST:
        raise AmountTooLarge(MOST.fen)
    for number, least, most in (
        (terms.day_ends_at, 0, LATEST_END),
        (terms.points_last, 1, LONGEST_LAST),
        (terms.days_ahead, 0, FARTHEST_AHEAD),
        (terms.rule_days, SHORTEST_RULE, LONGEST_RULE),
        (terms.birthday_ahead, 0, FARTHEST_AHEAD),
        (terms.coupon_grace, 0, FARTHEST_AHEAD),
        (terms.stamps.needed if terms.stamps else 1, 1, MOST_STAMPS),
        (terms.refund_limit.fen, 0, MOST.fen),
        (terms.discount_limit, 0, 100),
        (terms.locks_after, 0, LONGEST_IDLE),
    ):
        if not least <= number <= most:
            raise NumberOutOfRange(least, most)
