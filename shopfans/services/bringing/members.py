"""Bringing a list of members in: first a trial run that writes nothing, then all of it or none."""

from pathlib import Path

from shopfans.database import bulk
from shopfans.database.models import MemberImport
from shopfans.database.operations import begin
from shopfans.database.shop import Shop
from shopfans.domain.backups import Why
from shopfans.domain.errors import ColumnsMissing, ConsentMissing, MembersChangedMeanwhile
from shopfans.domain.kinds import Act
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.sheet_rows import Field
from shopfans.domain.terms import Terms
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.backups import backing_up
from shopfans.services.books.auditing import Progress
from shopfans.services.bringing import judging
from shopfans.services.bringing.cells import Cells
from shopfans.services.bringing.columns import read_sheet
from shopfans.services.bringing.member_columns import MEMBERS, MemberColumns, MemberSheet
from shopfans.services.bringing.trials import Trial
from shopfans.services.bringing.writing import Consents, write
from shopfans.services.uncollected import uncollected

CHANGES = (
    Topic.MEMBERS, Topic.POINTS, Topic.STORED_VALUE, Topic.CARDS, Topic.REMINDERS, Topic.TERMS,
)  # fmt: skip


@uncollected()
def read(
    shop: Shop, *, by: Staff, path: Path, progress: Progress = lambda done, total: None
) -> MemberSheet:
    """The list in this file, with what each column seems to be. Raises what read_rows raises."""
    require(by, Right.IMPORT)
    return read_sheet(shop, MEMBERS, path, progress)


@uncollected()
def try_out(
    shop: Shop,
    *,
    by: Staff,
    sheet: MemberSheet,
    columns: MemberColumns,
    progress: Progress = lambda done, total: None,
) -> Trial:
    """What becomes of each row. Raises ColumnsMissing or what `progress` raises."""
    require(by, Right.IMPORT)
    if Field.PHONE not in columns or Field.NAME not in columns:
        raise ColumnsMissing()
    terms, today = settings.load(shop), settings.today(shop)
    cells = Cells(sheet, columns, terms=terms, today=today)
    with shop.reading():
        return judging.trial(shop, sheet, columns, cells, progress)


@uncollected()
def take_over(
    shop: Shop,
    *,
    by: Staff,
    trial: Trial,
    consents: Consents,
    request: str,
    progress: Progress = lambda done, total: None,
) -> int | None:
    """Write all that the trial run said, or nothing; the number of the import, None if there was
    nothing to write.

    Refused rows are left out. Nobody gets a welcome coupon: they are members already. Raises
    ConsentMissing, MembersChangedMeanwhile if the trial would say something else now, or what
    `progress` raises.
    """
    require(by, Right.IMPORT)
    if not consents.keeping:
        raise ConsentMissing()
    writing = trial.to_write()
    if not writing:
        return None
    terms = settings.load(shop)
    backing_up.before(shop, Why.IMPORT, progress)
    with shop.changing(*CHANGES):
        [(newest,)] = shop.rows("SELECT MAX(id) FROM operation")
        asked = (trial.sheet.digest, trial.columns, consents)
        done = begin(shop, Act.BRING_IN, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            if newest != trial.as_of and _again(shop, terms, trial).to_write() != writing:
                raise MembersChangedMeanwhile()
            with bulk.at_hand(shop):
                write(shop, done, terms, trial, consents, progress)
        return int(
            MemberImport.select(MemberImport.id).where(MemberImport.operation == done.id).scalar()
        )


def _again(shop: Shop, terms: Terms, trial: Trial) -> Trial:
    today = settings.today(shop)
    cells = Cells(trial.sheet, trial.columns, terms=terms, today=today)
    return judging.trial(shop, trial.sheet, trial.columns, cells, lambda done, total: None)
