"""Facts about a member in a few words, the same in every place."""

from datetime import date, timedelta
from typing import Protocol

from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, day_text, short_day_text

_SOON = timedelta(days=183)
"""So far ahead a day is known by its month and day: 11-08 of next year would be read as this
year's."""


class Lapsing(Protocol):
    """Points that have a last day."""

    @property
    def left(self) -> int: ...

    @property
    def lapses(self) -> date | None: ...


def gap_text(days: int | None) -> str:
    """How often she comes; empty until it is known."""
    return ngettext("every {n} day", "every {n} days", days).format(n=days) if days else ""


def lapse_text(next_lapse: Lapsing | None) -> str:
    """Which points lapse next, and when; empty if none do."""
    if next_lapse is None or next_lapse.lapses is None:
        return ""
    return _("{points} until {day}").format(
        points=count_text(next_lapse.left), day=day_text(next_lapse.lapses)
    )


def short_lapse_text(next_lapse: Lapsing | None, today: date) -> str:
    """The same where there is little room: how many, if it is soon, else until which month all
    are good."""
    if next_lapse is None or next_lapse.lapses is None:
        return ""
    if next_lapse.lapses > today + _SOON:
        return _("until {month}").format(month=f"{next_lapse.lapses:%Y-%m}")
    return _("{points} until {day}").format(
        points=count_text(next_lapse.left), day=short_day_text(next_lapse.lapses)
    )
