"""A large basket and many coupons, for tests and for the benchmark."""

from datetime import timedelta
from random import Random

from shopfans.domain.coupon_discounts import Held, Item
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.money import Money
from tests.domain.baskets import TODAY

CATEGORIES = tuple("ABCDEF")


def basket_of(lines: int, random: Random, *, dearest: int = 6_000) -> list[Item]:
    return [
        Item(
            Money(random.randint(dearest // 20, dearest)),
            random.randint(1, 3),
            good,
            random.choice(CATEGORIES),
        )
        for good in range(lines)
    ]


def coupons_of(count: int, random: Random, *, share_together: float) -> list[Held]:
    """Each of a template of its own; this share of them, from 0 to 1, may be used with others."""
    return [
        Held(
            f"C{template:02}",
            template,
            _terms(random, together=random.random() < share_together),
            TODAY,
            TODAY + timedelta(days=random.randrange(40)),
        )
        for template in range(count)
    ]


def _terms(random: Random, *, together: bool) -> CouponTerms:
    kind = random.choice(list(CouponKind))
    is_for_all = kind is not CouponKind.FREE_ITEM and random.random() < 0.4
    return CouponTerms(
        kind,
        off=Money(random.randint(100, 3_000)),
        percent=random.choice((500, 800, 1000, 1200, 2000)),
        cap=Money(random.randint(500, 3_000)) if random.random() < 0.5 else None,
        categories=() if is_for_all else tuple(random.sample(CATEGORIES, random.randint(1, 2))),
        goods=() if is_for_all or random.random() < 0.7 else tuple(random.sample(range(40), 3)),
        with_coupons=together,
    )
