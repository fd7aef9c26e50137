"""`import-members`: the list that the shop kept before comes in."""

import json
from pathlib import Path

import click

from shopfans.cli.telling import open_shop, progress_bar
from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.roles import SYSTEM
from shopfans.domain.sheet_rows import Fate
from shopfans.services import settings
from shopfans.services.bringing import members
from shopfans.services.bringing.refused import write_refused
from shopfans.services.bringing.trials import Trial
from shopfans.services.bringing.writing import Consents
from shopfans.texts import _
from shopfans.texts.formats import count_text
from shopfans.texts.sheet_rows import fate_count, left_out_text, sessions_text, value_text


def import_members_command() -> click.Command:
    return click.Command(
        "import-members",
        callback=_import_members,
        help=_(
            "Bring members in from a list. FILE is .xlsx, .xls or .csv with a phone number and a "
            "name in each row; birthdays, points, stored value, sessions of session cards, tags, "
            "notes and the day of joining are taken along. By this you answer for it that they "
            "agreed to have their data kept. "
            "Exit code 0 if every row came in or was there, 1 if some were left out, 2 if nothing "
            "was done."
        ),
        params=[
            click.Argument(
                ["path"],
                type=click.Path(exists=True, dir_okay=False, path_type=Path),
                metavar=_("FILE"),
            ),
            click.Option(["--dry-run"], is_flag=True, help=_("Only say what would become of it.")),
            click.Option(
                ["--messages"], is_flag=True, help=_("They agreed to be written to as well.")
            ),
            click.Option(
                ["--left-out"],
                type=click.Path(dir_okay=False, path_type=Path),
                metavar=_("FILE"),
                help=_("Write the rows that were left out to this .xlsx, each with the reason."),
            ),
            click.Option(["--json", "as_json"], is_flag=True, help=_("For other programs.")),
        ],
    )


def _import_members(
    path: Path, *, dry_run: bool, messages: bool, left_out: Path | None, as_json: bool
) -> None:
    with open_shop() as shop:
        with progress_bar(_("Reading")) as progress:
            sheet = members.read(shop, by=SYSTEM, path=path, progress=progress)
            trial = members.try_out(
                shop, by=SYSTEM, sheet=sheet, columns=sheet.columns, progress=progress
            )
        batch = None
        if not dry_run:
            with progress_bar(_("Importing")) as progress:
                batch = members.take_over(
                    shop, by=SYSTEM, trial=trial, consents=Consents(True, messages),
                    request=new_request(), progress=progress,
                )  # fmt: skip
        if left_out is not None and trial.left_out():
            write_refused(shop, left_out, by=SYSTEM, trial=trial)
        said = _as_json(shop, trial, batch) if as_json else _in_words(shop, trial, batch)
    click.echo(said, nl=False)
    click.get_current_context().exit(1 if trial.left_out() else 0)


def _as_json(shop: Shop, trial: Trial, batch: int | None) -> str:
    terms, counts = settings.load(shop), trial.counts()
    sessions, worth = trial.sessions()
    said = {
        "import": batch,
        **{fate.value: counts[fate] for fate in Fate},
        "points": trial.points(),
        "principal": trial.value().principal.fen,
        "bonus": trial.value().bonus.fen,
        "sessions": sessions,
        "sessions_worth": worth.fen,
        "left_out": [
            {"row": row.number, "why": left_out_text(row.problem, row.lapsed, terms)}
            for row in trial.left_out()
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _in_words(shop: Shop, trial: Trial, batch: int | None) -> str:
    terms, counts = settings.load(shop), trial.counts()
    lines = [
        ", ".join(fate_count(fate, counts[fate]) for fate in Fate),
        _("{points} points are brought in.").format(points=count_text(trial.points())),
    ]
    if trial.value().both:
        lines.append(value_text(trial.value(), terms.currency))
    sessions, worth = trial.sessions()
    if sessions:
        lines.append(sessions_text(sessions, worth, terms.currency))
    if batch is None:
        lines.append(_("Nothing was written."))
    lines += [
        _("Row {row}: {why}").format(
            row=row.number, why=left_out_text(row.problem, row.lapsed, terms)
        )
        for row in trial.left_out()
    ]
    return "\n".join(lines) + "\n"
