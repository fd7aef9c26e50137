"""Why a member stands on Today's list, in one sentence."""

from datetime import date
from typing import Protocol

from shopfans.domain.kinds import Reason
from shopfans.texts import _, ngettext
from shopfans.texts.formats import day_text, short_day_text
from shopfans.texts.weekdays import weekday_text


class Line(Protocol):
    """What a sentence needs of a line of the list."""

    @property
    def reason(self) -> Reason: ...
    @property
    def day(self) -> date: ...
    @property
    def last_visit(self) -> date | None: ...
    @property
    def usual_gap(self) -> int | None: ...
    @property
    def lunar(self) -> bool: ...
    @property
    def coupon(self) -> str | None: ...


def why(line: Line, on: date) -> str:
    """The reason in one sentence, as it stands on the day `on`."""
    match line.reason:
        case Reason.BIRTHDAY:
            when = coming_day_text(line.day, on)
            if line.lunar:
                return _("Birthday {when} (lunar)").format(when=when)
            return _("Birthday {when}").format(when=when)
        case Reason.COUPON:
            return _("{coupon} lapses {when}").format(
                coupon=line.coupon, when=coming_day_text(line.day, on)
            )
        case Reason.SLIPPING:
            return _overdue(line, on)
        case _:
            return ""


def coming_day_text(day: date, on: date) -> str:
    """A day of this week as one speaks of it: today, tomorrow, on Thursday 03-12."""
    match (day - on).days:
        case 0:
            return _("today")
        case 1:
            return _("tomorrow")
        case _:
            return _("on {weekday} {day}").format(
                weekday=weekday_text(day.weekday()), day=short_day_text(day)
            )


def _overdue(line: Line, on: date) -> str:
    if line.last_visit is None or line.usual_gap is None:
        return _("Was due on {day}").format(day=day_text(line.day))
    silent = (on - line.last_visit).days
    return ngettext(
        "Comes every {gap} days, last came {silent} day ago",
        "Comes every {gap} days, last came {silent} days ago",
        silent,
    ).format(gap=line.usual_gap, silent=silent)
