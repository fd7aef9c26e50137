"""`audit`: the books are proved."""

import click

from shopfans.cli.tables import as_json, json_option
from shopfans.cli.telling import open_shop, progress_bar
from shopfans.services.books import auditing
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text


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
