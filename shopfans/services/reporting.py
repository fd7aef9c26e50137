"""The figures of a month, as the books page shows them and the workbook proves them."""

from datetime import timedelta
from typing import NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain.kinds import Discount, Entry, Unit
from shopfans.domain.money import Money
from shopfans.domain.periods import Month
from shopfans.domain.points import Points
from shopfans.domain.sales import Tender
from shopfans.services import settings
from shopfans.services.visiting import STANDS


class PointsRoll(NamedTuple):
    """From the opening balance to the closing one: each change has its sign, so that all but the
    last add up to the last. Set-off lines add up to nothing and are left out."""

    opening: Points
    earned: Points
    used: Points
    lapsed: Points
    reversals: Points
    """What voids took back of points earned and gave back of points used."""
    closing: Points


class CouponRoll(NamedTuple):
    """Numbers of coupons: opening + issued - used - lapsed = closing."""

    opening: int
    issued: int
    used: int
    lapsed: int
    """Their last day was in the month and is past, and nobody used them."""
    closing: int
    """In hand when the month ended; while it runs, now."""


class MonthFigures(NamedTuple):
    """Amounts and discounts are net of voids."""

    sales: int
    """Recorded, those voided later included."""
    voids: int
    gross: Money
    coupon_off: Money
    points_off: Money
    paid: Money
    takings: dict[Tender, Money]
    """Every tender, in the counter's order; together they are `paid`."""
    average_sale: Money
    """Paid for each sale that stands, rounded half up; nothing if none stands."""
    members_joined: int
    members_came: int
    visits: int
    """Days on which members bought something that stands."""
    points: PointsRoll
    coupons: CouponRoll


def month_figures(shop: Shop, month: Month) -> MonthFigures:
    """All that happened on the business days of a month; a month to come or long past is empty."""
    days = (month.first.isoformat(), month.last.isoformat())
    with shop.reading():
        [(sales, voids, gross, paid)] = shop.rows(_SALES, *days)
        off = dict(shop.rows(_DISCOUNTS, *days))
        takings = dict(shop.rows(_TAKINGS, *days))
        [(joined,)] = shop.rows("SELECT COUNT(*) FROM member WHERE joined BETWEEN ? AND ?", *days)
        [(came, visits)] = shop.rows(_VISITS, *days)
        return MonthFigures(
            sales=sales,
            voids=voids,
            gross=Money(gross),
            coupon_off=Money(off.get(Discount.COUPON.value, 0)),
            points_off=Money(off.get(Discount.POINTS.value, 0)),
            paid=Money(paid),
            takings={tender: Money(takings.get(tender.value, 0)) for tender in Tender},
            average_sale=average(Money(paid), sales - voids),
            members_joined=joined,
            members_came=came,
            visits=visits,
            points=_points_roll(shop, *days),
            coupons=_coupon_roll(shop, *days, lapsed_by(shop, month)),
        )


def lapsed_by(shop: Shop, month: Month) -> str:
    """The last day of the month whose coupons are past use: while the month runs, yesterday."""
    yesterday = settings.today(shop) - timedelta(days=1)
    return min(month.last, yesterday).isoformat()


def average(total: Money, count: int) -> Money:
    """A share of the total, rounded half up; nothing for a count of none."""
    return Money((2 * total.fen + count) // (2 * count)) if count else Money()


def _points_roll(shop: Shop, first: str, last: str) -> PointsRoll:
    [(opening, closing)] = shop.rows(_POINTS_OWED, first, last, Unit.POINTS.value)
    change = dict(shop.rows(_POINTS_MOVED, first, last, Unit.POINTS.value))
    return PointsRoll(
        Points(opening),
        earned=Points(change.get(Entry.EARN.value, 0)),
        used=Points(change.get(Entry.REDEEM.value, 0)),
        lapsed=Points(change.get(Entry.EXPIRE.value, 0)),
        reversals=Points(change.get(Entry.REVERSE.value, 0)),
        closing=Points(closing),
    )


def _coupon_roll(shop: Shop, first: str, last: str, lapsed: str) -> CouponRoll:
    [counts] = shop.rows(_COUPONS, first, last, lapsed)
    return CouponRoll(*counts)


_SALES = """
    SELECT COUNT(*) - COUNT(reverses_id), COUNT(reverses_id),
           COALESCE(SUM(gross), 0), COALESCE(SUM(paid), 0)
    FROM sale WHERE day BETWEEN ? AND ?"""

# CROSS JOIN: SQLite keeps this order, the days of the month first.

_DISCOUNTS = """
    SELECT d.kind, SUM(d.amount) FROM sale s CROSS JOIN sale_discount d ON d.sale_id = s.id
    WHERE s.day BETWEEN ? AND ? GROUP BY d.kind"""

_TAKINGS = """
    SELECT p.tender, SUM(p.amount) FROM sale s CROSS JOIN payment p ON p.sale_id = s.id
    WHERE s.day BETWEEN ? AND ? GROUP BY p.tender"""

_VISITS = f"""
    SELECT COUNT(DISTINCT member_id), COUNT(*) FROM (
        SELECT DISTINCT s.member_id, s.day FROM sale s
        WHERE s.day BETWEEN ? AND ? AND s.member_id IS NOT NULL AND {STANDS})"""

_POINTS_OWED = """
    SELECT COALESCE(SUM(e.change) FILTER (WHERE o.day < ?1), 0), COALESCE(SUM(e.change), 0)
    FROM ledger_entry e CROSS JOIN operation o ON o.id = e.operation_id
    WHERE o.day <= ?2 AND e.unit = ?3"""

_POINTS_MOVED = """
    SELECT e.kind, SUM(e.change)
    FROM operation o CROSS JOIN ledger_entry e ON e.operation_id = o.id
    WHERE o.day BETWEEN ?1 AND ?2 AND e.unit = ?3 GROUP BY e.kind"""

_COUPONS = """
    SELECT COUNT(*) FILTER (WHERE c.issued < ?1),
           COUNT(*) FILTER (WHERE c.issued >= ?1),
           COUNT(*) FILTER (WHERE s.day <= ?2),
           COUNT(*) FILTER (WHERE c.lapses <= ?3 AND s.day IS NULL),
           COUNT(*) FILTER (WHERE c.lapses > ?3 AND (s.day IS NULL OR s.day > ?2))
    FROM coupon c LEFT JOIN sale s ON s.id = c.used_by_id
    WHERE c.issued <= ?2 AND c.lapses >= ?1 AND (s.day IS NULL OR s.day >= ?1)"""
