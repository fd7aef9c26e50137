"""The key that keeps what the owner has decided, what came of it, and the way back."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopfans.domain.terms import Terms
from shopfans.texts import _
from ui import theme
from ui.desk import Desk
from ui.typed import kept_terms
from ui.widgets.pieces import button, column, label, row

_NARROWEST = 260
"""Pixels: a refusal in a few lines, above a single key too."""


class Keeping(QWidget):
    wanted = Signal()
    """Somebody pressed the key."""
    discarded = Signal()
    """What is written and not kept goes: what is in force is to be shown."""

    def __init__(self, desk: Desk, *, discards: bool = False) -> None:
        super().__init__()
        self._desk, self._discards = desk, discards
        self.is_touched = False
        """Whether something is written that is not kept yet."""
        self.saved, self.problem = label("good"), label("error", wraps=True)
        self.discard = button("quiet", self._discard, takes_focus=True)
        self.save = button("primary", self.wanted.emit, takes_focus=True)
        keys = row(None, self.saved, self.discard, self.save, gap=14)
        self.setLayout(column(None, self.problem, keys, None, gap=6))
        self.problem.setMinimumWidth(_NARROWEST)
        for part in (self.saved, self.discard, self.problem):
            part.hide()

    def retranslate(self) -> None:
        self.save.setText(_("Save"))
        self.save.setIcon(theme.icon("check", theme.look().on_accent))
        self.discard.setText(_("Discard changes"))
        self.saved.setText(_("Saved"))

    def touch(self) -> None:
        """Something else is written now."""
        self.is_touched = True
        self.saved.hide()
        self.problem.hide()
        self.discard.setVisible(self._discards)

    def keep(self, typed: Callable[[], Terms], show: Callable[[], None]) -> bool:
        """The terms that are typed are in force, and shown; or it is said beside them why not, and
        the answer is False."""
        self.problem.hide()
        if not kept_terms(self._desk, typed, refuse=self.refuse):
            return False
        self.confirm(show)
        return True

    def confirm(self, show: Callable[[], None]) -> None:
        """What was written is in force, and is shown."""
        self._forget()
        show()
        self.saved.show()

    def refuse(self, why: str) -> None:
        """It is not, and what was written stays."""
        self.problem.setText(why)
        self.problem.show()

    def _discard(self) -> None:
        self._forget()
        self.problem.hide()
        self.discarded.emit()

    def _forget(self) -> None:
        self.is_touched = False
        self.discard.hide()
