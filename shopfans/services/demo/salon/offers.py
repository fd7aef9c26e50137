"""What the demo salon sells ahead and gives: cards, memberships, bonuses, tiers, coupons."""

from collections.abc import Mapping
from dataclasses import replace

from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.memberships import Plan
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.referral import ReferralRule, Reward
from shopfans.domain.roles import Role, Staff
from shopfans.domain.session_cards import CardPart, CardTerms
from shopfans.domain.stored_value import Draw, Offer, StoredValueRule
from shopfans.domain.tiers import Tier, TierRule
from shopfans.services import settings
from shopfans.services.belonging import tiering
from shopfans.services.coupons import designing
from shopfans.services.demo.salon import menu
from shopfans.services.demo.salon.menu import Named
from shopfans.services.goods import pricing
from shopfans.services.goods.pricing import GoodOnSale
from shopfans.services.sessions import offering
from shopfans.services.staff import staffing

STAFF = {
    Named("小雯", "小雯", "Wendy"): ("1357", Role.SENIOR),
    Named("阿玲", "阿玲", "Ling"): ("2468", Role.CASHIER),
    Named("佩佩", "佩佩", "Peggy"): ("3579", Role.CASHIER),
}
"""And their PINs."""

REFUND_LIMIT = Money(50_000)

THIRTY = Named("满200减30", "滿200折30", "30 off from 200")
"""The coupon that everybody gets now and then."""


def hire_and_stock(shop: Shop) -> None:
    """The staff, the goods, and the owner's rules."""
    owner = staffing.staff(shop)[0]
    for name, (pin, role) in STAFF.items():
        staffing.add_staff(
            shop, by=owner, name=name.spoken, role=role, pin=pin, request=new_request()
        )
    for category, services in menu.SERVICES.items():
        for service, yuan in services:
            _add_good(shop, owner, service, category, yuan)
    for good, yuan in menu.GOODS.items():
        _add_good(shop, owner, good, menu.HOME, yuan)
    goods = {good.name: good for good in pricing.goods(shop)}
    coupons = _design_coupons(shop, owner, goods[menu.BROWS.spoken].id)
    for card in _cards(goods):
        offering.add_kind(shop, by=owner, terms=card, request=new_request())
    tiering.save_rule(shop, by=owner, rule=_tiers(coupons), request=new_request())
    terms = replace(
        settings.load(shop),
        stored_value=_stored_value(coupons),
        plans=_plans(coupons),
        referral=_referral(coupons),
        birthday_template=coupons["birthday"],
        refund_limit=REFUND_LIMIT,
    )
    settings.save(shop, by=owner, terms=terms, request=new_request())


def _add_good(shop: Shop, owner: Staff, name: Named, category: Named, yuan: int) -> None:
    pricing.add_good(
        shop, by=owner, name=name.spoken, category=category.spoken, price=Money(yuan * 100),
        request=new_request(),
    )  # fmt: skip


def _design_coupons(shop: Shop, owner: Staff, brows: int) -> Mapping[str, int]:
    """Each template's number, by what it is for."""
    kinds = {
        "thirty": (
            THIRTY,
            CouponTerms(CouponKind.AMOUNT_OFF, off=Money(3_000), minimum=Money(20_000), days=45),
        ),
        "birthday": (
            Named("生日八折", "生日八折", "20% off for your birthday"),
            CouponTerms(CouponKind.PERCENT_OFF, percent=2_000, cap=Money(10_000), with_tier=False),
        ),
        "brows": (
            Named("赠一次修眉", "贈一次修眉", "One brow shaping free"),
            CouponTerms(CouponKind.FREE_ITEM, goods=(brows,)),
        ),
    }
    return {
        what: designing.add_template(
            shop, by=owner, name=name.spoken, terms=terms, request=new_request()
        )
        for what, (name, terms) in kinds.items()
    }


def _cards(goods: Mapping[str, GoodOnSale]) -> tuple[CardTerms, ...]:
    """One service; a category; several services; one that may be passed on; a short one."""
    face, neck, arms = (
        goods[one.spoken] for one in (menu.HYDRATING, menu.SHOULDERS, menu.UNDERARMS)
    )
    facial = CardPart(face.name, 10, face.price, face.id)
    shoulders = CardPart(neck.name, 5, neck.price, neck.id)
    nails, scalp = menu.NAILS.spoken, menu.SCALP.spoken
    ten = Named("十次补水护理", "十次保濕護理", "Ten hydrating facials")
    polish = Named("美甲十二次", "美甲十二次", "Twelve times nails")
    bundle = Named("焕肤舒缓套餐", "煥膚舒壓套組", "Skin and shoulders")
    friends = Named("闺蜜肩颈卡", "閨蜜肩頸卡", "Shoulders for friends")
    trial = Named("脱毛体验三次", "除毛體驗三次", "Three times to try")
    return (
        CardTerms(ten.spoken, Money(148_000), (facial,), lasts=365),
        CardTerms(
            polish.spoken, Money(138_000), (CardPart(nails, 12, Money(13_800), None, nails),),
            lasts=365,
        ),
        CardTerms(
            bundle.spoken, Money(198_000),
            (facial._replace(sessions=6), shoulders,
             CardPart(scalp, 4, Money(19_800), None, scalp)), lasts=540,
        ),
        CardTerms(
            friends.spoken, Money(98_000), (shoulders._replace(sessions=8),), is_shared=True
        ),
        CardTerms(trial.spoken, Money(19_800), (CardPart(arms.name, 3, arms.price, arms.id),),
                  lasts=60),
    )  # fmt: skip


def _tiers(coupons: Mapping[str, int]) -> TierRule:
    silver, gold = Named("银卡", "銀卡", "Silver"), Named("金卡", "金卡", "Gold")
    return TierRule(
        (
            Tier(1, silver.spoken, 200_000, percent=300, times=120, gift=coupons["thirty"]),
            Tier(2, gold.spoken, 500_000, percent=600, times=150, gift=coupons["brows"]),
        )
    )


def _stored_value(coupons: Mapping[str, int]) -> StoredValueRule:
    return StoredValueRule(
        tops_up=True,
        offers=(
            Offer(Money(50_000), Money(5_000)),
            Offer(Money(100_000), Money(12_000), template=coupons["thirty"], coupons=2),
            Offer(Money(200_000), Money(30_000), months=3),
        ),
        draw=Draw.IN_PROPORTION,
        keeps_change=True,
    )


def _plans(coupons: Mapping[str, int]) -> tuple[Plan, ...]:
    year, season = (
        Named("年卡会员", "年卡會員", "Year membership"),
        Named("季卡会员", "季卡會員", "Quarter membership"),
    )
    return (
        Plan(
            1, year.spoken, Money(39_800), percent=1_000, times=200, first=coupons["brows"],
            monthly=coupons["thirty"], birthday=coupons["birthday"],
        ),
        Plan(2, season.spoken, Money(12_800), months=3, percent=800, first=coupons["thirty"]),
    )  # fmt: skip


def _referral(coupons: Mapping[str, int]) -> ReferralRule:
    return ReferralRule(
        gives=True, referrer=Reward(Points(50), coupons["thirty"]), referred=Reward(Points(50)),
        least=Money(5_000),
    )  # fmt: skip
