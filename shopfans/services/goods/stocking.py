"""Goods from a spreadsheet: first a trial run that writes nothing, then all of it or none."""

from datetime import date
from pathlib import Path

from shopfans.database import bulk
from shopfans.database.models import Good, GoodsImport, ImportedGood
from shopfans.database.operations import Done, begin, note
from shopfans.database.shop import Shop
from shopfans.domain.backups import Why
from shopfans.domain.errors import GoodColumnsMissing, GoodsChangedMeanwhile
from shopfans.domain.kinds import Act
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.sheet_rows import GoodField
from shopfans.domain.topics import Topic
from shopfans.services import settings, stored
from shopfans.services.backups import backing_up
from shopfans.services.books.auditing import Progress
from shopfans.services.bringing.columns import read_sheet, remember
from shopfans.services.bringing.left_out import write_left_out
from shopfans.services.goods import pricing, stock_trials
from shopfans.services.goods.pricing import GoodOnSale
from shopfans.services.goods.stock_cells import row_said
from shopfans.services.goods.stock_columns import GOODS, GoodColumns, GoodsSheet
from shopfans.services.goods.stock_trials import Trial, TrialRow
from shopfans.services.reminders import forecasting
from shopfans.texts.messages import message


def read(
    shop: Shop, *, by: Staff, path: Path, progress: Progress = lambda done, total: None
) -> GoodsSheet:
    """The list in this file, with what each column seems to be. Raises what read_rows raises."""
    require(by, Right.KEEP_GOODS)
    return read_sheet(shop, GOODS, path, progress)


def try_out(
    shop: Shop,
    *,
    by: Staff,
    sheet: GoodsSheet,
    columns: GoodColumns,
    progress: Progress = lambda done, total: None,
) -> Trial:
    """What becomes of each row. Raises GoodColumnsMissing or what `progress` raises."""
    require(by, Right.KEEP_GOODS)
    if GoodField.NAME not in columns or GoodField.PRICE not in columns:
        raise GoodColumnsMissing()
    digits = settings.load(shop).currency.digits
    said = [row_said(line, columns, digits) for line in sheet.rows]
    with shop.reading():
        rows = stock_trials.judged(shop, [row for row in said if row is not None], progress)
        before = shop.rows(_BEFORE, sheet.digest)
    return Trial(sheet, columns, rows, date.fromisoformat(before[0][0]) if before else None)


def take_over(
    shop: Shop,
    *,
    by: Staff,
    trial: Trial,
    request: str,
    progress: Progress = lambda done, total: None,
) -> int | None:
    """Write all that the trial run said, or nothing; the number of the import, None if there was
    nothing to write. Refused rows are left out.

    Raises GoodsChangedMeanwhile if the trial would say something else now, or what `progress`
    raises.
    """
    require(by, Right.KEEP_GOODS)
    terms, writing = settings.load(shop), trial.to_write()
    if not writing:
        return None
    asked = [(row.number, row.details) for row in writing]
    backing_up.before(shop, Why.IMPORT, progress)
    with shop.changing(Topic.GOODS):
        done = begin(shop, Act.KEEP_GOODS, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            again = stock_trials.judged(shop, trial.rows, lambda done, total: None)
            if [row.written() for row in again if row.is_written()] != [
                row.written() for row in writing
            ]:
                raise GoodsChangedMeanwhile()
            _write(shop, done, trial, progress)
        return int(
            GoodsImport.select(GoodsImport.id).where(GoodsImport.operation == done.id).scalar()
        )


def write_refused(shop: Shop, path: Path, *, by: Staff, trial: Trial) -> int:
    """So many rows, with the reason of each; raises what write_left_out raises."""
    require(by, Right.KEEP_GOODS)
    terms, rows = settings.load(shop), trial.left_out()
    told = [(row.cells, message(row.problem, terms)) for row in rows if row.problem]
    write_left_out(shop, path, trial.sheet, told)
    return len(told)


def _write(shop: Shop, done: Done, trial: Trial, progress: Progress) -> None:
    sheet, writing = trial.sheet, trial.to_write()
    note(done, said={"rows": len(writing)})
    remember(GOODS, sheet, trial.columns)
    batch = GoodsImport.insert(operation=done.id, file=sheet.file, digest=sheet.digest).execute()
    brought = []
    for at, row in enumerate(writing):
        progress(at, len(writing))
        brought.append((batch, *_write_good(shop, row)))
    bulk.insert(ImportedGood, brought)
    if any("lasts" in row.changes for row in writing):
        forecasting.ask_anew(shop)


def _write_good(shop: Shop, row: TrialRow) -> tuple[int, str | None, str]:
    """Its number, how it was, and how it is now."""
    assert row.details is not None
    good = pricing.write(shop, row.details, row.good.id if row.good else None)
    if row.good is not None and not row.good.active:
        Good.update(active=True).where(Good.id == good).execute()
    before = None if row.good is None else stored.text(row.good)
    return good, before, stored.text(GoodOnSale(good, **row.details._asdict()))


_BEFORE = """
    SELECT o.day FROM goods_import b JOIN operation o ON o.id = b.operation_id
    WHERE b.digest = ? AND b.undone_id IS NULL ORDER BY b.id DESC LIMIT 1"""
