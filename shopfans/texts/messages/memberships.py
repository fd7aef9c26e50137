"""The words for refusals: paid membership."""

from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money
from shopfans.domain.terms import Terms
from shopfans.texts import _
from shopfans.texts.formats import day_text, money_text


def words(problem: ShopError, terms: Terms) -> str | None:
    """Of this topic; None for any other."""
    match problem:
        case errors.PlansAlike(name=name):
            return _("Two plans are named {name}.").format(name=name)
        case errors.PlanGivesNothing(name=name):
            return _("{name} gives nothing yet: a discount, more points or coupons.").format(
                name=name
            )
        case errors.UnknownPlan():
            return _("This membership is not sold any more.")
        case errors.MembershipUsed():
            return _("She has bought with it already: it can only be ended, for the days left.")
        case errors.MembershipRenewed(starts=starts):
            return _("Take the renewal from {day} back first.").format(day=day_text(starts))
        case errors.MembershipOver():
            return _("This membership has ended already.")
        case errors.FeeOwed(fee_fen=fee):
            return _("Days of her membership are left, worth {amount}: end it first.").format(
                amount=money_text(Money(fee), terms.currency)
            )
        case _:
            return None
