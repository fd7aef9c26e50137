"""`workbook`, `statement` and `everything`: what the shop has goes out, for the accountant, for a
member, for ever."""

from pathlib import Path
from typing import Unpack

import click

from shopfans import texts
from shopfans.cli import periods
from shopfans.cli.periods import Asked
from shopfans.cli.telling import file_argument, open_shop, progress_bar
from shopfans.database.shop import Shop
from shopfans.domain.errors import UnknownMember
from shopfans.domain.periods import Period
from shopfans.domain.roles import SYSTEM
from shopfans.services import settings
from shopfans.services.members import finding
from shopfans.texts import _


def workbook_command() -> click.Command:
    return click.Command(
        "workbook",
        callback=_workbook,
        help=_(
            "Write a period as a workbook. Sales, days, points, coupons and members, and a page "
            "where everything adds up; the last whole month, if no period is named."
        ),
        params=[
            *periods.options(),
            click.Option(["--without-members"], is_flag=True, help=_("Leave the members out.")),
            click.Option(
                ["--whole-phones"], is_flag=True, help=_("Whole phone numbers, not masked.")
            ),
            file_argument("path", must_exist=False),
        ],
    )


def _workbook(
    path: Path, *, without_members: bool, whole_phones: bool, **asked: Unpack[Asked]
) -> None:
    from shopfans.services.exporting.people import Shown
    from shopfans.services.exporting.workbook import write_workbook  # openpyxl: late

    named = periods.wanted(**asked)
    with open_shop() as shop, progress_bar(_("Writing")) as progress:
        period = named or Period.around(settings.today(shop)).moved(-1)
        write_workbook(
            shop, path, by=SYSTEM, period=period, language=texts.language(), progress=progress,
            shown=Shown(members=not without_members, phones=whole_phones),
        )  # fmt: skip
    click.echo(_("{path} is ready.").format(path=path))


def statement_command() -> click.Command:
    return click.Command(
        "statement",
        callback=_statement,
        help=_(
            "Write one member's statement as a workbook. Every line of her points and all she "
            "bought; since she joined, if no period is named."
        ),
        params=[
            *periods.options(),
            click.Argument(["member"], metavar=_("MEMBER")),
            file_argument("path", must_exist=False),
        ],
    )


def _statement(member: str, path: Path, **asked: Unpack[Asked]) -> None:
    from shopfans.services.exporting.statement import write_statement

    named = periods.wanted(**asked)
    with open_shop() as shop:
        found = _member(shop, member)
        period = named or Period(finding.card(shop, found).joined, settings.today(shop))
        write_statement(
            shop, path, by=SYSTEM, member=found, period=period, language=texts.language()
        )
    click.echo(_("{path} is ready.").format(path=path))


def _member(shop: Shop, said: str) -> int:
    """By her whole phone number, or by her number. Raises UnknownMember."""
    hits = finding.find(shop, said) if len(said) >= _SHORTEST_PHONE else []
    if len(hits) == 1:
        return hits[0].id
    if not said.isdecimal() or len(said) >= _SHORTEST_PHONE:
        raise UnknownMember()
    return int(said)


_SHORTEST_PHONE = 7
"""Digits; fewer are the number of a member."""


def everything_command() -> click.Command:
    return click.Command(
        "everything",
        callback=_everything,
        help=_(
            "Write everything the shop has. Every table, of all time, as one workbook or as a "
            "folder of CSV files; members and goods come first, as other programs take them."
        ),
        params=[
            click.Option(["--csv", "as_csv"], is_flag=True, help=_("A folder of CSV files.")),
            file_argument("path", must_exist=False, may_be_folder=True),
        ],
    )


def _everything(path: Path, *, as_csv: bool) -> None:
    from shopfans.services.exporting.everything import Form, write_everything

    form = Form.FOLDER if as_csv else Form.WORKBOOK
    with open_shop() as shop, progress_bar(_("Writing")) as progress:
        write_everything(
            shop, path, by=SYSTEM, form=form, language=texts.language(), progress=progress
        )
    click.echo(_("{path} is ready.").format(path=path))
