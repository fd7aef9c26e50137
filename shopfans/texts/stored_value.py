"""The words of stored value: its rules and how what is returned came about."""

from shopfans.domain.kinds import Act, Prepaid
from shopfans.domain.money import Currency, Money
from shopfans.domain.stored_value import (
    Brings,
    Draw,
    EarnsOn,
    Offer,
    Returning,
    StoredValueRule,
    TopUpUse,
    Value,
    drawn,
    returnable,
)
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, money_text, number_text


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
        Prepaid.SESSION_CARD: _("Session card"),
        Prepaid.OPENING_CARD: _("Session card brought over"),
        Prepaid.CARD_BACK: _("Card given back"),
        Prepaid.MEMBERSHIP: _("Membership"),
        Prepaid.FEE_BACK: _("Membership ended"),
    }[kind]


def what_text(act: Act, kind: Prepaid | None) -> str:
    """What a line of the statement was, in a word or two."""
    if act is Act.VOID_PREPAYMENT:
        return _("Top-up taken back")
    if kind is not None and act is not Act.SALE:
        return prepaid_label(kind)
    return {
        Act.SALE: _("Paid with it") if kind is None else prepaid_label(kind),
        Act.VOID: _("Back: sale voided"),
        Act.REFUND: _("Back: refund"),
        Act.INSTALMENT: _("Bonus of the month"),
        Act.MERGE: _("Merged"),
        Act.UNMERGE: _("Merge undone"),
    }.get(act, _("Other"))


def offer_text(offer: Offer, currency: Currency) -> str:
    """As short as a key: ¥500 + 50, or ¥1,000 + 120 + 2 coupons."""
    nothing = "." + "0" * currency.digits  # decimals that say nothing
    words = money_text(offer.paid, currency).removesuffix(nothing)
    if offer.bonus:
        words += f" + {number_text(offer.bonus, currency).removesuffix(nothing)}"
    if offer.coupons:
        words += f" + {_coupons(offer)}"
    return words


def _coupons(offer: Offer) -> str:
    words = ngettext("{n} coupon too", "{n} coupons too", offer.coupons)
    return words.format(n=offer.coupons)


def has_text(has: Value, currency: Currency) -> str:
    """What she has, both apart."""
    return _("{both} stored: {principal} principal, {bonus} bonus").format(
        both=money_text(has.both, currency),
        principal=money_text(has.principal, currency),
        bonus=money_text(has.bonus, currency),
    )


def brings_text(brings: Brings, currency: Currency) -> str:
    """What comes along, and what she has then."""
    parts = []
    if brings.bonus:
        parts.append(_("Bonus {amount}").format(amount=money_text(brings.bonus, currency)))
    if brings.later and brings.offer is not None:
        words = ngettext(
            "{amount} more within a month", "{amount} more within {n} months",
            brings.offer.months - 1,
        )  # fmt: skip
        parts.append(
            words.format(amount=money_text(brings.later, currency), n=brings.offer.months - 1)
        )
    if brings.offer is not None and brings.offer.coupons:
        parts.append(_coupons(brings.offer))
    if brings.earned:
        points = ngettext("{n} point", "{n} points", brings.earned)
        parts.append(points.format(n=count_text(brings.earned)))
    after = _("{both} in all").format(both=money_text(brings.has.both, currency))
    return "  ·  ".join((*parts, after))


def effect_text(rule: StoredValueRule, currency: Currency) -> str:
    """What the rule comes to: one top-up, one payment, and what she would get back afterwards."""
    unit = 10**currency.digits
    paid = min((one.paid for one in rule.offers), default=Money(500 * unit))
    offer = rule.offer(paid)
    granted = Value(paid, offer.bonus if offer else Money())
    spent = Money(paid.fen * _SHARE_SPENT // 1000)
    used = drawn(rule.draw, granted, spent)
    back = returnable(rule.returning, TopUpUse(granted, used))
    left = granted.both - spent
    return _(
        "Example: {paid} paid in, {bonus} added. A sale of {spent} takes {principal} of her own "
        "money and {of_bonus} of the bonus. If she then wants her money back she gets {back}, and "
        "{gone} goes with it."
    ).format(
        paid=money_text(paid, currency), bonus=money_text(granted.bonus, currency),
        spent=money_text(spent, currency), principal=money_text(used.principal, currency),
        of_bonus=money_text(used.bonus, currency), back=money_text(back, currency),
        gone=money_text(left - back, currency),
    )  # fmt: skip


_SHARE_SPENT = 463
"""Thousandths of a top-up that the example spends: 231.50 of 500, which no rule splits evenly."""
