"""Cards of sessions: what a card holds, what one session of it is worth, what is returned of it.

Money moves when a card is sold, and when it is given back. A use moves none: what it is worth, its
share of the card's price, is takings earned on that day. `worth` is the one rule for that: what is
left of a card is owed, and what a use takes from it is earned.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from shopfans.domain.errors import (
    AmountNotPositive,
    AmountTooLarge,
    NothingOnCard,
    NumberOutOfRange,
)
from shopfans.domain.money import MOST, Money
from shopfans.domain.shares import apportion
from shopfans.domain.stored_value import needs_no_reason

MOST_PARTS = 8
"""Services on one card."""

MOST_SESSIONS = 999
"""Of one service."""

LONGEST = 3_650
"""Days that a card lasts."""


class CardPart(NamedTuple):
    """So many sessions of one service."""

    name: str
    sessions: int
    list_price: Money
    """Of one session without a card."""
    good: int | None = None
    category: str = ""
    """Any good of it, if no good is named."""


class CardTerms(NamedTuple):
    """What a card is, and what it costs."""

    name: str
    price: Money
    parts: tuple[CardPart, ...]
    lasts: int | None = None
    """Days from the sale."""
    until: date | None = None
    """No card of the kind is good after it."""
    is_shared: bool = False
    """Whoever she sends may use it, and it may be passed on."""

    def last_day(self, sold: date) -> date | None:
        """The last day of use of a card sold on this day; None: for ever."""
        ends = [] if self.lasts is None else [sold + timedelta(days=self.lasts)]
        return min([*ends, *([self.until] if self.until else [])], default=None)

    def values(self) -> tuple[Money, ...]:
        """Each service's share of the price: by what its sessions cost without a card."""
        weights = [part.list_price.fen * part.sessions for part in self.parts]
        return tuple(Money(fen) for fen in apportion(self.price.fen, weights))


class CardReturn(Enum):
    """When a card is given back, what she used of it counts…"""

    CARD_PRICE = "card_price"
    """…at the card's price: what is left is returned."""
    LIST_PRICE = "list_price"
    """…at what it costs without a card: the price less that is returned."""


@dataclass(frozen=True, slots=True)
class SessionRule:
    returning: CardReturn = CardReturn.CARD_PRICE


class PartLeft(NamedTuple):
    """How one service of a sold card stands."""

    sessions: int
    left: int
    value: Money
    """Its share of the card's price."""
    list_price: Money

    @property
    def worth(self) -> Money:
        return worth(self.value, self.sessions, self.left)


def check_terms(terms: CardTerms) -> None:
    """Returns if such a card can be sold.

    Raises NothingOnCard, NumberOutOfRange, AmountNotPositive or AmountTooLarge.
    """
    if not terms.parts:
        raise NothingOnCard()
    if len(terms.parts) > MOST_PARTS:
        raise NumberOutOfRange(1, MOST_PARTS)
    for amount in (terms.price, *(part.list_price for part in terms.parts)):
        if amount <= Money():
            raise AmountNotPositive()
        if amount > MOST:
            raise AmountTooLarge(MOST.fen)
    if any(not 1 <= part.sessions <= MOST_SESSIONS for part in terms.parts):
        raise NumberOutOfRange(1, MOST_SESSIONS)
    if terms.lasts is not None and not 1 <= terms.lasts <= LONGEST:
        raise NumberOutOfRange(1, LONGEST)


def worth(value: Money, sessions: int, left: int) -> Money:
    """What is owed for the sessions left of a service: their part of its share, rounded down.

    A use earns the difference it makes, so that all uses together earn the share to the fen.
    """
    return Money(value.fen * left // sessions)


def returnable(returning: CardReturn, paid: Money, parts: tuple[PartLeft, ...]) -> Money:
    """What she gets back of a card, if anything is left of it; never more than she paid."""
    if not any(part.left for part in parts):
        return Money()
    if returning is CardReturn.CARD_PRICE:
        return Money.total(part.worth for part in parts)
    used = Money.total(part.list_price * (part.sessions - part.left) for part in parts)
    return max(Money(), paid - used)


def counted(
    rule: SessionRule, paid: Money, parts: tuple[PartLeft, ...], paid_on: date | None, day: date
) -> CardReturn:
    """How what she used counts on this day: while she needs no reason (see stored_value), in the
    way that is best for her. None: nobody knows when she paid."""
    if paid_on is None or not needs_no_reason(paid_on, day):
        return rule.returning
    return max(CardReturn, key=lambda way: returnable(way, paid, parts))
