"""The rows of which something was left out, as a workbook: each with the reason in red, ready to be
mended and brought in again."""

from pathlib import Path

from shopfans.database.shop import Shop
from shopfans.domain.roles import Right, Staff, require
from shopfans.services import settings
from shopfans.services.bringing.trials import Trial
from shopfans.services.exporting.files import whole_or_none
from shopfans.texts import _
from shopfans.texts.sheet_rows import left_out_text

_RED, _PALE = "FFB3261E", "FFFBE9E7"
_WIDTH, _WIDEST = 18, 70


def write_refused(shop: Shop, path: Path, *, by: Staff, trial: Trial) -> int:
    """So many rows, with their headings and cells as they were; raises CannotWrite or DiskFull."""
    from openpyxl import Workbook  # a third of a second to import
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    from shopfans.services.exporting.cells import hold_text

    require(by, Right.IMPORT)
    terms, refused = settings.load(shop), trial.left_out()
    width = max(trial.sheet.width, *(len(row.cells) for row in refused), 0)
    headings = [*trial.sheet.headings, *[""] * width][:width]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Left out"))
    sheet.freeze_panes = "A2"
    for number in range(1, width + 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTH
    sheet.column_dimensions[get_column_letter(width + 1)].width = _WIDEST
    lines = [(*headings, _("Why it was left out"))]
    for row in refused:
        why = left_out_text(row.problem, row.lapsed, terms)
        lines.append((*row.cells, *[""] * (width - len(row.cells)), why))
    for line in lines:
        cells = [WriteOnlyCell(sheet) for _cell in line]
        for cell, text in zip(cells, line, strict=True):
            hold_text(cell, text)
            cell.font = Font(bold=line is lines[0])
        cells[-1].font = Font(bold=line is lines[0], color=_RED)
        cells[-1].fill = PatternFill("solid", _PALE)
        sheet.append(cells)
    with whole_or_none(path, never_over=shop.path) as file:
        book.save(file)
    return len(refused)
