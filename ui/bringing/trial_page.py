"""A list from Excel, step three: what becomes of each row."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from shopfans.domain.sheet_rows import Fate
from shopfans.texts import _, formats
from shopfans.texts.sheet_rows import FATE_TONES, fate_count, fate_word, rows_text
from ui import theme
from ui.desk import Desk
from ui.table import Column, ListModel, ListView
from ui.widgets.chips import Chips
from ui.widgets.empty import Listing
from ui.widgets.pieces import column, label


class TrialPage(QWidget):
    """The rows of a trial run, all or those of one fate; a kind of list says what it tells of
    them."""

    def __init__(self, desk: Desk, widths: Sequence[int]) -> None:
        super().__init__()
        self.desk = desk
        self.trial: Any = None
        self.chips, self.notes = Chips(), label("muted", wraps=True)
        self.model: ListModel[Any] = ListModel(self.told_of_rows())
        self.view = ListView(self.model)
        self.view.set_widths(*widths)
        self.listing = Listing(self.view)
        self.view.verticalHeader().setDefaultSectionSize(38)
        self.chips.chosen.connect(self._show_rows)
        self.inside = column(self.chips, self.notes, gap=8)
        self.inside.addWidget(self.listing, 1)
        self.setLayout(self.inside)
        self.setFocusProxy(self.view)

    def told_of_rows(self) -> list[Column[Any]]:
        """Of the trial, if there is one."""
        raise NotImplementedError

    def told_of_all(self) -> list[str]:
        """What the owner should know of the trial before she says yes."""
        raise NotImplementedError

    def show_trial(self, trial: Any) -> None:
        self.trial = trial
        self.retranslate()

    def retranslate(self) -> None:
        self.model.retitle(self.told_of_rows())
        self.listing.empty.say("table", _("Nothing to show"))
        if self.trial is not None:
            self._show()

    def _show(self) -> None:
        counts = self.trial.counts()
        choices: list[tuple[Fate | None, str]] = [(None, rows_text(len(self.trial.rows)))]
        choices += [(fate, fate_count(fate, counts[fate])) for fate in Fate if counts[fate]]
        self.chips.show_choices(choices, None)
        notes = [note for note in self.told_of_all() if note]
        self.notes.setText("  ".join(notes))
        self.notes.setVisible(bool(notes))
        self._show_rows(None)

    def _show_rows(self, fate: Fate | None) -> None:
        rows = self.trial.rows if self.trial else ()
        self.model.show_rows([row for row in rows if fate in {None, row.fate}])


def row_column() -> Column[Any]:
    """As the spreadsheet numbers it."""
    return Column(_("Row"), lambda row: formats.count_text(row.number), is_number=True)


def fate_column() -> Column[Any]:
    return Column(
        _("Becomes"),
        lambda row: fate_word(row.fate),
        tone=lambda row: FATE_TONES.get(row.fate),
        ink=lambda row: theme.look().muted,
    )
