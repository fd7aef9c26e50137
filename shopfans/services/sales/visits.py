"""What a guest came for: her sales and the sessions she used, in one list."""

from datetime import date
from typing import NamedTuple

from shopfans.database.sales_book import NOT_TAKEN_BACK
from shopfans.database.shop import Shop
from shopfans.services.sales import listing
from shopfans.services.sales.listing import SaleRow


class VisitRow(NamedTuple):
    """A sale or refund, or sessions used of a card."""

    day: date
    what: tuple[str, ...]
    """The goods by name, or the service; none for an amount rung up by hand."""
    staff: str
    """Who served her."""
    sale: SaleRow | None
    """None where sessions were used."""
    sessions: int


def of_member(shop: Shop, member: int, *, limit: int) -> list[VisitRow]:
    """The last of them, the newest first. A use that was taken back is none, and what came with an
    import that was undone is in no list."""
    with shop.reading():
        return [
            VisitRow(
                date.fromisoformat(day), tuple((names or "").splitlines()), staff or "",
                listing.sale_of(sale) if sale[0] is not None else None, sessions or 0,
            )
            for day, names, staff, sessions, *sale in shop.stream(
                _LAST, member, limit, member, limit, limit
            )
        ]  # fmt: skip


_LAST = f"""
    WITH last (day, operation, sale, use) AS (
        SELECT * FROM (
            SELECT s.day, s.operation_id, s.id, NULL FROM sale s
            WHERE s.member_id = ? AND {NOT_TAKEN_BACK}
            ORDER BY s.day DESC, s.operation_id DESC LIMIT ?)
        UNION ALL SELECT * FROM (
            SELECT u.day, u.operation_id, NULL, u.id FROM session_use u
            WHERE u.member_id = ? AND u.undone_id IS NULL
            ORDER BY u.day DESC, u.id DESC LIMIT ?)
        ORDER BY 1 DESC, 2 DESC LIMIT ?
    )
    SELECT last.day,
           COALESCE(p.name, (
               SELECT GROUP_CONCAT(name, char(10)) FROM sale_line
               WHERE sale_id = s.id AND name <> '')),
           t.name, u.sessions, {listing.SALE_COLUMNS}
    FROM last JOIN operation o ON o.id = last.operation
    LEFT JOIN sale s ON s.id = last.sale LEFT JOIN member m ON m.id = s.member_id
    LEFT JOIN session_use u ON u.id = last.use LEFT JOIN session_part p ON p.id = u.part_id
    LEFT JOIN staff t ON t.id = CASE WHEN u.id IS NULL THEN o.staff_id ELSE u.staff_id END
    ORDER BY last.day DESC, last.operation DESC"""
"""A name is one line: a line break parts them."""
