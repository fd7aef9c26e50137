"""A member who has all that her page can show, under names as long as they come."""

import base64
from dataclasses import replace
from datetime import date

from shopfans.database.shop import Shop
from shopfans.domain.ballots import Candidate
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.memberships import Plan
from shopfans.domain.money import Money
from shopfans.domain.roles import SYSTEM, Staff
from shopfans.domain.stamps import StampRule
from shopfans.domain.tiers import Tier, TierRule
from shopfans.services import settings
from shopfans.services.belonging import tiering
from shopfans.services.joining import balloting
from shopfans.services.members import tagging
from tests.services import friends, memberships, session_cards, stored_value

NAMES = {
    "en": ("Silver", "Friends of the house", "A tenth off your birthday cake",
           "Mango pudding with pearls, jelly and a scoop of coconut ice", "What would you like?",
           "less sugar", "comes with a cat"),
    "zh_CN": ("银卡会员", "全年臻享尊贵会员（含每月赠券）", "生日当月蛋糕九折券",
              "杨枝甘露配椰子冰淇淋加双份芋圆", "五月新品您来定", "少糖", "带猫来"),
    "zh_TW": ("銀卡會員", "全年臻享尊貴會員（含每月贈券）", "生日當月蛋糕九折券",
              "楊枝甘露配椰子冰淇淋加雙份芋圓", "五月新品由您決定", "少糖", "帶貓來"),
}  # fmt: skip
PICTURE = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcp"
    "LDAxNDQ0Hyc5PTgyPC4zNDL/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAA"
    "AAD/2gAIAQEAAD8AKp//2Q=="
)
"""A dot, as JPEG."""


def give(shop: Shop, by: Staff, member: int, language: str = "en") -> None:
    """From now on she has it all, in the words of that language."""
    tier, plan_name, coupon, cake, asked, *tags = NAMES[language]
    tenth_off = CouponTerms(CouponKind.PERCENT_OFF, percent=1_000, cap=Money(5_000), days=30)
    monthly = memberships.template(shop, coupon, tenth_off)
    plan = memberships.GOLD._replace(name=plan_name, monthly=monthly)
    _arrange(shop, TierRule((Tier(1, tier, 100_000),)), plan, tags)
    balloting.open_ballot(
        shop, by=SYSTEM, title=asked, last=date(2026, 3, 20), request="open",
        candidates=[Candidate(cake, PICTURE), Candidate("芋圆")],
    )  # fmt: skip
    memberships.join_plan(shop, by, member, "plan", plan)
    memberships.buy(shop, by, member, 123_450, "cake", due=111_105)
    stored_value.top_up(shop, by, member, 500, "top-up")
    for kind in (session_cards.TEN_FACIALS, session_cards.BUNDLE):
        _sold, card = session_cards.sell(shop, by, member, session_cards.offer(shop, kind))
        session_cards.use(shop, by, card)
    friend = friends.bring(shop, by, "林小雨", "13700000001", member)
    friends.bring(shop, by, "Alexandra", "13700000002", member)
    memberships.buy(shop, by, friend, 8_800, "friend")


def _arrange(shop: Shop, tiers: TierRule, plan: Plan, tags: list[str]) -> None:
    """What the owner decides."""
    terms = replace(settings.load(shop), stamps=StampRule(needed=8))
    settings.save(shop, by=SYSTEM, terms=terms, request="stamps")
    tiering.save_rule(shop, by=SYSTEM, rule=tiers, request="tiers")
    friends.reward(shop)
    stored_value.allow(shop)
    memberships.offer(shop, plan)
    for name in tags:
        tagging.add_tag(shop, by=SYSTEM, name=name, request=name)
