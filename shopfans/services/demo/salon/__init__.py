"""A demo beauty salon: what it did in a year, done by the use cases of the counter themselves.

Slower than the dessert shop, which is written in bulk, and richer: session cards, memberships,
stored value, friends, refunds and day closes.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from shopfans.database.shop import Shop, utc_now
from shopfans.domain.periods import time_zone
from shopfans.services import founding
from shopfans.services.books.auditing import Progress
from shopfans.services.demo.founded import OWNER_PIN, ZONE
from shopfans.services.demo.people import people
from shopfans.services.demo.salon.desk import OPENS, Desk
from shopfans.services.demo.salon.menu import Named
from shopfans.services.demo.salon.offers import hire_and_stock
from shopfans.services.demo.salon.year import Year
from shopfans.services.demo.visits import DAYS, planned

NAME = Named("沐颜美容馆", "沐顏美容館", "Serene Beauty")
OWNER = Named("沈姐", "沈姐", "Ms Shen")
WELCOME = Named("入会礼", "入會禮", "Welcome gift")


def make_salon(
    path: Path,
    *,
    members: int,
    visits_each: int,
    seed: int,
    until: date,
    days: int = DAYS,
    now: Callable[[], datetime] = utc_now,
    progress: Progress = lambda done, total: None,
) -> Shop:
    """A salon after so many days, on the morning of `until`: the same seed, the same days, but for
    the codes of members and coupons, which nobody can guess.

    Its members come `visits_each` times on average. The file appears only when it is whole. Raises
    FileExists, CannotWrite or what `progress` raises.
    """
    first, random = until - timedelta(days=days), Random(seed)  # noqa: S311  (no secret)
    lived: list[Year] = []

    def fill(shop: Shop) -> None:
        hire_and_stock(shop)
        calendar = planned(random, members, visits_each, days)
        year = Year(Desk(shop, random), first, calendar, people(random, until.year))
        for number in range(days):
            progress(number, days)
            year.live(number)
        lived.append(year)
        progress(days, days)

    shop = founding.found_shop(
        path, name=NAME.spoken, owner_name=OWNER.spoken, owner_pin=OWNER_PIN,
        welcome_name=WELCOME.spoken, zone=ZONE,
        now=lambda: datetime.combine(first, OPENS, time_zone(ZONE)), fill=fill,
    )  # fmt: skip
    [year] = lived
    year.forget_one(shop)
    shop.now = now
    return shop
