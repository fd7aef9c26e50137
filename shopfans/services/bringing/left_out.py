"""The rows of a list of which something was left out, as a workbook: each with the reason in red,
ready to be mended and brought in again."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shopfans.database.shop import Shop
from shopfans.services.bringing.columns import Sheet
from shopfans.services.exporting.files import whole_or_none
from shopfans.texts import _

_RED, _PALE = "FFB3261E", "FFFBE9E7"
_WIDTH, _WIDEST = 18, 70


def write_left_out(
    shop: Shop, path: Path, sheet: Sheet[Any], left_out: Sequence[tuple[tuple[str, ...], str]]
) -> None:
    """Rows with the reason of each, below the headings, cells as they were; raises CannotWrite or
    DiskFull."""
    from openpyxl import Workbook  # a third of a second to import
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    from shopfans.services.exporting.cells import hold_text

    width = max(sheet.width, *(len(row) for row, _why in left_out), 0)
    headings = [*sheet.headings, *[""] * width][:width]
    book = Workbook(write_only=True)
    page = book.create_sheet(_("Left out"))
    page.freeze_panes = "A2"
    for number in range(1, width + 1):
        page.column_dimensions[get_column_letter(number)].width = _WIDTH
    page.column_dimensions[get_column_letter(width + 1)].width = _WIDEST
    lines = [(*headings, _("Why it was left out"))]
    lines += [(*row, *[""] * (width - len(row)), why) for row, why in left_out]
    for line in lines:
        cells = [WriteOnlyCell(page) for _cell in line]
        for cell, text in zip(cells, line, strict=True):
            hold_text(cell, text)
            cell.font = Font(bold=line is lines[0])
        cells[-1].font = Font(bold=line is lines[0], color=_RED)
        cells[-1].fill = PatternFill("solid", _PALE)
        page.append(cells)
    with whole_or_none(path, never_over=shop.path) as file:
        book.save(file)
