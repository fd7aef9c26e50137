"""Baskets and coupons for the tests of coupon rules: a few by name, and many by chance."""

from datetime import date, timedelta

from hypothesis import strategies as st

from shopfans.domain.coupon_discounts import Held, Item
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.money import Money

TODAY = date(2026, 3, 10)
CATEGORIES = ("cakes", "tea", "bread")
AMOUNTS = st.one_of(st.integers(0, 12), st.integers(1, 9_999), st.just(3333), st.just(9999))


def five_off(*, template: int = 1, fen: int = 500, **terms: object) -> Held:
    return held(template, CouponTerms(CouponKind.AMOUNT_OFF, off=Money(fen), **terms))  # type: ignore[arg-type]


def percent_off(percent: int, *, template: int = 2, **terms: object) -> Held:
    return held(template, CouponTerms(CouponKind.PERCENT_OFF, percent=percent, **terms))  # type: ignore[arg-type]


def free_item(*, template: int = 3, **terms: object) -> Held:
    return held(template, CouponTerms(CouponKind.FREE_ITEM, **terms))  # type: ignore[arg-type]


def held(template: int, terms: CouponTerms, *, code: str = "", days: int = 30) -> Held:
    return Held(code or f"C{template}", template, terms, TODAY, TODAY + timedelta(days=days))


def items() -> st.SearchStrategy[list[Item]]:
    item = st.builds(
        Item,
        AMOUNTS.map(Money),
        st.integers(1, 4),
        st.one_of(st.none(), st.integers(1, 4)),
        st.sampled_from(("", *CATEGORIES)),
    )
    return st.lists(item, min_size=1, max_size=6)


@st.composite
def terms(draw: st.DrawFn, *, companion: bool | None = None) -> CouponTerms:
    """Of every kind, for a few goods or for all; small amounts, so that the last fen matter."""
    kind = draw(st.sampled_from(CouponKind))
    goods, categories = (
        draw(
            st.sampled_from(
                ((), (1,), (1, 2), (3, 4)) if kind is not CouponKind.FREE_ITEM else ((1,), (1, 2))
            )
        ),
        draw(st.sampled_from(((), ("cakes",), ("cakes", "tea"), ("bread",)))),
    )
    return CouponTerms(
        kind,
        off=Money(draw(st.one_of(st.integers(1, 8), st.integers(1, 5000)))),
        percent=draw(st.sampled_from((1, 333, 1000, 1200, 3333, 5000, 10_000))),
        cap=draw(st.one_of(st.none(), st.integers(1, 800).map(Money))),
        minimum=Money(draw(st.sampled_from((0, 0, 0, 5, 3000)))),
        goods=goods,
        categories=categories,
        with_points=draw(st.booleans()),
        with_coupons=draw(st.booleans()) if companion is None else companion,
    )


@st.composite
def coupons(
    draw: st.DrawFn, *, most: int = 6, companions: bool | None = None, one_each: bool = False
) -> list[Held]:
    """In hand, some of the same template."""
    designs = draw(st.lists(terms(companion=companions), min_size=1, max_size=most))
    count = len(designs) if one_each else draw(st.integers(1, most))
    found = []
    for number in range(count):
        place = number if one_each else draw(st.integers(0, len(designs) - 1))
        days = draw(st.integers(0, 3))
        found.append(held(place + 1, designs[place], code=f"C{number}", days=days))
    return found
