"""The owner's choices, as one value."""

from dataclasses import dataclass
from datetime import date, timedelta

from shopfans.domain.errors import AmountNotPositive, AmountTooLarge, NumberOutOfRange
from shopfans.domain.money import CURRENCIES, MOST, Currency, Money
from shopfans.domain.points import EarningRule

CONSENT_VERSION = 1
"""Raised whenever the words of consent change; each consent keeps the version it was given to."""


MOST_POINTS = 1_000
"""Points for one full amount."""

LONGEST_LAST = 3_650
"""Days that points last."""

FARTHEST_AHEAD = 60
"""Days that Today looks ahead."""


@dataclass(frozen=True)
class Terms:
    shop_name: str
    currency_code: str = "CNY"
    zone: str = "Asia/Shanghai"
    region: str = "CN"
    """Where a phone number without a country code belongs (ISO 3166)."""
    day_ends_at: int = 4
    """The hour at which the business day turns."""
    earning: EarningRule = EarningRule()
    point_value: Money = Money(1)
    points_last: int = 365
    """Days from earning."""
    welcome_template: int | None = None
    days_ahead: int = 7
    """How long before a birthday or a lapse Today speaks of it."""

    @property
    def currency(self) -> Currency:
        return CURRENCIES[self.currency_code]

    def points_lapse(self, day: date) -> date:
        """The last day on which points earned on `day` can be used."""
        return day + timedelta(days=self.points_last)


def check(terms: Terms) -> None:
    """Returns if a shop can sell by these terms. Raises AmountNotPositive, AmountTooLarge or
    NumberOutOfRange."""
    for amount in (terms.earning.each, terms.point_value):
        if amount <= Money():
            raise AmountNotPositive()
        if amount > MOST:
            raise AmountTooLarge(MOST.fen)
    for number, least, most in (
        (terms.earning.points, 0, MOST_POINTS),
        (terms.points_last, 1, LONGEST_LAST),
        (terms.days_ahead, 0, FARTHEST_AHEAD),
    ):
        if not least <= number <= most:
            raise NumberOutOfRange(least, most)
