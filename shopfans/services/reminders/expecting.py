"""What is expected of a member, as the night writes it down; and whether it has learned anything
yet."""

from datetime import date
from typing import NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain.foresight import Standing
from shopfans.domain.money import Money
from shopfans.services.reminders import gap_models


class Expected(NamedTuple):
    """What is stored about a member: the columns of the table `forecast`."""

    member: int
    day: date
    """All of it as it stood before this day, which is the first a visit may fall on."""
    p7: float
    p14: float
    p28: float
    expected_28: float
    early: date
    next_visit: date
    late: date
    usual_gap: int
    rhythm_early: int
    rhythm: int
    rhythm_late: int
    """Comes about every `rhythm` days, usually every `rhythm_early` to `rhythm_late`."""
    p_gone: float
    p_still: float
    standing: Standing | None
    gain: Money
    good: int | None
    runs_out: date | None


def goes_by_rule(shop: Shop) -> bool:
    """Whether too few have come back yet: everybody is due after the owner's days then."""
    with shop.reading():
        known = gap_models.in_force(shop)
    return known is None or known.model.goes_by_rule
