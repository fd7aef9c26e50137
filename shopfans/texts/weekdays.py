"""The days of the week; Monday is 0."""

from collections.abc import Collection

from shopfans.texts import _
from shopfans.texts.formats import list_text


def weekday_text(weekday: int) -> str:
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )[weekday]


def weekdays_text(weekdays: Collection[int]) -> str:
    """On which days of the week something holds: not on weekends, only on Monday, Tuesday."""
    match sorted(set(weekdays)):
        case [0, 1, 2, 3, 4]:
            return _("not on weekends")
        case [5, 6]:
            return _("only on weekends")
        case days:
            return _("only on {weekdays}").format(weekdays=list_text(map(weekday_text, days)))
