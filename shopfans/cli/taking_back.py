"""`undo-import`: what came in from a file goes again."""

from collections.abc import Callable
from typing import NamedTuple

import click

from shopfans.cli.tables import Row, as_json, json_option
from shopfans.cli.telling import foresee, open_shop, progress_bar
from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.roles import SYSTEM
from shopfans.services.bringing import undoing
from shopfans.services.bringing.batches import Brought
from shopfans.services.bringing.past import past_undoing
from shopfans.services.goods import unstocking
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, day_text


class _Kind(NamedTuple):
    imports: Callable[[Shop], list[Brought]]
    undo: Callable[..., int]
    told: Callable[[int], str]
    """How many were taken back."""


_KINDS = {
    "members": _Kind(
        undoing.imports, undoing.undo,
        lambda n: ngettext("{n} member was taken back.", "{n} members were taken back.", n),
    ),
    "sales": _Kind(
        past_undoing.imports, past_undoing.undo,
        lambda n: ngettext("{n} past sale was taken back.", "{n} past sales were taken back.", n),
    ),
    "goods": _Kind(
        unstocking.imports, unstocking.undo,
        lambda n: ngettext("{n} item was taken back.", "{n} items were taken back.", n),
    ),
}  # fmt: skip


def undo_import_command() -> click.Command:
    return click.Command(
        "undo-import",
        callback=_undo_import,
        help=_(
            "Take an import back as a whole: one of members, of past sales or of goods, by its "
            "number; the shop is backed up before. Without a number, say which there are. It is "
            "refused once something depends on it."
        ),
        params=[
            click.Argument(["kind"], type=click.Choice(list(_KINDS))),
            click.Argument(["number"], type=int, required=False, metavar=_("NUMBER")),
            json_option(),
        ],
    )


def _undo_import(kind: str, number: int | None, *, as_data: bool) -> None:
    of_kind = _KINDS[kind]
    with open_shop() as shop:
        imports = of_kind.imports(shop)
        if number is None:
            _list(imports, as_data=as_data)
            return
        if number not in {one.id for one in imports}:
            raise click.UsageError(_("No import has this number, or it was taken back already."))
        with progress_bar(_("Taking it back")) as progress:
            gone = of_kind.undo(
                shop, by=SYSTEM, batch=number, request=new_request(), progress=progress
            )
        foresee(shop)
    if as_data:
        click.echo(as_json([{"import": number, kind: gone}]), nl=False)
    else:
        click.echo(of_kind.told(gone).format(n=count_text(gone)))


def _list(imports: list[Brought], *, as_data: bool) -> None:
    if as_data:
        rows: list[Row] = [
            {"import": one.id, "file": one.file, "day": one.day.isoformat()} for one in imports
        ]
        click.echo(as_json(rows), nl=False)
        return
    for one in imports:
        click.echo(f"{one.id}  {day_text(one.day)}  {one.file}")
    if not imports:
        click.echo(_("Nothing yet"))
