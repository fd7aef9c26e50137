"""The way back: what a backup holds beside what is here, and a deliberate yes."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.domain.errors import PassphraseMissing, ShopError, WrongPassphrase
from shopfans.domain.roles import Right, Staff
from shopfans.domain.terms import Terms
from shopfans.services.backups import examining
from shopfans.services.backups.examining import Candidate, Holds
from shopfans.services.staff import approving
from shopfans.texts import _, messages
from shopfans.texts.formats import count_text, time_text
from ui import theme
from ui.approval import Approval
from ui.background import Progress
from ui.widgets.field import Field, beside
from ui.widgets.pieces import button, label, row
from ui.widgets.working import Working


class RestoreForm(QFrame):
    """`here` says what is in the present shop, None if there is none; `approval` asks for the
    owner's PIN and why, None if there is nobody to ask."""

    confirmed = Signal(object, object)
    """The Candidate that is to take the shop's place, and who said so, with her reason."""
    closed = Signal()

    def __init__(
        self,
        shop: Path,
        *,
        here: Callable[[], Holds | None],
        approval: Approval | None,
    ) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._shop, self._here, self.approval = shop, here, approval
        self._file: Path | None = None
        self._candidate: Candidate | None = None
        self.heading, self.file_name = label("heading"), label("muted", wraps=True)
        self.back = button("quiet", self.leave, takes_focus=True)
        self.passphrase = Field()
        self.look = button("primary", self._look, takes_focus=True)
        self.working, self.problem = Working(), label("error", wraps=True)
        self.warning = label("strong", wraps=True)
        self.restore = button("danger", self._confirm, takes_focus=True)
        self._cells = [[label("muted" if x == 0 else "") for x in range(3)] for _y in range(5)]
        self._asking, self._found = QWidget(), QWidget()
        self._build()

    def show_file(self, file: Path) -> None:
        """Look into this one."""
        self._forget()
        self._file = file
        self.file_name.setText(str(file))
        self.passphrase.clear()
        self._asking.hide()
        self._look()

    def leave(self) -> None:
        """Nothing is restored."""
        self.working.cancel()
        self._forget()
        self.closed.emit()

    def retranslate(self) -> None:
        self.heading.setText(_("Restore a backup"))
        self.back.setText(_("Back"))
        self.back.setIcon(theme.icon("arrow-left", theme.look().accent))
        self.passphrase.name(_("Passphrase of this backup"))
        self.look.setText(_("Open it"))
        self.working.retranslate()
        if self.approval is not None:
            self.approval.retranslate()
        self.restore.setText(_("Restore this backup"))
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _look(self) -> None:
        if self._file is None or self.working.is_running:
            return
        self.problem.hide()
        self._found.hide()
        work = partial(_looked, self._shop, self._file, self.passphrase.text())
        self.working.start(work, (self.look, self.passphrase.edit))

    def _take(self, candidate: Candidate) -> None:
        if self._file != candidate.file:  # left meanwhile
            examining.drop(candidate.copy)
            return
        self._candidate = candidate
        self.passphrase.clear()
        self._asking.hide()
        self._show()
        self.restore.setFocus()

    def _refuse(self, problem: ShopError) -> None:
        words = messages.message(problem, Terms(shop_name=""))
        if isinstance(problem, PassphraseMissing | WrongPassphrase):
            self._asking.show()
            if isinstance(problem, WrongPassphrase):
                self.passphrase.refuse(words)
            self.passphrase.setFocus()
            return
        self.problem.setText(words)
        self.problem.show()
        self.back.setFocus()

    def _confirm(self) -> None:
        if self._candidate is None:
            return
        request = new_request()
        if self.approval is not None:
            self.approval.ask(Right.RESTORE, request, self._go_on)
            return
        why = _("the shop was missing or could not be opened")
        self._go_on(approving.from_outside(right=Right.RESTORE, reason=why, request=request))

    def _go_on(self, by: Staff) -> None:
        candidate, self._candidate, self._file = self._candidate, None, None
        self.confirmed.emit(candidate, by)

    def _forget(self) -> None:
        if self._candidate is not None:
            examining.drop(self._candidate.copy)
        self._candidate = self._file = None
        if self.approval is not None:
            self.approval.forget()
        self.problem.hide()
        self._found.hide()

    def _show(self) -> None:
        self._found.setVisible(self._candidate is not None)
        if self._candidate is None:
            return
        here, there = self._here(), self._candidate.holds
        table = [
            ("", _("Here now") if here else "", _("In the backup")),
            (_("Shop"), here.shop_name if here else "", there.shop_name),
            (_("Members"), count_text(here.members) if here else "", count_text(there.members)),
            (_("Sales"), count_text(here.sales) if here else "", count_text(there.sales)),
            (_("As of"), _as_of(here) if here else "", _as_of(there)),
        ]
        for cells, texts in zip(self._cells, table, strict=True):
            for cell, text in zip(cells, texts, strict=True):
                cell.setText(text)
        self.warning.setText(_warning(here, there))

    def _build(self) -> None:
        self.passphrase.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.edit.returnPressed.connect(self._look)
        # where somebody is asked before anything happens, Enter may press it
        self.restore.setAutoDefault(self.approval is not None)
        self.working.finished.connect(self._take)
        self.working.refused.connect(self._refuse)
        self.warning.setProperty("tone", "warn")
        asking = row(gap=10)
        asking.addWidget(self.passphrase, 1)
        asking.addLayout(beside(self.look))
        self._asking.setLayout(asking)
        found = QVBoxLayout(self._found)
        found.setContentsMargins(0, 0, 0, 0)
        found.setSpacing(14)
        found.addLayout(self._grid())
        found.addWidget(self.warning)
        found.addLayout(row(self.restore, None))
        if self.approval is not None:
            found.addWidget(self.approval)
            self.approval.left.connect(self.restore.setFocus)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 16)
        inside.setSpacing(10)
        inside.addLayout(row(self.heading, None, self.back))
        for part in (self.file_name, self._asking, self.working, self.problem, self._found):
            inside.addWidget(part)
            part.setVisible(part is self.file_name)
        inside.addStretch(1)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(3, 1)
        for down, cells in enumerate(self._cells):
            for across, cell in enumerate(cells):
                if down == 0:
                    cell.setObjectName("strong")
                is_figure = across > 0 and down in {2, 3}
                side = Qt.AlignmentFlag.AlignRight if is_figure else Qt.AlignmentFlag.AlignLeft
                grid.addWidget(cell, down, across, side)
        return grid


def _as_of(found: Holds) -> str:
    return time_text(found.as_of, found.zone)


def _warning(here: Holds | None, there: Holds) -> str:
    if here is None:
        return _("This computer has no shop yet: the backup becomes it.")
    if here.founded != there.founded:
        return _("This is a backup of another shop. The present one goes, after a backup of it.")
    if here.as_of > there.as_of:
        return _(
            "What was done after {time} is not in it. A backup of the present shop is made first, "
            "so you can go back."
        ).format(time=_as_of(there))
    return _("A backup of the present shop is made first, so you can go back.")


def _looked(shop: Path, file: Path, passphrase: str, progress: Progress) -> Candidate:
    return examining.look_into(shop, file, passphrase=passphrase, progress=progress)
