"""Whatever names a category names it by its new name."""

from shopfans.database.shop import Shop
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.earning_rule import CategoryRate, EarningRule
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Line, Tender
from shopfans.domain.session_cards import CardPart, CardTerms
from shopfans.domain.stamps import StampRule
from shopfans.services import settings
from shopfans.services.coupons import couponing
from shopfans.services.goods import recategorizing
from shopfans.services.sales import parking, selling
from shopfans.services.sales.parking import Parked
from shopfans.services.sales.selling import Receipt
from shopfans.services.sessions import offering
from tests.services import session_cards
from tests.services.test_late_refunds import decide, given_coupon
from tests.services.test_pricing import stock


def rename(shop: Shop, owner: Staff, name: str, to: str) -> None:
    recategorizing.rename_category(shop, by=owner, name=name, to=to, request=f"{name} {to}")


def rates(shop: Shop) -> list[tuple[str, int]]:
    return list(settings.load(shop).earning.by_category)


def sell_tea(
    shop: Shop, by: Staff, tea: int, category: str, member: int, *coupons: str, due: int = 1200
) -> Receipt:
    return selling.record_sale(
        shop,
        by=by,
        request=f"{category} {coupons}",
        lines=[Line(Money(1200), 1, "绿茶", tea, category, Money(1200))],
        payments={Tender.CASH: Money(due)},
        member=member,
        coupons=coupons,
    )


def test_rules_and_stamps_go_on_for_the_same_goods(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    tea = stock(shop, owner, "绿茶", category="茶")
    decide(
        shop,
        earning=EarningRule(by_category=(CategoryRate("茶", 3), CategoryRate("甜品", 2))),
        stamps=StampRule(categories=("茶", "甜品")),
    )
    rename(shop, owner, "茶", "饮品")
    assert rates(shop) == [("饮品", 3), ("甜品", 2)]
    stamps = settings.load(shop).stamps
    assert stamps is not None
    assert stamps.categories == ("饮品", "甜品")
    assert sell_tea(shop, cashier, tea, "饮品", mei).earned == 36


def test_a_category_that_joins_another_earns_as_that_one(shop: Shop, owner: Staff) -> None:
    decide(
        shop,
        earning=EarningRule(by_category=(CategoryRate("茶", 3), CategoryRate("饮品", 2))),
        stamps=StampRule(categories=("茶", "饮品")),
    )
    rename(shop, owner, "茶", "饮品")
    assert rates(shop) == [("饮品", 2)]
    stamps = settings.load(shop).stamps
    assert stamps is not None
    assert stamps.categories == ("饮品",)


def test_a_coupon_in_hand_goes_on_for_the_same_goods(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    tea = stock(shop, owner, "绿茶", category="茶")
    only_tea = CouponTerms(CouponKind.AMOUNT_OFF, off=Money(200), categories=("茶",))
    code = given_coupon(shop, mei, only_tea)
    rename(shop, owner, "茶", "饮品")
    rename(shop, owner, "饮品", "热饮")
    assert couponing.look_up(shop, code, member=mei).terms.categories == ("热饮",)
    assert sell_tea(shop, cashier, tea, "热饮", mei, code, due=1000).paid == Money(1000)


def test_a_name_that_is_given_again_means_the_new_goods_only(
    shop: Shop, owner: Staff, mei: int
) -> None:
    old = CouponTerms(CouponKind.AMOUNT_OFF, off=Money(200), categories=("茶",))
    code = given_coupon(shop, mei, old)
    rename(shop, owner, "茶", "饮品")
    stock(shop, owner, "茶叶", category="茶")
    assert not couponing.look_up(shop, code, member=mei).terms.is_for(None, "茶")


def test_a_basket_put_aside_earns_as_before(shop: Shop, owner: Staff, cashier: Staff) -> None:
    tea = stock(shop, owner, "绿茶", category="茶")
    line = Line(Money(1200), 1, "绿茶", tea, "茶", Money(1200))
    parking.park(shop, by=cashier, basket=Parked((line, Line(Money(500)))), member=None)
    rename(shop, owner, "茶", "饮品")
    basket, _member = parking.take_up(shop, parking.parked(shop)[0].id)
    assert [line.category for line in basket.lines] == ["饮品", ""]


def test_a_category_without_a_new_name_leaves_the_terms_alone(shop: Shop, owner: Staff) -> None:
    """Goods of no category are not what the rule was for."""
    decide(shop, earning=EarningRule(by_category=(CategoryRate("茶", 3),)))
    rename(shop, owner, "茶", "")
    rename(shop, owner, "", "其他")
    assert rates(shop) == [("茶", 3)]


def test_a_session_card_on_sale_goes_on_for_the_same_goods(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    stock(shop, owner, "绿茶", category="茶")
    parts = (CardPart("茶", 5, Money(1200), category="茶"), CardPart("茶点", 2, Money(900)))
    kind = session_cards.offer(shop, CardTerms("下午茶", Money(6_000), parts))
    _sold, card = session_cards.sell(shop, cashier, mei, kind)
    rename(shop, owner, "茶", "饮品")
    [offered] = offering.kinds(shop)
    assert [(one.name, one.category) for one in offered.terms.parts] == [
        ("饮品", "饮品"), ("茶点", ""),
    ]  # fmt: skip
    assert [part.name for part in session_cards.again(shop, card).parts] == ["茶", "茶点"]
