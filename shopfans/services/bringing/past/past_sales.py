"""Bringing past sales in: first a trial run that writes nothing, then all of it or none."""

from pathlib import Path

from shopfans.database import bulk
from shopfans.database.models import SalesImport
from shopfans.database.operations import begin
from shopfans.database.shop import Shop
from shopfans.domain.backups import Why
from shopfans.domain.errors import SaleColumnsMissing, SalesChangedMeanwhile
from shopfans.domain.kinds import Act
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.sheet_rows import SaleField
from shopfans.domain.terms import Terms
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.backups import backing_up
from shopfans.services.books.auditing import Progress
from shopfans.services.bringing.columns import read_sheet
from shopfans.services.bringing.past import judging
from shopfans.services.bringing.past.cells import SaleCells
from shopfans.services.bringing.past.columns import PAST_SALES, SaleColumns, SaleSheet
from shopfans.services.bringing.past.trials import SaleTrial
from shopfans.services.bringing.past.writing import write
from shopfans.services.uncollected import uncollected

CHANGES = (Topic.MEMBERS, Topic.SALES, Topic.REMINDERS)


@uncollected()
def read(
    shop: Shop, *, by: Staff, path: Path, progress: Progress = lambda done, total: None
) -> SaleSheet:
    """The list in this file, with what each column seems to be. Raises what read_rows raises."""
    require(by, Right.IMPORT)
    return read_sheet(shop, PAST_SALES, path, progress)


@uncollected()
def try_out(
    shop: Shop,
    *,
    by: Staff,
    sheet: SaleSheet,
    columns: SaleColumns,
    progress: Progress = lambda done, total: None,
) -> SaleTrial:
    """What becomes of each row.

    A sale is hers whose key in the other program stands in its row, or whose phone number, in
    either column. A key that nobody has makes a new member, joined on her first day; a phone
    number never does, nor does a key that can be one where most keys of the list can: who agreed
    to nothing has no number here. A key beside a member's number is hers from then on, without the
    number too. A sale is known already by member, day and amount, as often as earlier files brought
    it. Raises SaleColumnsMissing or what `progress` raises.
    """
    require(by, Right.IMPORT)
    if not {SaleField.DAY, SaleField.AMOUNT} <= set(columns) or not _WHOSE & set(columns):
        raise SaleColumnsMissing()
    terms, today = settings.load(shop), settings.today(shop)
    cells = SaleCells(sheet, columns, terms=terms)
    with shop.reading():
        return judging.trial(shop, sheet, columns, cells, today, progress)


@uncollected()
def take_over(
    shop: Shop,
    *,
    by: Staff,
    trial: SaleTrial,
    request: str,
    progress: Progress = lambda done, total: None,
) -> int | None:
    """Write all that the trial run said, or nothing; the number of the import, None if there was
    nothing to write.

    Refused rows are left out. The sales earn no points: what the other program owed is in no such
    list. Raises SalesChangedMeanwhile if the trial would say something else now, or what
    `progress` raises.
    """
    require(by, Right.IMPORT)
    writing = trial.to_write()
    if not writing:
        return None
    terms = settings.load(shop)
    backing_up.before(shop, Why.IMPORT, progress)
    with shop.changing(*CHANGES):
        [(newest,)] = shop.rows("SELECT MAX(id) FROM operation")
        asked = (trial.sheet.digest, trial.columns)
        done = begin(shop, Act.IMPORT, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            if newest != trial.as_of and _again(shop, terms, trial).to_write() != writing:
                raise SalesChangedMeanwhile()
            with bulk.at_hand(shop):
                write(shop, done, terms, trial, progress)
        return int(
            SalesImport.select(SalesImport.id).where(SalesImport.operation == done.id).scalar()
        )


def _again(shop: Shop, terms: Terms, trial: SaleTrial) -> SaleTrial:
    cells = SaleCells(trial.sheet, trial.columns, terms=terms)
    return judging.trial(shop, trial.sheet, trial.columns, cells, settings.today(shop))


_WHOSE = {SaleField.MEMBER, SaleField.PHONE}
