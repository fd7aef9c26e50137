"""Sheets of coupons or cards on their way to a PDF or a printer of this computer."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QComboBox, QFileDialog, QVBoxLayout, QWidget

from shopfans import texts
from shopfans.domain.errors import CannotWrite, ShopError, Stopped
from shopfans.texts import _
from ui import theme
from ui.background import Progress
from ui.desk import Desk
from ui.preferences import documents_folder
from ui.printing.sheets import Layout, print_sheets, save_sheets
from ui.widgets.field import Field, beside
from ui.widgets.pieces import Elided, button, column, label, row
from ui.widgets.segments import Segments
from ui.widgets.working import Working

Labels = Callable[[Progress], Sequence[Any]]
"""What the chosen layout draws."""

_PDF = ""
"""Where the sheets go if no printer is named."""
_NOT_IN_NAMES = dict.fromkeys(map(ord, '\\/:*?"<>|'), "_")


class Paper(QWidget):
    """Which layout, where to, how far; the labels themselves are brought by who uses it."""

    wanted = Signal()
    """Sheets are to be made now: answer with `make`."""
    made = Signal()

    def __init__(self, desk: Desk, layouts: Sequence[Layout]) -> None:
        super().__init__()
        self._desk = desk
        self._saved: Path | None = None
        self.layout_title, self.layouts = label("small"), Segments(layouts)
        self.target_title, self.target = label("small"), QComboBox()
        self.path, self.browse = Field(), button("", self._ask_where, takes_focus=True)
        self.start = button("primary", self.wanted.emit, takes_focus=True)
        self.working = Working()
        self.told, self.open = Elided("good"), button("", self._open, takes_focus=True)
        self.problem = label("error", wraps=True)
        self.where, self.at_end = QWidget(), QWidget()
        self._build()

    @property
    def is_running(self) -> bool:
        return self.working.is_running

    def open_for(self, name: str) -> None:
        """Offer the printers there are now, and a file of this name."""
        if self.is_running:
            return
        before, chosen = self.path.text().strip(), self.target.currentData()
        folder = Path(before).parent if before else documents_folder()
        file = f"{self._desk.terms.shop_name} {name}".translate(_NOT_IN_NAMES).strip(". ")
        self.path.edit.setText(str(folder / f"{file}.pdf"))
        self.target.clear()
        self.target.addItem(_("A PDF file"), _PDF)
        for printer in QPrinterInfo.availablePrinterNames():
            self.target.addItem(printer, printer)
        self.target.setCurrentIndex(max(0, self.target.findData(chosen)))
        self.at_end.hide()
        self.problem.hide()
        self._show_target()

    def make(self, labels: Labels) -> None:
        """Make the labels and put them on paper, in the background."""
        if self.is_running:
            return
        self.problem.hide()
        self.at_end.hide()
        if self._is_file and not self.path.text().strip():
            self.path.refuse(_("Say where the sheets should go."))
            return
        self._saved = self._path if self._is_file else None
        work = partial(
            _put_on_paper, labels, self.layouts.value(), self._saved, self.target.currentData(),
            texts.language(), self._desk.shop.path,
        )  # fmt: skip
        self.working.start(work, (self.layouts, self.target, self.where, self.start))

    def retranslate(self, *layouts: str) -> None:
        """`layouts`: words for them, in their order."""
        self.layouts.name(*layouts)
        self.layout_title.setText(_("Size"))
        self.target_title.setText(_("Where to"))
        self.target.setAccessibleName(_("Where to"))
        if self.target.count():
            self.target.setItemText(0, _("A PDF file"))
        self.path.name(_("Save as"))
        self.browse.setText(_("Browse…"))
        self.working.retranslate()
        self.open.setText(_("Open"))
        self.open.setIcon(theme.icon("folder-open"))
        self._show_target()

    @property
    def _is_file(self) -> bool:
        return self.target.currentData() in (_PDF, None)

    @property
    def _path(self) -> Path:
        typed = Path(self.path.text().strip()).expanduser()
        return typed if typed.suffix.lower() == ".pdf" else typed.with_name(f"{typed.name}.pdf")

    def _show_target(self) -> None:
        self.where.setVisible(self._is_file)
        self.start.setText(_("Save the sheets") if self._is_file else _("Print the sheets"))
        icon = "download-simple" if self._is_file else "printer"
        self.start.setIcon(theme.icon(icon, theme.look().on_accent))

    def _ask_where(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save as"), self.path.text(), "*.pdf")
        if chosen:
            self.path.edit.setText(chosen)
            self.path.forgive()

    def _finish(self, _answer: object) -> None:
        if self._saved is not None:
            self.told.setText(_("Saved: {path}").format(path=self._saved))
        else:
            self.told.setText(_("Sent to the printer."))
        self.open.setVisible(self._saved is not None)
        self.at_end.show()
        self.made.emit()

    def _refuse(self, problem: ShopError) -> None:
        if isinstance(problem, CannotWrite):
            self.path.refuse(self._desk.words(problem))
        elif isinstance(problem, Stopped):
            self.problem.setText(_("Stopped: no sheets were made."))
            self.problem.show()
        else:
            self.problem.setText(self._desk.words(problem))
            self.problem.show()

    def _open(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved)))

    def _build(self) -> None:
        where = row(gap=8)
        where.addWidget(self.path, 1)
        where.addLayout(beside(self.browse))
        self.where.setLayout(where)
        end = row(gap=10)
        end.addWidget(self.told, 1)
        end.addWidget(self.open)
        self.at_end.setLayout(end)
        for part in (self.at_end, self.problem):
            part.hide()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        inside.addLayout(column(self.layout_title, self.layouts, gap=4))
        inside.addLayout(column(self.target_title, self.target, gap=4))
        for part in (self.where, self.problem, self.working, self.at_end):
            inside.addWidget(part)
        self.target.currentIndexChanged.connect(self._show_target)
        self.working.finished.connect(self._finish)
        self.working.refused.connect(self._refuse)


def _put_on_paper(
    labels: Labels,
    layout: Layout,
    path: Path | None,
    printer: str,
    language: str,
    shop: Path,
    progress: Progress,
) -> None:
    made = labels(progress)
    if path is None:
        print_sheets(printer, made, layout, language=language, progress=progress)
    else:
        save_sheets(path, made, layout, language=language, never_over=shop, progress=progress)
