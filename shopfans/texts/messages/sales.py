"""The words for refusals: sales, and what is taken back of them."""

from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money
from shopfans.domain.terms import Terms
from shopfans.texts import _, ngettext
from shopfans.texts.formats import money_text, time_text


def words(problem: ShopError, terms: Terms) -> str | None:
    """Of this topic; None for any other."""
    currency = terms.currency
    match problem:
        case errors.NothingToSell():
            return _("Enter an amount or choose goods first.")
        case errors.TenderMismatch(due_fen=due, given_fen=given):
            return _("{due} is due, but {given} was paid.").format(
                due=money_text(Money(due), currency), given=money_text(Money(given), currency)
            )
        case errors.ParkedGone():
            return _("Somebody has taken this basket up already.")
        case errors.GivenTooMuch(due_fen=due) if due < 0:
            return _("{amount} too much is paid: take a part of it back.").format(
                amount=money_text(Money(-due), currency)
            )
        case errors.GivenTooMuch(due_fen=due):
            return _("Only cash gives change: {due} is left to pay.").format(
                due=money_text(Money(due), currency)
            )
        case errors.AlreadyVoided(at=at, by=by):
            return _("This sale was voided on {when} by {name}.").format(
                when=time_text(at, terms.zone), name=by or "-"
            )
        case errors.NothingToVoid():
            return _("There is no sale to void.")
        case errors.NothingToRefund():
            return _("There is nothing of this sale to take back.")
        case errors.TooManyReturned(left=left):
            return ngettext(
                "Only {n} piece is left of this line.", "Only {n} pieces are left of this line.",
                left,
            ).format(n=left)  # fmt: skip
        case errors.PartlyRefunded():
            return _("Part of this sale came back already: refund the rest, it cannot be voided.")
        case errors.SaleUsedHers():
            return _(
                "This sale used a guest's points, stamps, tier discount or coupon: void it and "
                "ring it "
                "again."
            )
        case errors.ReasonMissing():
            return _("Say why something is taken off.")
        case errors.OffTooMuch(most_fen=most):
            return _("The line costs {most}: no more can be taken off.").format(
                most=money_text(Money(most), currency)
            )
        case errors.RequestReused():
            return _("This was done already with other contents. Please start again.")
        case _:
            return None
