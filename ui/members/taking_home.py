"""Something of hers for her to take home: as a file of one kind or another, or printed."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from shopfans.domain.errors import ShopError
from shopfans.texts import _
from ui import theme
from ui.background import Job, Progress
from ui.desk import Desk
from ui.preferences import documents_folder
from ui.widgets.field import Field
from ui.widgets.pieces import Elided, button, label, row

Put = Callable[[str, Path | None], None]
"""Writes the file of this ending, or prints on the printer of this name; off the event loop."""


class TakingHome(QWidget):
    def __init__(self, desk: Desk, prepare: Callable[[], Put | None]) -> None:
        """`prepare` is asked when somebody starts it; None: something else has to be said first."""
        super().__init__()
        self._desk, self._prepare = desk, prepare
        self._kinds: tuple[str, ...] = ()
        self._job: Job | None = None
        self._saved: Path | None = None
        self.target, self.path = QComboBox(), Field()
        self.start = button("primary", self._go, takes_focus=True)
        self.told, self.open = Elided("good"), button("", self._open, takes_focus=True)
        self.problem = label("error", wraps=True)
        self._build()

    def show_name(self, name: str, kinds: Mapping[str, str]) -> None:
        """What the file is called, without its ending, and the kinds there are, by ending."""
        self._kinds = tuple(kinds)
        self.target.clear()
        for ending, words in kinds.items():
            self.target.addItem(words, ending)
        for printer in QPrinterInfo.availablePrinterNames():
            self.target.addItem(printer, printer)
        self.path.edit.setText(str(documents_folder() / f"{name}{self._kinds[0]}"))
        for part in (self.problem, self.open):
            part.hide()
        self.told.setText("")

    def retranslate(self) -> None:
        self.path.name(_("Save as"))
        self.target.setAccessibleName(_("Where to"))
        self.open.setText(_("Open"))
        self._show_target()

    def refuse(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()

    def _show_target(self) -> None:
        kind = self.target.currentData()
        is_file = kind in self._kinds
        self.path.setVisible(is_file)
        if is_file and self.path.text():
            self.path.edit.setText(str(Path(self.path.text()).with_suffix(kind)))
        self.start.setText(_("Save") if is_file else _("Print"))
        icon = "download-simple" if is_file else "printer"
        self.start.setIcon(theme.icon(icon, theme.look().on_accent))

    def _go(self) -> None:
        if self._job is not None:
            return
        self.problem.hide()
        put = self._prepare()
        if put is None:
            return
        kind = self.target.currentData()
        self._saved = Path(self.path.text().strip()).expanduser() if kind in self._kinds else None
        self._job = Job(partial(_run, put, kind, self._saved))
        self._job.finished.connect(self._finish)
        self._job.refused.connect(self._refuse)
        self._job.start()

    def _finish(self, _answer: object) -> None:
        self._job = None
        if self._saved is not None:
            self.told.setText(_("Saved: {path}").format(path=self._saved))
        else:
            self.told.setText(_("Sent to the printer."))
        self.open.setVisible(self._saved is not None)

    def _refuse(self, problem: ShopError) -> None:
        self._job = None
        self.refuse(self._desk.words(problem))

    def _open(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved)))

    def _build(self) -> None:
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(8)
        down.addWidget(self.problem)
        down.addWidget(self.path)
        across = row(self.target, self.start, gap=10)
        across.addWidget(self.told, 1)
        across.addWidget(self.open)
        down.addLayout(across)
        for part in (self.problem, self.open):
            part.hide()
        self.target.currentIndexChanged.connect(self._show_target)


def _run(put: Put, kind: str, path: Path | None, _progress: Progress) -> None:
    put(kind, path)
