"""`workbook`: the books go out, for the accountant."""

from pathlib import Path
from typing import Unpack

import click

from shopfans import texts
from shopfans.cli import periods
from shopfans.cli.periods import Asked
from shopfans.cli.telling import file_argument, open_shop, progress_bar
from shopfans.domain.periods import Period
from shopfans.domain.roles import SYSTEM
from shopfans.services import settings
from shopfans.texts import _


def workbook_command() -> click.Command:
    return click.Command(
        "workbook",
        callback=_workbook,
        help=_(
            "Write a period as a workbook. Sales, days, points, coupons and members, and a page "
            "where everything adds up; the last whole month, if no period is named."
        ),
        params=[*periods.options(), file_argument("path", must_exist=False)],
    )


def _workbook(path: Path, **asked: Unpack[Asked]) -> None:
    from shopfans.services.exporting.workbook import write_workbook  # openpyxl: late

    named = periods.wanted(**asked)
    with open_shop() as shop, progress_bar(_("Writing")) as progress:
        period = named or Period.around(settings.today(shop)).moved(-1)
        write_workbook(
            shop, path, by=SYSTEM, period=period, language=texts.language(), progress=progress
        )
    click.echo(_("{path} is ready.").format(path=path))
