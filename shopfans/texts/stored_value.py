"""The words of stored value: its refusals, its rules and how what is returned came about."""

from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.kinds import Prepaid
from shopfans.domain.money import Currency, Money
from shopfans.domain.stored_value import Draw, EarnsOn, Returning
from shopfans.texts import _
from shopfans.texts.formats import money_text


def plain_refusals() -> dict[type[ShopError], str]:
    return {
        errors.StoredValueNeedsMember: _("Find the member first: stored value has a name."),
        errors.StoredValueNotReceived: _("Choose how the money moves: stored value is not money."),
        errors.NoTopUps: _("This shop takes no top-ups: the owner allows them in the settings."),
        errors.NoChangeKept: _("This shop keeps no change: the owner allows it in the settings."),
        errors.TopUpUsed: _(
            "Some of this top-up, or a coupon that came with it, was used: it can only be paid out."
        ),
        errors.NothingToPayOut: _("Nothing of this can be returned."),
    }


def refusal(problem: ShopError, currency: Currency) -> str:
    """The words for a refusal with facts. Raises KeyError for any other."""
    match problem:
        case errors.NotEnoughStoredValue(balance_fen=balance, asked_fen=asked):
            return _("She has {balance} of stored value, not {asked}.").format(
                balance=money_text(Money(balance), currency),
                asked=money_text(Money(asked), currency),
            )
        case errors.OfferTwice(paid_fen=paid):
            return _("There are two offers for {amount}.").format(
                amount=money_text(Money(paid), currency)
            )
        case errors.PayoutChanged(returned_fen=returned):
            return _("Something changed meanwhile: it is {amount} now. Look once more.").format(
                amount=money_text(Money(returned), currency)
            )
        case errors.ValueOwed(principal_fen=principal):
            return _("The shop still has {amount} of hers: pay it out first.").format(
                amount=money_text(Money(principal), currency)
            )
        case _:
            raise KeyError(type(problem))


def draw_label(draw: Draw) -> str:
    return {
        Draw.PRINCIPAL_FIRST: _("Principal first"),
        Draw.BONUS_FIRST: _("Bonus first"),
        Draw.IN_PROPORTION: _("In proportion"),
    }[draw]


def earns_label(earns: EarnsOn) -> str:
    return {
        EarnsOn.PAYING: _("When she pays with it"),
        EarnsOn.TOPPING_UP: _("When she tops up"),
        EarnsOn.NOTHING: _("Never"),
    }[earns]


def returning_label(returning: Returning) -> str:
    return {
        Returning.AS_DRAWN: _("As her payments took it"),
        Returning.BONUS_FIRST: _("Off the bonus first"),
        Returning.PRINCIPAL_FIRST: _("Off her own money first"),
        Returning.IN_PROPORTION: _("Off both in proportion"),
    }[returning]


def prepaid_label(kind: Prepaid) -> str:
    return {
        Prepaid.TOP_UP: _("Top-up"),
        Prepaid.CHANGE: _("Change kept"),
        Prepaid.OPENING: _("Brought over"),
        Prepaid.PAY_OUT: _("Paid out"),
    }[kind]
