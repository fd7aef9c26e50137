"""The words for refusals: reaching members."""

from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.message_texts import PLACEHOLDERS
from shopfans.domain.money import Money
from shopfans.domain.terms import Terms
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, day_text, list_text, money_text
from shopfans.texts.messages.shortening import shortened


def words(problem: ShopError, terms: Terms) -> str | None:
    """Of this topic; None for any other."""
    currency = terms.currency
    match problem:
        case errors.NoConsentToMessages():
            return _("She did not agree to be written to.")
        case errors.AskedForSilence():
            return _("She asked not to be contacted.")
        case errors.QuietUntil(day=day):
            return _("She was reached a short while ago: leave her in peace until {day}.").format(
                day=day_text(day)
            )
        case errors.WrittenEnough(most=most):
            return ngettext(
                "She was reached {most} time this month: that is enough.",
                "She was reached {most} times this month: that is enough.",
                most,
            ).format(most=count_text(most))
        case errors.ShopWroteEnough(most=most, left=left):
            return _(
                "That is too much for one month: {most} in all is your limit, {left} are left."
            ).format(most=count_text(most), left=count_text(left))
        case errors.DayGoneBy(day=day):
            return _("{day} is not a later day.").format(day=day_text(day))
        case errors.NobodyToReach():
            return _("None of them may be written to now.")
        case errors.CareHasNoStrings(minimum_fen=minimum):
            return _(
                "A gift from the heart has no strings: this coupon asks for {minimum} first. "
                "Take one without, and she will smile 🙂"
            ).format(minimum=money_text(Money(minimum), currency))
        case errors.NotAGuestOfThePlan():
            return _("She is not in the care plan.")
        case errors.TextMissing():
            return _("Write a few words first.")
        case errors.TextTooLong(most=most):
            return _("The text is too long: {most} characters at most.").format(most=most)
        case errors.UnknownPlaceholder(name=name):
            return _("“{name}” is not known here. In braces may stand: {known}.").format(
                name=shortened(name), known=list_text(PLACEHOLDERS)
            )
        case _:
            return None
