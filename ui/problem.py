"""The page that says why the shop cannot be opened."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout

from shopfans.texts import _
from ui.page import Page
from ui.restoring_page import ask_for_backup
from ui.widgets.pieces import button, column, label, panel, row


class Problem(Page):
    """With a way back to a backup, if the shop's file is no good any more."""

    backup_chosen = Signal(object)
    """The Path of a backup that is to become the shop."""

    def __init__(self, words: str, *, is_lost: bool = False) -> None:
        super().__init__()
        self.title = label("heading")
        self.words = label("", words, wraps=True)
        self.leave = button("primary", QApplication.quit, takes_focus=True)
        card, inside = panel(edge=32, gap=16)
        card.setFixedWidth(560)
        for part in (self.title, self.words):
            inside.addWidget(part)
        self.bring_back = button("", self._choose_backup, takes_focus=True)
        self.bring_back.setVisible(is_lost)
        inside.addLayout(row(None, self.bring_back, self.leave))
        page = QVBoxLayout(self)
        page.addLayout(column(None, row(None, card, None), None))
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(_("The shop could not be opened"))
        self.leave.setText(_("Close"))
        self.bring_back.setText(_("Restore a backup…"))

    def _choose_backup(self) -> None:
        file = ask_for_backup(self)
        if file is not None:
            self.backup_chosen.emit(file)

    def arrive(self) -> None:
        self.leave.setFocus()
