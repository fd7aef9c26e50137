"""Goods from Excel, step three: what becomes of each row."""

from shopfans.domain.terms import Terms
from shopfans.services.goods.pricing import GoodOnSale
from shopfans.services.goods.stock_trials import Trial, TrialRow
from shopfans.texts import _, formats, messages
from ui import theme
from ui.bringing.trial_page import TrialPage, fate_column, row_column
from ui.desk import Desk
from ui.goods.table import heading, text_of
from ui.table import Column


class GoodsTrial(TrialPage):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, (70, 220, 110, 520))

    def told_of_rows(self) -> list[Column[TrialRow]]:
        return _columns(self.desk.terms)

    def told_of_all(self) -> list[str]:
        return _notes(self.trial)


def _notes(trial: Trial) -> list[str]:
    notes = []
    if not trial.to_write():
        notes.append(_("There is nothing to import."))
    if trial.brought_before is not None:
        words = _("This very file was brought in on {day}.")
        notes.append(words.format(day=formats.day_text(trial.brought_before)))
    return notes


def _columns(terms: Terms) -> list[Column[TrialRow]]:
    return [
        row_column(),
        Column(_("Item"), lambda row: row.name or "–"),
        fate_column(),
        Column(
            _("Details"),
            lambda row: _what(row, terms),
            ink=lambda row: theme.look().bad if row.problem else None,
            stretches=True,
        ),
    ]


def _what(row: TrialRow, terms: Terms) -> str:
    """Why a row is refused, what it changes, or what the new good is like."""
    if row.problem is not None:
        return messages.message(row.problem, terms)
    if row.details is None:
        return ""
    after = GoodOnSale(0, **row.details._asdict())
    if row.good is None:
        shown = [text_of(field, after, terms) for field in ("price", "category", "barcode")]
        return " · ".join(text for text in shown if text)
    return "; ".join(
        f"{heading(field)}: {text_of(field, row.good, terms) or '–'} → "
        f"{text_of(field, after, terms) or '–'}"
        for field in row.changes
    )
