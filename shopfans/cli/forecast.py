"""`forecast`: who comes back when, as it stood before a day."""

from collections.abc import Sequence
from datetime import date, datetime

import click

from shopfans.cli import tables
from shopfans.cli.telling import open_shop, progress_bar
from shopfans.domain.foresight import ASKED
from shopfans.services import settings
from shopfans.services.reminders import foreseeing
from shopfans.services.reminders.foreseeing import Foreseen
from shopfans.texts import _
from shopfans.texts.formats import count_text


def forecast_command() -> click.Command:
    return click.Command(
        "forecast",
        callback=_forecast,
        help=_(
            "Say who comes back when. Each member known on the day with her chances to come, "
            "from the days before it alone, whatever came later; the day itself is the first she "
            "may come on."
        ),
        params=[
            tables.day_option(),
            click.Option(
                ["--horizon", "horizons"],
                type=click.IntRange(1, 3650),
                multiple=True,
                default=ASKED,
                show_default=True,
                metavar=_("DAYS"),
                help=_("How many days to look ahead; may be given several times."),
            ),
            tables.form_option(),
        ],
    )


def _forecast(on: datetime | None, horizons: tuple[int, ...], form: str) -> None:
    horizons = tuple(dict.fromkeys(horizons))
    with open_shop() as shop:
        day = on.date() if on else settings.today(shop)
        with progress_bar(_("Looking back")) as progress:
            model, told = foreseeing.foreseen(shop, on=day, horizons=horizons, progress=progress)
    rows = [_row(one, horizons) for one in told]
    columns = _columns(horizons)
    if form == "json":
        click.echo(tables.as_json(rows), nl=False)
    elif form == "csv":
        click.echo(tables.as_csv(rows, columns), nl=False)
    else:
        click.echo(tables.as_table(rows, columns, numbers_from=3), nl=False)
    if model.goes_by_rule:
        click.echo(
            _(
                "Members have come back only {count} times by then: whoever stays away for {days} "
                "days counts as due, and the chances are coarse."
            ).format(count=count_text(model.gaps), days=count_text(model.rule_days)),
            err=True,
        )


def _columns(horizons: Sequence[int]) -> list[str]:
    return [
        "member", "visits", "last_visit", *(f"p{days}" for days in horizons), "expected_28",
        "next_visit", "usual_gap", "p_gone",
    ]  # fmt: skip


def _row(one: Foreseen, horizons: Sequence[int]) -> dict[str, tables.Cell]:
    cells: list[tables.Cell] = [
        one.foreign_id or str(one.member), one.visits, _iso(one.last_visit),
        *map(_fine, one.forecast.chances), _fine(one.forecast.expected_28),
        _iso(one.next_visit), one.usual_gap, _fine(one.forecast.gone),
    ]  # fmt: skip
    return dict(zip(_columns(horizons), cells, strict=True))


def _iso(day: date) -> str:
    return day.isoformat()


def _fine(number: float) -> float:
    return round(number, 8)
