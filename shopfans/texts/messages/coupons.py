"""The words for refusals: coupons."""

from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money
from shopfans.domain.terms import Terms
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, day_text, money_text, time_text
from shopfans.texts.weekdays import weekdays_text


def words(problem: ShopError, terms: Terms) -> str | None:
    """Of this topic; None for any other."""
    currency = terms.currency
    match problem:
        case errors.CouponOfAnother():
            return _("This coupon belongs to another member.")
        case errors.CouponUsed(at=at, by=by, sale=sale):
            when = time_text(at, terms.zone)
            return _("This coupon was used on {when} by {name}, in sale No. {number}.").format(
                when=when, name=by or "-", number=sale
            )
        case errors.CouponDayClosed(on=on):
            return _(
                "This coupon lasted until {day}, and that day is closed: what is sold now counts "
                "for the next one."
            ).format(day=day_text(on))
        case errors.CouponLapsed(on=on):
            return _("This coupon lapsed on {day}.").format(day=day_text(on))
        case errors.CouponNeedsMore(minimum_fen=minimum):
            return _("The coupon is good from {minimum} on.").format(
                minimum=money_text(Money(minimum), currency)
            )
        case errors.CouponWithdrawn(at=at, by=by):
            return _("This coupon was taken back on {when} by {name}.").format(
                when=time_text(at, terms.zone), name=by or "-"
            )
        case errors.CouponNeedsMember():
            return _("Each member may use so many of this coupon: find the member first.")
        case errors.CouponsPerMember(most=most):
            return ngettext(
                "She has used this coupon once already.",
                "She has used {most} of this coupon already, and may use no more.",
                most,
            ).format(most=most)
        case errors.CouponsGone(left=left):
            return ngettext(
                "Only {left} more coupon of this kind can be issued.",
                "Only {left} more coupons of this kind can be issued.",
                left,
            ).format(left=count_text(left))
        case errors.CouponsStopped():
            return _("No coupons of this kind are issued any more.")
        case errors.NobodyToGive():
            return _("There is nobody to give one to.")
        case errors.CouponNotYet(first=first):
            return _("The coupon is good from {day} on.").format(day=day_text(first))
        case errors.CouponNotToday(weekdays=weekdays):
            return _("This coupon is not for today: {weekdays}.").format(
                weekdays=weekdays_text(weekdays)
            )
        case errors.CouponBlackout(last=last):
            return _("This coupon cannot be used today; after {day} it can.").format(
                day=day_text(last)
            )
        case errors.CouponNotForThese():
            return _("This coupon is for other goods.")
        case errors.CouponNotWithPoints():
            return _("This coupon cannot be used together with points.")
        case errors.CouponNotWithTier():
            return _("This coupon cannot be used together with the discount of her tier.")
        case errors.CouponStandsAlone(code=code):
            return _("Coupon {code} cannot be used together with others.").format(code=code)
        case errors.SameCouponTwice():
            return _("Only one coupon of this kind can be used in a sale.")
        case errors.CouponTakesNothing():
            return _("This coupon would take nothing off here; keep it.")
        case errors.FreeItemNeedsGoods():
            return _("Say which goods or categories are free.")
        case errors.CouponWithoutEnd():
            return _("Say for how many days the coupon is valid, or until when.")
        case _:
            return None
