"""What a coupon would do to a basket, so that whoever writes its terms sees it at once."""

from collections.abc import Sequence
from typing import NamedTuple

from shopfans.domain.coupon_discounts import off_whole
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.money import Money
from shopfans.services.goods.pricing import GoodOnSale

_BASKET = 38
"""In whole units of the currency: what a guest might spend."""


class Example(NamedTuple):
    basket: Money
    left: Money
    free: str = ""
    """The good that is given."""


def example(terms: CouponTerms, goods: Sequence[GoodOnSale], unit: int) -> Example | None:
    """A basket that just meets the terms; None if the shop sells nothing they are for."""
    basket = max(Money(_BASKET * unit), terms.minimum)
    if terms.kind is CouponKind.AMOUNT_OFF:
        basket = max(basket, terms.off)
    if terms.kind is not CouponKind.FREE_ITEM:
        return Example(basket, basket - Money(off_whole(terms, basket.fen)))
    free = [good for good in goods if terms.is_for(good.id, good.category)]
    if not free:
        return None
    dearest = max(free, key=lambda good: good.price)
    basket = max(basket, dearest.price)
    return Example(basket, basket - dearest.price, dearest.name)
