"""One sum paid in one way or in several."""

from collections.abc import Mapping
from typing import NamedTuple

from shopfans.domain.errors import GivenTooMuch
from shopfans.domain.money import Money
from shopfans.domain.sales import Tender


class Taken(NamedTuple):
    """What was paid and what was handed over for it, by each way, so far."""

    payments: dict[Tender, Money]
    received: dict[Tender, Money]
    """More than the payment by the change, in cash alone."""
    is_all: bool


def received(parts: Mapping[Tender, Money]) -> Money:
    """How much of these parts came in over the counter: stored value was the shop's before."""
    return Money.total(paid for way, paid in parts.items() if way is not Tender.STORED_VALUE)


def take(parts: Mapping[Tender, Money], rest: Money, tender: Tender, handed: Money) -> Taken:
    """One more payment towards a sum of which `parts` are paid and `rest` is left.

    Less than what is left is one more part. Raises GivenTooMuch for more than that if it is not
    cash, or if the parts come to more than the sum.
    """
    if handed < rest:
        paid = {**parts, tender: parts.get(tender, Money()) + handed}
        return Taken(paid, paid, is_all=False)
    if rest < Money() or (handed > rest and tender is not Tender.CASH):
        raise GivenTooMuch(rest.fen)
    if not rest:
        return Taken(dict(parts), dict(parts), is_all=True)
    before = parts.get(tender, Money())
    return Taken({**parts, tender: before + rest}, {**parts, tender: before + handed}, is_all=True)
