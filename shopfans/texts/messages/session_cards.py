"""The words for refusals: session cards."""

from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.terms import Terms
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, day_text


def words(problem: ShopError, _terms: Terms) -> str | None:
    """Of this topic; None for any other."""
    match problem:
        case errors.SessionsUsedUp(left=0):
            return _("Nothing of this is left on the card.")
        case errors.SessionsUsedUp(left=left):
            return ngettext(
                "Only {n} is left on the card.", "Only {n} are left on the card.", left
            ).format(n=count_text(left))
        case errors.CardLapsed(last=last):
            return _("The card was good until {day}.").format(day=day_text(last))
        case errors.SessionsOwed(left=left):
            return ngettext(
                "The shop still owes her {n} session: give the card back or pass it on first.",
                "The shop still owes her {n} sessions: give the cards back or pass them on first.",
                left,
            ).format(n=count_text(left))
        case _:
            return _plain().get(type(problem))


def _plain() -> dict[type[ShopError], str]:
    return {
        errors.CardNeedsMember: _("Find the member first: a card has a name."),
        errors.CardOffSale: _("This card is not on sale any more."),
        errors.NothingOnCard: _("Say what the card is good for: add a service."),
        errors.CardUsed: _(
            "Some of this card was used, or it was passed on: it can only be given back."
        ),
        errors.CardMovedOn: _(
            "The card was passed on or given back since: this session stays used."
        ),
        errors.NothingToUndo: _("This session was taken back already."),
        errors.NothingOfCard: _("Nothing of this card can be used or returned."),
    }
