"""The words of rewards for a friend who was brought."""

from collections.abc import Callable

from shopfans.domain.money import Currency, Money
from shopfans.domain.referral import Given, ReferralRule, Reward, Thanks
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, list_text, money_text

_ORDINARY = Money(2_000)
"""What the friend of the example pays, where the rule asks for less."""


def given_text(given: Given) -> str:
    """20 points, a coupon (Welcome); empty for nothing."""
    points = ngettext("{n} point", "{n} points", given.points).format(n=count_text(given.points))
    coupons = (_("a coupon ({name})").format(name=name) for name in given.coupons)
    return list_text([*([points] if given.points else ()), *coupons])


def promise_text(thanks: Thanks, due: Money, currency: Currency) -> str:
    """What the visit of a guest who was brought will bring, as the operator reads it; empty if it
    brings nothing."""
    said = _shared(
        thanks,
        both=_("Brought by {name}: both get {what}"),
        referred=_("Brought by {name}: this guest gets {what}"),
        referrer=_("Brought by {name}: she gets {hers}"),
        each=_("Brought by {name}: she gets {hers}, this guest {what}"),
    )
    return _from(thanks, said, currency) if due < thanks.floor else said


def offer_text(thanks: Thanks, currency: Currency) -> str:
    """What bringing a friend brings, as the member reads it; empty if it brings nothing."""
    said = _shared(
        thanks,
        both=_("With her first visit you both get {what}"),
        referred=_("With her first visit she gets {what}"),
        referrer=_("With her first visit you get {hers}"),
        each=_("With her first visit you get {hers}, she gets {what}"),
    )
    return _from(thanks, said, currency)


def _from(thanks: Thanks, said: str, currency: Currency) -> str:
    if not said or thanks.floor == Money(1):
        return said
    least = money_text(thanks.floor, currency)
    return _("{said}, from {least} on").format(said=said, least=least)


def thanks_text(thanks: Thanks) -> str:
    """What both got, as the guest reads it on her receipt; empty if that was nothing."""
    return _shared(
        thanks,
        both=_("You both got {what}."),
        referred=_("You got {what}."),
        referrer=_("{name} got {hers}."),
        each=_("You got {what}, {name} got {hers}."),
    )


def _shared(thanks: Thanks, *, both: str, referred: str, referrer: str, each: str) -> str:
    if not thanks.referrer.is_something:
        words = referred if thanks.referred.is_something else ""
    elif not thanks.referred.is_something:
        words = referrer
    else:
        words = both if thanks.referrer == thanks.referred else each
    return words.format(
        name=thanks.name or _("a member"),
        what=given_text(thanks.referred),
        hers=given_text(thanks.referrer),
    )


def effect_text(rule: ReferralRule, currency: Currency, name_of: Callable[[int], str]) -> str:
    """What the rule means, by an example."""
    if not rule.gives:
        return _("Nobody gets anything for a friend.")

    def told(reward: Reward) -> str:
        coupons = () if reward.template is None else (name_of(reward.template),)
        return given_text(Given(reward.points, coupons)) or _("nothing")

    return _("Example: Ana sends Mei. Mei pays {paid}: Ana gets {hers}, Mei gets {what}.").format(
        paid=money_text(max(_ORDINARY, rule.least), currency),
        hers=told(rule.referrer),
        what=told(rule.referred),
    )
