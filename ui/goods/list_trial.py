"""Goods from Excel, step three: what becomes of each row."""

from PySide6.QtWidgets import QWidget

from shopfans.domain.sheet_rows import Fate
from shopfans.domain.terms import Terms
from shopfans.services.goods.pricing import GoodOnSale
from shopfans.services.goods.stock_trials import Trial, TrialRow
from shopfans.texts import _, formats, messages
from shopfans.texts.sheet_rows import FATE_TONES, fate_count, fate_word, rows_text
from ui import theme
from ui.desk import Desk
from ui.goods.table import heading, text_of
from ui.table import Column, ListModel, ListView
from ui.widgets.chips import Chips
from ui.widgets.empty import Listing
from ui.widgets.pieces import column, label


class GoodsTrial(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.trial: Trial | None = None
        self.chips, self.notes = Chips(), label("muted", wraps=True)
        self.model: ListModel[TrialRow] = ListModel(_columns(desk.terms))
        self.view = ListView(self.model)
        self.listing = Listing(self.view)
        self.view.set_widths(70, 220, 110, 520)
        self.view.verticalHeader().setDefaultSectionSize(38)
        self.chips.chosen.connect(self._show_rows)
        inside = column(self.chips, self.notes, gap=8)
        inside.addWidget(self.listing, 1)
        self.setLayout(inside)
        self.setFocusProxy(self.view)

    def show_trial(self, trial: Trial) -> None:
        self.trial = trial
        self._show()

    def retranslate(self) -> None:
        self.model.retitle(_columns(self._desk.terms))
        self.listing.empty.say("table", _("Nothing to show"))
        self._show()

    def _show(self) -> None:
        if self.trial is None:
            return
        counts = self.trial.counts()
        choices: list[tuple[Fate | None, str]] = [(None, rows_text(len(self.trial.rows)))]
        choices += [(fate, fate_count(fate, counts[fate])) for fate in Fate if counts[fate]]
        self.chips.show_choices(choices, None)
        notes = _notes(self.trial)
        self.notes.setText("  ".join(notes))
        self.notes.setVisible(bool(notes))
        self._show_rows(None)

    def _show_rows(self, fate: Fate | None) -> None:
        rows = self.trial.rows if self.trial else ()
        self.model.show_rows([row for row in rows if fate in {None, row.fate}])


def _notes(trial: Trial) -> list[str]:
    """What the owner should know before she says yes."""
    notes = []
    if not trial.to_write():
        notes.append(_("There is nothing to import."))
    if trial.brought_before is not None:
        words = _("This very file was brought in on {day}.")
        notes.append(words.format(day=formats.day_text(trial.brought_before)))
    return notes


def _columns(terms: Terms) -> list[Column[TrialRow]]:
    return [
        Column(_("Row"), lambda row: formats.count_text(row.number), is_number=True),
        Column(_("Item"), lambda row: row.name or "–"),
        Column(
            _("Becomes"),
            lambda row: fate_word(row.fate),
            tone=lambda row: FATE_TONES.get(row.fate),
            ink=lambda row: theme.look().muted,
        ),
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
