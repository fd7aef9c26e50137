"""The shop from a terminal or a scheduled task: the same use cases, no window."""

import os
import re
import sys
from collections.abc import Mapping, Sequence
from io import TextIOWrapper
from itertools import pairwise
from pathlib import Path
from typing import Any

import click

from shopfans import __version__, texts
from shopfans.cli import (
    backups,
    books,
    day,
    due,
    forecast,
    founding,
    members,
    past,
    self_test,
    taking_back,
    taking_out,
)
from shopfans.cli.telling import in_words
from shopfans.domain.terms import Terms
from shopfans.texts import _


def main() -> None:
    """Do what the command line asks for and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8")  # a pipe on Windows knows no Chinese
    texts.speak(wanted_language(sys.argv[1:], os.environ))
    program()(prog_name="python -m shopfans")


def wanted_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """A key of LANGUAGES from `--language`, else from the terminal; known before help is written.

    A word that is no language is left to be refused where all options are read.
    """
    for first, second in pairwise([*arguments, ""]):
        if first == "--language":
            return second
        if first.startswith("--language="):
            return first.partition("=")[2]
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    spoken = next(filter(None, names), "")
    if re.match("zh[_-](tw|hk|mo|hant)", spoken, re.IGNORECASE):
        return "zh_TW"
    return "zh_CN" if spoken.lower().startswith("zh") else "en"


def program() -> click.Group:
    """The commands, with their help in the language spoken now."""
    shop = click.Option(
        ["--shop"],
        type=click.Path(dir_okay=False, path_type=Path),
        envvar="SHOPFANS_SHOP",
        metavar=_("FILE"),
        help=_("The shop's file; if not given, the one named by $SHOPFANS_SHOP."),
    )
    language = click.Option(
        ["--language"],
        type=click.Choice(list(texts.LANGUAGES)),
        expose_value=False,
        help=_("The language to speak; if not given, that of the terminal."),
    )
    group = _Program(
        "shopfans",
        params=[shop, language],
        callback=_remember,
        help=_("ShopFans from a terminal: for scheduled tasks, and for people who script."),
    )
    for command in (
        founding.new_command(),
        founding.demo_command(),
        members.import_members_command(),
        past.import_sales_command(),
        taking_back.undo_import_command(),
        due.due_command(),
        forecast.forecast_command(),
        day.close_command(),
        taking_out.workbook_command(),
        taking_out.statement_command(),
        taking_out.everything_command(),
        books.audit_command(),
        backups.backup_command(),
        backups.verify_command(),
        backups.restore_command(),
        self_test.self_test_command(),
    ):
        group.add_command(command)
    return click.version_option(__version__, prog_name="ShopFans", help=_("Say the version."))(
        group
    )


class _Program(click.Group):
    """Every refusal is one sentence on the error stream, and exit code 2."""

    def invoke(self, context: click.Context) -> Any:
        with in_words(Terms(shop_name="")):
            return super().invoke(context)

    def list_commands(self, _context: click.Context) -> list[str]:
        """In the order of a shop's life."""
        return list(self.commands)


@click.pass_context
def _remember(context: click.Context, shop: Path | None) -> None:
    context.obj = shop
