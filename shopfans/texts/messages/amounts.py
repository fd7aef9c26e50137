"""The words for refusals: amounts, numbers and days as they are typed. Bounds are in fen."""

from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money
from shopfans.domain.terms import Terms
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, day_text, money_text
from shopfans.texts.messages.shortening import shortened


def words(problem: ShopError, terms: Terms) -> str | None:
    """Of this topic; None for any other."""
    currency = terms.currency
    match problem:
        case errors.BadAmount():
            return _("This is not an amount. Type it like 12.50.")
        case errors.AmountNotPositive():
            return _("The amount must be more than zero.")
        case errors.TooManyDecimals(most=0):
            return _("Type whole amounts, without decimals.")
        case errors.TooManyDecimals(most=most):
            return ngettext(
                "No more than {most} decimal.", "No more than {most} decimals.", most
            ).format(most=most)
        case errors.AmountTooLarge(most_fen=most):
            return _("No amount may be larger than {most}.").format(
                most=money_text(Money(most), currency)
            )
        case errors.BadNumber():
            return _("This is not a whole number.")
        case errors.NumberOutOfRange(least=least, most=most):
            return _("Type a whole number from {least} to {most}.").format(
                least=count_text(least), most=count_text(most)
            )
        case errors.BadMultiplier(least=least, most=most):
            return _("Type how many times, like 1.5, from {least} to {most}.").format(
                least=least, most=most
            )
        case errors.BadDay(text=text):
            return _("“{text}” is not a day. Type it like 2026-03-08.").format(text=shortened(text))
        case errors.NotYesOrNo():
            return _("Write yes or no.")
        case errors.DaysReversed(first=first, last=last):
            return _("{last} is before {first}.").format(last=day_text(last), first=day_text(first))
        case errors.BadMonth(text=text):
            return _("“{text}” is not a month. Type it like 2026-03.").format(text=shortened(text))
        case errors.BadQuarter(text=text):
            return _("“{text}” is not a quarter. Type it like 2026-Q1.").format(
                text=shortened(text)
            )
        case _:
            return None
