"""Coupons: looked up, refused with the reason, used once."""

from dataclasses import replace
from datetime import date

import pytest

from shopfans.database.models import CouponTemplate
from shopfans.database.operations import begin
from shopfans.database.shop import Shop
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.errors import (
    CouponLapsed,
    CouponNeedsMore,
    CouponNotToday,
    CouponNotYet,
    CouponOfAnother,
    CouponUsed,
    UnknownCode,
)
from shopfans.domain.kinds import Act
from shopfans.domain.money import Money
from shopfans.domain.roles import SYSTEM, Staff
from shopfans.services import settings, stored
from shopfans.services.coupons import couponing
from shopfans.services.members import finding
from shopfans.services.sales import refunding
from tests.conftest import Clock, join
from tests.services.test_selling import sell

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


WELCOME = CouponTerms(CouponKind.AMOUNT_OFF, off=Money(500))


def coupon_of(shop: Shop, member: int) -> str:
    return finding.card(shop, member).coupons[0].code


def other_welcome(shop: Shop, terms: CouponTerms) -> None:
    """From now on newcomers get a coupon by these terms."""
    with shop.changing():
        made = CouponTemplate.insert(name="Other", terms=stored.text(terms)).execute()
        done = begin(
            shop, Act.SET_TERMS, terms=settings.load(shop), by=SYSTEM, request="t", asked=made
        )
        settings.write(done, replace(settings.load(shop), welcome_template=made))


def test_a_scanned_coupon_says_whose_it_is_and_what_it_gives(shop: Shop, mei: int) -> None:
    code = coupon_of(shop, mei)
    for typed in (code, f" {code}\r\n", code.translate(FULL_WIDTH)):
        found = couponing.look_up(shop, typed)
        assert (found.code, found.member, found.name) == (code, mei, "Welcome")
        assert (found.terms, found.lapses) == (WELCOME, date(2026, 4, 8))


@pytest.mark.parametrize("code", ["", "8", "王", "'; DROP", "9" * 10_000, "\ud83c", "812345"])
def test_an_unknown_code_is_refused(shop: Shop, mei: int, code: str) -> None:
    with pytest.raises(UnknownCode):
        couponing.look_up(shop, code)


def test_a_coupon_is_its_holders_alone(shop: Shop, cashier: Staff, mei: int) -> None:
    ana = join(shop, cashier, "Ana", "13987654321")
    with pytest.raises(CouponOfAnother):
        couponing.look_up(shop, coupon_of(shop, mei), member=ana)
    with pytest.raises(CouponOfAnother):
        sell(shop, cashier, 20, "s", coupon=coupon_of(shop, mei), due=1500)
    assert couponing.look_up(shop, coupon_of(shop, mei), member=mei).member == mei


def test_a_coupon_is_good_on_its_last_day_and_not_the_next(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    code = coupon_of(shop, mei)
    clock.pass_days(29)
    assert couponing.look_up(shop, code).lapses == date(2026, 4, 8)
    clock.pass_days(1)
    with pytest.raises(CouponLapsed) as refusal:
        couponing.look_up(shop, code)
    assert refusal.value.on == date(2026, 4, 8)


def test_a_used_coupon_says_when_and_by_whom_and_a_void_frees_it(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    code = coupon_of(shop, mei)
    sold = sell(shop, cashier, 20, "s1", member=mei, coupon=code, due=1500)
    with pytest.raises(CouponUsed) as refusal:
        couponing.look_up(shop, code)
    assert (refusal.value.at, refusal.value.by) == (clock.at, "小李")
    refunding.void_sale(shop, by=cashier, sale=sold.sale, request="v")
    assert couponing.look_up(shop, code).code == code
    sell(shop, cashier, 20, "s2", member=mei, coupon=code, due=1500)
    with pytest.raises(CouponUsed):
        couponing.look_up(shop, code)


def test_voiding_an_earlier_sale_does_not_free_a_coupon_used_since(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    other = sell(shop, cashier, 20, "s1", member=mei)
    code = coupon_of(shop, mei)
    sell(shop, cashier, 20, "s2", member=mei, coupon=code, due=1500)
    refunding.void_sale(shop, by=cashier, sale=other.sale, request="v")
    with pytest.raises(CouponUsed):
        couponing.look_up(shop, code)


def test_what_a_coupon_is_worth_is_fixed_when_it_is_given(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    other = CouponTerms(CouponKind.AMOUNT_OFF, off=Money(800), minimum=Money(3000), days=5)
    other_welcome(shop, other)
    ana = join(shop, cashier, "Ana", "13987654321")
    assert couponing.look_up(shop, coupon_of(shop, mei)).terms == WELCOME
    found = couponing.look_up(shop, coupon_of(shop, ana))
    assert (found.terms, found.lapses) == (other, date(2026, 3, 14))
    with pytest.raises(CouponNeedsMore):
        sell(shop, cashier, 29, "s1", member=ana, coupon=found.code, due=2100)
    sell(shop, cashier, 30, "s2", member=ana, coupon=found.code, due=2200)


def test_a_coupon_that_waits_or_is_for_other_days_says_so(
    shop: Shop, cashier: Staff, clock: Clock
) -> None:
    other_welcome(shop, CouponTerms(CouponKind.PERCENT_OFF, percent=1200, waits=2, weekdays=(3, 5)))
    code = coupon_of(shop, join(shop, cashier, "Ana", "13987654321"))
    with pytest.raises(CouponNotYet):
        couponing.look_up(shop, code)
    clock.pass_days(2)  # a Thursday
    assert couponing.look_up(shop, code).code == code
    clock.pass_days(1)
    with pytest.raises(CouponNotToday):
        couponing.look_up(shop, code)


def test_a_coupon_worth_more_than_the_basket_pays_it_whole(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    receipt = sell(shop, cashier, 3, "s", member=mei, coupon=coupon_of(shop, mei), due=0)
    assert (receipt.coupon_off, receipt.paid, receipt.earned) == (Money(300), Money(), 0)
