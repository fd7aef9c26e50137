"""What the commands share: the shop that was named, refusals in words, a bar for slow work."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click

from shopfans.database.shop import Shop
from shopfans.domain.errors import ShopError
from shopfans.domain.terms import Terms
from shopfans.services import settings
from shopfans.services.books.auditing import Progress
from shopfans.services.members import forgetting
from shopfans.services.reminders import forecasting
from shopfans.texts import _
from shopfans.texts.messages import message


class Refused(click.ClickException):
    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, file=file or sys.stderr)


@contextmanager
def in_words(terms: Terms) -> Iterator[None]:
    """What the shop refuses ends the program with one sentence."""
    try:
        yield
    except ShopError as problem:
        raise Refused(message(problem, terms)) from problem


def named_file() -> Path:
    """The file of `--shop`. Raises UsageError."""
    path: Path | None = click.get_current_context().obj
    if path is None:
        raise click.UsageError(_("Say which shop: --shop FILE comes before the command."))
    return path


@contextmanager
def open_shop() -> Iterator[Shop]:
    """The shop of `--shop`, closed afterwards; its refusals are told in its own currency."""
    shop = forgetting.open_shop(named_file())
    try:
        with in_words(settings.load(shop)):
            yield shop
    finally:
        shop.close()


@contextmanager
def progress_bar(label: str) -> Iterator[Progress]:
    """A bar on the error stream, so that the output can go into a file."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=1, label=label, file=sys.stderr, hidden=hidden) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield progress


def foresee(shop: Shop) -> None:
    """Bring who comes back when up to date, after what tells of it was changed."""
    with progress_bar(_("Learning who comes back when")) as progress:
        forecasting.keep_up(shop, progress)


def file_argument(name: str, *, must_exist: bool, may_be_folder: bool = False) -> click.Argument:
    return click.Argument(
        [name],
        type=click.Path(exists=must_exist, dir_okay=may_be_folder, path_type=Path),
        metavar=_("FILE"),
    )
