"""`import-sales`: history comes in."""

import json
from pathlib import Path

import click

from shopfans.cli.tables import json_option
from shopfans.cli.telling import file_argument, foresee, open_shop, progress_bar
from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.roles import SYSTEM
from shopfans.domain.sheet_rows import Fate
from shopfans.services import settings
from shopfans.services.bringing.past import past_sales
from shopfans.services.bringing.past.refused import write_refused
from shopfans.services.bringing.past.trials import SaleTrial
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text
from shopfans.texts.sheet_rows import given_back_text, left_out_text, past_sales_text


def import_sales_command() -> click.Command:
    return click.Command(
        "import-sales",
        callback=_import_sales,
        help=_(
            "Take over past sales. FILE is .xlsx, .xls or .csv with a day and an amount in each "
            "row, and the member: by her key in the other program, which makes her a member if it "
            "is new, or by the phone number of a member. Past sales earn no points. Rows imported "
            "before are not taken again. Exit code 0 if every row came in or was there, 1 if some "
            "were left out, 2 if nothing was done."
        ),
        params=[
            file_argument("path", must_exist=True),
            click.Option(["--dry-run"], is_flag=True, help=_("Only say what would become of it.")),
            click.Option(
                ["--left-out"],
                type=click.Path(dir_okay=False, path_type=Path),
                metavar=_("FILE"),
                help=_("Write the rows that were left out to this .xlsx, each with the reason."),
            ),
            json_option(),
        ],
    )


def _import_sales(path: Path, *, dry_run: bool, left_out: Path | None, as_data: bool) -> None:
    with open_shop() as shop:
        with progress_bar(_("Reading")) as progress:
            sheet = past_sales.read(shop, by=SYSTEM, path=path, progress=progress)
            trial = past_sales.try_out(
                shop, by=SYSTEM, sheet=sheet, columns=sheet.columns, progress=progress
            )
        batch = None if dry_run else _take_over(shop, trial)
        if left_out is not None and trial.left_out():
            write_refused(shop, left_out, by=SYSTEM, trial=trial)
        say = _as_json if as_data else _in_words
        click.echo(say(shop, trial, batch), nl=False)
    click.get_current_context().exit(1 if trial.left_out() else 0)


def _take_over(shop: Shop, trial: SaleTrial) -> int | None:
    with progress_bar(_("Importing")) as progress:
        batch = past_sales.take_over(
            shop, by=SYSTEM, trial=trial, request=new_request(), progress=progress
        )
    if batch is not None:
        foresee(shop)
    return batch


def _as_json(shop: Shop, trial: SaleTrial, batch: int | None) -> str:
    terms, counts = settings.load(shop), trial.counts()
    said = {
        "import": batch,
        **{fate.value: counts[fate] for fate in (Fate.NEW, Fate.SAME, Fate.REFUSED)},
        "new_members": trial.new_members(),
        "total": trial.total().fen,
        "given_back": trial.given_back().fen,
        "left_out": [
            {"row": row.number, "why": left_out_text(row.why, None, terms)}
            for row in trial.left_out()
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _in_words(shop: Shop, trial: SaleTrial, batch: int | None) -> str:
    terms, known = settings.load(shop), trial.counts()[Fate.SAME]
    lines = []
    if trial.to_write():
        told = (trial.new_members(), len(trial.to_write()), trial.total())
        lines.append(past_sales_text(*told, terms.currency))
    lines += filter(None, [given_back_text(trial.given_back(), terms.currency)])
    if not trial.to_write() and not trial.left_out():
        lines.append(_("Nothing new in this file: nothing was changed."))
    elif batch is None:
        lines.append(_("Nothing was written."))
    if known and trial.to_write():
        words = ngettext(
            "{count} row was there already.", "{count} rows were there already.", known
        )
        lines.append(words.format(count=count_text(known)))
    lines += [
        _("Row {row}: {why}").format(row=row.number, why=left_out_text(row.why, None, terms))
        for row in trial.left_out()
    ]
    return "\n".join(lines) + "\n"
