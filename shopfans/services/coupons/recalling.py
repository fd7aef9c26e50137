"""Batches of coupons: what became of each, and taking one back as a whole."""

from datetime import date, datetime
from typing import NamedTuple

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.operations import begin
from shopfans.database.shop import Shop
from shopfans.domain.kinds import Act
from shopfans.domain.money import Money
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.topics import Topic
from shopfans.services import settings


class BatchRow(NamedTuple):
    id: int
    at: datetime
    staff: str
    template: int
    name: str
    audience: str
    """As issuing.kind_of has it."""
    issued: int
    used: int
    in_hand: int
    """What taking it back would take."""
    taken_back: int


class PaperCoupon(NamedTuple):
    """A coupon of nobody that can be put on paper."""

    code: str
    starts: date
    lapses: date


class UsedCoupon(NamedTuple):
    """A coupon that was used before its batch was taken back."""

    id: int
    code: str
    sale: int
    at: datetime
    staff: str
    member: str
    """Empty for a walk-in guest, and for who asked to be forgotten."""
    off: Money


def batches(
    shop: Shop, *, template: int | None = None, before: int | None = None, limit: int = 200
) -> list[BatchRow]:
    """The newest first; the next page begins before the last id of this one."""
    with shop.reading():
        today = settings.today(shop).isoformat()
        rows = shop.rows(_BATCHES, today, template, template, before, before, limit)
        return [BatchRow(row[0], datetime.fromisoformat(row[1]), *row[2:]) for row in rows]


def recall_batch(shop: Shop, *, by: Staff, batch: int, request: str) -> int:
    """Take back all of it that is in hand; returns how many that were. What was used stays."""
    require(by, Right.KEEP_COUPONS)
    terms = settings.load(shop)
    with shop.changing(Topic.COUPONS):
        done = begin(shop, Act.RECALL, terms=terms, by=by, request=request, asked=batch)
        if done.is_new:
            OPEN_SHOP.execute_sql(_WITHDRAWN, (done.id, batch, done.day.isoformat()))
        [(count,)] = shop.rows(
            "SELECT COUNT(*) FROM coupon WHERE withdrawn_id = ? AND operation_id = "
            "(SELECT operation_id FROM issue_batch WHERE id = ?)",
            done.id,
            batch,
        )
        return int(count)


def used_of(
    shop: Shop, batch: int, *, before: int | None = None, limit: int = 200
) -> list[UsedCoupon]:
    """What of a batch was used: by whom, when, in which sale; paged by id from the newest."""
    with shop.reading():
        return [
            UsedCoupon(number, code, sale, datetime.fromisoformat(at), staff, member, Money(off))
            for number, code, sale, at, staff, member, off in shop.rows(
                _USED, batch, before, before, limit
            )
        ]


def papers(shop: Shop, batch: int) -> list[PaperCoupon]:
    """The printed coupons of a batch that can be used still, in the order they were made."""
    with shop.reading():
        rows = shop.rows(_PAPERS, batch, settings.today(shop).isoformat())
        return [
            PaperCoupon(code, date.fromisoformat(starts), date.fromisoformat(lapses))
            for code, starts, lapses in rows
        ]


_BATCHES = """
    SELECT b.id, o.at, COALESCE(w.name, ''), b.template_id, t.name, b.audience, COUNT(c.id),
           COUNT(c.used_by_id),
           COALESCE(SUM(c.used_by_id IS NULL AND c.withdrawn_id IS NULL AND c.lapses >= ?), 0),
           COUNT(c.withdrawn_id)
    FROM issue_batch b JOIN operation o ON o.id = b.operation_id
    JOIN coupon_template t ON t.id = b.template_id
    JOIN coupon c ON c.operation_id = b.operation_id
    LEFT JOIN staff w ON w.id = o.staff_id
    WHERE (? IS NULL OR b.template_id = ?) AND (? IS NULL OR b.id < ?)
    GROUP BY b.id ORDER BY b.id DESC LIMIT ?"""

_WITHDRAWN = """
    UPDATE coupon SET withdrawn_id = ?
    WHERE operation_id = (SELECT operation_id FROM issue_batch WHERE id = ?)
      AND used_by_id IS NULL AND withdrawn_id IS NULL AND lapses >= ?"""

_USED = """
    SELECT c.id, c.code, s.id, o.at, COALESCE(w.name, ''), COALESCE(m.name, ''),
           COALESCE((SELECT SUM(amount) FROM sale_discount
                     WHERE sale_id = s.id AND coupon_id = c.id), 0)
    FROM coupon c JOIN sale s ON s.id = c.used_by_id
    JOIN operation o ON o.id = s.operation_id
    LEFT JOIN staff w ON w.id = o.staff_id LEFT JOIN member m ON m.id = s.member_id
    WHERE c.operation_id = (SELECT operation_id FROM issue_batch WHERE id = ?)
      AND (? IS NULL OR c.id < ?)
    ORDER BY c.id DESC LIMIT ?"""

_PAPERS = """
    SELECT code, starts, lapses FROM coupon
    WHERE operation_id = (SELECT operation_id FROM issue_batch WHERE id = ?) AND member_id IS NULL
      AND used_by_id IS NULL AND withdrawn_id IS NULL AND lapses >= ? ORDER BY id"""
