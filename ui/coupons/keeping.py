"""The key that keeps what the owner has decided, and what came of it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopfans.domain.terms import Terms
from shopfans.texts import _
from ui import theme
from ui.desk import Desk
from ui.typed import kept_terms
from ui.widgets.pieces import button, column, label, row


class Keeping(QWidget):
    wanted = Signal()
    """Somebody pressed the key."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.is_touched = False
        """Whether something is written that is not kept yet."""
        self.saved, self.problem = label("good"), label("error", wraps=True)
        self.save = button("primary", self.wanted.emit, takes_focus=True)
        self.setLayout(column(self.problem, row(self.save, self.saved, None, gap=12)))
        self.saved.hide()
        self.problem.hide()

    def retranslate(self) -> None:
        self.save.setText(_("Save"))
        self.save.setIcon(theme.icon("check", theme.look().on_accent))
        self.saved.setText(_("Saved"))

    def touch(self) -> None:
        """Something else is written now."""
        self.is_touched = True
        self.saved.hide()

    def keep(self, typed: Callable[[], Terms], show: Callable[[], None]) -> None:
        """The terms that are typed are in force, and shown; or it is said beside them why not."""
        self.problem.hide()
        if kept_terms(self._desk, typed, refuse=self._refuse):
            self.is_touched = False
            show()
            self.saved.show()

    def _refuse(self, why: str) -> None:
        self.problem.setText(why)
        self.problem.show()
