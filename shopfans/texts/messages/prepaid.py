"""The words for refusals: stored value."""

from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money
from shopfans.domain.terms import Terms
from shopfans.texts import _
from shopfans.texts.formats import money_text


def words(problem: ShopError, terms: Terms) -> str | None:
    """Of this topic; None for any other."""
    currency = terms.currency
    match problem:
        case errors.NotEnoughStoredValue(balance_fen=balance, asked_fen=asked):
            return _("She has {balance} of stored value, not {asked}.").format(
                balance=money_text(Money(balance), currency),
                asked=money_text(Money(asked), currency),
            )
        case errors.StoredValueNeedsMember():
            return _("Find the member first: stored value has a name.")
        case errors.StoredValueNotReceived():
            return _("Choose how the money moves: stored value is not money.")
        case errors.StoredValueNeedsProof(most_fen=most):
            return _(
                "More than {amount} of stored value: scan the code on her page, or type the last "
                "four digits of her phone number."
            ).format(amount=money_text(Money(most), currency))
        case errors.NoTopUps():
            return _("This shop takes no top-ups: the owner allows them in the settings.")
        case errors.NoChangeKept():
            return _("This shop keeps no change: the owner allows it in the settings.")
        case errors.OfferTwice(paid_fen=paid):
            return _("There are two offers for {amount}.").format(
                amount=money_text(Money(paid), currency)
            )
        case errors.TopUpUsed():
            return _(
                "Some of this top-up, or a coupon that came with it, was used: it can only be "
                "paid out."
            )
        case errors.NothingToPayOut():
            return _("Nothing of this can be returned.")
        case errors.PayoutChanged(returned_fen=returned):
            return _("Something changed meanwhile: it is {amount} now. Look once more.").format(
                amount=money_text(Money(returned), currency)
            )
        case errors.ValueOwed(principal_fen=principal):
            return _("The shop still has {amount} of hers: pay it out first.").format(
                amount=money_text(Money(principal), currency)
            )
        case _:
            return None
