"""Looking at what was sold: lists of sales and refunds, the day so far, one sale found again."""

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from shopfans.database.sales_book import NOT_TAKEN_BACK
from shopfans.database.shop import Shop
from shopfans.domain import codes
from shopfans.domain.errors import UnknownCode
from shopfans.domain.kinds import Act
from shopfans.domain.money import Money
from shopfans.services import settings
from shopfans.services.sales import selling
from shopfans.services.sales.selling import Receipt


class SaleRow(NamedTuple):
    """A line of a list of sales."""

    id: int
    at: datetime
    day: date
    member: int | None
    member_name: str
    gross: Money
    off: Money
    paid: Money
    staff: str
    reverses: int | None
    completes: bool
    """On a refund: nothing of the original is left; on a void always."""
    refunded: Money
    """What of it went back."""
    completed_by: int | None
    """The refund or void that took the last of it."""
    replaced_by: int | None
    """The sale that repeats it for the right member."""


def last_sale(shop: Shop) -> Receipt | None:
    """The newest sale of this business day of which nothing came back: what 'void' would undo."""
    with shop.reading():
        newest = shop.rows(
            "SELECT s.operation_id FROM sale s JOIN operation o ON o.id = s.operation_id "
            "WHERE s.day = ? AND s.reverses_id IS NULL AND o.act <> ? "
            "AND NOT EXISTS (SELECT 1 FROM sale v WHERE v.reverses_id = s.id) "
            "ORDER BY s.id DESC LIMIT 1",
            settings.today(shop).isoformat(),
            Act.IMPORT.value,
        )
        return selling.receipt_of(newest[0][0]) if newest else None


def sales_of_member(
    shop: Shop, member: int, *, before: int | None = None, limit: int = 200
) -> list[SaleRow]:
    """Her sales and refunds, the newest day first; the next page begins before the last id of this
    one. What came with an import that was undone is in no list."""
    where, values = f"s.member_id = ? AND {NOT_TAKEN_BACK}", [member]
    if before is not None:
        where += " AND (s.day, s.id) < (SELECT day, id FROM sale WHERE id = ?)"
        values.append(before)
    return _sale_rows(shop, f"WHERE {where} ORDER BY s.day DESC, s.id DESC", values, limit)


def page_of_sales(
    shop: Shop, *, day: date | None = None, before: int | None = None, limit: int = 200
) -> list[SaleRow]:
    """Everybody's sales and refunds, of one business day if it is named, the last recorded first;
    paged by id."""
    tests, values = [NOT_TAKEN_BACK], list[Any]()
    if day is not None:
        tests.append("s.day = ?")
        values.append(day.isoformat())
    if before is not None:
        tests.append("s.id < ?")
        values.append(before)
    return _sale_rows(shop, f"WHERE {' AND '.join(tests)} ORDER BY s.id DESC", values, limit)


def sale_row(shop: Shop, sale: int) -> SaleRow | None:
    """One sale as a list shows it."""
    return next(iter(_sale_rows(shop, "WHERE s.id = ?", [sale], 1)), None)


def by_receipt(shop: Shop, code: str) -> int:
    """The sale whose receipt was scanned; one that was moved is found at its new number.

    Raises UnknownCode.
    """
    with shop.reading():
        sale = int(code[1:-1]) // _PROOFS if code.isdigit() else 0
        request = shop.rows(
            "SELECT o.request FROM sale s JOIN operation o ON o.id = s.operation_id WHERE s.id = ?",
            sale,
        )
        if not request or _code(sale, request[0][0]) != code:
            raise UnknownCode(code)
        while moved := shop.rows("SELECT id FROM sale WHERE replaces_id = ?", sale):
            sale = int(moved[0][0])
        return sale


def receipt_code(shop: Shop, sale: int) -> str:
    """What the QR code of a sale's receipt says."""
    with shop.reading():
        [(request,)] = shop.rows(
            "SELECT o.request FROM sale s JOIN operation o ON o.id = s.operation_id WHERE s.id = ?",
            sale,
        )
        return _code(sale, request)


_PROOFS = 10**6
"""Ways to prove that a code was printed by this shop."""


def _code(sale: int, request: str) -> str:
    """The sale's number and a proof that cannot be guessed: its request was random."""
    proof = int(sha256(request.encode()).hexdigest(), 16) % _PROOFS
    return codes.coded(codes.Kind.RECEIPT, sale * _PROOFS + proof)


class DayTotal(NamedTuple):
    """In the terms of the slip by which the day is closed."""

    sales: int
    """Recorded, those taken back later included."""
    taken_back: int
    """Refunds and voids."""
    paid: Money
    """Received, less what went back."""


def day_total(shop: Shop, day: date) -> DayTotal:
    """What a business day comes to so far."""
    with shop.reading():
        [(sales, taken_back, fen)] = shop.rows(
            "SELECT COUNT(*) - COUNT(reverses_id), COUNT(reverses_id), COALESCE(SUM(paid), 0) "
            "FROM sale WHERE day = ?",
            day.isoformat(),
        )
        return DayTotal(sales, taken_back, Money(fen))


def paid_by_day(shop: Shop, first: date, last: date) -> dict[date, Money]:
    """The money received on each business day that had any sale, refunds taken off."""
    with shop.reading():
        rows = shop.rows(
            "SELECT day, SUM(paid) FROM sale WHERE day BETWEEN ? AND ? GROUP BY day",
            first.isoformat(),
            last.isoformat(),
        )
        return {date.fromisoformat(day): Money(fen) for day, fen in rows}


def sale_of(row: Sequence[Any]) -> SaleRow:
    """A row of SALE_COLUMNS as a line of a list."""
    (
        sale, at, day, member, name, gross, paid, staff, reverses, completes, refunded,
        completed_by, replaced_by,
    ) = row  # fmt: skip
    return SaleRow(
        sale, datetime.fromisoformat(at), date.fromisoformat(day), member, name or "",
        Money(gross), Money(gross - paid), Money(paid), staff or "", reverses,
        bool(completes), Money(refunded), completed_by, replaced_by,
    )  # fmt: skip


def _sale_rows(shop: Shop, tail: str, values: Sequence[Any], limit: int) -> list[SaleRow]:
    with shop.reading():
        return [sale_of(row) for row in shop.stream(f"{_ROWS} {tail} LIMIT ?", *values, limit)]


SALE_COLUMNS = """
    s.id, o.at, s.day, s.member_id, m.name, s.gross, s.paid, t.name, s.reverses_id, s.completes,
    (SELECT COALESCE(-SUM(paid), 0) FROM sale WHERE reverses_id = s.id),
    (SELECT id FROM sale WHERE reverses_id = s.id AND completes = 1),
    (SELECT id FROM sale WHERE replaces_id = s.id)"""
"""Of a sale `s`, its operation `o`, its member `m` and its staff `t`."""

_ROWS = f"""
    SELECT {SALE_COLUMNS}
    FROM sale s JOIN operation o ON o.id = s.operation_id
    LEFT JOIN staff t ON t.id = o.staff_id LEFT JOIN member m ON m.id = s.member_id"""
