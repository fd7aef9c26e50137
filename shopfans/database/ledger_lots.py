"""What the ledger says is left of what a member was granted; nothing is written here."""

from datetime import date
from typing import NamedTuple

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.models import LedgerEntry
from shopfans.domain.kinds import Entry, Unit


class Lot(NamedTuple):
    id: int
    left: int
    lapses: date | None


class Unmirrored(NamedTuple):
    """What is left to take back of one line."""

    entry: int
    member: int
    left: int
    """Below zero: it took so much."""
    lot: int


def balance(member: int, unit: Unit) -> int:
    """All she has, in points (thousandths of one, stamps): the sum of every line."""
    return int(OPEN_SHOP.execute_sql(_BALANCE, (member, unit.value)).fetchone()[0])


def left(member: int, unit: Unit) -> list[Lot]:
    """What is left of each of her lots, soonest to lapse first; empty ones are left out."""
    rows = OPEN_SHOP.execute_sql(_LOTS, (member, unit.value)).fetchall()
    return [Lot(lot, rest, _day(lapses)) for lot, rest, lapses in rows]


def spendable(member: int, unit: Unit, day: date) -> int:
    """What she can use on a day: her balance without what is past its last day."""
    return sum(rest for _lot, rest in usable(member, unit, day))


def usable(member: int, unit: Unit, day: date) -> list[tuple[int, int]]:
    """The number of each of her lots that she can use on a day, soonest to lapse first, and
    what is left of it."""
    values = (member, unit.value, day.isoformat())
    found: list[tuple[int, int]] = OPEN_SHOP.execute_sql(_USABLE, values).fetchall()
    return found


def is_whole(lot: int) -> bool:
    """Whether nothing was ever added to or taken from a lot since it was opened; what moved to
    another record and came back counts as never moved."""
    return OPEN_SHOP.execute_sql(_TOUCHED, (lot,)).fetchone() is None


def origins(member: int, unit: Unit) -> dict[int, int]:
    """For each lot a member ever had, the lot that was granted: a merge opens lots of its own."""
    return dict(OPEN_SHOP.execute_sql(_ORIGINS, (member, unit.value)).fetchall())


def unmirrored_lines(original: int, unit: Unit, kind: Entry) -> list[Unmirrored]:
    """What is left to take back of what an operation granted, or spent; its last line first."""
    rows = OPEN_SHOP.execute_sql(_UNMIRRORED, (original, unit.value, kind.value)).fetchall()
    return [Unmirrored(*row) for row in rows]


def unmirrored(original: int, unit: Unit, kind: Entry) -> int:
    """How much of what an operation granted, or spent, has not been taken back."""
    return sum(abs(line.left) for line in unmirrored_lines(original, unit, kind))


def lapsing_members(since: date, before: date) -> list[tuple[int, Unit]]:
    """Whose lots had their last day in `since` ≤ day < `before`."""
    query = (
        LedgerEntry.select(LedgerEntry.member, LedgerEntry.unit)
        .where((LedgerEntry.lapses >= since) & (LedgerEntry.lapses < before))
        .distinct()
        .order_by(LedgerEntry.member)
    )
    return list(query.tuples())


_BALANCE = "SELECT COALESCE(SUM(change), 0) FROM ledger_entry WHERE member_id = ? AND unit = ?"
_LOTS = (
    "SELECT lot, SUM(change), MIN(lapses) FROM ledger_entry WHERE member_id = ? AND unit = ? "
    "GROUP BY lot HAVING SUM(change) <> 0 ORDER BY MIN(lapses) NULLS LAST, lot"
)
_USABLE = (
    "SELECT lot, SUM(change) FROM ledger_entry WHERE member_id = ? AND unit = ? GROUP BY lot "
    "HAVING SUM(change) <> 0 AND COALESCE(MIN(lapses), '9999') >= ? "
    "ORDER BY MIN(lapses) NULLS LAST, lot"
)
_UNMIRRORED = """
    SELECT e.id, e.member_id, e.change + COALESCE(
               (SELECT SUM(r.change) FROM ledger_entry r WHERE r.reverses_id = e.id), 0), e.lot
    FROM ledger_entry e WHERE e.operation_id = ? AND e.unit = ? AND e.kind = ?
    ORDER BY e.id DESC"""
_TOUCHED = """
    SELECT 1 FROM ledger_entry g JOIN ledger_entry e
        ON e.member_id = g.member_id AND e.unit = g.unit AND e.lot = g.id
    JOIN ledger_entry o ON o.id = COALESCE(e.reverses_id, e.id)
    WHERE g.id = ? AND e.id <> g.id AND (o.kind <> 'move' OR o.change <> COALESCE(
        (SELECT -SUM(change) FROM ledger_entry WHERE reverses_id = o.id), 0)) LIMIT 1"""
_ORIGINS = """
    WITH RECURSIVE chain (lot, at) AS (
        SELECT id, id FROM ledger_entry WHERE member_id = ? AND unit = ? AND lot = id
        UNION ALL SELECT c.lot, giver.lot
        FROM chain c JOIN ledger_entry taker ON taker.id = c.at AND taker.kind = 'move'
        JOIN ledger_entry giver ON giver.id = taker.id - 1)
    SELECT lot, MIN(at) FROM chain GROUP BY lot"""
"""A move writes the giver's line and then the taker's; an origin is older than what came of it."""


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
