"""Pages of headings and tables: on the screen, as a PDF, on a printer of the computer."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import BinaryIO

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTableFormat,
)

from shopfans.domain.errors import PrinterMissing, PrinterOff
from shopfans.domain.knowledge import Section
from ui.printing.ink import font_of

_A4 = QPageLayout(
    QPageSize(QPageSize.PageSizeId.A4),
    QPageLayout.Orientation.Portrait,
    QMarginsF(0, 0, 0, 0),  # a document keeps its own two centimetres
    QPageLayout.Unit.Millimeter,
)
_INK, _SOFT, _LINE, _HEAD = (QColor(one) for one in ("#18212f", "#5b6675", "#d5dae1", "#eef1f5"))
_POINTS = 9.5


def document(title: str, lead: str, sections: Sequence[Section], *, language: str) -> QTextDocument:
    """The whole on white; it never takes words for markup."""
    made = QTextDocument()
    font = font_of(language, 24)
    font.setPointSizeF(_POINTS)
    made.setDefaultFont(font)
    whole = QTextOption()
    whole.setWrapMode(QTextOption.WrapMode.WordWrap)  # no day or amount is broken in two
    made.setDefaultTextOption(whole)
    cursor = QTextCursor(made)
    cursor.insertText(title, _letters(17, is_strong=True))
    cursor.insertBlock(_below(4))
    cursor.insertText(lead, _letters(_POINTS, _SOFT))
    for section in sections:
        cursor.insertBlock(_below(16))
        cursor.insertText(section.title, _letters(12, is_strong=True))
        cursor.insertBlock(_below(4))
        _table(cursor, section)
        cursor.movePosition(QTextCursor.MoveOperation.End)
    return made


def pdf(made: QTextDocument, title: str) -> bytes:
    """On A4, as many pages as it needs, each with its number."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setPageLayout(_A4)
    made.print_(writer)
    del writer  # it ends the file
    return bytes(buffer.data().data())


def print_on(made: QTextDocument, name: str) -> None:
    """On a printer of the computer. Raises PrinterMissing or PrinterOff."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise PrinterMissing(name)
    if info.state() is QPrinter.PrinterState.Error:
        raise PrinterOff(name)
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(_A4)
    made.print_(printer)


def deliver(
    made: QTextDocument, title: str, *, printer: str, into: AbstractContextManager[BinaryIO] | None
) -> None:
    """As a PDF into the file, else on the printer.

    Raises what the file raises, PrinterMissing or PrinterOff.
    """
    if into is None:
        print_on(made, printer)
        return
    with into as file:
        file.write(pdf(made, title))


def _table(cursor: QTextCursor, section: Section) -> None:
    if not section.rows:
        cursor.insertText("–", _letters(_POINTS, _SOFT))
        return
    look = QTextTableFormat()
    look.setBorder(0.5)
    look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setBorderBrush(QBrush(_LINE))
    look.setBorderCollapse(True)
    look.setCellPadding(4)
    heads = [section.headings] if section.headings else []
    lines = [*heads, *section.rows]
    look.setHeaderRowCount(len(heads))
    look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 99))
    table = cursor.insertTable(len(lines), len(lines[0]), look)
    for down, row in enumerate(lines):
        is_head = down < len(heads)
        is_strong = is_head or (section.has_totals and down == len(lines) - 1)
        for across, text in enumerate(row):
            cell = table.cellAt(down, across)
            if is_head:
                shade = cell.format()
                shade.setBackground(_HEAD)
                cell.setFormat(shade)
            inside = cell.firstCursorPosition()
            if across in section.numbers:
                right = QTextBlockFormat()
                right.setAlignment(Qt.AlignmentFlag.AlignRight)
                inside.setBlockFormat(right)
            inside.insertText(text, _letters(_POINTS, is_strong=is_strong))


def _letters(points: float, ink: QColor = _INK, *, is_strong: bool = False) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFontPointSize(points)
    letters.setForeground(ink)
    letters.setFontWeight(700 if is_strong else 400)
    return letters


def _below(pixels: int) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setTopMargin(pixels)
    return block
