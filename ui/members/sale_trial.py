"""Past sales from Excel, step three: what becomes of each row."""

from shopfans.domain.sheet_rows import SaleField
from shopfans.domain.terms import Terms
from shopfans.services.bringing.past.columns import SaleColumns
from shopfans.services.bringing.past.trials import SaleTrial, SaleTrialRow
from shopfans.texts import _, formats
from shopfans.texts.sheet_rows import given_back_text, habit_text, left_out_text, past_sales_text
from ui import theme
from ui.bringing.trial_page import TrialPage, fate_column, row_column
from ui.desk import Desk
from ui.table import Column


class SalesTrial(TrialPage):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, (62, 130, 150, 110, 105, 320))

    def told_of_rows(self) -> list[Column[SaleTrialRow]]:
        return _columns(self.desk.terms, self.trial.columns if self.trial else ())

    def told_of_all(self) -> list[str]:
        return _notes(self.trial, self.desk.terms)


def _notes(trial: SaleTrial, terms: Terms) -> list[str]:
    notes = []
    if trial.to_write():
        told = (trial.new_members(), len(trial.to_write()), trial.total())
        notes.append(past_sales_text(*told, terms.currency))
    else:
        notes.append(_("There is nothing to import."))
    if trial.brought_before is not None:
        words = _("This very file was brought in on {day}.")
        notes.append(words.format(day=formats.day_text(trial.brought_before)))
    back = given_back_text(trial.given_back(), terms.currency)
    return [*notes, back, habit_text(trial.habit)]


def _columns(terms: Terms, columns: SaleColumns) -> list[Column[SaleTrialRow]]:
    """A cell that could not be understood is shown as it stands in the list."""

    def whose(row: SaleTrialRow) -> str:
        told = (_cell(row, columns, one) for one in (SaleField.MEMBER, SaleField.PHONE))
        return row.name or next(filter(None, told), "")

    def day(row: SaleTrialRow) -> str:
        said = row.said
        return formats.day_text(said.day) if said else _cell(row, columns, SaleField.DAY)

    def amount(row: SaleTrialRow) -> str:
        if row.said is None:
            return _cell(row, columns, SaleField.AMOUNT)
        return formats.money_text(row.said.amount, terms.currency)

    return [
        row_column(),
        Column(_("Member"), whose),
        Column(_("Date"), day),
        Column(_("Amount"), amount, is_number=True),
        fate_column(),
        Column(
            _("Details"),
            lambda row: _what(row, terms),
            ink=lambda row: theme.look().bad if row.why else None,
            stretches=True,
        ),
    ]


def _cell(row: SaleTrialRow, columns: SaleColumns, field: SaleField) -> str:
    place = columns.index(field) if field in columns else len(row.cells)
    return row.cells[place] if place < len(row.cells) else ""


def _what(row: SaleTrialRow, terms: Terms) -> str:
    """Why it is left out, or that it makes a member."""
    if row.makes_member():
        return _("She becomes a member")
    return left_out_text(row.why, None, terms)
