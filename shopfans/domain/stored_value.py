"""Stored value: what a top-up brings, how a payment draws on it, and what is returned of it.

Principal is what she paid in, bonus what the shop added; they are never added into one.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from shopfans.domain.earning_rule import EarningRule
from shopfans.domain.errors import (
    AmountNotPositive,
    AmountTooLarge,
    NotEnoughStoredValue,
    NumberOutOfRange,
    OfferTwice,
)
from shopfans.domain.money import MOST, Currency, Money
from shopfans.domain.periods import months_later
from shopfans.domain.points import Points
from shopfans.domain.shares import apportion

MOST_MONTHS = 24
"""In which a bonus comes."""

MOST_COUPONS = 20
"""With one top-up."""

MOST_OFFERS = 8
"""As many as the counter has keys for."""

COOLING_DAYS = 7
"""From the day of paying, in which she needs no reason: 法释〔2025〕4号, Art. 14."""

_NAMED_LIMITS = {"CNY": Money(500_000)}
"""What one named card of a single shop may hold: 单用途商业预付卡管理办法, by currency."""


class Draw(Enum):
    """Which part a payment takes first."""

    PRINCIPAL_FIRST = "principal_first"
    BONUS_FIRST = "bonus_first"
    IN_PROPORTION = "in_proportion"
    """As both stand; the fen that cannot be split comes from the bonus."""


class EarnsOn(Enum):
    """When stored value brings points: once at most."""

    PAYING = "paying"
    TOPPING_UP = "topping_up"
    NOTHING = "nothing"


class Returning(Enum):
    """What she has used counts, when she wants her money back, against…"""

    AS_DRAWN = "as_drawn"
    """…what her payments took: the principal that is left is returned."""
    BONUS_FIRST = "bonus_first"
    """…the bonus, and only then her own money."""
    PRINCIPAL_FIRST = "principal_first"
    """…her own money, and only then the bonus."""
    IN_PROPORTION = "in_proportion"
    """…both, in the shares in which she got them; rounded in her favour."""


class Offer(NamedTuple):
    """What the shop adds to a top-up of so much or more."""

    paid: Money
    bonus: Money = Money()
    months: int = 1
    """1: the bonus comes at once; else a part at once and one each month."""
    template: int | None = None
    coupons: int = 0
    """So many of the template."""


@dataclass(frozen=True, slots=True)
class StoredValueRule:
    tops_up: bool = False
    """False: no top-ups any more; what she has can be used as ever."""
    offers: tuple[Offer, ...] = ()
    draw: Draw = Draw.PRINCIPAL_FIRST
    earns: EarnsOn = EarnsOn.PAYING
    keeps_change: bool = False
    """Whether the change of a sale may be kept for her."""
    returning: Returning = Returning.AS_DRAWN
    unproven: Money | None = None
    """More in one sale only once she has shown that it is hers, as with points. None: any sum."""

    def needs_proof(self, paid: Money) -> bool:
        return self.unproven is not None and paid > self.unproven

    def offer(self, paid: Money) -> Offer | None:
        """The largest offer that this much reaches; it counts once."""
        reached = [one for one in self.offers if one.paid <= paid]
        return max(reached, key=lambda one: one.paid, default=None)


class Value(NamedTuple):
    """So much of each; a change, or what there is."""

    principal: Money = Money()
    bonus: Money = Money()

    @property
    def both(self) -> Money:
        return self.principal + self.bonus


class Brings(NamedTuple):
    """What a top-up would bring."""

    offer: Offer | None
    bonus: Money
    """At once."""
    later: Money
    """Month by month."""
    earned: Points
    has: Value
    """Afterwards."""
    above_limit: Money | None
    """What the law lets a named card hold, if she would have more."""


class TopUpUse(NamedTuple):
    """What became of one top-up."""

    granted: Value
    used: Value
    """By payments, less what refunds brought back."""
    returned: Money = Money()
    """Paid back to her before."""


class Instalment(NamedTuple):
    """A part of a bonus that comes later."""

    day: date
    amount: Money


def check_rule(rule: StoredValueRule) -> None:
    """Returns if a shop can work by this rule.

    Raises AmountNotPositive, AmountTooLarge, NumberOutOfRange or OfferTwice.
    """
    if rule.unproven is not None and not Money() <= rule.unproven <= MOST:
        raise AmountTooLarge(MOST.fen)
    if len(rule.offers) > MOST_OFFERS:
        raise NumberOutOfRange(0, MOST_OFFERS)
    for one in rule.offers:
        if one.paid <= Money() or one.bonus < Money():
            raise AmountNotPositive()
        if max(one.paid, one.bonus) > MOST:
            raise AmountTooLarge(MOST.fen)
        if not 1 <= one.months <= MOST_MONTHS:
            raise NumberOutOfRange(1, MOST_MONTHS)
        if not 0 <= one.coupons <= MOST_COUPONS:
            raise NumberOutOfRange(0, MOST_COUPONS)
    paid = [one.paid for one in rule.offers]
    for amount in paid:
        if paid.count(amount) > 1:
            raise OfferTwice(amount.fen)


def bonus_parts(offer: Offer | None, day: date) -> tuple[Money, tuple[Instalment, ...]]:
    """What comes at once, and what comes later: equal parts a month apart, to the fen.

    On a day that a month does not have, its last one.
    """
    if offer is None:
        return Money(), ()
    parts = [Money(part) for part in apportion(offer.bonus.fen, [1] * offer.months)]
    later = enumerate(parts[1:], 1)
    return parts[0], tuple(Instalment(months_later(day, number), one) for number, one in later)


def points_for(earns: EarnsOn, earning: EarningRule, paid: Money) -> Points:
    """What a top-up earns: the plain rate of the shop, rounded down, or nothing."""
    if earns is not EarnsOn.TOPPING_UP:
        return Points(0)
    return Points(paid.fen * earning.points // earning.each.fen)


def drawn(draw: Draw, has: Value, amount: Money) -> Value:
    """What a payment takes of each. Raises NotEnoughStoredValue."""
    if amount > has.both:
        raise NotEnoughStoredValue(has.both.fen, amount.fen)
    match draw:
        case Draw.PRINCIPAL_FIRST:
            principal = min(amount, has.principal)
        case Draw.BONUS_FIRST:
            principal = amount - min(amount, has.bonus)
        case Draw.IN_PROPORTION:
            principal = Money(amount.fen * has.principal.fen // (has.both.fen or 1))
    return Value(principal, amount - principal)


def given_back(taken: Value, amount: Money) -> Value:
    """What part of a payment returns to each when so much of it comes back: in proportion."""
    principal, bonus = apportion(amount.fen, [taken.principal.fen, taken.bonus.fen])
    return Value(Money(principal), Money(bonus))


def returnable(returning: Returning, use: TopUpUse) -> Money:
    """What she gets back of one top-up, less what she got before; never more than she paid in."""
    paid, bonus = use.granted
    used = use.used.both
    match returning:
        case Returning.AS_DRAWN:
            gone = use.used.principal
        case Returning.BONUS_FIRST:
            gone = max(Money(), used - bonus)
        case Returning.PRINCIPAL_FIRST:
            gone = min(used, paid)
        case Returning.IN_PROPORTION:
            gone = Money(used.fen * paid.fen // (use.granted.both.fen or 1))
    return max(Money(), paid - gone - use.returned)


def counted(rule: StoredValueRule, topped_up: date | None, day: date) -> Returning:
    """How what she used of a top-up is counted on this day: while she needs no reason, in the way
    that is best for her. None: nobody knows when she paid."""
    if topped_up is not None and needs_no_reason(topped_up, day):
        return Returning.BONUS_FIRST
    return rule.returning


def needs_no_reason(topped_up: date, day: date) -> bool:
    """The day of paying itself is not counted."""
    return (day - topped_up).days <= COOLING_DAYS


def above_limit(currency: Currency, held: Money) -> Money | None:
    """What a named card may hold, if she would hold more; None: all is well."""
    limit = _NAMED_LIMITS.get(currency.code)
    return limit if limit is not None and held > limit else None
