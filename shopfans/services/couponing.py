"""Coupons: issued to one member, used once, refused with the reason."""

from datetime import date
from typing import NamedTuple

from shopfans.database.models import Coupon, CouponTemplate, Sale, SaleDiscount
from shopfans.database.operations import Done, when_and_by_whom
from shopfans.database.shop import Shop
from shopfans.domain import codes, coupons
from shopfans.domain.coupons import AmountOff
from shopfans.domain.errors import (
    CouponLapsed,
    CouponOfAnother,
    CouponUsed,
    CouponWithdrawn,
    UnknownCode,
)
from shopfans.domain.names import wanted
from shopfans.services import settings
from shopfans.services.finding import live_member


class CouponFound(NamedTuple):
    code: str
    member: int
    name: str
    terms: AmountOff
    lapses: date


def look_up(shop: Shop, code: str, *, member: int | None = None) -> CouponFound:
    """A coupon that can be used today, by this member if one is named.

    Raises UnknownCode, CouponOfAnother, CouponUsed, CouponLapsed, CouponWithdrawn or MemberErased.
    """
    with shop.reading():
        return usable(wanted(code), member=member, day=settings.today(shop))


def usable(code: str, *, member: int | None, day: date) -> CouponFound:
    """The same inside a block, for the sale itself."""
    coupon = Coupon.get_or_none(Coupon.code == code)
    if coupon is None:
        raise UnknownCode(code)
    if member is not None and coupon.member_id != member:
        raise CouponOfAnother()
    if coupon.used_by_id is not None:
        used = Sale.select(Sale.operation).where(Sale.id == coupon.used_by_id).scalar()
        raise CouponUsed(*when_and_by_whom(used))
    if coupon.lapses < day:
        raise CouponLapsed(coupon.lapses)
    template = CouponTemplate.get_by_id(coupon.template_id)
    if not template.active:
        raise CouponWithdrawn()
    live_member(coupon.member_id)
    return CouponFound(
        coupon.code,
        coupon.member_id,
        template.name,
        AmountOff(coupon.off, coupon.minimum),
        coupon.lapses,
    )


def issue(done: Done, template_id: int, member: int) -> str:
    """Give a member a coupon of this template, inside a command; returns its code.

    What it is worth and how long it lasts is stamped on it now: later changes of the template do
    not reach it.
    """
    template = CouponTemplate.get_by_id(template_id)
    code = codes.new_code(codes.Kind.COUPON)
    Coupon.insert(
        code=code,
        template=template_id,
        member=member,
        operation=done.id,
        off=template.off,
        minimum=template.minimum,
        issued=done.day,
        lapses=coupons.last_day(done.day, template.days_valid),
    ).execute()
    return code


def redeem(done: Done, code: str, *, member: int | None, sale: int) -> int:
    """Use it up, once: the one conditional write decides; returns its key. Raises as look_up
    does."""
    still_usable = (
        (Coupon.code == code)
        & (Coupon.member == member)
        & Coupon.used_by.is_null()
        & (Coupon.lapses >= done.day)
    )
    if Coupon.update(used_by=sale).where(still_usable).execute() != 1:
        usable(code, member=member, day=done.day)
        raise CouponOfAnother()
    return int(Coupon.select(Coupon.id).where(Coupon.code == code).scalar())


def give_back(sale: int) -> None:
    """Coupons used by a sale that is voided are in hand again, with their own last day."""
    of_the_sale = SaleDiscount.select(SaleDiscount.coupon).where(
        (SaleDiscount.sale == sale) & SaleDiscount.coupon.is_null(False)
    )
    Coupon.update(used_by=None).where(
        Coupon.id.in_(of_the_sale) & (Coupon.used_by == sale)
    ).execute()
