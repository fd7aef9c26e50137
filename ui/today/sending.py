"""The chosen lines on paper, and as a file for an SMS provider."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QPageLayout, QTextDocument
from PySide6.QtWidgets import QFileDialog, QWidget

from shopfans.domain.roles import Staff
from shopfans.texts import _, formats, labels
from shopfans.texts.message_texts import message
from ui.desk import Desk
from ui.preferences import documents_folder
from ui.today.lines import Shown, chance_text, state_text, why_text

if TYPE_CHECKING:
    from shopfans.services.exporting.sms import Sent


def sheet_of(desk: Desk, title: str, rows: Sequence[Shown]) -> str:
    """The list as a page to print, with a box to tick by hand."""
    headings = (
        "", _("Name"), _("Phone"), _("Reason"), _("Why"), _("By herself"), _("Last contact"), "",
    )  # fmt: skip
    cells = [
        (
            "☑" if row.line.done else "☐",
            row.line.name,
            row.line.phone,
            labels.reason_label(row.line.reason),
            why_text(row, desk.terms, desk.today),
            chance_text(row),
            formats.day_text(row.portrait.contacts.last) if row.portrait.contacts.last else "",
            state_text(row),
        )
        for row in rows
    ]
    head = "".join(f"<th align='left'>{escape(one)}</th>" for one in headings)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in cells
    )
    return (
        f"<h2>{escape(title)}</h2>"
        f"<table cellpadding='4' cellspacing='0' border='1' width='100%'>"
        f"<thead><tr>{head}</tr></thead>{body}</table>"
    )


def print_sheet(parent: QWidget, html: str) -> bool:
    """Ask which printer, and print on it; False if nobody wanted to."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    lay_out(html).print_(printer)
    return True


def lay_out(html: str) -> QTextDocument:
    document = QTextDocument()
    document.setHtml(html)
    return document


def ask_where(parent: QWidget, title: str) -> Path | None:
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, title, str(documents_folder() / "sms.xlsx"), "Excel (*.xlsx)"
    )
    return Path(chosen).with_suffix(".xlsx") if chosen else None


def send(desk: Desk, path: Path, rows: Sequence[Shown], *, by: Staff, request: str) -> "Sent":
    """Write the file for those who may be written to, in the name and with the leave of `by`.
    Raises as write_sms does."""
    from shopfans.services.exporting.sms import Letter, write_sms  # openpyxl: late

    terms, on = desk.terms, desk.today
    letters = [
        Letter(
            row.line.member,
            row.line.name,
            row.line.phone,
            message(terms, row.line, row.portrait.usual, on),
            row.line.reason,
            row.line.occasion,
        )
        for row in rows
        if row.line.done is None
    ]
    return write_sms(desk.shop, path, by=by, letters=letters, request=request)
