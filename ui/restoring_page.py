"""Pages of a restore: a backup on a computer without a shop, and the wait while one takes over."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from shopfans.texts import _
from ui.background import Progress
from ui.backups.restore_form import RestoreForm
from ui.page import Page
from ui.widgets.pieces import column, label, panel, row
from ui.widgets.working import Working

_WIDTH = 680


class BringBack(Page):
    """For a computer that has no shop, or one that cannot be opened any more."""

    confirmed = Signal(object, object)
    """The Candidate that becomes the shop, and in whose name."""
    closed = Signal()

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.form = RestoreForm(path, here=lambda: None, approval=None)
        self.form.setFixedWidth(_WIDTH)
        self.form.confirmed.connect(self.confirmed)
        self.form.closed.connect(self.closed)
        page = QVBoxLayout(self)
        page.addLayout(column(None, row(None, self.form, None), None))
        self.retranslate()

    def retranslate(self) -> None:
        self.form.retranslate()


class TakingOver(Page):
    """Nothing can be done but wait, or stop."""

    finished = Signal(object)
    refused = Signal(object)

    def __init__(self, work: Callable[[Progress], object]) -> None:
        super().__init__()
        self._work = work
        self.title, self.words = label("heading"), label("muted", wraps=True)
        self.working = Working()
        self.working.finished.connect(self.finished)
        self.working.refused.connect(self.refused)
        card, inside = panel(edge=32, gap=16)
        card.setFixedWidth(_WIDTH)
        for part in (self.title, self.words, self.working):
            inside.addWidget(part)
        page = QVBoxLayout(self)
        page.addLayout(column(None, row(None, card, None), None))
        self.retranslate()

    def arrive(self) -> None:
        self.working.start(self._work, ())

    def retranslate(self) -> None:
        self.title.setText(_("The backup is being restored"))
        self.words.setText(_("A backup of the present shop is made first."))
        self.working.retranslate()


def ask_for_backup(parent: Page) -> Path | None:
    """The file that somebody chose, if she chose one."""
    chosen, _kind = QFileDialog.getOpenFileName(
        parent, _("Restore a backup"), "", f"{_('Backups')} (*.shop *.sealed)"
    )
    return Path(chosen) if chosen else None
