"""`backup`, `verify-backup` and `restore`: a copy goes to safety, is proved, and comes back."""

import tempfile
from hashlib import file_digest
from pathlib import Path
from typing import NamedTuple

import click

from shopfans.cli.tables import Cell, as_json, json_option
from shopfans.cli.telling import named_file, open_shop, progress_bar
from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.errors import PassphraseMissing, ShopError, WrongPassphrase
from shopfans.domain.roles import SYSTEM, Right
from shopfans.domain.terms import Terms
from shopfans.services.backups import backing_up, examining, restoring
from shopfans.services.backups.examining import Holds
from shopfans.services.members import forgetting
from shopfans.services.staff import approving
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, time_text
from shopfans.texts.messages import message


def backup_command() -> click.Command:
    return click.Command(
        "backup",
        callback=_backup,
        help=_(
            "Make a backup in the folder DIR, while the shop sells. It is sealed if there is a "
            "passphrase: the one that is given, or the one of the second place. Exit code 1 if "
            "the books in it are not true."
        ),
        params=[
            click.Argument(
                ["folder"], type=click.Path(file_okay=False, path_type=Path), metavar=_("DIR")
            ),
            _passphrase_option(),
            json_option(),
        ],
    )


def _backup(folder: Path, passphrase: str, as_data: bool) -> None:
    with open_shop() as shop, progress_bar(_("Copying")) as progress:
        made = backing_up.back_up_to(
            shop, folder, by=SYSTEM, passphrase=passphrase, progress=progress
        )
        found = examining.holds(shop)
    if as_data:
        click.echo(
            as_json([{
                "file": str(made.path), "bytes": made.size,
                "sha256": _sha256(made.path),
                "sealed": made.stamp.is_sealed,
                "problems": made.test.problems if made.test else 0, **_facts(found),
            }]), nl=False,
        )  # fmt: skip
    else:
        words = _("{path} is ready: sealed.") if made.stamp.is_sealed else _("{path} is ready.")
        click.echo(words.format(path=made.path))
        click.echo(_holds_text(found))
    if made.test and made.test.problems:
        count = made.test.problems
        click.echo(_problems_text(count), err=True)
        click.get_current_context().exit(1)


def verify_command() -> click.Command:
    return click.Command(
        "verify-backup",
        callback=_verify,
        help=_(
            "Prove that a backup can be restored, without a shop. Exit code 0 if it can; else 1, "
            "with the reason."
        ),
        params=[_file_argument(), _passphrase_option(), json_option()],
    )


class _Verdict(NamedTuple):
    holds: Holds | None
    why: str


def _verify(file: Path, passphrase: str, as_data: bool) -> None:
    verdict = _verdict(file, passphrase)
    if as_data:
        facts: dict[str, Cell] = {} if verdict.holds is None else _facts(verdict.holds)
        is_good = verdict.holds is not None
        line = {"file": str(file), "good": int(is_good), "why": verdict.why, **facts}
        click.echo(as_json([line]), nl=False)
    elif verdict.holds is None:
        click.echo(verdict.why)
    else:
        click.echo(_("This backup can be restored; its books are true."))
        click.echo(_holds_text(verdict.holds))
    click.get_current_context().exit(0 if verdict.holds else 1)


def _verdict(file: Path, passphrase: str) -> _Verdict:
    """Raises what is wrong with the passphrase: that says nothing of the backup."""
    shop: Path | None = click.get_current_context().obj
    with (
        tempfile.TemporaryDirectory(prefix="shopfans-") as folder,
        progress_bar(_("Checking")) as progress,
    ):
        place = shop or Path(folder) / "our.shop"
        copy = Path(folder) / "copy.shop"
        try:
            found = examining.look_into(
                place, file, copy=copy, passphrase=passphrase, progress=progress
            )
        except (PassphraseMissing, WrongPassphrase):
            raise
        except ShopError as problem:
            return _Verdict(None, message(problem, Terms(shop_name="")))
        return _Verdict(found.holds, "")


def restore_command() -> click.Command:
    return click.Command(
        "restore",
        callback=_restore,
        help=_(
            "Let a backup take the place of the shop's file. The present shop is backed up first; "
            "members who were forgotten since are forgotten again. Close the window before."
        ),
        params=[
            _file_argument(),
            click.Option(["--yes"], is_flag=True, help=_("Do not ask.")),
            click.Option(["--reason"], default="", help=_("Why; it is kept in the log.")),
            _passphrase_option(),
            json_option(),
        ],
    )


def _restore(file: Path, yes: bool, reason: str, passphrase: str, as_data: bool) -> None:
    path = named_file()
    by = approving.from_outside(
        right=Right.RESTORE, reason=reason or _("from the terminal"), request=new_request()
    )
    shop = _opened(path)
    try:
        with progress_bar(_("Checking")) as progress:
            candidate = examining.look_into(path, file, passphrase=passphrase, progress=progress)
        try:
            if not yes:
                _ask(shop, candidate.holds)
            with progress_bar(_("Restoring")) as progress:
                done = restoring.make_ready(shop, candidate, by=by, path=path, progress=progress)
            if shop is not None:
                shop.close()
                shop = None
            restoring.take_over(path, candidate, done)
        finally:
            examining.drop(candidate.copy)
    finally:
        if shop is not None:
            shop.close()
    forgetting.open_shop(path).close()
    kept = "" if done.kept is None else str(done.kept)
    if as_data:
        line: dict[str, Cell] = {
            "file": str(path), "kept": kept, "forgotten": done.forgotten,
        }  # fmt: skip
        click.echo(as_json([{**line, **_facts(candidate.holds)}]), nl=False)
        return
    click.echo(_("{path} is restored.").format(path=path))
    if kept:
        click.echo(_("What was there before: {path}").format(path=kept))


def _opened(path: Path) -> Shop | None:
    """None if there is no shop yet, or one that cannot be opened any more."""
    try:
        return forgetting.open_shop(path)
    except ShopError as problem:
        if path.exists():
            click.echo(message(problem, Terms(shop_name="")), err=True)
        return None


def _ask(shop: Shop | None, found: Holds) -> None:
    if shop is not None:
        click.echo(_("Here now"))
        click.echo(_holds_text(examining.holds(shop)))
    click.echo(_("In the backup"))
    click.echo(_holds_text(found))
    click.confirm(_("Restore it?"), abort=True)


def _holds_text(found: Holds) -> str:
    return _("{shop}: {members}, {sales}, as of {time}.").format(
        shop=found.shop_name,
        members=ngettext("{n} member", "{n} members", found.members).format(
            n=count_text(found.members)
        ),
        sales=ngettext("{n} sale", "{n} sales", found.sales).format(n=count_text(found.sales)),
        time=time_text(found.as_of, found.zone),
    )


def _sha256(path: Path) -> str:
    """Of the whole file, as other tools work it out."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _problems_text(count: int) -> str:
    return ngettext("{count} problem.", "{count} problems.", count).format(count=count_text(count))


def _facts(found: Holds) -> dict[str, Cell]:
    return {
        "shop": found.shop_name,
        "members": found.members,
        "sales": found.sales,
        "as_of": found.as_of.isoformat(),
    }


def _file_argument() -> click.Argument:
    return click.Argument(["file"], type=click.Path(path_type=Path), metavar=_("FILE"))


def _passphrase_option() -> click.Option:
    return click.Option(
        ["--passphrase"],
        envvar="SHOPFANS_PASSPHRASE",
        default="",
        help=_(
            "The passphrase; if not given, $SHOPFANS_PASSPHRASE, which no list of programs shows."
        ),
    )
