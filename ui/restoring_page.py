"""Pages of a restore: a backup on a computer without a shop, and the wait while one takes over."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from shopfans.texts import _
from ui.background import Progress
from ui.backups.restore_form import RestoreForm
from ui.page import Page
from ui.waiting import Waiting
from ui.widgets.pieces import column, row

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


class TakingOver(Waiting):
    """One shop gives way to another."""

    def __init__(self, work: Callable[[Progress], object]) -> None:
        super().__init__(work, width=_WIDTH)

    def retranslate(self) -> None:
        super().retranslate()
        self.title.setText(_("The backup is being restored"))
        self.words.setText(_("A backup of the present shop is made first."))


def ask_for_backup(parent: Page) -> Path | None:
    """The file that somebody chose, if she chose one."""
    chosen, _kind = QFileDialog.getOpenFileName(
        parent, _("Restore a backup"), "", f"{_('Backups')} (*.shop *.sealed)"
    )
    return Path(chosen) if chosen else None
