"""`due`: Today's list as a table, or for another program."""

import csv
import io
import json
import unicodedata
from collections.abc import Callable
from datetime import datetime

import click

from shopfans.cli.telling import open_shop
from shopfans.domain.money import Currency
from shopfans.services import reminding, settings
from shopfans.services.reminding import Reminder
from shopfans.texts import _
from shopfans.texts.formats import number_text
from shopfans.texts.labels import reason_label

_Row = dict[str, str | int | None]


def due_command() -> click.Command:
    return click.Command(
        "due",
        callback=_due,
        help=_(
            "List who deserves a word. Birthdays, coupons about to lapse, and members past their "
            "usual gap; what was ticked off is left out."
        ),
        params=[
            click.Option(
                ["--on"],
                type=click.DateTime(["%Y-%m-%d"]),
                metavar=_("DAY"),
                help=_("The day, also one in the past; today if not given."),
            ),
            click.Option(
                ["--format", "form"],
                type=click.Choice(list(_FORMS)),
                default="table",
                show_default=True,
                help=_("For people, or for other programs."),
            ),
        ],
    )


def _due(on: datetime | None, form: str) -> None:
    with open_shop() as shop:
        listed = reminding.today_list(shop, on=on.date() if on else None)
        currency = settings.load(shop).currency
    open_ones = [reminder for reminder in listed.reminders if not reminder.done]
    click.echo(_FORMS[form](open_ones, currency), nl=False)


def _row(reminder: Reminder, currency: Currency) -> _Row:
    last_visit = reminder.last_visit
    return {
        "reason": reminder.reason.value,
        "member": reminder.foreign_id or str(reminder.member),
        "name": reminder.name,
        "phone": reminder.phone,
        "day": reminder.day.isoformat(),
        "last_visit": last_visit.isoformat() if last_visit else None,
        "usual_gap": reminder.usual_gap,
        "spent": number_text(reminder.spent, currency).replace(",", ""),
    }


def _as_json(reminders: list[Reminder], currency: Currency) -> str:
    rows = [_row(one, currency) for one in reminders]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _as_csv(reminders: list[Reminder], currency: Currency) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    for one in reminders:
        writer.writerow({name: _harmless(cell) for name, cell in _row(one, currency).items()})
    return out.getvalue()


def _harmless(cell: str | int | None) -> str | int | None:
    """A name that begins like a formula must not become one in a spreadsheet."""
    if isinstance(cell, str) and unicodedata.normalize("NFKC", cell[:1]) in _BEGIN_FORMULAS:
        return f"'{cell}"
    return cell


def _as_table(reminders: list[Reminder], currency: Currency) -> str:
    heading = [
        _("Reason"), _("Member"), _("Name"), _("Phone"), _("Date"), _("Last visit"), _("Usual gap"),
        _("Spent"),
    ]  # fmt: skip
    rows = [heading]
    for one in reminders:
        cells = _row(one, currency) | {
            "reason": reason_label(one.reason),
            "spent": number_text(one.spent, currency),
        }
        rows.append(["" if cell is None else str(cell) for cell in cells.values()])
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return "".join(
        "  ".join(
            _padded(cell, width, to_the_right=place >= _NUMBERS_FROM)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        + "\n"
        for row in rows
    )


def _padded(cell: str, width: int, *, to_the_right: bool) -> str:
    room = " " * (width - _width(cell))
    return room + cell if to_the_right else cell + room


def _width(text: str) -> int:
    """A Chinese character takes the room of two letters."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


_COLUMNS = ("reason", "member", "name", "phone", "day", "last_visit", "usual_gap", "spent")
_NUMBERS_FROM = 6
"""The last columns are numbers and stand to the right."""
_BEGIN_FORMULAS = frozenset("=+-@\t\r\n")
_FORMS: dict[str, Callable[[list[Reminder], Currency], str]] = {
    "table": _as_table,
    "csv": _as_csv,
    "json": _as_json,
}
