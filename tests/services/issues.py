"""Coupons as the tests issue them."""

from shopfans.database.shop import Shop
from shopfans.domain.audiences import TheseMembers
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.services.coupons import designing, issuing

FIVE_OFF = CouponTerms(CouponKind.AMOUNT_OFF, off=Money(500))


def template(
    shop: Shop, by: Staff, terms: CouponTerms, *, name: str = "Five off", request: str = "template"
) -> int:
    return designing.add_template(shop, by=by, name=name, terms=terms, request=request)


def issue(shop: Shop, by: Staff, made: int, *members: int, request: str = "") -> int:
    """One batch for these members."""
    return issuing.issue_batch(
        shop, by=by, template=made, audience=TheseMembers(members),
        request=request or f"issue {made} {members}",
    )  # fmt: skip
