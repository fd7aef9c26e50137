"""The rows of a list of past sales that were left out, to be mended."""

from pathlib import Path

from shopfans.database.shop import Shop
from shopfans.domain.roles import Right, Staff, require
from shopfans.services import settings
from shopfans.services.bringing.left_out import write_left_out
from shopfans.services.bringing.past.trials import SaleTrial
from shopfans.texts.sheet_rows import left_out_text


def write_refused(shop: Shop, path: Path, *, by: Staff, trial: SaleTrial) -> int:
    """So many rows, with the reason of each; raises what write_left_out raises."""
    require(by, Right.IMPORT)
    terms, rows = settings.load(shop), trial.left_out()
    told = [(row.cells, left_out_text(row.why, None, terms)) for row in rows]
    write_left_out(shop, path, trial.sheet, told)
    return len(rows)
