"""The chain of closed days: each carries a digest over its sales, its figures and the day before.

Kept elsewhere, on the printed slip, the newest digest proves all the days up to it.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from shopfans.database.connection import OPEN_SHOP

FIRST_DIGEST = bytes(32)

SHORT = 16
"""Bytes kept of a sale's digest; the close keeps all 32 of the day's."""

Progress = Callable[[int, int], None]


class Broken(NamedTuple):
    """Where a closed day is not as it was."""

    day: date
    sale: int | None
    """None: the close itself, its figures or its counts."""


def last_closed() -> date | None:
    """The newest closed day, inside a block."""
    return _day(OPEN_SHOP.execute_sql(_LAST).fetchone()[0])


def first_closed() -> date | None:
    return _day(OPEN_SHOP.execute_sql(_FIRST).fetchone()[0])


def open_day(clock_day: date) -> date:
    """The business day that takes what happens now: the clock's, or the day after the last close.

    What is sold after the day was closed counts for the next one.
    """
    closed = last_closed()
    return clock_day if closed is None else max(clock_day, closed + timedelta(days=1))


def seal(close: int) -> None:
    """Fix the sales of a day whose close was just written with its figures; inside a command."""
    day, before = OPEN_SHOP.execute_sql(_BEFORE, (close,)).fetchone()
    sales = sale_digests(day)
    for sale, digest in sales.items():
        OPEN_SHOP.execute_sql("INSERT INTO closed_sale VALUES (?, ?, ?)", (close, sale, digest))
    digest = digest_of(FIRST_DIGEST if before is None else bytes(before), close, sales.values())
    OPEN_SHOP.execute_sql("INSERT INTO day_seal VALUES (?, ?)", (close, digest))


def head() -> bytes:
    """The digest of the newest closed day."""
    row = OPEN_SHOP.execute_sql(f"{_CLOSES} DESC LIMIT 1").fetchone()
    return FIRST_DIGEST if row is None else bytes(row[-1])


def digest_of(before: bytes, close: int, sales: Iterable[bytes]) -> bytes:
    """SHA-256 over the digest before, the close with its figures and counts, and its sales."""
    said = [list(OPEN_SHOP.execute_sql(sql, (close,)).fetchall()) for sql in _SAID]
    prepaid = [list(OPEN_SHOP.execute_sql(sql, (close,)).fetchall()) for sql in _PREPAID]
    if any(prepaid):  # a day without any is sealed as before there was stored value
        said += prepaid
    reasons = list(OPEN_SHOP.execute_sql(_REASONS, (close,)).fetchall())
    if reasons:  # a close from before there were any says nothing of them
        said.append(reasons)
    return sha256(before + _text(said) + b"".join(sales)).digest()


def sale_digests(day: str) -> dict[int, bytes]:
    """The digest of each sale of a day, with its lines, discounts, shares and payments.

    Not of whose it is: that may change when two records of one person become one.
    """
    parts = [_by_sale(sql, day) for sql in _PARTS]
    return {
        sale: sha256(_text([head, *(part.get(sale, []) for part in parts)])).digest()[:SHORT]
        for sale, *head in OPEN_SHOP.execute_sql(_HEADS, (day,)).fetchall()
    }


def broken(progress: Progress = lambda done, total: None) -> Iterator[Broken]:
    """Each sale of a closed day that changed, came or went, and each close that does not follow
    from the one before; nothing for an intact chain."""
    closes = OPEN_SHOP.execute_sql(_CLOSES).fetchall()
    digest = FIRST_DIGEST
    for number, (close, day, line, ledger_head, kept_digest) in enumerate(closes):
        progress(number, len(closes))
        stored = bytes(kept_digest or b"")
        kept = {sale: bytes(one) for sale, one in OPEN_SHOP.execute_sql(_KEPT, (close,)).fetchall()}
        now = sale_digests(day)
        for sale in sorted(kept.keys() | now.keys()):
            if kept.get(sale) != now.get(sale):
                yield Broken(date.fromisoformat(day), sale)
        said = digest_of(digest, close, (kept[sale] for sale in sorted(kept)))
        if said != stored or not _ledger_agrees(line, bytes(ledger_head)):
            yield Broken(date.fromisoformat(day), None)
        digest = stored
    progress(len(closes), len(closes))


def _ledger_agrees(line: int, head: bytes) -> bool:
    row = OPEN_SHOP.execute_sql("SELECT digest FROM ledger_entry WHERE id = ?", (line,)).fetchone()
    return (FIRST_DIGEST if row is None else bytes(row[0])) == head


def _by_sale(sql: str, day: str) -> dict[int, list[list[Any]]]:
    rows = OPEN_SHOP.execute_sql(sql, (day,)).fetchall()
    return {
        sale: [list(rest) for _sale, *rest in some] for sale, some in groupby(rows, itemgetter(0))
    }


def _text(said: object) -> bytes:
    """The one way to write rows down: no two differ only in where a value ends."""
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"), default=_hex).encode()


def _hex(value: bytes) -> str:
    return bytes(value).hex()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


_LAST = "SELECT MAX(day) FROM day_close"
_FIRST = "SELECT MIN(day) FROM day_close"
_BEFORE = """
    SELECT day, (SELECT digest FROM day_close b JOIN day_seal ON close_id = b.id
                 WHERE b.day < c.day ORDER BY b.day DESC LIMIT 1)
    FROM day_close c WHERE id = ?"""
_CLOSES = """
    SELECT id, day, ledger_line, ledger_head, digest
    FROM day_close LEFT JOIN day_seal ON close_id = id ORDER BY day"""

_HEADS = """
    SELECT s.id, o.id, o.act, o.at, o.day, o.staff_id, s.reverses_id, s.completes, s.replaces_id,
           s.gross, s.paid
    FROM sale s JOIN operation o ON o.id = s.operation_id WHERE s.day = ? ORDER BY s.id"""

# CROSS JOIN: SQLite keeps this order, the sales of the day first.

_OF_DAY = "FROM sale s CROSS JOIN {0} x ON x.sale_id = s.id WHERE s.day = ? ORDER BY s.id, {1}"
_PARTS = (
    "SELECT s.id, position, good_id, gift_id, name, category, quantity, list_price, unit_price, "
    f"amount, x.paid, earned, stamps {_OF_DAY.format('sale_line', 'position')}",
    "SELECT s.id, position, kind, coupon_id, cost, amount, reason "
    f"{_OF_DAY.format('sale_discount', 'position')}",
    f"SELECT s.id, discount, line, amount, cost {_OF_DAY.format('sale_share', 'discount, line')}",
    f"SELECT s.id, tender, amount, received {_OF_DAY.format('payment', 'tender')}",
)

_KEPT = "SELECT sale_id, digest FROM closed_sale WHERE close_id = ? ORDER BY sale_id"

# A close, and the counts since the close before.

_COUNTS = """
    FROM drawer_count d JOIN operation o ON o.id = d.operation_id
    WHERE d.operation_id <= (SELECT operation_id FROM day_close WHERE id = ?1)
      AND d.operation_id > COALESCE((
          SELECT MAX(b.operation_id) FROM day_close b JOIN day_close c ON c.id = ?1
          WHERE b.operation_id < c.operation_id), 0)"""
_SAID = (
    """SELECT c.id, o.id, o.at, o.day, o.staff_id, c.day, count_id, sales, refunds, voids, gross,
              paid, points_given, points_used, coupons_given, coupons_used, joined, ledger_line,
              ledger_head
       FROM day_close c JOIN operation o ON o.id = c.operation_id WHERE c.id = ?""",
    "SELECT tender, amount FROM closed_tender WHERE close_id = ? ORDER BY tender",
    "SELECT category, quantity, paid FROM closed_category WHERE close_id = ? ORDER BY category",
    f"SELECT d.id, o.id, o.at, o.staff_id, to_staff_id, opening, cash, counted, stays {_COUNTS} "
    "ORDER BY d.id",
    "SELECT p.count_id, p.value, p.pieces FROM drawer_piece p WHERE p.count_id IN "
    f"(SELECT d.id {_COUNTS}) ORDER BY p.count_id, p.value",
)
_PREPAID = (
    "SELECT tender, amount FROM closed_prepayment WHERE close_id = ? ORDER BY tender",
    """SELECT p.id, p.operation_id, p.kind, p.paid, p.bonus, p.earned, p.principal_lot_id,
              p.bonus_lot_id, p.reverses_id
       FROM day_close c JOIN prepayment p ON p.day = c.day WHERE c.id = ? ORDER BY p.id""",
    """SELECT p.id, tender, amount, received FROM day_close c JOIN prepayment p ON p.day = c.day
       JOIN prepayment_tender t ON t.prepayment_id = p.id WHERE c.id = ? ORDER BY p.id, tender""",
    """SELECT p.id, top_up_id, principal, t.bonus, returned
       FROM day_close c JOIN prepayment p ON p.day = c.day
       JOIN payout_part t ON t.payout_id = p.id WHERE c.id = ? ORDER BY p.id, top_up_id""",
)
_REASONS = f"""
    SELECT count_id, text FROM count_reason WHERE count_id IN (SELECT d.id {_COUNTS})
    ORDER BY count_id"""
