"""The receipt says what the books say."""

from dataclasses import replace

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.receipts import PaperKind
from shopfans.domain.referral import Given, Thanks
from shopfans.domain.roles import SYSTEM, Staff
from shopfans.domain.sales import Line, Tender
from shopfans.domain.stamps import StampRule
from shopfans.services import settings
from shopfans.services.members import finding
from shopfans.services.sales import listing, receipting, refunding, selling
from shopfans.texts.receipts import rows
from shopfans.texts.rows import Note, Pair
from tests.services.friends import COUPONS, bring, reward
from tests.services.test_selling import sell


def test_a_receipt_with_everything(shop: Shop, cashier: Staff, owner: Staff, mei: int) -> None:
    terms = replace(settings.load(shop), stamps=StampRule(needed=9))
    settings.save(shop, by=SYSTEM, terms=terms, request="t")
    sell(shop, cashier, 200, "before", member=mei)
    sold = selling.record_sale(
        shop,
        by=owner,
        request="s",
        lines=[Line(Money(3000), 2, "蛋糕", off=Money(500), reason="dented")],
        payments={Tender.CASH: Money(4900)},
        received={Tender.CASH: Money(5000)},
        member=mei,
        coupons=[finding.card(shop, mei).coupons[0].code],
        spend=Points(100),
    )
    paper = receipting.paper(shop, sold.sale)
    assert (paper.kind, paper.number, paper.gross, paper.paid) == (
        PaperKind.SALE, str(sold.sale), Money(6000), Money(4900),
    )  # fmt: skip
    assert [(one.name, one.amount.fen, one.reason) for one in paper.discounts] == [
        ("Discount", 500, "dented"), ("Welcome", 500, ""), ("Points used", 100, ""),
    ]  # fmt: skip
    assert (paper.cash_received, paper.change) == (Money(5000), Money(100))
    assert paper.points is not None
    assert (paper.points.earned, paper.points.used, paper.points.left) == (49, 100, 149)
    assert (paper.member_name, paper.member_phone) == ("王小美", "138****5678")
    assert listing.by_receipt(shop, paper.code) == sold.sale


def test_a_walk_in_guest_is_not_named(shop: Shop, cashier: Staff) -> None:
    paper = receipting.paper(shop, sell(shop, cashier, 20, "s").sale, is_copy=True)
    assert (paper.member_name, paper.points, paper.coupons, paper.is_copy) == ("", None, (), True)


def test_a_newcomers_first_receipt_shows_her_welcome_coupon(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    paper = receipting.paper(shop, sell(shop, cashier, 20, "s", member=mei).sale)
    assert [(one.name, one.code) for one in paper.coupons] == [
        ("Welcome", finding.card(shop, mei).coupons[0].code)
    ]


def test_the_receipt_of_a_refund_leads_to_its_sale(shop: Shop, cashier: Staff, mei: int) -> None:
    sold = sell(shop, cashier, 20, "s", member=mei)
    back = refunding.refund_sale(shop, by=cashier, sale=sold.sale, quantities=None, request="r")
    paper = receipting.paper(shop, back.sale)
    assert (paper.kind, paper.original, paper.paid) == (
        PaperKind.REFUND, str(sold.sale), Money(-2000),
    )  # fmt: skip
    assert paper.points is not None
    assert (paper.points.earned, paper.points.left) == (-20, 0)
    assert listing.by_receipt(shop, paper.code) == sold.sale


def test_the_receipt_of_a_friend_says_what_both_got_and_the_refund_that_it_is_gone(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    reward(shop, COUPONS)
    ana = bring(shop, cashier, "Ana", "13700000001", mei)
    sold = sell(shop, cashier, 20, "s", member=ana)
    paper = receipting.paper(shop, sold.sale)
    assert paper.thanks == Thanks(
        "王**", Given(Points(0), ("Welcome",)), Given(Points(30), ("Welcome",))
    )
    assert paper.points is not None
    assert (paper.points.earned, paper.points.left) == (20, 50)
    said = rows(paper)
    assert Pair("Brought by", "王**") in said
    assert Note("You got 30 points, a coupon (Welcome), 王** got a coupon (Welcome).") in said
    back = refunding.refund_sale(shop, by=cashier, sale=sold.sale, quantities=None, request="back")
    refund = receipting.paper(shop, back.sale)
    assert refund.points is not None
    assert refund.points.left == 0
    assert Note("The rewards for a friend who was brought go back too.") in rows(refund)
    assert receipting.paper(shop, sold.sale).thanks is None
