"""The words for refusals: business days, and the drawer."""

from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money
from shopfans.domain.terms import Terms
from shopfans.texts import _
from shopfans.texts.formats import day_text, money_text
from shopfans.texts.messages.shortening import shortened


def words(problem: ShopError, terms: Terms) -> str | None:
    """Of this topic; None for any other."""
    currency = terms.currency
    match problem:
        case errors.DayOver(day=day):
            return _("This sale is of {day}; only today's sales can be voided.").format(
                day=day_text(day)
            )
        case errors.SaleOfClosedDay(day=day):
            return _(
                "{day} is closed, so this sale can no longer be voided. Take it back with a "
                "refund: that counts for today."
            ).format(day=day_text(day))
        case errors.DayClosed(day=day):
            return _(
                "{day} is closed and changes no more. What is to be put right is entered today."
            ).format(day=day_text(day))
        case errors.DayNotBegun(day=day):
            return _("The day is closed already. {day} can be closed once it has begun.").format(
                day=day_text(day)
            )
        case errors.DateInDoubt(says=day):
            return _(
                "This computer says {day}. Until the owner has confirmed that, nothing can be "
                "closed."
            ).format(day=day_text(day))
        case errors.ReasonForDifference(over_fen=fen):
            return _("The drawer differs by {amount}: say why.").format(
                amount=money_text(Money(abs(fen)), currency)
            )
        case errors.FloatAboveCount(counted_fen=counted):
            return _("Only {counted} was counted: no more can stay in the drawer.").format(
                counted=money_text(Money(counted), currency)
            )
        case errors.UnknownZone(text=text):
            return _("“{text}” is not a time zone. Type it like Asia/Shanghai.").format(
                text=shortened(text)
            )
        case _:
            return None
