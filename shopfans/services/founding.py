"""The first day: a new shop's file, its owner and its first terms."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from shopfans.database import opening
from shopfans.database.models import CouponTemplate
from shopfans.database.operations import begin, new_request
from shopfans.database.shop import Shop, utc_now
from shopfans.domain.contacts import tidy_name
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.earning_rule import EarningRule
from shopfans.domain.kinds import Act
from shopfans.domain.money import CURRENCIES, Money
from shopfans.domain.periods import time_zone
from shopfans.domain.roles import SYSTEM, Role
from shopfans.domain.terms import Terms
from shopfans.services import settings, stored
from shopfans.services.staff import pins, staffing

WELCOME_DAYS = 30

_REGIONS = {"CNY": "CN", "TWD": "TW", "HKD": "HK", "MOP": "MO", "SGD": "SG", "MYR": "MY",
            "USD": "US", "EUR": "DE", "GBP": "GB", "JPY": "JP"}  # fmt: skip


def found_shop(
    path: Path,
    *,
    name: str,
    owner_name: str,
    owner_pin: str,
    welcome_name: str,
    currency: str = "CNY",
    zone: str = "Asia/Shanghai",
    now: Callable[[], datetime] = utc_now,
    fill: Callable[[Shop], None] = lambda shop: None,
) -> Shop:
    """A new shop with its owner and a welcome coupon of 5, in a file that appears only when all is
    right.

    What `fill` writes belongs to it. Raises NameMissing, NameTooLong, WeakPin, UnknownZone,
    FileExists or CannotWrite.
    """
    time_zone(zone)
    unit = 10 ** CURRENCIES[currency].digits
    terms = Terms(
        shop_name=tidy_name(name),
        currency_code=currency,
        zone=zone,
        region=_REGIONS[currency],
        earning=EarningRule(1, Money(unit)),
        point_value=Money(max(1, unit // 100)),
    )
    welcome = CouponTerms(CouponKind.AMOUNT_OFF, off=Money(5 * unit), days=WELCOME_DAYS)
    owner, pin_hash = tidy_name(owner_name), pins.hash_pin(owner_pin, Role.OWNER)

    def begin_books(shop: Shop) -> None:
        with shop.changing():
            request = new_request()
            done = begin(shop, Act.FOUND, terms=terms, by=SYSTEM, request=request, asked=terms)
            staffing.write(done, owner, Role.OWNER, pin_hash)
            template = CouponTemplate.insert(
                name=welcome_name, terms=stored.text(welcome)
            ).execute()
            settings.write(done, replace(terms, welcome_template=template))
        fill(shop)

    return opening.create(path, begin_books, now=now)
