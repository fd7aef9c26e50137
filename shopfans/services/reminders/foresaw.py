"""What the model says of a member, as a line of Today's list shows it."""

from datetime import date
from typing import NamedTuple


class Foresaw(NamedTuple):
    p7: float
    """The chance that she comes by herself within seven days."""
    rhythm: int
    """Days: comes about every so many."""
    give_or_take: int
    """Days: half of her gaps are no further from it."""
    gone: float
    """The chance that two more usual gaps pass without her."""
    good: str = ""
    """What she will need soon."""
    runs_out: date | None = None
    """When it is used up, or when she usually takes it again."""
    is_used_up: bool = False
    """The good is known to last some days; else it is a habit of hers."""


def foresaw(
    p7: float, early: int, rhythm: int, late: int, gone: float, good: str | None = None,
    runs_out: str | None = None, lasts: int | None = None,
) -> Foresaw:  # fmt: skip
    return Foresaw(
        p7, rhythm, max(1, round((late - early) / 2)), gone, good or "",
        date.fromisoformat(runs_out) if runs_out else None, lasts is not None,
    )  # fmt: skip
