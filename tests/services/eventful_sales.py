"""What the eventful shop sells, to walk-ins and to members, and what comes back of it."""

from dataclasses import replace

from shopfans.database.shop import Shop
from shopfans.domain.kinds import Reason
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.roles import SYSTEM, Staff
from shopfans.domain.sales import Line, Tender
from shopfans.domain.touches import TouchKind
from shopfans.services import settings
from shopfans.services.belonging import referring
from shopfans.services.members import finding, tagging
from shopfans.services.reminders import caring, planning, touching
from shopfans.services.sales import parking, refunding, selling
from shopfans.services.sales.parking import Parked
from shopfans.services.staff import staffing
from tests.conftest import join
from tests.services.test_selling import sell


def walk_ins(shop: Shop, cashier: Staff) -> None:
    sell(shop, cashier, 30, "walk-in")
    sold = selling.record_sale(
        shop,
        by=cashier,
        request="mistyped",
        lines=[Line(Money(1200), 1, "布丁", 1), Line(Money(800))],
        payments={Tender.CASH: Money(1500), Tender.CARD: Money(500)},
    )
    refunding.void_sale(shop, by=cashier, sale=sold.sale, request="void mistyped")


def members_buy(shop: Shop, cashier: Staff) -> None:
    mei = join(shop, cashier, "王小美", "13812345678", "1990-03-15")
    sell(shop, cashier, 100, "mei earns", member=mei)
    coupon = finding.card(shop, mei).coupons[0].code
    sell(shop, cashier, 20, "mei spends", member=mei, coupon=coupon, spend=Points(50), due=1450)
    touching.touch(
        shop, by=cashier, member=mei, kind=TouchKind.DONE,
        reason=Reason.BIRTHDAY, occasion="2027-03-15", note="",
        request="tick",
    )  # fmt: skip
    planning.choose(shop, by=staffing.staff(shop)[0], carers={mei: cashier.id}, request="care for")
    caring.keep(shop, by=cashier, member=mei, moment="birthday 2027-03-15", request="care")
    ana = join(shop, cashier, "Ana", "13987654321")
    owner = staffing.staff(shop)[0]
    tag = tagging.add_tag(shop, by=owner, name="less sugar", request="tag")
    tagging.set_tags(shop, by=owner, member=mei, tags=[tag], request="tag mei")
    referring.friend_code(shop, member=mei)
    with shop.changing():
        referring.write(ana, mei)
    earned = sell(shop, cashier, 100, "ana earns", member=ana)
    sell(shop, cashier, 1, "ana spends", member=ana, spend=Points(100), due=0)
    refunding.void_sale(shop, by=cashier, sale=earned.sale, request="void ana")
    sell(shop, cashier, 150, "ana settles", member=ana)
    joy = join(shop, cashier, "Joy", "13800000007")
    sell(shop, cashier, 40, "joy earns", member=joy)
    _given_back(shop, cashier, joy)
    lin = join(shop, cashier, "Lin", "13800000006")
    sell(shop, cashier, 30, "lin earns", member=lin)
    _two_lines_in_part(shop, cashier, lin)
    _in_parts(shop, cashier, lin)
    parking.park(shop, by=cashier, basket=Parked((Line(Money(500)),)), member=joy)


def _given_back(shop: Shop, cashier: Staff, member: int) -> None:
    """Three puddings with a coupon, of which one comes back."""
    coupon = finding.card(shop, member).coupons[0].code
    sold = selling.record_sale(
        shop,
        by=cashier,
        request="three",
        lines=[Line(Money(1200), 3, "布丁", 1, list_price=Money(1200))],
        payments={Tender.CASH: Money(3100)},
        member=member,
        coupons=[coupon],
    )
    refunding.refund_sale(shop, by=cashier, sale=sold.sale, quantities={1: 1}, request="one back")


def _two_lines_in_part(shop: Shop, cashier: Staff, member: int) -> None:
    """Two of two and one of two come back, each with a discount of its own and some points."""
    sold = selling.record_sale(
        shop,
        by=staffing.staff(shop)[0],
        request="two lines",
        lines=[
            Line(Money(1000), 2, off=Money(100), reason="chipped"),
            Line(Money(1000), 2, off=Money(200), reason="sunk"),
        ],
        payments={Tender.CASH: Money(3680)},
        member=member,
        spend=Points(20),
    )
    refunding.refund_sale(
        shop, by=cashier, sale=sold.sale, quantities={1: 2, 2: 1}, request="parts back"
    )


def _in_parts(shop: Shop, cashier: Staff, member: int) -> None:
    """Half a point is carried on, once taken back and once kept."""
    was = settings.load(shop)
    for number, carries in enumerate((True, False)):
        rule = replace(was.earning, each=Money(200), carries=carries)
        terms = replace(was, earning=rule) if carries else was
        settings.save(shop, by=SYSTEM, terms=terms, request=f"carrying {number}")
        if carries:
            sell(shop, cashier, 1, "half kept", member=member)
            sold = sell(shop, cashier, 1, "half", member=member)
            refunding.void_sale(shop, by=cashier, sale=sold.sale, request="half back")
