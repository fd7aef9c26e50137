"""What one business day comes to: read from its rows, or as a close has kept it."""

from datetime import date

from shopfans.database.shop import Shop
from shopfans.domain.day_close import CategorySum, DayFigures
from shopfans.domain.kinds import Act, Unit
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.sales import Tender


def of_day(shop: Shop, day: date) -> DayFigures:
    """The figures as the rows of the day give them now, inside a block."""
    on = day.isoformat()
    [(sales, refunds, voids, gross, paid)] = shop.rows(_SALES, on)
    [(given, used)] = shop.rows(_POINTS, on, Unit.POINTS.value)
    [(coupons_given, coupons_used)] = shop.rows(_COUPONS, on)
    [(joined,)] = shop.rows(_JOINED, on, Act.ENROLL.value)
    return DayFigures(
        sales, refunds, voids, Money(gross), Money(paid), Points(given), Points(used),
        coupons_given, coupons_used, joined, _takings(shop.rows(_TAKINGS, on)),
        _categories(shop.rows(_CATEGORIES, on)), _takings(shop.rows(_PREPAID, on)),
    )  # fmt: skip


def as_kept(shop: Shop, close: int) -> DayFigures:
    """The figures as they were when the day was closed, inside a block."""
    [(sales, refunds, voids, gross, paid, *counts)] = shop.rows(_KEPT, close)
    given, used, coupons_given, coupons_used, joined = counts
    tenders = shop.rows("SELECT tender, amount FROM closed_tender WHERE close_id = ?", close)
    categories = shop.rows(
        "SELECT category, quantity, paid FROM closed_category WHERE close_id = ?", close
    )
    prepaid = shop.rows("SELECT tender, amount FROM closed_prepayment WHERE close_id = ?", close)
    return DayFigures(
        sales, refunds, voids, Money(gross), Money(paid), Points(given), Points(used),
        coupons_given, coupons_used, joined, _takings(tenders), _categories(categories),
        _takings(prepaid),
    )  # fmt: skip


def write(shop: Shop, close: int, figures: DayFigures) -> None:
    """Keep what a close has of tenders and categories, as part of a command."""
    for table, tenders in (
        ("closed_tender", figures.takings), ("closed_prepayment", figures.prepaid),
    ):  # fmt: skip
        shop.write_many(
            f"INSERT INTO {table} VALUES (?, ?, ?)",
            [(close, tender.value, amount.fen) for tender, amount in tenders],
        )
    shop.write_many(
        "INSERT INTO closed_category VALUES (?, ?, ?, ?)",
        [(close, one.category, one.quantity, one.paid.fen) for one in figures.categories],
    )


def _takings(rows: list[tuple[str, int]]) -> tuple[tuple[Tender, Money], ...]:
    found = dict(rows)
    return tuple((tender, Money(found[tender.value])) for tender in Tender if tender.value in found)


def _categories(rows: list[tuple[str, int, int]]) -> tuple[CategorySum, ...]:
    """What brought most comes first."""
    found = (CategorySum(category, quantity, Money(fen)) for category, quantity, fen in rows)
    return tuple(sorted(found, key=lambda one: (-one.paid.fen, one.category)))


_SALES = """
    SELECT COUNT(*) - COUNT(s.reverses_id), COALESCE(SUM(o.act = 'refund'), 0),
           COUNT(s.reverses_id) - COALESCE(SUM(o.act = 'refund'), 0),
           COALESCE(SUM(s.gross), 0), COALESCE(SUM(s.paid), 0)
    FROM sale s JOIN operation o ON o.id = s.operation_id WHERE s.day = ?"""

# CROSS JOIN: SQLite keeps this order, the rows of the day first.

_TAKINGS = """
    SELECT p.tender, SUM(p.amount) FROM sale s CROSS JOIN payment p ON p.sale_id = s.id
    WHERE s.day = ? GROUP BY p.tender"""

_PREPAID = """
    SELECT t.tender, SUM(t.amount)
    FROM prepayment p CROSS JOIN prepayment_tender t ON t.prepayment_id = p.id
    WHERE p.day = ? AND p.kind NOT IN ('opening', 'opening_card') GROUP BY t.tender"""

_CATEGORIES = """
    SELECT l.category, SUM(l.quantity), SUM(l.paid)
    FROM sale s CROSS JOIN sale_line l ON l.sale_id = s.id WHERE s.day = ? GROUP BY l.category"""

_POINTS = """
    SELECT COALESCE(SUM(e.change) FILTER (WHERE COALESCE(r.kind, e.kind) = 'earn'), 0),
           -COALESCE(SUM(e.change) FILTER (WHERE COALESCE(r.kind, e.kind) = 'redeem'), 0)
    FROM operation o CROSS JOIN ledger_entry e ON e.operation_id = o.id
    LEFT JOIN ledger_entry r ON r.id = e.reverses_id WHERE o.day = ? AND e.unit = ?"""

_COUPONS = """
    SELECT (SELECT COUNT(*) FROM operation o CROSS JOIN coupon c ON c.operation_id = o.id
            WHERE o.day = ?1),
           (SELECT COUNT(*) FROM (
                SELECT 1 FROM sale s CROSS JOIN sale_discount d ON d.sale_id = s.id
                WHERE s.day = ?1 AND d.coupon_id IS NOT NULL
                GROUP BY d.coupon_id HAVING SUM(d.amount) > 0))"""
"""A coupon that came back on the same day counts as not used."""

_JOINED = "SELECT COUNT(*) FROM operation WHERE day = ? AND act = ?"

_KEPT = """
    SELECT sales, refunds, voids, gross, paid, points_given, points_used, coupons_given,
           coupons_used, joined FROM day_close WHERE id = ?"""
