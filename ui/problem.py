"""The page that says why the shop cannot be opened."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout

from shopfans.texts import _
from ui.page import Page
from ui.widgets.pieces import button, column, label, panel, row


class Problem(Page):
    def __init__(self, words: str) -> None:
        super().__init__()
        self.title = label("heading")
        self.words = label("", words, wraps=True)
        self.leave = button("primary", QApplication.quit, takes_focus=True)
        card, inside = panel(edge=32, gap=16)
        card.setFixedWidth(560)
        for part in (self.title, self.words):
            inside.addWidget(part)
        inside.addWidget(self.leave, alignment=Qt.AlignmentFlag.AlignRight)
        page = QVBoxLayout(self)
        page.addLayout(column(None, row(None, card, None), None))
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(_("The shop could not be opened"))
        self.leave.setText(_("Close"))

    def arrive(self) -> None:
        self.leave.setFocus()
