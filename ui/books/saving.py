"""Saving what the books say: where to, in which language, how far, and where it is now."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from shopfans import texts
from shopfans.database.operations import new_request
from shopfans.domain.errors import ShopError, Stopped
from shopfans.domain.periods import Period
from shopfans.domain.roles import Right, Staff
from shopfans.texts import _
from ui import theme
from ui.approval import Approval
from ui.books.choices import Choices
from ui.desk import Desk
from ui.preferences import documents_folder
from ui.widgets.field import Field, beside
from ui.widgets.pieces import Elided, button, column, label, row
from ui.widgets.segments import Segments
from ui.widgets.working import Working


class Saving(QFrame):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self._period = Period.around(desk.today)
        self._saved: Path | None = None
        self.choices = Choices(desk)
        self.language_title, self.language = label("small"), Segments(list(texts.LANGUAGES))
        self.language.name(*texts.LANGUAGES.values())
        self.language.choose(texts.language())
        self.path, self.hint = Field(), label("small")
        self.browse = button("", self._ask_where, takes_focus=True)
        self.save = button("primary", self._save, takes_focus=True)
        self.working, self.approval = Working(), Approval(desk)
        self.told = Elided("good")
        self.open = button("", self._open, takes_focus=True)
        self.at_end = QWidget()
        self._build()

    @property
    def is_running(self) -> bool:
        return self.working.is_running

    def show_period(self, period: Period) -> None:
        """The file is named after the period, in the folder used before."""
        self._period = period
        self._name()

    def _name(self) -> None:
        before = self.path.text().strip()
        folder = Path(before).parent if before else documents_folder()
        self.path.edit.setText(str(folder / self.choices.file_name(self._period)))
        self.path.forgive()
        self.approval.forget()
        self.at_end.hide()

    def retranslate(self) -> None:
        self.choices.retranslate()
        self.language_title.setText(_("Language of the sheets"))
        self.path.name(_("Save as"))
        self.browse.setText(_("Browse…"))
        self._label_save()
        self.save.setIcon(theme.icon("download-simple", theme.look().on_accent))
        self.working.retranslate()
        self.approval.retranslate()
        self.open.setText(_("Open"))
        self.open.setIcon(theme.icon("folder-open"))
        self.at_end.hide()
        self._hint()

    def _label_save(self) -> None:
        is_folder = self.choices.is_folder
        self.save.setText(_("Save folder") if is_folder else _("Save workbook"))

    def _change(self) -> None:
        """Something else is to be saved."""
        self._label_save()
        self._name()

    def _build(self) -> None:
        end = row(gap=14)
        end.addWidget(self.told, 1)
        end.addWidget(self.open)
        self.at_end.setLayout(end)
        self.hint.hide()
        self.at_end.hide()
        where = row(gap=10)
        where.addLayout(column(self.path, self.hint, gap=2), 1)
        where.addLayout(beside(self.browse))
        where.addLayout(beside(self.save))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 16, 18, 16)
        inside.setSpacing(10)
        choice = column(self.language_title, self.language, gap=4)
        across = row(gap=24)
        across.addWidget(self.choices, 1)
        across.addLayout(choice)
        inside.addLayout(across)
        inside.addLayout(where)
        inside.addWidget(self.approval)
        inside.addWidget(self.working)
        inside.addWidget(self.at_end)
        self.path.edit.textChanged.connect(self._hint)
        self.path.edit.returnPressed.connect(self._save)
        self.choices.changed.connect(self._change)
        self.approval.left.connect(self.save.setFocus)
        self.working.finished.connect(self._finish)
        self.working.refused.connect(self._refuse)

    def _ask_where(self) -> None:
        if self.choices.is_folder:
            folder = QFileDialog.getExistingDirectory(self, _("Save folder"))
            chosen = str(Path(folder) / self.choices.file_name(self._period)) if folder else ""
        else:
            chosen = self._ask_file()
        if chosen:
            self.path.edit.setText(chosen)
            self.path.forgive()
            self.save.setFocus()

    def _ask_file(self) -> str:
        chosen, _kind = QFileDialog.getSaveFileName(
            self,
            _("Save workbook"),
            self.path.text(),
            "Excel (*.xlsx)",
            options=QFileDialog.Option.DontConfirmOverwrite,  # said below the field
        )
        return chosen

    def _target(self) -> Path:
        typed = Path(self.path.text().strip()).expanduser()
        if self.choices.is_folder:
            return typed
        return typed if typed.suffix.lower() == ".xlsx" else typed.with_name(f"{typed.name}.xlsx")

    def _hint(self) -> None:
        is_there = bool(self.path.text().strip()) and self._target().is_file()
        self._say(_("This file exists and will be replaced.") if is_there else "")

    def _say(self, words: str) -> None:
        self.hint.setText(words)
        self.hint.setVisible(bool(words))

    def _save(self) -> None:
        if self.is_running:
            return
        self.path.forgive()
        self.at_end.hide()
        if not self.path.text().strip():
            self.path.refuse(_("Say where the workbook should go."))
            return
        self.approval.ask(Right.EXPORT, new_request(), self._begin)

    def _begin(self, by: Staff) -> None:
        work = self.choices.work(by, self._target(), self._period, self.language.value())
        locked = (self.save, self.browse, self.path.edit, self.language, self.choices)
        self.working.start(work, locked)

    def _finish(self, path: Path) -> None:
        self._saved = path
        self.told.setText(_("Saved: {path}").format(path=path))
        self.at_end.show()
        self._say("")
        self.open.setFocus()

    def _refuse(self, problem: ShopError) -> None:
        if isinstance(problem, Stopped):
            self._say(self._desk.words(problem))
        else:
            self.path.refuse(self._desk.words(problem))

    def _open(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved)))
