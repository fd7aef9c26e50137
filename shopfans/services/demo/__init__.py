"""Demo shops, drawn from a seed and true to the audit: a year of a dessert shop's members and
sales, written in bulk, or of a beauty salon's."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from enum import Enum
from pathlib import Path
from random import Random

from shopfans.database import bulk
from shopfans.database.operations import new_request
from shopfans.database.shop import Shop, utc_now
from shopfans.domain.memberships import Plan
from shopfans.domain.money import Money
from shopfans.domain.periods import time_zone
from shopfans.domain.points import Points
from shopfans.domain.referral import ReferralRule, Reward
from shopfans.domain.roles import Role
from shopfans.domain.session_cards import CardPart, CardTerms
from shopfans.domain.stored_value import Draw, Offer, StoredValueRule
from shopfans.domain.tiers import Tier, TierRule
from shopfans.domain.topics import Topic
from shopfans.services import founding, settings
from shopfans.services.belonging import tiering
from shopfans.services.books.auditing import Progress
from shopfans.services.demo import menu, salon
from shopfans.services.demo.care import care
from shopfans.services.demo.favourites import favour
from shopfans.services.demo.founded import OWNER_PIN, ZONE
from shopfans.services.demo.people import people
from shopfans.services.demo.till import Till
from shopfans.services.demo.visits import DAYS, planned
from shopfans.services.demo.year import Year
from shopfans.services.goods import pricing
from shopfans.services.reminders.visiting import note_everybody
from shopfans.services.sessions import offering
from shopfans.services.staff import staffing

OWNER = "老板"
CASHIERS = {"小李": "1357", "小陈": "2468"}

TIERS = TierRule(
    (
        Tier(1, "银卡", 100_000, percent=500, times=120),
        Tier(2, "金卡", 300_000, percent=1_000, times=150),
    )
)
"""A quarter of the members of a shop of a year reach the lower one."""

CARDS = (
    CardTerms("十杯珍珠奶茶", Money(13_800), (CardPart("珍珠奶茶", 10, Money(1_600)),), lasts=180),
    CardTerms(
        "下午茶双人卡", Money(29_800),
        (CardPart("糖水", 6, Money(1_900)), CardPart("小点", 12, Money(1_300))), is_shared=True,
    ),
)  # fmt: skip

PLANS = (
    Plan(1, "糖心年卡", Money(19_800), percent=1_200, times=200, monthly=1),
    Plan(2, "糖心季卡", Money(5_800), months=3, percent=800, first=1, firsts=2),
)
"""More off than either tier."""

STORED_VALUE = StoredValueRule(
    tops_up=True,
    offers=(
        Offer(Money(20_000), Money(1_000)), Offer(Money(50_000), Money(5_000)),
        Offer(Money(100_000), Money(12_000), months=3, template=1, coupons=2),
    ),
    draw=Draw.IN_PROPORTION,
)  # fmt: skip

REFERRAL = ReferralRule(gives=True, referrer=Reward(Points(20)), referred=Reward(Points(20)))

_AT_ONCE = 100_000
"""Operations stored in one transaction."""


class Kind(Enum):
    """What a demo shop is."""

    DESSERT = "dessert"
    SALON = "salon"


def make(
    kind: Kind,
    path: Path,
    *,
    members: int,
    sales_per_member: int,
    seed: int,
    until: date,
    progress: Progress = lambda done, total: None,
) -> Shop:
    """A shop of this kind after a year, on the morning of `until`.

    `sales_per_member` is how often a member comes on average; in a salon she may use a card
    instead. Raises FileExists, CannotWrite or what `progress` raises.
    """
    if kind is Kind.SALON:
        return salon.make_salon(
            path, members=members, visits_each=sales_per_member, seed=seed, until=until,
            progress=progress,
        )  # fmt: skip
    return make_demo(
        path, members=members, sales_per_member=sales_per_member, seed=seed, until=until,
        progress=progress,
    )  # fmt: skip


def make_demo(
    path: Path,
    *,
    members: int,
    sales_per_member: int,
    seed: int,
    until: date,
    now: Callable[[], datetime] = utc_now,
    progress: Progress = lambda done, total: None,
) -> Shop:
    """A dessert shop after a year, on the morning of `until`; the same seed gives the same year.

    Each member has `sales_per_member` sales on average and exactly so in all; walk-in guests come
    on top. The file appears only when it is whole. Raises FileExists, CannotWrite or what
    `progress` raises.
    """
    morning = datetime.combine(until - timedelta(days=DAYS), time(9), time_zone(ZONE))

    def fill(shop: Shop) -> None:
        _hire_and_stock(shop)
        random = Random(seed)  # noqa: S311  (no secret: the same year again is wanted)
        with bulk.without_indexes(shop):
            _live(shop, random, members, sales_per_member, until, progress)
        with shop.changing(Topic.MEMBERS):
            note_everybody(shop)
            tiering.note_everybody(shop, until)
        care(shop, random, until)
        favour(shop, random, until)
        progress(DAYS, DAYS)

    shop = founding.found_shop(
        path, name="糖心甜品", owner_name=OWNER, owner_pin=OWNER_PIN, welcome_name="入会礼",
        zone=ZONE, now=lambda: morning, fill=fill,
    )  # fmt: skip
    shop.now = now
    return shop


def _hire_and_stock(shop: Shop) -> None:
    owner = staffing.staff(shop)[0]
    tiering.save_rule(shop, by=owner, rule=TIERS, request=new_request())
    terms = replace(settings.load(shop), stored_value=STORED_VALUE, referral=REFERRAL, plans=PLANS)
    settings.save(shop, by=owner, terms=terms, request=new_request())
    for name, pin in CASHIERS.items():
        staffing.add_staff(
            shop, by=owner, name=name, role=Role.CASHIER, pin=pin, request=new_request()
        )
    for category, goods in menu.CATEGORIES.items():
        for name, fen in goods:
            pricing.add_good(
                shop, by=owner, name=name, category=category, price=Money(fen),
                request=new_request(),
            )  # fmt: skip
    for card in CARDS:
        offering.add_kind(shop, by=owner, terms=card, request=new_request())


def _live(
    shop: Shop, random: Random, members: int, sales_per_member: int, until: date, progress: Progress
) -> None:
    owner, *cashiers = [one.id for one in staffing.staff(shop) if one.id is not None]
    goods = [
        menu.Goods(good.id, good.name, good.category, good.price.fen)
        for good in pricing.goods(shop)
    ]
    random.shuffle(goods)
    till = Till(shop, random)
    year = Year(
        till, random, settings.load(shop), until, planned(random, members, sales_per_member),
        people(random, until.year), menu.baskets(random, goods), [owner, *cashiers * 3],
    )  # fmt: skip
    for number in range(DAYS):
        progress(number, DAYS)
        year.live(number)
        if till.gathered >= _AT_ONCE:
            till.store()
    till.store(is_last=True)
