"""The recovery sheet: what the owner needs once the computer is gone, except the passphrase."""

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget

from shopfans import texts
from shopfans.services.backups.second_place import SecondPlace
from shopfans.texts.backups import recovery_sections, recovery_title
from ui.printing.document import document


def recovery_sheet(shop_name: str, place: SecondPlace) -> QTextDocument:
    """One page for the drawer."""
    title, lead = recovery_title(shop_name)
    sections = recovery_sections(str(place.folder), place.hint)
    return document(title, lead, sections, language=texts.language())


def ask_and_print(parent: QWidget, shop_name: str, place: SecondPlace) -> bool:
    """Ask which printer (a PDF is one of them), and print on it; False if nobody wanted to."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    recovery_sheet(shop_name, place).print_(printer)
    return True
