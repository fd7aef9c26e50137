"""A date in words, so that nobody reads over a wrong one."""

from datetime import date

from shopfans.texts import _
from shopfans.texts.weekdays import weekday_text


def long_day_text(day: date) -> str:
    """Monday, 3 March 2031; in Chinese 2031年3月3日 周一."""
    return _("{weekday}, {day} {month} {year}").format(
        weekday=weekday_text(day.weekday()), day=day.day, month=_month_text(day), year=day.year
    )


def _month_text(day: date) -> str:
    return (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"),
        _("August"), _("September"), _("October"), _("November"), _("December"),
    )[day.month - 1]  # fmt: skip
