"""`import-sales` and `undo-import`: history comes in, and what came in goes again."""

import json
from pathlib import Path

import click

from shopfans.cli.tables import Row, as_json, json_option
from shopfans.cli.telling import file_argument, open_shop, progress_bar
from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.roles import SYSTEM
from shopfans.domain.sheet_rows import Fate
from shopfans.services import settings
from shopfans.services.bringing import undoing
from shopfans.services.bringing.batches import Brought
from shopfans.services.bringing.past import past_sales, past_undoing
from shopfans.services.bringing.past.past_refused import write_refused
from shopfans.services.bringing.past.past_trials import SaleTrial
from shopfans.services.reminders import forecasting
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, day_text
from shopfans.texts.sheet_rows import left_out_text, past_sales_text

_KINDS = ("members", "sales")


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


def undo_import_command() -> click.Command:
    return click.Command(
        "undo-import",
        callback=_undo_import,
        help=_(
            "Take an import back as a whole: one of members or of past sales, by its number. "
            "Without a number, say which there are. It is refused once something depends on it."
        ),
        params=[
            click.Argument(["kind"], type=click.Choice(_KINDS)),
            click.Argument(["number"], type=int, required=False, metavar=_("NUMBER")),
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
        _foresee(shop)
    return batch


def _foresee(shop: Shop) -> None:
    with progress_bar(_("Learning who comes back when")) as progress:
        forecasting.keep_up(shop, progress)


def _as_json(shop: Shop, trial: SaleTrial, batch: int | None) -> str:
    terms, counts = settings.load(shop), trial.counts()
    said = {
        "import": batch,
        **{fate.value: counts[fate] for fate in (Fate.NEW, Fate.SAME, Fate.REFUSED)},
        "new_members": trial.new_members(),
        "total": trial.total().fen,
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


def _undo_import(kind: str, number: int | None, *, as_data: bool) -> None:
    with open_shop() as shop:
        if number is None:
            _list(shop, kind, as_data=as_data)
            return
        if number not in {one.id for one in _imports(shop, kind)}:
            raise click.UsageError(_("No import has this number, or it was taken back already."))
        undo = undoing.undo if kind == "members" else past_undoing.undo
        gone = undo(shop, by=SYSTEM, batch=number, request=new_request())
        _foresee(shop)
    if as_data:
        click.echo(as_json([{"import": number, kind: gone}]), nl=False)
        return
    words = (
        ngettext("{n} member was taken back.", "{n} members were taken back.", gone)
        if kind == "members"
        else ngettext("{n} past sale was taken back.", "{n} past sales were taken back.", gone)
    )
    click.echo(words.format(n=count_text(gone)))


def _imports(shop: Shop, kind: str) -> list[Brought]:
    return undoing.imports(shop) if kind == "members" else past_undoing.imports(shop)


def _list(shop: Shop, kind: str, *, as_data: bool) -> None:
    found = _imports(shop, kind)
    if as_data:
        rows: list[Row] = [
            {"import": one.id, "file": one.file, "day": one.day.isoformat()} for one in found
        ]
        click.echo(as_json(rows), nl=False)
        return
    for one in found:
        click.echo(f"{one.id}  {day_text(one.day)}  {one.file}")
    if not found:
        click.echo(_("Nothing yet"))
