"""An import of goods is taken back as a whole, until something depends on it."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import NamedTuple

from shopfans.database.models import Good, GoodsImport
from shopfans.database.operations import begin, note
from shopfans.database.shop import Shop
from shopfans.domain.coupon_terms import CouponTerms
from shopfans.domain.errors import GoodsUsed, ImportUndone
from shopfans.domain.goods import Details
from shopfans.domain.kinds import Act
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.terms import Terms
from shopfans.domain.topics import Topic
from shopfans.services import settings, stored
from shopfans.services.books.auditing import Progress
from shopfans.services.bringing.batches import Brought, back_up_to_undo
from shopfans.services.goods import pricing
from shopfans.services.goods.pricing import GoodOnSale
from shopfans.services.reminders import forecasting
from shopfans.services.sales.parking import Parked


class _Change(NamedTuple):
    """What an import did with a good."""

    before: GoodOnSale | None
    """None: it is new."""
    after: GoodOnSale


def imports(shop: Shop) -> list[Brought]:
    """Those that were not taken back, the last first."""
    with shop.reading():
        return [
            Brought(one, file, date.fromisoformat(day), new, changed)
            for one, file, day, new, changed in shop.rows(_IMPORTS)
        ]


def undo(
    shop: Shop,
    *,
    by: Staff,
    batch: int,
    request: str,
    progress: Progress = lambda done, total: None,
) -> int:
    """What it brought is in no list any more and has no barcode, and what was there before is as it
    was; returns how many goods.

    No row of a good goes: a basket at the counter may hold it. Nobody else has a barcode of before,
    as an import only gives one to a good that had none. The shop is backed up before. Raises
    ImportUndone; GoodsUsed if something was done with one of them since; or what `progress` raises:
    then nothing is taken back.
    """
    require(by, Right.KEEP_GOODS)
    terms = settings.load(shop)
    back_up_to_undo(shop, GoodsImport, batch, partial(_refuse_used, shop, terms), progress)
    with shop.changing(Topic.GOODS):
        done = begin(
            shop, Act.KEEP_GOODS, terms=terms, by=by, request=request, asked=("undo", batch)
        )
        row = GoodsImport.get_by_id(batch)
        brought = _brought(shop, row)
        if done.is_new:
            if row.undone_id is not None:
                raise ImportUndone()
            _refuse_used(shop, terms, row)
            note(done, said={"taken_back": len(brought)})
            for at, one in enumerate(brought):
                progress(at, len(brought))
                _take_back(shop, one)
            progress(len(brought), len(brought))
            if any(before and before.lasts != after.lasts for before, after in brought):
                forecasting.ask_anew(shop)
            GoodsImport.update(undone=done.id).where(GoodsImport.id == batch).execute()
        return len(brought)


def _brought(shop: Shop, row: GoodsImport) -> list[_Change]:
    return [
        _Change(before and stored.read(GoodOnSale, before), stored.read(GoodOnSale, after))
        for before, after in shop.rows(_BROUGHT, row.id)
    ]


def _take_back(shop: Shop, change: _Change) -> None:
    good, before = change.after.id, change.before
    nothing = Details(change.after.name, change.after.price)
    pricing.write(shop, nothing if before is None else before.details, good)
    is_on_sale = before is not None and before.active
    Good.update(active=is_on_sale).where(Good.id == good).execute()


def _refuse_used(shop: Shop, terms: Terms, row: GoodsImport) -> None:
    """If goods were sold or changed since the import; those that were new also if something the
    shop offers, or a basket, names them."""
    now = {good.id: good for good in pricing.every_good(shop)}
    sold = {good for (good,) in shop.rows(_SOLD, row.operation_id)}
    named = _named(shop, terms)
    used = [
        now[after.id].name for before, after in _brought(shop, row)
        if after.id in sold or (before is None and after.id in named)
        or (now[after.id].details, now[after.id].active) != (after.details, after.active)
    ]  # fmt: skip
    if used:
        raise GoodsUsed(len(used), used[0])


def _named(shop: Shop, terms: Terms) -> set[int]:
    """By session cards, coupons, the stamp card and the baskets put aside."""
    found = {good for (good,) in shop.rows(_OF_CARDS)}
    found.update(terms.stamps.goods if terms.stamps else ())
    for (body,) in shop.rows("SELECT terms FROM coupon_template"):
        found.update(stored.read(CouponTerms, body).goods)
    for (body,) in shop.rows("SELECT body FROM parked_sale"):
        found.update(_of(stored.read(Parked, body)))
    return found


def _of(basket: Parked) -> Iterable[int]:
    return (line.good for line in basket.lines if line.good is not None)


_COUNT = "SELECT COUNT(*) FROM imported_good WHERE batch_id = b.id AND before"
_IMPORTS = f"""
    SELECT b.id, b.file, o.day, ({_COUNT} IS NULL), ({_COUNT} IS NOT NULL) FROM goods_import b
    JOIN operation o ON o.id = b.operation_id WHERE b.undone_id IS NULL ORDER BY b.id DESC"""
_BROUGHT = "SELECT before, after FROM imported_good WHERE batch_id = ? ORDER BY good_id"
_SOLD = """
    SELECT l.good_id FROM sale s JOIN sale_line l ON l.sale_id = s.id
    WHERE s.operation_id > ? AND l.good_id IS NOT NULL"""
_OF_CARDS = """
    SELECT good_id FROM session_kind_part WHERE good_id IS NOT NULL
    UNION SELECT good_id FROM session_part WHERE good_id IS NOT NULL"""
