"""The cash drawer: notes and coins by currency, and what a count of them comes to."""

from collections.abc import Mapping
from typing import NamedTuple

from shopfans.domain.errors import AmountTooLarge, NumberOutOfRange
from shopfans.domain.money import MOST, Money

MOST_PIECES = 100_000
"""Of one value; more is a slip of the finger."""

_EURO = (20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)

DENOMINATIONS: dict[str, tuple[int, ...]] = {
    "CNY": (10000, 5000, 2000, 1000, 500, 100, 50, 10),
    "TWD": (2000, 1000, 500, 200, 100, 50, 20, 10, 5, 1),
    "HKD": (100000, 50000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10),
    "MOP": (100000, 50000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10),
    "SGD": (100000, 10000, 5000, 1000, 500, 200, 100, 50, 20, 10, 5),
    "MYR": (10000, 5000, 2000, 1000, 500, 100, 50, 20, 10, 5),
    "USD": (10000, 5000, 2000, 1000, 500, 200, 100, 50, 25, 10, 5, 1),
    "EUR": _EURO,
    "GBP": (5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1),
    "JPY": (10000, 5000, 2000, 1000, 500, 100, 50, 10, 5, 1),
}
"""What lies in a drawer, by ISO 4217 code, the largest first; in the currency's smallest unit."""


class Drawer(NamedTuple):
    """What should be in the drawer."""

    opening: Money
    """What stayed in it at the count before."""
    cash: Money
    """Taken less given back since."""

    @property
    def expected(self) -> Money:
        return self.opening + self.cash

    def over(self, counted: Money) -> Money:
        """How much more was counted than expected; below zero, how much is short."""
        return counted - self.expected


def counted(pieces: Mapping[int, int]) -> Money:
    """What so many pieces of each value come to. Raises NumberOutOfRange or AmountTooLarge."""
    if not all(0 <= number <= MOST_PIECES for number in pieces.values()):
        raise NumberOutOfRange(0, MOST_PIECES)
    total = Money(sum(value * number for value, number in pieces.items()))
    if total > MOST:
        raise AmountTooLarge(MOST.fen)
    return total
