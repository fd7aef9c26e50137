"""Festivals of the lunar calendar on which a shop thinks of its guests."""

from datetime import date
from enum import Enum

from shopfans.domain.lunar import LunarDay, day_of


class Festival(Enum):
    SPRING = "spring"
    LANTERN = "lantern"
    DRAGON_BOAT = "dragon_boat"
    SEVENTH_NIGHT = "seventh_night"
    MID_AUTUMN = "mid_autumn"
    DOUBLE_NINTH = "double_ninth"


_KEPT = {
    Festival.SPRING: (1, 1),
    Festival.LANTERN: (1, 15),
    Festival.DRAGON_BOAT: (5, 5),
    Festival.SEVENTH_NIGHT: (7, 7),
    Festival.MID_AUTUMN: (8, 15),
    Festival.DOUBLE_NINTH: (9, 9),
}
"""Month and day of the lunar year; never in a leap month."""


def festival_day(festival: Festival, year: int) -> date | None:
    """The day it is kept in a year of the common calendar; None where the lunar one is not known.

    Each of them falls into the common year in which its lunar year began.
    """
    month, day = _KEPT[festival]
    return day_of(LunarDay(year, month, day))
