"""Members from Excel: what the page of the three steps says and does."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from shopfans.domain.errors import ConsentMissing
from shopfans.domain.sheet_rows import Field
from shopfans.services.bringing import members, undoing
from shopfans.services.bringing.batches import Brought
from shopfans.services.bringing.member_columns import MemberColumns, MemberSheet
from shopfans.services.bringing.trials import Trial
from shopfans.services.bringing.writing import Consents
from shopfans.texts import _, formats, ngettext
from shopfans.texts.sheet_rows import field_label
from ui.background import Progress
from ui.desk import Desk
from ui.members.list_trial import ListTrial
from ui.widgets.sheet_columns import SheetColumns


class MemberLists:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.columns, self.trial = SheetColumns(Field, field_label), ListTrial(desk)

    # Words

    def title(self) -> str:
        return _("Members from Excel")

    def lead(self) -> str:
        return _(
            "Your old list, as .xlsx, .xls or .csv, with a phone number and a name in each "
            "row. Birthdays (of the moon too), points, stored value, tags, notes and the day "
            "of joining come along. First you see what would become of each row; nothing is "
            "written before you say so, and all of it can be taken back."
        )

    def press_text(self, count: int) -> str:
        words = ngettext("Bring in {n} member", "Bring in {n} members", count)
        return words.format(n=formats.count_text(count))

    def brought_text(self, count: int) -> str:
        words = ngettext("{n} member was brought in.", "{n} members were brought in.", count)
        return words.format(n=formats.count_text(count))

    def taken_back_text(self, count: int) -> str:
        words = ngettext("{n} member was taken back.", "{n} members were taken back.", count)
        return words.format(n=formats.count_text(count))

    # Use cases

    def count(self, trial: Trial) -> int:
        return trial.members_to_write()

    def imports(self) -> list[Brought]:
        return undoing.imports(self._desk.shop)

    def read(self, path: Path, progress: Progress) -> MemberSheet:
        return members.read(self._desk.shop, by=self._desk.by, path=path, progress=progress)

    def try_out(self, sheet: MemberSheet, columns: MemberColumns, progress: Progress) -> Trial:
        return members.try_out(
            self._desk.shop, by=self._desk.by, sheet=sheet, columns=columns, progress=progress
        )

    def writing(self, trial: Trial, request: str) -> Callable[[Progress], None]:
        """Raises ConsentMissing before anything is begun."""
        consents = self.trial.consents()
        if not consents.keeping:
            raise ConsentMissing()
        return partial(self._take_over, trial, consents, request)

    def undo(self, batch: int, request: str, progress: Progress) -> int:
        return undoing.undo(
            self._desk.shop, by=self._desk.by, batch=batch, request=request, progress=progress
        )

    def write_refused(self, path: Path, trial: Trial) -> None:
        from shopfans.services.bringing.refused import write_refused  # openpyxl: late

        write_refused(self._desk.shop, path, by=self._desk.by, trial=trial)

    def _take_over(
        self, trial: Trial, consents: Consents, request: str, progress: Progress
    ) -> None:
        members.take_over(
            self._desk.shop,
            by=self._desk.by,
            trial=trial,
            consents=consents,
            request=request,
            progress=progress,
        )
