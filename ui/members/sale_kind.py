"""Past sales from Excel: what the page of the three steps says and does."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from shopfans.domain.sheet_rows import SaleField
from shopfans.services.bringing.batches import Brought
from shopfans.services.bringing.past import past_sales, past_undoing
from shopfans.services.bringing.past.columns import SaleColumns, SaleSheet
from shopfans.services.bringing.past.trials import SaleTrial
from shopfans.texts import _, formats, ngettext
from shopfans.texts.sheet_rows import sale_field_label
from ui.background import Progress
from ui.desk import Desk
from ui.members.sale_trial import SalesTrial
from ui.widgets.sheet_columns import SheetColumns


class SaleLists:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.columns, self.trial = SheetColumns(SaleField, sale_field_label), SalesTrial(desk)

    # Words

    def title(self) -> str:
        return _("Past sales from Excel")

    def lead(self) -> str:
        return _(
            "What guests bought before, as .xlsx, .xls or .csv, with a day and an amount in each "
            "row, and whose it was: the phone number of a member, or her key in the program "
            "before, which makes her a member. Past sales earn no points; they tell who comes back "
            "when. First you see what would become of each row; nothing is written before you say "
            "so, and all of it can be taken back."
        )

    def press_text(self, count: int) -> str:
        words = ngettext("Bring in {n} past sale", "Bring in {n} past sales", count)
        return words.format(n=formats.count_text(count))

    def brought_text(self, count: int) -> str:
        words = ngettext("{n} past sale was brought in.", "{n} past sales were brought in.", count)
        return words.format(n=formats.count_text(count))

    def taken_back_text(self, count: int) -> str:
        words = ngettext("{n} past sale was taken back.", "{n} past sales were taken back.", count)
        return words.format(n=formats.count_text(count))

    # Use cases

    def count(self, trial: SaleTrial) -> int:
        return len(trial.to_write())

    def imports(self) -> list[Brought]:
        return past_undoing.imports(self._desk.shop)

    def read(self, path: Path, progress: Progress) -> SaleSheet:
        return past_sales.read(self._desk.shop, by=self._desk.by, path=path, progress=progress)

    def try_out(self, sheet: SaleSheet, columns: SaleColumns, progress: Progress) -> SaleTrial:
        return past_sales.try_out(
            self._desk.shop, by=self._desk.by, sheet=sheet, columns=columns, progress=progress
        )

    def writing(self, trial: SaleTrial, request: str) -> Callable[[Progress], None]:
        return partial(self._take_over, trial, request)

    def undo(self, batch: int, request: str, progress: Progress) -> int:
        return past_undoing.undo(
            self._desk.shop, by=self._desk.by, batch=batch, request=request, progress=progress
        )

    def write_refused(self, path: Path, trial: SaleTrial) -> None:
        from shopfans.services.bringing.past.refused import write_refused  # openpyxl: late

        write_refused(self._desk.shop, path, by=self._desk.by, trial=trial)

    def _take_over(self, trial: SaleTrial, request: str, progress: Progress) -> None:
        past_sales.take_over(
            self._desk.shop, by=self._desk.by, trial=trial, request=request, progress=progress
        )
