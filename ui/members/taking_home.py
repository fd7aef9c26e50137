"""Something of hers for her to take home: as a file of one kind or another, or printed.

Paper takes no leave; a file does, and stands in the log.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.errors import ShopError
from shopfans.domain.roles import Right, Staff
from shopfans.domain.trails import What
from shopfans.services.exporting.leaving import leaving
from shopfans.texts import _
from ui import theme
from ui.approval import Approval
from ui.background import Job, Progress
from ui.desk import Desk
from ui.preferences import documents_folder
from ui.widgets.field import Field
from ui.widgets.pieces import Elided, button, label, row


class Wanted(NamedTuple):
    """In whose name, and where to."""

    by: Staff
    kind: str
    """The ending of the file, or the name of the printer."""
    path: Path | None

    def into(
        self, shop: Shop, what: What, *, member: int, of: str = ""
    ) -> AbstractContextManager[BinaryIO] | None:
        """The file to write; None: it is to be printed."""
        if self.path is None:
            return None
        return leaving(shop, self.path, by=self.by, what=what, of=of, member=member)


Put = Callable[[Wanted], None]
"""Writes the file or prints; off the event loop."""


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
        self.problem, self.approval = label("error", wraps=True), Approval(desk)
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
        self.approval.forget()
        for part in (self.problem, self.open):
            part.hide()
        self.told.setText("")

    def retranslate(self) -> None:
        self.path.name(_("Save as"))
        self.target.setAccessibleName(_("Where to"))
        self.open.setText(_("Open"))
        self.approval.retranslate()
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
        if kind not in self._kinds:
            self._begin(put, Wanted(self._desk.by, kind, None))
            return
        path = Path(self.path.text().strip()).expanduser()
        self.approval.ask(
            Right.EXPORT, new_request(), lambda by: self._begin(put, Wanted(by, kind, path))
        )

    def _begin(self, put: Put, wanted: Wanted) -> None:
        self._saved = wanted.path
        self._job = Job(partial(_run, put, wanted))
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
        for part in (self.problem, self.approval, self.path):
            down.addWidget(part)
        across = row(self.target, self.start, gap=10)
        across.addWidget(self.told, 1)
        across.addWidget(self.open)
        down.addLayout(across)
        self.problem.hide()
        self.open.hide()
        self.target.currentIndexChanged.connect(self._show_target)
        self.approval.left.connect(self.start.setFocus)


def _run(put: Put, wanted: Wanted, _progress: Progress) -> None:
    put(wanted)
