"""`import-sales` and `audit`: history comes in, and the books are proved."""

from pathlib import Path

import click

from shopfans.cli.tables import as_json, json_option
from shopfans.cli.telling import file_argument, open_shop, progress_bar
from shopfans.domain.roles import SYSTEM
from shopfans.services import settings
from shopfans.services.books import auditing
from shopfans.services.bringing import importing
from shopfans.services.reminders import forecasting
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, money_text


def import_command() -> click.Command:
    return click.Command(
        "import-sales",
        callback=_import_sales,
        help=_(
            "Take over past sales. FILE is .xlsx, .xls or .csv with the columns member, date and "
            "amount; members are made by their key in the other program. Past sales earn no "
            "points. Rows imported before are left out."
        ),
        params=[file_argument("path", must_exist=True)],
    )


def _import_sales(path: Path) -> None:
    with open_shop() as shop:
        with progress_bar(_("Importing")) as progress:
            added = importing.import_sales(shop, by=SYSTEM, path=path, progress=progress)
        if not added.sales:
            click.echo(_("Nothing new in this file: nothing was changed."))
            return
        with progress_bar(_("Learning who comes back when")) as progress:
            forecasting.keep_up(shop, progress)
        click.echo(
            _("{members} new members, {sales} sales, {total}. Past sales earn no points.").format(
                members=count_text(added.members),
                sales=count_text(added.sales),
                total=money_text(added.total, settings.load(shop).currency),
            )
        )
        if added.known:
            click.echo(
                ngettext(
                    "{count} row was there already.",
                    "{count} rows were there already.",
                    added.known,
                ).format(count=count_text(added.known))
            )
        if added.forgotten:
            click.echo(
                ngettext(
                    "{count} row is of a member who asked to be forgotten: left out.",
                    "{count} rows are of members who asked to be forgotten: left out.",
                    added.forgotten,
                ).format(count=count_text(added.forgotten))
            )


def audit_command() -> click.Command:
    return click.Command(
        "audit",
        callback=_audit,
        help=_(
            "Prove that the books are true. Exit code 0 if they are; "
            "else 1, with each problem on a line."
        ),
        params=[json_option()],
    )


def _audit(as_data: bool) -> None:
    with open_shop() as shop, progress_bar(_("Checking")) as progress:
        problems = auditing.problems(shop, progress)
    if as_data:
        rows = [{"truth": one.truth.value, "where": one.where} for one in problems]
        click.echo(as_json(rows), nl=False)
        click.get_current_context().exit(1 if problems else 0)
    if not problems:
        click.echo(_("The books are true."))
        return
    for problem in problems:
        click.echo(f"{problem.truth.value}: {problem.where}")
    click.echo(
        ngettext("{count} problem.", "{count} problems.", len(problems)).format(
            count=count_text(len(problems))
        ),
        err=True,
    )
    click.get_current_context().exit(1)
