"""Refunds after things have moved on: points spent or lapsed, coupons past their last day."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from shopfans.database.models import CouponTemplate
from shopfans.database.operations import begin
from shopfans.database.shop import Shop
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.earning_rule import EarningRule
from shopfans.domain.errors import CouponLapsed, CouponUsed
from shopfans.domain.kinds import Act
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.roles import SYSTEM, Staff
from shopfans.domain.sales import Line, Tender
from shopfans.domain.terms import RefundPolicy
from shopfans.services import settings, stored
from shopfans.services.coupons import couponing
from shopfans.services.members import finding
from shopfans.services.sales import listing, reassigning, refunding, selling
from shopfans.services.sales.selling import Receipt
from tests.conftest import Clock, join
from tests.services.test_selling import pass_working_days, sell


def decide(shop: Shop, **choices: Any) -> None:
    """The owner's choices from now on."""
    terms = replace(settings.load(shop), **choices)
    settings.save(shop, by=SYSTEM, terms=terms, request=f"{choices}")


def given_coupon(shop: Shop, member: int, terms: CouponTerms, name: str = "Other") -> str:
    """The code of a coupon of hers by these terms."""
    with shop.changing():
        template = CouponTemplate.insert(name=name, terms=stored.text(terms)).execute()
        done = begin(
            shop, Act.ISSUE, terms=settings.load(shop), by=SYSTEM, request=f"{name} {template}",
            asked=template,
        )  # fmt: skip
        return couponing.issue(done, template, member)


def refund(shop: Shop, by: Staff, sale: int, pieces: dict[int, int] | None = None) -> Receipt:
    left = "".join(str(line.left) for line in refunding.lines_left(shop, sale))
    return refunding.refund_sale(
        shop, by=by, sale=sale, quantities=pieces, request=f"back {sale} {left}"
    )


def test_used_points_that_lapsed_since_still_make_good_what_is_owed(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    """On the last day of 100 points they pay a sale whose own points are spent as well."""
    decide(shop, refund_policy=RefundPolicy.KEEP_BACK)
    sell(shop, cashier, 100, "old", member=mei)
    pass_working_days(shop, cashier, clock, 365)
    sold = sell(shop, cashier, 50, "s", member=mei, spend=Points(100), due=4900)
    sell(shop, cashier, 1, "spent", member=mei, spend=Points(49), due=51)
    pass_working_days(shop, cashier, clock, 1)
    told = refunding.preview(shop, sold.sale, None)
    assert (told.given, told.taken, told.kept_points, told.below_zero) == (100, 49, 0, 0)
    assert refund(shop, cashier, sold.sale).balance == 0


@pytest.mark.parametrize(
    ("policy", "back", "kept", "owed"),
    [(RefundPolicy.BELOW_ZERO, 100, 0, 200), (RefundPolicy.KEEP_BACK, 0, 100, 100)],
)
def test_no_more_is_kept_back_than_there_is_to_give(
    shop: Shop, cashier: Staff, mei: int, policy: RefundPolicy, back: int, kept: int, owed: int
) -> None:
    """Two points a yuan, worth a yuan each: spent, they are dearer than the goods."""
    decide(shop, refund_policy=policy, point_value=Money(100), earning=EarningRule(2, Money(100)))
    sold = sell(shop, cashier, 100, "s", member=mei)
    sell(shop, cashier, 200, "spent", member=mei, spend=Points(200), due=0)
    told = refunding.preview(shop, sold.sale, None)
    assert (told.back, told.kept_points, told.below_zero) == (Money(back * 100), kept, owed)
    assert refund(shop, cashier, sold.sale).paid == Money(-back * 100)
    assert finding.card(shop, mei).points == -owed


def test_what_is_kept_back_piece_by_piece_is_kept_back_once(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    decide(shop, refund_policy=RefundPolicy.KEEP_BACK)
    sold = selling.record_sale(
        shop, by=cashier, request="s", member=mei, lines=[Line(Money(3333), 3), Line(Money(1))],
        payments={Tender.CASH: Money(10_000)},
    )  # fmt: skip
    sell(shop, cashier, 1, "spent", member=mei, spend=Points(70), due=30)
    backs = [refund(shop, cashier, sold.sale, {1: 1}).paid for _ in range(3)]
    backs.append(refund(shop, cashier, sold.sale).paid)
    assert [-back.fen for back in backs] == [3330, 3300, 3299, 1]
    assert sum(-back.fen for back in backs) == 10_000 - 70
    assert finding.card(shop, mei).points == 0


def test_a_voided_sale_keeps_nothing_back(shop: Shop, cashier: Staff, mei: int) -> None:
    """On the same day the guest is still there: the sale is as if it had not been."""
    decide(shop, refund_policy=RefundPolicy.KEEP_BACK)
    sold = sell(shop, cashier, 100, "s", member=mei)
    sell(shop, cashier, 1, "spent", member=mei, spend=Points(60), due=40)
    assert refunding.void_sale(shop, by=cashier, sale=sold.sale, request="v").paid == -Money(10_000)
    assert finding.card(shop, mei).points == -60


@pytest.mark.parametrize(("grace", "days"), [(7, 7), (1, 1), (0, 0)])
def test_a_coupon_that_lapsed_since_lasts_for_the_days_of_grace(
    shop: Shop, cashier: Staff, mei: int, clock: Clock, grace: int, days: int
) -> None:
    decide(shop, coupon_grace=grace)
    code = finding.card(shop, mei).coupons[0].code
    sold = sell(shop, cashier, 20, "s", member=mei, coupon=code, due=1500)
    clock.pass_days(30)
    told = refunding.preview(shop, sold.sale, None)
    assert [coupon.has_grace for coupon in told.coupons] == [bool(days)]
    refund(shop, cashier, sold.sale)
    if days:
        clock.pass_days(days - 1)
        assert couponing.look_up(shop, code, member=mei).lapses == settings.today(shop)
        clock.pass_days(1)
    with pytest.raises(CouponLapsed):
        couponing.look_up(shop, code, member=mei)


@pytest.mark.parametrize(("after", "lasts"), [(0, 29), (23, 29), (24, 30), (29, 35)])
def test_a_coupon_that_comes_back_lasts_for_the_days_of_grace_and_never_less_than_before(
    shop: Shop, cashier: Staff, mei: int, clock: Clock, after: int, lasts: int
) -> None:
    code = finding.card(shop, mei).coupons[0].code
    sold = sell(shop, cashier, 20, "s", member=mei, coupon=code, due=1500)
    clock.pass_days(after)
    told = refunding.preview(shop, sold.sale, None)
    assert [coupon.has_grace for coupon in told.coupons] == [lasts > 29]
    refund(shop, cashier, sold.sale)
    assert couponing.look_up(shop, code).lapses == date(2026, 3, 10) + timedelta(days=lasts)


def test_a_void_gives_a_coupon_no_days_it_had_not(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    code = finding.card(shop, mei).coupons[0].code
    clock.pass_days(29)
    sold = sell(shop, cashier, 20, "s", member=mei, coupon=code, due=1500)
    refunding.void_sale(shop, by=cashier, sale=sold.sale, request="v")
    assert couponing.look_up(shop, code).lapses == settings.today(shop)


def test_a_coupon_comes_back_once_and_may_be_used_before_the_rest(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    """All of its one fen falls on the first piece; the coupon is hers again from then on."""
    code = given_coupon(shop, mei, CouponTerms(CouponKind.PERCENT_OFF, percent=100))
    sold = selling.record_sale(
        shop, by=cashier, request="s", member=mei, coupons=[code], lines=[Line(Money(50), 3)],
        payments={Tender.CASH: Money(149)},
    )  # fmt: skip
    assert [one.code for one in refunding.preview(shop, sold.sale, {1: 1}).coupons] == [code]
    refund(shop, cashier, sold.sale, {1: 1})
    assert refunding.preview(shop, sold.sale, {1: 1}).coupons == ()
    again = sell(shop, cashier, 1, "again", member=mei, coupon=code, due=99)
    refund(shop, cashier, sold.sale)
    with pytest.raises(CouponUsed) as refusal:
        couponing.look_up(shop, code)
    assert refusal.value.sale == again.sale


def test_a_receipt_is_found_however_often_its_sale_was_moved(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    ana = join(shop, cashier, "Ana", "13987654321")
    sold = sell(shop, cashier, 50, "s", member=ana)
    code, sale = listing.receipt_code(shop, sold.sale), sold.sale
    for number, guest in enumerate((None, mei)):
        sale = reassigning.reassign_sale(
            shop, by=cashier, sale=sale, member=guest, request=f"move {number}"
        ).sale
    assert listing.by_receipt(shop, code) == sale


def test_a_refund_on_a_day_before_the_sale_s_is_of_its_sale_still(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    """Somebody has set the clock back."""
    sold = sell(shop, cashier, 50, "s", member=mei)
    clock.pass_days(-2)
    assert refund(shop, cashier, sold.sale).paid == Money(-5000)
