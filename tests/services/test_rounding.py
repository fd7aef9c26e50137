"""To the fen: odd amounts sold, and given back line by line."""

from itertools import permutations

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Line, Tender
from shopfans.services.members import finding
from shopfans.services.sales import refunding, selling
from tests.services.test_late_refunds import given_coupon, refund
from tests.services.test_selling import sell

ODD = CouponTerms(CouponKind.PERCENT_OFF, percent=1250)


def test_one_fen_is_sold_and_given_back(shop: Shop, cashier: Staff, mei: int) -> None:
    sold = selling.record_sale(
        shop, by=cashier, request="s", member=mei, lines=[Line(Money(1))],
        payments={Tender.CASH: Money(1)},
    )  # fmt: skip
    assert (sold.paid, sold.earned) == (Money(1), 0)
    assert refund(shop, cashier, sold.sale).paid == -Money(1)


def test_a_third_of_what_does_not_divide_comes_back_three_times(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    """33.33 three times with 12.5% off: 99.99 less 12.49."""
    code = given_coupon(shop, mei, ODD)
    sold = selling.record_sale(
        shop, by=cashier, request="s", member=mei, coupons=[code], lines=[Line(Money(3333), 3)],
        payments={Tender.CASH: Money(8750)},
    )  # fmt: skip
    backs = [refund(shop, cashier, sold.sale, {1: 1}) for _ in range(3)]
    assert [-back.paid.fen for back in backs] == [2916, 2917, 2917]
    assert [-back.coupon_off.fen for back in backs] == [417, 416, 416]
    assert [-back.earned for back in backs] == [29, 29, 29]


@pytest.mark.parametrize("order", tuple(permutations((1, 2, 3))))
def test_line_by_line_in_any_order_the_whole_comes_back(
    shop: Shop, cashier: Staff, mei: int, order: tuple[int, ...]
) -> None:
    sell(shop, cashier, 50, "before", member=mei)
    code = given_coupon(shop, mei, ODD)
    before = finding.card(shop, mei)
    sold = selling.record_sale(
        shop,
        by=cashier,
        request="s",
        member=mei,
        coupons=[code],
        spend=Points(37),
        lines=[Line(Money(1)), Line(Money(3333), 3), Line(Money(777))],
        payments={Tender.WECHAT: Money(9000), Tender.CASH: Money(393)},
    )
    told = [refunding.preview(shop, sold.sale, {line: 3 if line == 2 else 1}) for line in order]
    backs = [refund(shop, cashier, sold.sale, {line: 3 if line == 2 else 1}) for line in order]
    assert [-back.paid for back in backs] == [one.back for one in told]
    assert sum(-back.paid.fen for back in backs) == 9393
    assert sum(one.given for one in told) == 37
    assert finding.card(shop, mei) == before
