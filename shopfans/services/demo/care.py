"""The demo's best guests, and how well they were cared for these two months."""

from datetime import date, datetime, time, timedelta
from random import Random

from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.care_plan import CareGift, CareRule, Moment
from shopfans.domain.money import Money
from shopfans.domain.periods import time_zone
from shopfans.services import settings
from shopfans.services.reminders import caring, planning
from shopfans.services.reminders.caring import State
from shopfans.services.staff import staffing

GUESTS, SINCE = 30, 90
"""How many, and for how many days."""

KEPT = 0.8

_RULE = CareRule(
    gifts=(
        CareGift(Moment.BIRTHDAY, "小蛋糕", Money(1200)),
        CareGift(Moment.FESTIVAL, "手写贺卡", Money(150)),
        CareGift(Moment.SILENCE, "桂花糕", Money(600)),
    )
)


def care(shop: Shop, random: Random, until: date) -> None:
    """Choose them, and keep most of their moments."""
    owner, *cashiers = staffing.staff(shop)
    zone = settings.load(shop).zone
    first = until - timedelta(days=SINCE)

    def at_noon(day: date) -> None:
        noon = datetime.combine(day, time(12), time_zone(zone))
        shop.now = lambda: noon

    at_noon(first)
    planning.save_rule(shop, by=owner, rule=_RULE, request=new_request())
    best = planning.candidates(shop, GUESTS)
    carers = {one.member: random.choice(cashiers).id for one in best}
    planning.choose(shop, by=owner, carers=carers, request=new_request())
    for line in caring.moments(shop, first, until - timedelta(days=2)):
        if line.state is State.PLANNED and random.random() < KEPT:
            at_noon(line.moment.day)
            caring.keep_as_planned(
                shop, by=random.choice(cashiers), member=line.guest.member,
                moment=line.moment.key, request=new_request(),
            )  # fmt: skip
