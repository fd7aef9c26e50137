"""The figures of a period, as the books page shows them and the workbook proves them."""

from datetime import timedelta
from typing import NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain.kinds import Discount, Entry, Unit
from shopfans.domain.money import Money
from shopfans.domain.periods import Period
from shopfans.domain.points import Points
from shopfans.domain.sales import Tender
from shopfans.services import settings
from shopfans.services.bringing.newcomers import TAKEN_BACK
from shopfans.services.reminders.visiting import visit_days


class PointsRoll(NamedTuple):
    """From the opening balance to the closing one: each change has its sign, so that all but the
    last add up to the last."""

    opening: Points
    earned: Points
    used: Points
    lapsed: Points
    adjusted: Points
    """All that is none of the others: set right by hand, or brought over from elsewhere."""
    reversals: Points
    """What refunds took back of points earned and gave back of points used."""
    closing: Points


class CouponRoll(NamedTuple):
    """Numbers of coupons: opening + issued - used - lapsed - recalled = closing.

    What a refund brought back in the period is taken off what was used.
    """

    opening: int
    issued: int
    used: int
    lapsed: int
    recalled: int
    """Taken back unused."""
    closing: int
    """In hand when the period ended; while it runs, now."""


class PeriodFigures(NamedTuple):
    """Amounts and discounts are net of what was taken back."""

    sales: int
    """Recorded, those taken back later included."""
    refunds: int
    """Voids included."""
    standing: int
    """Sales less those of which nothing is left."""
    gross: Money
    line_off: Money
    """Taken off by the operators."""
    stamps_off: Money
    tier_off: Money
    membership_off: Money
    coupon_off: Money
    points_off: Money
    kept_back: Money
    """From refunds, for points that were spent: below zero, as it was not taken off."""
    paid: Money
    takings: dict[Tender, Money]
    """Every tender, in the counter's order; together they are `paid`."""
    average_sale: Money
    """Received for each sale that stands, rounded; nothing if none stands."""
    members_joined: int
    members_came: int
    visits: int
    """Days on which members bought something that stands, or used a session card."""
    points: PointsRoll
    points_for_friends: Points
    """Of those that were earned, what came for friends who were brought."""
    coupons: CouponRoll


def period_figures(shop: Shop, period: Period) -> PeriodFigures:
    """All that happened on the business days of a period; one to come or long past is empty."""
    days = (period.first.isoformat(), period.last.isoformat())
    with shop.reading():
        [(sales, refunds, standing, gross, paid)] = shop.rows(_SALES, *days)
        by_kind = dict(shop.rows(_DISCOUNTS, *days))
        off = {kind: Money(by_kind.get(kind.value, 0)) for kind in Discount}
        takings = dict(shop.rows(_TAKINGS, *days))
        [(joined,)] = shop.rows(_JOINED, *days)
        [(came, visits)] = shop.rows(_VISITS, *days)
        return PeriodFigures(
            sales=sales,
            refunds=refunds,
            standing=standing,
            gross=Money(gross),
            line_off=off[Discount.LINE],
            stamps_off=off[Discount.STAMPS],
            tier_off=off[Discount.TIER],
            membership_off=off[Discount.MEMBERSHIP],
            coupon_off=off[Discount.COUPON],
            points_off=off[Discount.POINTS],
            kept_back=off[Discount.KEPT_BACK],
            paid=Money(paid),
            takings={tender: Money(takings.get(tender.value, 0)) for tender in Tender},
            average_sale=average(Money(paid), standing),
            members_joined=joined,
            members_came=came,
            visits=visits,
            points=_points_roll(shop, *days),
            points_for_friends=Points(shop.rows(_FOR_FRIENDS, *days, Unit.POINTS.value)[0][0]),
            coupons=_coupon_roll(shop, *days, lapsed_by(shop, period)),
        )


def lapsed_by(shop: Shop, period: Period) -> str:
    """The last day of the period whose coupons are past use: while it runs, yesterday."""
    yesterday = settings.today(shop) - timedelta(days=1)
    return min(period.last, yesterday).isoformat()


def average(total: Money, count: int) -> Money:
    """A share of the total, halves rounded away from nothing as spreadsheets do; nothing for a
    count of none, or where more was taken back than sold."""
    if count <= 0:
        return Money()
    share = Money((2 * abs(total.fen) + count) // (2 * count))
    return share if total >= Money() else -share


def _points_roll(shop: Shop, first: str, last: str) -> PointsRoll:
    [(opening, closing)] = shop.rows(_POINTS_OWED, first, last, Unit.POINTS.value)
    change = dict(shop.rows(_POINTS_MOVED, first, last, Unit.POINTS.value))
    earned, used, lapsed, reversals = (
        Points(change.pop(kind.value, 0))
        for kind in (Entry.EARN, Entry.REDEEM, Entry.EXPIRE, Entry.REVERSE)
    )
    adjusted = Points(sum(change.values()))
    return PointsRoll(Points(opening), earned, used, lapsed, adjusted, reversals, Points(closing))


def _coupon_roll(shop: Shop, first: str, last: str, lapsed: str) -> CouponRoll:
    [counts] = shop.rows(_COUPONS, first, last, lapsed)
    return CouponRoll(*counts)


_SALES = """
    SELECT COUNT(*) - COUNT(reverses_id), COUNT(reverses_id),
           COALESCE(SUM((reverses_id IS NULL) - completes), 0),
           COALESCE(SUM(gross), 0), COALESCE(SUM(paid), 0)
    FROM sale WHERE day BETWEEN ? AND ?"""

# CROSS JOIN: SQLite keeps this order, the days of the period first.

_DISCOUNTS = """
    SELECT d.kind, SUM(d.amount) FROM sale s CROSS JOIN sale_discount d ON d.sale_id = s.id
    WHERE s.day BETWEEN ? AND ? GROUP BY d.kind"""

_TAKINGS = """
    SELECT p.tender, SUM(p.amount) FROM sale s CROSS JOIN payment p ON p.sale_id = s.id
    WHERE s.day BETWEEN ? AND ? GROUP BY p.tender"""

_JOINED = f"SELECT COUNT(*) FROM member m WHERE m.joined BETWEEN ? AND ? AND NOT {TAKEN_BACK}"

_VISITS = f"""
    SELECT COUNT(DISTINCT member_id), COUNT(*) FROM ({visit_days("s.day BETWEEN ?1 AND ?2")})"""

_POINTS_OWED = """
    SELECT COALESCE(SUM(e.change) FILTER (WHERE o.day < ?1), 0), COALESCE(SUM(e.change), 0)
    FROM ledger_entry e CROSS JOIN operation o ON o.id = e.operation_id
    WHERE o.day <= ?2 AND e.unit = ?3"""

_POINTS_MOVED = """
    SELECT e.kind, SUM(e.change)
    FROM operation o CROSS JOIN ledger_entry e ON e.operation_id = o.id
    WHERE o.day BETWEEN ?1 AND ?2 AND e.unit = ?3 GROUP BY e.kind"""

_FOR_FRIENDS = """
    SELECT COALESCE(SUM(e.change), 0)
    FROM operation o CROSS JOIN ledger_entry e ON e.operation_id = o.id
    WHERE o.day BETWEEN ?1 AND ?2 AND o.act = 'referral' AND e.unit = ?3 AND e.kind = 'earn'"""

COUPON_STATES = """
    moved AS (
        SELECT d.coupon_id AS coupon, SUM(d.amount) AS until_end,
               COALESCE(SUM(d.amount) FILTER (WHERE s.day < ?1), 0) AS before
        FROM sale_discount d JOIN sale s ON s.id = d.sale_id
        WHERE d.coupon_id IS NOT NULL AND s.day <= ?2 GROUP BY d.coupon_id),
    states AS (
        SELECT c.id, COALESCE(u.until_end, 0) - COALESCE(u.before, 0) AS off,
               CASE WHEN c.issued >= ?1 THEN NULL
                    WHEN u.before <> 0 THEN 'used'
                    WHEN w.day < ?1 THEN 'recalled'
                    WHEN c.lapses < ?1 THEN 'lapsed' ELSE 'in_hand' END AS opening,
               CASE WHEN u.until_end <> 0 THEN 'used'
                    WHEN w.day <= ?2 THEN 'recalled'
                    WHEN c.lapses <= ?3 THEN 'lapsed' ELSE 'in_hand' END AS closing
        FROM coupon c LEFT JOIN moved u ON u.coupon = c.id
        LEFT JOIN operation w ON w.id = c.withdrawn_id
        WHERE c.issued <= ?2)"""
"""Each coupon as it stood when the period began (none: not issued yet) and when it ended.

A coupon is used while anything it took off has not come back. Values: first and last day of the
month, and the last day whose coupons are past use.
"""

_COUPONS = f"""
    WITH {COUPON_STATES}
    SELECT COUNT(*) FILTER (WHERE opening = 'in_hand'), COUNT(*) FILTER (WHERE opening IS NULL),
           COUNT(*) FILTER (WHERE closing = 'used') - COUNT(*) FILTER (WHERE opening = 'used'),
           COUNT(*) FILTER (WHERE closing = 'lapsed') - COUNT(*) FILTER (WHERE opening = 'lapsed'),
           COUNT(*) FILTER (WHERE closing = 'recalled')
           - COUNT(*) FILTER (WHERE opening = 'recalled'),
           COUNT(*) FILTER (WHERE closing = 'in_hand')
    FROM states"""
