"""Which period a command is about: a month, a quarter, a year, or from one day to another."""

from datetime import date
from typing import TypedDict, Unpack

import click

from shopfans.domain.periods import Period, Span, parse_days, parse_month, parse_quarter
from shopfans.texts import _


class Asked(TypedDict):
    """The options as they were typed."""

    month: str | None
    quarter: str | None
    year: int | None
    first: str | None
    last: str | None


def options() -> list[click.Parameter]:
    """For commands that take Asked."""
    return [
        click.Option(["--month"], metavar="YYYY-MM", help=_("The month.")),
        click.Option(["--quarter"], metavar="YYYY-Qn", help=_("The quarter, like 2026-Q1.")),
        click.Option(
            ["--year"], type=click.IntRange(1, 9999), metavar="YYYY", help=_("The whole year.")
        ),
        click.Option(["--from", "first"], metavar=_("DAY"), help=_("The first day of the period.")),
        click.Option(["--to", "last"], metavar=_("DAY"), help=_("The last day of the period.")),
    ]


def wanted(**asked: Unpack[Asked]) -> Period | None:
    """The period that was named; None if none was.

    Raises UsageError, BadMonth, BadQuarter, BadDay or DaysReversed.
    """
    month, quarter, year = asked["month"], asked["quarter"], asked["year"]
    first, last = asked["first"], asked["last"]
    ways = [month, quarter, year, first or last]
    if len([way for way in ways if way is not None]) > 1 or (first is None) != (last is None):
        raise click.UsageError(
            _("Name one period: a month, a quarter, a year, or --from and --to.")
        )
    if month is not None:
        return parse_month(month)
    if quarter is not None:
        return parse_quarter(quarter)
    if year is not None:
        return Period.around(date(year, 1, 1), Span.YEAR)
    return None if first is None or last is None else parse_days(first, last)
