"""The owner's choices, as one value."""

from dataclasses import dataclass
from datetime import date, timedelta

from shopfans.domain.money import CURRENCIES, Currency, Money
from shopfans.domain.points import EarningRule

CONSENT_VERSION = 1
"""Raised whenever the words of consent change; each consent keeps the version it was given to."""


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
