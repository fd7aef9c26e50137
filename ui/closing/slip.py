"""The slip as it is on paper: to look at, to print, to keep as a file."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QVBoxLayout

from shopfans.domain.day_close import ClosePaper, ShiftPaper
from shopfans.domain.errors import ShopError
from shopfans.services.days.closing import Shift
from shopfans.texts import _
from shopfans.texts.formats import day_text, time_text
from ui import theme
from ui.desk import Desk
from ui.preferences import Preferences, PrinterKind, documents_folder
from ui.printing.delivery import save_pdf, strip_here
from ui.printing.preview import Preview
from ui.widgets.pieces import Elided, button, label, row


class Slip(QFrame):
    chosen = Signal()
    """Another slip of the same day is wanted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._desk = desk
        self._paper: ClosePaper | ShiftPaper | None = None
        self._saved: Path | None = None
        self.which, self.preview = QComboBox(), Preview()
        self.print_key = button("", self.print_copy, takes_focus=True)
        self.save_key = button("quiet", self._ask_where, takes_focus=True)
        self.open_key = button("quiet", self._open, takes_focus=True)
        self.told, self.problem = Elided("good"), label("error", wraps=True)
        self._build()

    def offer(self, shifts: Sequence[Shift]) -> None:
        """The slip of the day, and those of its hand-overs; the one that is chosen stays so while
        it is among them."""
        before, zone = self.wanted(), self._desk.terms.zone
        self.which.blockSignals(True)
        self.which.clear()
        self.which.addItem(_("Day close"), None)
        for one in shifts:
            at = time_text(one.at, zone)[-5:]
            self.which.addItem(f"{_('Hand-over')} {at}  {one.by} → {one.to}", one.number)
        self.which.setCurrentIndex(max(0, self.which.findData(before)))
        self.which.blockSignals(False)
        self.which.setVisible(bool(shifts))

    def wanted(self) -> int | None:
        """The count of the hand-over whose slip is wanted; None: the day's own."""
        count: int | None = self.which.currentData()
        return count

    def want(self, *, newest_shift: bool) -> None:
        """The slip of the last hand-over, or the day's own."""
        self.which.blockSignals(True)
        self.which.setCurrentIndex(self.which.count() - 1 if newest_shift else 0)
        self.which.blockSignals(False)

    def show_paper(self, paper: ClosePaper | ShiftPaper | None, *, is_final: bool) -> None:
        """This slip from now on; one that is not final can only be looked at."""
        self._paper = paper
        self.preview.setVisible(paper is not None)
        for key in (self.print_key, self.save_key):
            key.setVisible(paper is not None and is_final)
        for part in (self.told, self.problem, self.open_key):
            part.hide()
        if paper is not None:
            self.preview.show_strip(strip_here(paper))

    def show_first(self, paper: ClosePaper | ShiftPaper) -> None:
        """The slip of what was done just now: printed at once if this computer has a printer."""
        self.show_paper(paper, is_final=True)
        if Preferences().printer.kind is not PrinterKind.NONE:
            self._print(paper)

    def print_copy(self) -> None:
        """On the receipt printer; without one it is said where to choose one."""
        if self._paper is None or self.print_key.isHidden():
            return
        if Preferences().printer.kind is PrinterKind.NONE:
            self._refuse(_("No receipt printer is chosen yet: Settings, This computer."))
            return
        self._print(replace(self._paper, is_copy=True))

    def save_as(self, path: Path) -> None:
        """A PDF as wide as the roll."""
        assert self._paper is not None
        try:
            save_pdf(replace(self._paper, is_copy=True), path, never_over=self._desk.shop.path)
        except ShopError as problem:
            self._refuse(self._desk.words(problem))
            return
        self._saved = path
        self._tell(_("Saved: {path}").format(path=path))
        self.open_key.show()

    def retranslate(self) -> None:
        self.print_key.setText(_("Print a copy  Ctrl+P"))
        self.print_key.setIcon(theme.icon("printer"))
        self.save_key.setText(_("Save as PDF"))
        self.open_key.setText(_("Open"))
        self.which.setAccessibleName(_("Which slip"))

    def _ask_where(self) -> None:
        assert self._paper is not None
        if isinstance(self._paper, ClosePaper):
            name = f"{_('Day close')} {day_text(self._paper.day)}"
        else:
            when = time_text(self._paper.count.at, self._paper.zone).replace(":", "")
            name = f"{_('Hand-over')} {when}"
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save as PDF"), str(documents_folder() / f"{name}.pdf"), "PDF (*.pdf)"
        )
        if chosen:
            self.save_as(Path(chosen).with_suffix(".pdf"))

    def _open(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved)))

    def _print(self, paper: ClosePaper | ShiftPaper) -> None:
        self._desk.spool.print_paper(paper)
        self._tell(_("Sent to the printer."))

    def _tell(self, words: str) -> None:
        self.problem.hide()
        self.told.setText(words)
        self.told.show()

    def _refuse(self, words: str) -> None:
        self.told.hide()
        self.problem.setText(words)
        self.problem.show()

    def _build(self) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(8, 8, 8, 12)
        inside.setSpacing(8)
        inside.addWidget(self.which)
        inside.addWidget(self.preview, 1)
        inside.addWidget(self.problem)
        told = row(gap=8)
        told.addWidget(self.told, 1)
        told.addWidget(self.open_key)
        inside.addLayout(told)
        inside.addLayout(row(self.print_key, self.save_key, None, gap=8))
        self.which.hide()
        self.which.currentIndexChanged.connect(self.chosen)
