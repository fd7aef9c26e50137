"""The drawer counted, at a hand-over and at the day's end: what was expected, found and left."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.operations import OF_ITS_MOMENT, Done, begin
from shopfans.database.shop import Shop
from shopfans.domain.day_close import Count
from shopfans.domain.drawer import Drawer, counted
from shopfans.domain.errors import AmountTooLarge, FloatAboveCount, ReasonForDifference
from shopfans.domain.kinds import Act
from shopfans.domain.money import MOST, Money
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.sales import Tender
from shopfans.domain.terms import Terms
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.staff import pins


class Found(NamedTuple):
    """What somebody found in the drawer."""

    counted: Money
    stays: Money
    """The float for whoever goes on; the rest is taken out."""
    pieces: Mapping[int, int] = {}
    """How many of each value; empty if only the sum was told."""
    opening: Money | None = None
    """What was in the drawer at first, only asked for at the very first count; not told, it is
    what makes that count right."""
    reason: str = ""
    """Why it differs, if it does by more than the owner's line."""

    @classmethod
    def of(
        cls,
        pieces: Mapping[int, int],
        *,
        stays: Money,
        opening: Money | None = None,
        reason: str = "",
    ) -> "Found":
        """Raises what drawer.counted raises."""
        some = {value: number for value, number in pieces.items() if number}
        return cls(counted(some), stays, some, opening, reason)


class Before(NamedTuple):
    """The count before the present one."""

    operation: int
    stays: Money


def hand_over(shop: Shop, *, by: Staff, to: int, pin: str, found: Found, request: str) -> int:
    """The drawer goes to another operator, counted, who takes it with her PIN; returns the number
    of the count.

    Raises what pins.verify raises, FloatAboveCount, AmountTooLarge or ReasonForDifference.
    """
    require(by, Right.CLOSE_DAY)
    pins.verify(shop, to, pin, at_desk_of=by)
    terms = settings.load(shop)
    with shop.changing(Topic.CLOSES):
        asked = (to, said(found))
        done = begin(shop, Act.HAND_OVER, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            write(done, terms, found, to)
        return int(shop.rows("SELECT id FROM drawer_count WHERE operation_id = ?", done.id)[0][0])


def drawer(before: Before | None, today: date, *, until: int = 2**62) -> Drawer:
    """What should be in the drawer, inside a block; without a count before, of today's cash alone:
    what was sold before the shop began to count is not in it."""
    since, stays = before or (_begun(today), Money())
    [cash] = OPEN_SHOP.execute_sql(_CASH_MOVED, (since, until, Tender.CASH.value)).fetchone()
    return Drawer(stays, Money(cash))


def newest() -> Before | None:
    """The last count there is, inside a block."""
    row = OPEN_SHOP.execute_sql(_NEWEST).fetchone()
    return None if row is None else Before(row[0], Money(row[1]))


def float_of_last_close() -> Money:
    """What stayed in the drawer when it was counted last at the end of a day, inside a block; zero
    if it never was."""
    row = OPEN_SHOP.execute_sql(_NEWEST_OF_A_CLOSE).fetchone()
    return Money() if row is None else Money(row[0])


def found_in(drawer: Drawer, found: Found, *, is_first: bool) -> Drawer:
    """The drawer a count is held against."""
    if not is_first:
        return drawer
    opening = found.opening
    if opening is None:
        opening = max(Money(), found.counted - drawer.cash)
    return drawer._replace(opening=opening)


def write(done: Done, terms: Terms, found: Found, to: int | None) -> int:
    """Store a count as part of a command. Raises what hand_over raises."""
    if found.counted > MOST:
        raise AmountTooLarge(MOST.fen)
    if found.stays > found.counted:
        raise FloatAboveCount(found.counted.fen)
    before = newest()
    expected = found_in(drawer(before, done.day, until=done.id), found, is_first=before is None)
    over, reason = expected.over(found.counted), found.reason.strip()
    if abs(over.fen) > terms.drawer_line.fen and not reason:
        raise ReasonForDifference(over.fen)
    count = int(
        OPEN_SHOP.execute_sql(
            _COUNTED,
            (done.id, to, expected.opening.fen, expected.cash.fen, found.counted.fen,
             found.stays.fen),
        ).lastrowid
    )  # fmt: skip
    for value, number in found.pieces.items():
        if number:
            OPEN_SHOP.execute_sql(
                "INSERT INTO drawer_piece VALUES (?, ?, ?)", (count, value, number)
            )
    if reason:
        OPEN_SHOP.execute_sql("INSERT INTO count_reason VALUES (?, ?)", (count, reason))
    return count


def hand_overs(shop: Shop, since: int, until: int) -> tuple[Count, ...]:
    """Those between two operations, inside a block."""
    counts = shop.rows(_HAND_OVERS, since, until)
    return tuple(count_of(shop, count) for (count,) in counts)


def count_of(shop: Shop, count: int) -> Count:
    """A count as it was made, inside a block."""
    [(at, by, to, opening, cash, counted, stays, reason)] = shop.rows(_COUNT, count)
    pieces: Sequence[Any] = shop.rows(
        "SELECT value, pieces FROM drawer_piece WHERE count_id = ? ORDER BY value DESC", count
    )
    return Count(
        datetime.fromisoformat(at), by or "", to or "", Drawer(Money(opening), Money(cash)),
        Money(counted), Money(stays), tuple(pieces), reason or "",
    )  # fmt: skip


def preview(shop: Shop, by: Staff, drawer: Drawer, found: Found, *, is_first: bool) -> Count:
    """The count as it would be if it were made now."""
    pieces = tuple(sorted(found.pieces.items(), reverse=True))
    held_against = found_in(drawer, found, is_first=is_first)
    return Count(
        shop.now(), by.name, "", held_against, found.counted, found.stays, pieces, found.reason
    )


def said(found: Found) -> tuple[object, ...]:
    """What stands for a count in the digest of a request."""
    return (
        found.counted.fen, found.stays.fen, sorted(found.pieces.items()),
        found.opening and found.opening.fen, found.reason,
    )  # fmt: skip


def _begun(today: date) -> int:
    """The last operation before this business day."""
    return int(OPEN_SHOP.execute_sql(_BEGUN, (today.isoformat(),)).fetchone()[0])


_BEGUN = f"""
    SELECT COALESCE((
        SELECT o.id FROM operation o WHERE +o.day < ? AND {OF_ITS_MOMENT}
        ORDER BY o.id DESC LIMIT 1), 0)"""

_CASH_MOVED = """
    SELECT COALESCE(SUM(amount), 0) FROM (
        SELECT p.amount FROM sale s JOIN payment p ON p.sale_id = s.id
        WHERE s.operation_id > ?1 AND s.operation_id < ?2 AND p.tender = ?3
        UNION ALL SELECT t.amount
        FROM prepayment p JOIN prepayment_tender t ON t.prepayment_id = p.id
        WHERE p.operation_id > ?1 AND p.operation_id < ?2 AND t.tender = ?3)"""
"""Cash taken less given back between two operations, for goods and for stored value; imported
sales have no cash."""

_NEWEST = "SELECT operation_id, stays FROM drawer_count ORDER BY operation_id DESC LIMIT 1"

_NEWEST_OF_A_CLOSE = """
    SELECT stays FROM drawer_count WHERE to_staff_id IS NULL ORDER BY operation_id DESC LIMIT 1
"""

_COUNTED = (
    "INSERT INTO drawer_count (operation_id, to_staff_id, opening, cash, counted, stays) "
    "VALUES (?, ?, ?, ?, ?, ?)"
)

_HAND_OVERS = """
    SELECT id FROM drawer_count
    WHERE operation_id > ? AND operation_id <= ? AND to_staff_id IS NOT NULL ORDER BY id"""

_COUNT = """
    SELECT o.at, t.name, g.name, d.opening, d.cash, d.counted, d.stays,
           (SELECT text FROM count_reason WHERE count_id = d.id)
    FROM drawer_count d JOIN operation o ON o.id = d.operation_id
    LEFT JOIN staff t ON t.id = o.staff_id LEFT JOIN staff g ON g.id = d.to_staff_id
    WHERE d.id = ?"""
