"""Members from Excel: a page of three steps, file, columns and trial run, and one press that
writes it all."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.domain.errors import ConsentMissing, ShopError, Stopped
from shopfans.domain.sheet_rows import Field
from shopfans.services.bringing import members, undoing
from shopfans.services.bringing.columns import Sheet
from shopfans.services.bringing.member_columns import MemberColumns, MemberSheet
from shopfans.services.bringing.trials import Trial
from shopfans.services.bringing.writing import Consents
from shopfans.texts import _, formats, ngettext
from shopfans.texts.sheet_rows import field_label
from ui import theme
from ui.background import Progress
from ui.desk import Desk
from ui.members.list_start import ListStart
from ui.members.list_trial import ListTrial
from ui.preferences import documents_folder
from ui.widgets.pieces import Elided, button, label, panel, row
from ui.widgets.sheet_columns import SheetColumns
from ui.widgets.stack import Stack
from ui.widgets.working import Working

_START, _COLUMNS, _TRIAL = range(3)


class Bringing(QWidget):
    """In place of the list of members until it is left."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sheet: MemberSheet | None = None
        self._request = new_request()
        self.title, self.step, self.file = label("heading"), label("muted"), Elided("muted")
        self.start, self.trial = ListStart(), ListTrial(desk)
        self.columns = SheetColumns(Field, field_label)
        self.steps = Stack()
        self.told, self.problem = label("good", wraps=True), label("error", wraps=True)
        self.working = Working()
        self.save = button("", self._ask_where, takes_focus=True)
        self.back = button("", self._step_back, takes_focus=True)
        self.go_on = button("primary", self._go_on, takes_focus=True)
        self._build()

    def open(self) -> None:
        """The first step, with what was brought in before."""
        self._turn(_START)
        self.retranslate()

    def read(self, path: Path) -> None:
        """Read this list; nothing is written."""
        self._say("")
        self._start(partial(_read, self._desk, path))

    def retranslate(self) -> None:
        self.title.setText(_("Members from Excel"))
        self.save.setText(_("Save the rows left out"))
        self.save.setIcon(theme.icon("table"))
        for part in (self.start, self.columns, self.trial, self.working):
            part.retranslate()
        self._show_step()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._step_back()
        else:
            super().keyPressEvent(event)

    # From step to step

    def _turn(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        if step == _START:
            self.file.setText("")
            self.start.show_imports(undoing.imports(self._desk.shop))
        self._show_step()
        (self.start, self.go_on, self.trial)[step].setFocus()

    def _show_step(self) -> None:
        step = self.steps.currentIndex()
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
            count = self._tried().members_to_write()
            words = ngettext("Bring in {n} member", "Bring in {n} members", count)
            self.go_on.setText(words.format(n=formats.count_text(count)))
            self.go_on.setEnabled(count > 0 and not self.working.is_running)

    def _tried(self) -> Trial:
        assert self.trial.trial is not None
        return self.trial.trial

    def _step_back(self) -> None:
        step = self.steps.currentIndex()
        self._say("")
        if self.working.is_running:
            self.working.cancel()
        elif step == _START:
            self.closed.emit()
        else:
            self._turn(step - 1)

    def _go_on(self) -> None:
        self._say("")
        if self.steps.currentIndex() == _COLUMNS and self._sheet is not None:
            self._start(partial(_try_out, self._desk, self._sheet, self.columns.columns()))
        elif self.steps.currentIndex() == _TRIAL:
            consents = self.trial.consents()
            if not consents.keeping:
                self._refuse(ConsentMissing())
                self.trial.agreed.setFocus()
                return
            self._start(partial(_take_over, self._desk, self._tried(), consents, self._request))

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
            case Trial():
                self._request = new_request()
                self.trial.show_trial(answer)
                self._turn(_TRIAL)
            case int(gone):
                self._tell_undone(gone)
            case _:
                self._tell_brought()

    def _refuse(self, problem: ShopError) -> None:
        if not isinstance(problem, Stopped):
            self._say(self._desk.words(problem))
            (self.start, self.columns, self.trial)[self.steps.currentIndex()].setFocus()

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    # Done

    def _tell_brought(self) -> None:
        count = self._tried().members_to_write()
        words = ngettext("{n} member was brought in.", "{n} members were brought in.", count)
        self._tell(words.format(n=formats.count_text(count)))

    def _tell_undone(self, count: int) -> None:
        words = ngettext("{n} member was taken back.", "{n} members were taken back.", count)
        self._tell(words.format(n=formats.count_text(count)))

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.show()
        self._turn(_START)

    def _undo(self, batch: int) -> None:
        self._say("")
        self._start(partial(_undo, self._desk, batch, new_request()))

    # Files

    def _ask_for_file(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self,
            _("Members from Excel"),
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
        from shopfans.services.bringing.refused import write_refused  # openpyxl: late

        try:
            write_refused(self._desk.shop, path, by=self._desk.by, trial=self._tried())
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
        for step in (self.start, self.columns, self.trial):
            self.steps.addWidget(step)
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
        self.start.file_wanted.connect(self._ask_for_file)
        self.start.undo_wanted.connect(self._undo)
        self.working.finished.connect(self._finish)
        self.working.refused.connect(self._refuse)


def _read(desk: Desk, path: Path, progress: Progress) -> MemberSheet:
    return members.read(desk.shop, by=desk.by, path=path, progress=progress)


def _try_out(desk: Desk, sheet: MemberSheet, columns: MemberColumns, progress: Progress) -> Trial:
    return members.try_out(desk.shop, by=desk.by, sheet=sheet, columns=columns, progress=progress)


def _take_over(
    desk: Desk, trial: Trial, consents: Consents, request: str, progress: Progress
) -> None:
    members.take_over(
        desk.shop, by=desk.by, trial=trial, consents=consents, request=request, progress=progress
    )


def _undo(desk: Desk, batch: int, request: str, _progress: Progress) -> int:
    return undoing.undo(desk.shop, by=desk.by, batch=batch, request=request)
