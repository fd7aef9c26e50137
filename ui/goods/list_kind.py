"""Goods from Excel: what the page of the three steps says and does."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from shopfans.domain.sheet_rows import GoodField
from shopfans.services.bringing.batches import Brought
from shopfans.services.goods import stocking, unstocking
from shopfans.services.goods.stock_columns import GoodColumns, GoodsSheet
from shopfans.services.goods.stock_trials import Trial
from shopfans.texts import _, formats, ngettext
from shopfans.texts.sheet_rows import good_field_label
from ui.background import Progress
from ui.desk import Desk
from ui.goods.list_trial import GoodsTrial
from ui.widgets.sheet_columns import SheetColumns


class GoodsLists:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.columns, self.trial = SheetColumns(GoodField, good_field_label), GoodsTrial(desk)

    # Words

    def title(self) -> str:
        return _("Goods from Excel")

    def lead(self) -> str:
        return _(
            "Your list, as .xlsx, .xls or .csv, with an item and a price in each row. Categories, "
            "barcodes, whether it earns points and how long it lasts come along. What is on sale "
            "already is found by its barcode or name and changed. First you see what would become "
            "of each row; nothing is written before you say so, and all of it can be taken back."
        )

    def press_text(self, count: int) -> str:
        words = ngettext("Import {n} item", "Import {n} items", count)
        return words.format(n=formats.count_text(count))

    def brought_text(self, count: int) -> str:
        words = ngettext("{n} item imported.", "{n} items imported.", count)
        return words.format(n=formats.count_text(count))

    def taken_back_text(self, count: int) -> str:
        words = ngettext("{n} item was taken back.", "{n} items were taken back.", count)
        return words.format(n=formats.count_text(count))

    # Use cases

    def count(self, trial: Trial) -> int:
        return len(trial.to_write())

    def imports(self) -> list[Brought]:
        return unstocking.imports(self._desk.shop)

    def read(self, path: Path, progress: Progress) -> GoodsSheet:
        return stocking.read(self._desk.shop, by=self._desk.by, path=path, progress=progress)

    def try_out(self, sheet: GoodsSheet, columns: GoodColumns, progress: Progress) -> Trial:
        return stocking.try_out(
            self._desk.shop, by=self._desk.by, sheet=sheet, columns=columns, progress=progress
        )

    def writing(self, trial: Trial, request: str) -> Callable[[Progress], None]:
        return partial(self._take_over, trial, request)

    def undo(self, batch: int, request: str, progress: Progress) -> int:
        return unstocking.undo(
            self._desk.shop, by=self._desk.by, batch=batch, request=request, progress=progress
        )

    def write_refused(self, path: Path, trial: Trial) -> None:
        stocking.write_refused(self._desk.shop, path, by=self._desk.by, trial=trial)

    def _take_over(self, trial: Trial, request: str, progress: Progress) -> None:
        stocking.take_over(
            self._desk.shop, by=self._desk.by, trial=trial, request=request, progress=progress
        )
