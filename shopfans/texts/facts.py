"""Facts about a member in a few words, the same in every place."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, short_day_text


class Lapsing(Protocol):
    """Points that have a last day."""

    @property
    def left(self) -> int: ...

    @property
    def lapses(self) -> date | None: ...


def gap_text(days: int | None) -> str:
    """How often she comes; empty until it is known."""
    return ngettext("every {n} day", "every {n} days", days).format(n=days) if days else ""


def lapse_text(next_lapse: Lapsing | None, day: Callable[[date], str] = short_day_text) -> str:
    """Which points lapse next, and when; empty if none do. The day is written short where there is
    little room."""
    if next_lapse is None or next_lapse.lapses is None:
        return ""
    return _("{points} until {day}").format(
        points=count_text(next_lapse.left), day=day(next_lapse.lapses)
    )
