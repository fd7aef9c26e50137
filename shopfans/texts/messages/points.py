"""The words for refusals: points, stamps and tiers."""

from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.terms import Terms
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text


def words(problem: ShopError, _terms: Terms) -> str | None:
    """Of this topic; None for any other."""
    match problem:
        case errors.TiersAlike():
            return _("Two tiers have the same name.")
        case errors.TiersNotRising(name=name, lower=lower):
            return _("{name} must be reached later than {lower}.").format(name=name, lower=lower)
        case errors.NotEnoughPoints(balance=balance, asked=asked):
            return _("She has {balance} points, not {asked}.").format(
                balance=count_text(balance), asked=count_text(asked)
            )
        case errors.PointsAboveDue(most=most):
            return _("For this sale {most} points are enough.").format(most=count_text(most))
        case errors.PointsInSteps(step=step):
            return _("Points are used in steps of {step}.").format(step=count_text(step))
        case errors.PointsBelowLeast(least=least):
            return _("Points are used from {least} on.").format(least=count_text(least))
        case errors.PointsAboveCeiling(most=most):
            return _("Here {most} points may be used at most.").format(most=count_text(most))
        case errors.PointsNeedProof(most=most):
            return ngettext(
                "More than {n} point: scan the code on her page, or type the last four digits of "
                "her phone number.",
                "More than {n} points: scan the code on her page, or type the last four digits of "
                "her phone number.",
                most,
            ).format(n=count_text(most))
        case errors.WrongDigits():
            return _("These are not the last four digits of her phone number.")
        case errors.PointsNeedMember():
            return _("Find the member first to use points.")
        case errors.NotEnoughStamps(has=has, needed=needed):
            return _("She has {has} stamps; {needed} are needed.").format(has=has, needed=needed)
        case errors.NothingForStamps():
            return _("Nothing in the basket can be the free piece.")
        case errors.GiftNeedsMember():
            return _("Find the member first: a gift is paid with points.")
        case _:
            return None
