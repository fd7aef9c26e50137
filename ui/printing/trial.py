"""A receipt that nobody paid, to see the printer at work."""

from shopfans.domain.money import Money
from shopfans.domain.points import Points, earned
from shopfans.domain.receipts import Paper, PaperDiscount, PaperLine, PaperPayment, PaperPoints
from shopfans.domain.sales import Tender
from shopfans.texts import _
from ui.desk import Desk

_CODE = "9" * 18
"""It finds nothing: no sale has it."""


def trial_receipt(desk: Desk) -> Paper:
    """Every part a usual receipt has, in the language in force."""
    terms, today = desk.terms, desk.today
    unit = 10**terms.currency.digits
    price, off = Money(18 * unit), Money(5 * unit)
    gross = price * 2
    points = earned(gross - off, terms.earning)
    return Paper(
        shop_name=terms.shop_name,
        currency=terms.currency,
        zone=terms.zone,
        number=_("Test"),
        code=_CODE,
        at=desk.shop.now(),
        staff=desk.by.name,
        gross=gross,
        paid=gross - off,
        footer=(_("A test of the printer; nothing was sold."),),
        member_name=_("A member"),
        member_phone="138****5678",
        lines=(PaperLine(_("Something good"), 2, price, gross),),
        discounts=(PaperDiscount(_("Coupon"), off),),
        payments=(PaperPayment(Tender.WECHAT, gross - off),),
        points=PaperPoints(points, Points(0), points, points, terms.points_lapse(today)),
    )
