"""The receipt printer of this computer: which one, how wide its paper, and what it looks like."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from shopfans import texts
from shopfans.domain.receipts import Paper
from shopfans.texts import _
from ui import theme
from ui.background import Job, Progress
from ui.desk import Desk
from ui.preferences import PAPERS_MM, Preferences, Printer, PrinterKind
from ui.printing.delivery import strip_of
from ui.printing.preview import Preview
from ui.printing.spool import Waiting
from ui.printing.trial import trial_receipt
from ui.tokens import GAP
from ui.widgets.field import Field
from ui.widgets.pieces import button, column, label, panel, row
from ui.widgets.scrolled import Scrolled
from ui.widgets.segments import Segments

_WIDE = 480
"""Pixels: a form any wider is harder to read."""
_BAR = 14
"""Pixels beside it for the bar, where the window is too low for all of it."""


class PrinterForm(QWidget):
    """What is chosen holds at once; the paper beside it shows how a receipt will look."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._trial: Paper | None = None
        self.heading, self.lead = label("heading"), label("muted", wraps=True)
        self.kind_title, self.kind = label("small"), Segments(list(PrinterKind))
        self.name_title, self.name = label("small"), QComboBox()
        self.address = Field()
        self.paper_title, self.paper = label("small"), Segments(PAPERS_MM)
        self.prints, self.kicks = QCheckBox(), QCheckBox()
        self.test = button("primary", self._test, takes_focus=True)
        self.told, self.problem = label("good", wraps=True), label("error", wraps=True)
        self.preview_title, self.preview = label("small"), Preview()
        self._system = QWidget()
        self._build()
        self._show(Preferences().printer)
        self.kind.chosen.connect(self._choose_kind)
        self.paper.chosen.connect(self._keep)
        self.address.edit.textEdited.connect(self._keep)
        self.name.activated.connect(self._keep)
        self.prints.clicked.connect(self._keep)
        self.kicks.clicked.connect(self._keep)
        desk.spool.printed.connect(self._tell_printed)
        desk.spool.held.connect(self._tell_held)

    def retranslate(self) -> None:
        self.heading.setText(_("Receipt printer"))
        self.lead.setText(
            _("A sale never waits for the printer: a receipt that cannot be printed is kept.")
        )
        self.kind_title.setText(_("Printer"))
        self.kind.name(_("No printer"), _("Of the computer"), _("Network"), _("Device"))
        self.name_title.setText(_("Name of the printer"))
        self.paper_title.setText(_("Width of the paper"))
        self.paper.name(*(_("{n} mm").format(n=wide) for wide in PAPERS_MM))
        self.prints.setText(_("Print a receipt after every sale"))
        self.kicks.setText(_("Open the cash drawer when cash is paid"))
        self.test.setText(_("Print a test receipt"))
        self.test.setIcon(theme.icon("printer", theme.look().on_accent))
        self.preview_title.setText(_("How it looks on paper"))
        self._name_address()
        self._show_paper()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_paper()

    def _build(self) -> None:
        self._system.setLayout(column(self.name_title, self.name, gap=4))
        form, inside = panel(gap=14)
        form.setFixedWidth(_WIDE)
        inside.addLayout(column(self.heading, self.lead, gap=4))
        inside.addLayout(column(self.kind_title, self.kind, gap=6))
        inside.addWidget(self._system)
        inside.addWidget(self.address)
        inside.addLayout(column(self.paper_title, self.paper, gap=6))
        inside.addLayout(column(self.prints, self.kicks, gap=2))
        inside.addLayout(row(self.test, None))
        inside.addWidget(self.told)
        inside.addWidget(self.problem)
        inside.addStretch(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GAP)
        around = Scrolled()
        around.setWidget(form)
        around.setFixedWidth(_WIDE + _BAR)
        across.addWidget(around)
        across.addWidget(self._sheet(), 1)

    def _sheet(self) -> QFrame:
        sheet = QFrame()
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self.preview_title)
        inside.addWidget(self.preview, 1)
        return sheet

    def _show(self, printer: Printer) -> None:
        self.kind.choose(printer.kind)
        self.paper.choose(printer.paper_mm)
        self.address.edit.setText(printer.address)
        self.prints.setChecked(printer.prints_receipts)
        self.kicks.setChecked(printer.kicks_drawer)
        self._name_printers([printer.address] if printer.kind is PrinterKind.SYSTEM else [])
        self._show_fields()

    def _choose_kind(self) -> None:
        self.address.clear()
        self._name_printers([])
        self._show_fields()
        self._name_address()
        self._keep()
        if not self.address.isHidden():
            self.address.edit.setFocus()

    def _show_fields(self) -> None:
        kind = self.kind.value()
        is_thermal = kind in {PrinterKind.NETWORK, PrinterKind.DEVICE}
        self._system.setVisible(kind is PrinterKind.SYSTEM)
        self.address.setVisible(is_thermal)
        self.kicks.setEnabled(is_thermal)
        for part in (self.prints, self.test):
            part.setEnabled(kind is not PrinterKind.NONE)
        self.told.hide()
        self.problem.hide()
        if kind is PrinterKind.SYSTEM:
            job = Job(_printers)
            job.finished.connect(self._name_printers)
            job.start()

    def _name_address(self) -> None:
        if self.kind.value() is PrinterKind.NETWORK:
            self.address.name(_("Address in the shop's network"), "192.168.1.50")
        else:
            self.address.name(_("Device"), "/dev/usb/lp0")

    def _name_printers(self, names: list[str]) -> None:
        """The computer's printers to choose from; the one in use stays chosen, there or not."""
        chosen = self.name.currentText()
        self.name.clear()
        self.name.addItems(names if not chosen or chosen in names else [chosen, *names])
        if chosen:
            self.name.setCurrentText(chosen)
        elif names and self.kind.value() is PrinterKind.SYSTEM:
            self._keep()

    def _keep(self) -> None:
        kind = self.kind.value()
        address = self.name.currentText() if kind is PrinterKind.SYSTEM else self.address.text()
        Preferences().printer = Printer(
            kind,
            address.strip(),
            self.paper.value(),
            self.prints.isChecked(),
            self.kicks.isChecked() and self.kicks.isEnabled(),
        )
        self.told.hide()
        self.problem.hide()
        self._show_paper()

    def _show_paper(self) -> None:
        if self.isVisible():
            paper = trial_receipt(self._desk)
            self.preview.show_strip(
                strip_of(paper, paper_mm=self.paper.value(), language=texts.language())
            )

    def _test(self) -> None:
        self._trial = trial_receipt(self._desk)
        self.test.setEnabled(False)
        self.told.hide()
        self.problem.hide()
        self._desk.spool.print_paper(self._trial)

    def _tell_printed(self, paper: Paper) -> None:
        if paper is self._trial:
            self._tell(_("The printer has taken it."), "")

    def _tell_held(self, waiting: Waiting) -> None:
        if waiting.paper is self._trial:
            self._desk.spool.drop(waiting)
            self._tell("", self._desk.words(waiting.problem))

    def _tell(self, told: str, problem: str) -> None:
        self._trial = None
        self.test.setEnabled(True)
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))


def _printers(_progress: Progress) -> list[str]:
    """Off the event loop: a print server that is away lets one wait."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return list(QPrinterInfo.availablePrinterNames())
