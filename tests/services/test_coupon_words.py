"""Coupons in one line, as people in shops say it."""

from datetime import date

import pytest

from shopfans.domain.combining import Proposal, Why
from shopfans.domain.coupon_discounts import Taken
from shopfans.domain.coupon_terms import CouponKind, CouponTerms, Span
from shopfans.domain.errors import CouponNeedsMore
from shopfans.domain.money import Money
from shopfans.domain.terms import Terms
from shopfans.texts import speaking
from shopfans.texts.coupons import terms_text, why_text

TERMS = Terms(shop_name="")
MARCH = date(2026, 3, 31)
GOODS = {1: "布丁", 2: "奶茶", 3: "C", 4: "D", 5: "E"}


def words(language: str = "en", **terms: object) -> str:
    with speaking(language):
        return terms_text(CouponTerms(**terms), TERMS.currency, GOODS.__getitem__)  # type: ignore[arg-type]


def five_off(language: str = "en", **terms: object) -> str:
    return words(language, kind=CouponKind.AMOUNT_OFF, off=Money(500), **terms)


def percent(percent: int, language: str = "en", **terms: object) -> str:
    return words(language, kind=CouponKind.PERCENT_OFF, percent=percent, **terms)


def test_a_whole_coupon_in_one_line() -> None:
    assert (
        five_off(
            minimum=Money(3000),
            categories=("cakes",),
            weekdays=(0, 1, 2, 3, 4),
            blackout=(Span(MARCH, MARCH), Span(date(2026, 2, 16), date(2026, 2, 20))),
            waits=1,
            days=14,
            last=MARCH,
            per_member=1,
            in_all=2000,
            with_points=False,
            with_coupons=True,
        )
        == "¥5.00 off from ¥30.00 · only cakes · not on weekends"
        " · not on 2026-03-31, 2026-02-16 to 2026-02-20 · from 1 day after issue"
        " · valid 14 days · until 2026-03-31 · 1 per member · 2,000 in all"
        " · not with points · also with other coupons"
    )


def test_nothing_is_said_of_what_is_not_asked() -> None:
    assert five_off(days=None, last=MARCH) == "¥5.00 off · until 2026-03-31"


def test_a_percentage_off_is_what_is_paid_in_chinese() -> None:
    assert percent(1200, days=1) == "12% off · valid 1 day"
    assert percent(1250, days=1) == "12.5% off · valid 1 day"
    for rate, paid in ((1200, "8.8 折"), (1000, "9 折"), (1250, "8.75 折"), (5000, "5 折")):
        assert percent(rate, "zh_CN").split(" · ")[0] == paid
        assert percent(rate, "zh_TW").split(" · ")[0] == paid


def test_a_cap_and_a_minimum_stand_beside_the_percentage() -> None:
    line = percent(1200, cap=Money(2000), minimum=Money(3000), days=None, last=MARCH)
    assert line == "12% off, ¥20.00 at most · from ¥30.00 · until 2026-03-31"
    assert "8.8 折" in percent(1200, "zh_CN", cap=Money(2000))
    assert "20.00" in percent(1200, "zh_CN", cap=Money(2000))


def test_many_goods_are_counted() -> None:
    line = words(kind=CouponKind.FREE_ITEM, goods=(1, 2, 3, 4, 5), days=None, last=MARCH)
    assert line == "one free: 布丁, 奶茶, C and 2 more · until 2026-03-31"


def test_single_weekdays_are_named() -> None:
    assert "only on Tuesday, Sunday" in five_off(weekdays=(6, 1))
    assert "only on weekends" in five_off(weekdays=(6, 5))


def proposal(why: Why, **facts: object) -> Proposal:
    two = (Taken("A", Money(700), ()), Taken("B", Money(500), ()))
    return Proposal(two, why, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("proposed", "said"),
    [
        (Proposal((), Why.NONE_IN_HAND), "No coupon in hand."),
        (
            Proposal((), Why.NONE_FITS, refusal=CouponNeedsMore(3000)),
            "No coupon fits. The coupon is good from ¥30.00 on.",
        ),
        (proposal(Why.ONLY_ONE), "Saves ¥12.00; no other coupon fits."),
        (proposal(Why.TOGETHER), "Saves ¥12.00 with 2 coupons together."),
        (
            proposal(Why.MORE, next_off=Money(850)),
            "Saves ¥12.00, ¥3.50 more than the next best.",
        ),
        (
            proposal(Why.FEWER, next_off=Money(1200)),
            "Saves ¥12.00, with fewer coupons than the next best.",
        ),
        (
            proposal(Why.SOONER, next_off=Money(1200)),
            "Saves ¥12.00 and lapses sooner than the next best.",
        ),
        (
            proposal(Why.AS_GOOD, next_off=Money(1200)),
            "Saves ¥12.00; the next best saves as much.",
        ),
    ],
)
def test_the_counter_says_why(proposed: Proposal, said: str) -> None:
    assert why_text(proposed, TERMS) == said
