"""A receipt on its way to the printer chosen on this computer; knows no thread."""

from pathlib import Path

from shopfans import texts
from shopfans.domain.errors import PrinterMissing, PrinterOff, PrinterRefused
from shopfans.services.exporting.files import whole_or_none
from shopfans.texts import receipts
from shopfans.texts.receipts import Printable
from ui.preferences import Preferences, Printer, PrinterKind
from ui.printing import targets, thermal
from ui.printing.strip import Strip


def strip_of(paper: Printable, *, paper_mm: int, language: str) -> Strip:
    """The receipt laid out, in this language."""
    with texts.speaking(language):
        return Strip(receipts.rows(paper), paper_mm=paper_mm, language=language)


def strip_here(paper: Printable) -> Strip:
    """The same in the language spoken, for the paper of this computer's printer."""
    return strip_of(paper, paper_mm=Preferences().printer.paper_mm, language=texts.language())


def save_pdf(paper: Printable, path: Path, *, never_over: Path) -> None:
    """A PDF as wide as the roll. Raises as whole_or_none does."""
    strip = strip_here(paper)
    with whole_or_none(path, never_over=never_over) as file:
        file.write(targets.pdf(strip))


def deliver(paper: Printable, printer: Printer, *, language: str, kicks_drawer: bool) -> None:
    """Returns when the printer has taken the receipt, after seconds at most.

    Raises PrinterMissing, PrinterOff, PrinterOutOfPaper, PrinterNotReady or PrinterRefused.
    """
    if printer.kind is PrinterKind.NONE or not printer.address.strip():
        raise PrinterMissing("")
    strip = strip_of(paper, paper_mm=printer.paper_mm, language=language)
    if printer.kind is PrinterKind.SYSTEM:
        _print_on_system(strip, printer.address)
        return
    _send(thermal.commands(targets.bitmap(strip), kicks_drawer=kicks_drawer), printer)


def open_drawer(printer: Printer) -> None:
    """The one that hangs on this thermal printer. Raises as deliver does."""
    _send(thermal.opens_drawer(), printer)


def _send(data: bytes, printer: Printer) -> None:
    if printer.kind is PrinterKind.NETWORK:
        thermal.send_over_network(printer.address, data)
    else:
        thermal.send_to_device(printer.address, data)


def _print_on_system(strip: Strip, name: str) -> None:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise PrinterMissing(name)
    if info.state() is QPrinter.PrinterState.Error:
        raise PrinterOff(name)
    device = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    if not targets.print_on(device, strip):
        raise PrinterRefused(name)
