"""A list from Excel: a page of three steps, file, columns and trial run, and one press that writes
it all."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.domain.errors import ShopError, Stopped
from shopfans.services.bringing.columns import Sheet
from shopfans.texts import _
from ui import theme
from ui.background import Progress
from ui.bringing.kind import Kind, Trial
from ui.bringing.start import ListStart
from ui.desk import Desk
from ui.preferences import documents_folder
from ui.widgets.pieces import Elided, button, label, panel, row
from ui.widgets.sheet_columns import SheetColumns
from ui.widgets.stack import Stack
from ui.widgets.working import Working

_START, _COLUMNS, _TRIAL = range(3)


class Bringing(QWidget):
    """In place of what the list is for until it is left."""

    closed = Signal()

    def __init__(self, desk: Desk, *kinds: Kind) -> None:
        super().__init__()
        self._desk, self._kinds, self._kind = desk, kinds, kinds[0]
        self._sheet: Sheet[Any] | None = None
        self._request, self._at = new_request(), _START
        self.title, self.step, self.file = label("heading"), label("muted"), Elided("muted")
        self.start = ListStart()
        self.steps = Stack()
        self.told, self.problem = label("good", wraps=True), label("error", wraps=True)
        self.working = Working()
        self.save = button("", self._ask_where, takes_focus=True)
        self.back = button("", self._step_back, takes_focus=True)
        self.go_on = button("primary", self._go_on, takes_focus=True)
        self._build()

    @property
    def columns(self) -> SheetColumns[Any]:
        return self._kind.columns

    @property
    def trial(self) -> Any:
        return self._kind.trial

    def open(self) -> None:
        """The first step, with what was brought in before."""
        self._turn(_START)
        self.retranslate()

    def read(self, path: Path) -> None:
        """Read this list; nothing is written."""
        self._say("")
        self._start(partial(self._kind.read, path))

    def retranslate(self) -> None:
        self.title.setText(self._kind.title())
        self.save.setText(_("Save the rows left out"))
        self.save.setIcon(theme.icon("table"))
        for part in (self.start, self.columns, self.trial, self.working):
            part.retranslate()
        self.start.kinds.show_choices([(one, one.title()) for one in self._kinds], self._kind)
        self.start.lead.setText(self._kind.lead())
        self._show_step()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._step_back()
        else:
            super().keyPressEvent(event)

    # From step to step

    def _choose(self, kind: Kind) -> None:
        """Another kind of list is brought in."""
        self._kind = kind
        self._say("")
        self.told.hide()
        self.open()

    def _turn(self, step: int) -> None:
        self._at = step
        self.steps.setCurrentWidget((self.start, self.columns, self.trial)[step])
        if step == _START:
            self.file.setText("")
            self.start.show_imports(self._kind.imports())
        self._show_step()
        (self.start, self.go_on, self.trial)[step].setFocus()

    def _show_step(self) -> None:
        step = self._at
        names = (_("which file"), _("what each column is"), _("what becomes of each row"))
        words = _("Step {n} of 3: {name}").format(n=step + 1, name=names[step])
        self.step.setText(words)
        self.back.setText(_("Back"))
        self.go_on.setVisible(step != _START)
        self.go_on.setAutoDefault(step == _COLUMNS)  # Enter goes on, but writes nothing unread
        self.save.setVisible(step == _TRIAL and bool(self._tried().left_out()))
        if step == _COLUMNS:
            self.go_on.setText(_("Try it out"))
        elif step == _TRIAL:
            count = self._kind.count(self._tried())
            self.go_on.setText(self._kind.press_text(count))
            self.go_on.setEnabled(count > 0 and not self.working.is_running)

    def _tried(self) -> Trial:
        trial: Trial | None = self.trial.trial
        assert trial is not None
        return trial

    def _step_back(self) -> None:
        step = self._at
        self._say("")
        if self.working.is_running:
            self.working.cancel()
        elif step == _START:
            self.closed.emit()
        else:
            self._turn(step - 1)

    def _go_on(self) -> None:
        self._say("")
        if self._at == _COLUMNS and self._sheet is not None:
            self._start(partial(self._kind.try_out, self._sheet, self.columns.columns()))
        elif self._at == _TRIAL:
            try:
                writing = self._kind.writing(self._tried(), self._request)
            except ShopError as problem:
                self._refuse(problem)
            else:
                self._start(writing)

    # Slow work

    def _start(self, work: Callable[[Progress], object]) -> None:
        self.told.hide()
        self.working.start(work, [self.steps, self.go_on, self.save, self.back])

    def _finish(self, answer: object) -> None:
        match answer:
            case Sheet():
                self._sheet = answer
                self.file.setText(answer.file)
                self.columns.show_sheet(answer)
                self._turn(_COLUMNS)
            case int(count):
                self._tell(self._kind.taken_back_text(count))
            case None:
                self._tell(self._kind.brought_text(self._kind.count(self._tried())))
            case trial:
                self._request = new_request()
                self.trial.show_trial(trial)
                self._turn(_TRIAL)

    def _refuse(self, problem: ShopError) -> None:
        if not isinstance(problem, Stopped):
            self._say(self._desk.words(problem))
        (self.start, self.columns, self.trial)[self._at].setFocus()

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    # Done

    def _tell(self, words: str) -> None:
        self._desk.upkeep.look(self._desk.today)  # past sales tell who comes back when
        self.told.setText(words)
        self.told.show()
        self._turn(_START)

    def _undo(self, batch: int) -> None:
        self._say("")
        self._start(partial(self._kind.undo, batch, new_request()))

    # Files

    def _ask_for_file(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self,
            self._kind.title(),
            str(documents_folder()),
            "Excel, CSV (*.xlsx *.xls *.csv *.txt)",
        )
        if chosen:
            self.read(Path(chosen))

    def _ask_where(self) -> None:
        proposed = documents_folder() / f"{Path(self._tried().sheet.file).stem} - {_('left out')}"
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save the rows left out"), f"{proposed}.xlsx", "Excel (*.xlsx)"
        )
        if chosen:
            self.save_refused(Path(chosen).with_suffix(".xlsx"))

    def save_refused(self, path: Path) -> None:
        """Write the rows that were left out, with the reasons."""
        try:
            self._kind.write_refused(path, self._tried())
        except ShopError as problem:
            self._refuse(problem)
        else:
            self.told.setText(_("Saved: {path}").format(path=path))
            self.told.show()

    def _build(self) -> None:
        card, inside = panel(gap=10)
        head = row(self.title, self.step, gap=14)
        head.addWidget(self.file, 1)
        inside.addLayout(head)
        self.steps.addWidget(self.start)
        for kind in self._kinds:
            self.steps.addWidget(kind.columns)
            self.steps.addWidget(kind.trial)
        self.start.kinds.setVisible(len(self._kinds) > 1)
        inside.addWidget(self.steps, 1)
        foot = row(gap=14)  # what is said here moves nothing that the mouse is on its way to
        for words in (self.told, self.problem, self.working):
            foot.addWidget(words, 1)
        foot.addStretch(1)
        for key in (self.save, self.back, self.go_on):
            foot.addWidget(key)
        inside.addLayout(foot)
        self.told.hide()
        self.problem.hide()
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(card)
        self.setFocusProxy(self.start)
        self.start.kinds.chosen.connect(self._choose)
        self.start.file_wanted.connect(self._ask_for_file)
        self.start.undo_wanted.connect(self._undo)
        self.working.finished.connect(self._finish)
        self.working.refused.connect(self._refuse)
