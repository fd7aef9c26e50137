"""`due`: Today's list as a table, or for another program."""

from collections.abc import Callable
from datetime import datetime

import click

from shopfans.cli import tables
from shopfans.cli.telling import open_shop
from shopfans.domain.money import Currency
from shopfans.services import settings
from shopfans.services.days import dating
from shopfans.services.reminders import forecasting, reminding
from shopfans.services.reminders.reminding import Reminder
from shopfans.texts import _
from shopfans.texts.doubts import doubts_text, unknown_text
from shopfans.texts.formats import number_text
from shopfans.texts.labels import reason_label

_Row = dict[str, str | int | None]


def due_command() -> click.Command:
    return click.Command(
        "due",
        callback=_due,
        help=_(
            "List who deserves a word, as Today does: due, slipping away, birthdays, about to "
            "lapse, care, sign-ups that never bought; what was done is left out."
        ),
        params=[
            tables.day_option(),
            tables.form_option(),
        ],
    )


def _due(on: datetime | None, form: str) -> None:
    with open_shop() as shop:
        if on is None:
            forecasting.keep_up(shop)
        listed = reminding.today_list(shop, on=on.date() if on else None)
        terms, doubt = settings.load(shop), dating.doubt(shop)
    open_ones = [reminder for reminder in listed.reminders if not reminder.done]
    click.echo(_FORMS[form](open_ones, terms.currency), nl=False)
    if on is None:
        unknown = unknown_text(doubt.says) if doubt else ""
        for said in filter(None, (unknown, doubts_text(listed.later_sale, listed.nothing_since))):
            click.echo(said, err=True)


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
    return tables.as_json([_row(one, currency) for one in reminders])


def _as_csv(reminders: list[Reminder], currency: Currency) -> str:
    return tables.as_csv([_row(one, currency) for one in reminders], _COLUMNS)


def _as_table(reminders: list[Reminder], currency: Currency) -> str:
    headings = [
        _("Reason"), _("Member"), _("Name"), _("Phone"), _("Date"), _("Last visit"), _("Usual gap"),
        _("Spent"),
    ]  # fmt: skip
    rows = [
        _row(one, currency)
        | {"reason": reason_label(one.reason), "spent": number_text(one.spent, currency)}
        for one in reminders
    ]
    return tables.as_table(rows, headings, numbers_from=6)


_COLUMNS = ("reason", "member", "name", "phone", "day", "last_visit", "usual_gap", "spent")
_FORMS: dict[str, Callable[[list[Reminder], Currency], str]] = {
    "table": _as_table,
    "csv": _as_csv,
    "json": _as_json,
}
