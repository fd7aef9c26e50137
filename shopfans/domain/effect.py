"""What reminding brings: who was reminded beside who was held back, with an honest range."""

from math import exp, sqrt
from typing import NamedTuple

FEWEST = 5
"""Who came, in either group: below it a range would say nothing."""

_SURE = 1.96
"""Standard errors on either side: the range holds in 95 of 100 cases."""

_MIXED, _WORD = 2_654_435_761, 0xFFFFFFFF
"""Knuth's multiplicative hash: neighbours in the book of members are far apart."""

HELD_BACK_SQL = f"((((m.id * {_MIXED}) & {_WORD}) >> 16) % 10 = 0)"
"""The same for the member `m` of a query."""

FORECAST_HELD_BACK_SQL = HELD_BACK_SQL.replace("m.id", "f.member_id")
"""And for the forecast `f`, so that her row need not be looked up first."""


def is_held_back(member: int) -> bool:
    """Whether she belongs to the tenth that gets no reminder: always the same members."""
    return (((member * _MIXED) & _WORD) >> 16) % 10 == 0


class Group(NamedTuple):
    members: int
    came: int


class Effect(NamedTuple):
    """How much more often reminded members came: 0.4 is 40% more."""

    more: float
    least: float
    most: float


def expected(reminded: Group, held_back: Group) -> int | None:
    """How many of as many would have come without a word; None if nobody was held back."""
    if not held_back.members:
        return None
    return round(reminded.members * held_back.came / held_back.members)


def effect(reminded: Group, held_back: Group) -> Effect | None:
    """The ratio of the two shares less one, with its range (Katz et al. 1978); None: too few to
    tell, or a range from less to more."""
    if min(reminded.came, held_back.came) < FEWEST:
        return None
    ratio = (reminded.came / reminded.members) / (held_back.came / held_back.members)
    spread = sqrt(
        1 / reminded.came - 1 / reminded.members + 1 / held_back.came - 1 / held_back.members
    )
    least, most = ratio * exp(-_SURE * spread), ratio * exp(_SURE * spread)
    if least <= 1 <= most:
        return None
    return Effect(ratio - 1, least - 1, most - 1)
