"""The ledger of all the shop owes its members: lots are granted, spent, reversed and expire; lines
are never changed.

A balance is the sum of its lines. Each line carries the digest of the one before it, so that a line
changed with another tool is noticed. A lot that a reversal took below zero is made good from the
member's other lots at once: she never has lots above and below zero side by side.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.fields import instant_text
from shopfans.database.models import LedgerEntry
from shopfans.database.operations import Done
from shopfans.domain.errors import NotEnoughPoints
from shopfans.domain.kinds import STORED_VALUE, Entry, Unit

FIRST_DIGEST = bytes(32)

Progress = Callable[[int, int], None]
_PACE = 1_000
"""Lines between two reports of progress."""


class _Line(NamedTuple):
    member: int
    unit: Unit
    kind: Entry
    change: int
    lot: int | None
    """None: this line opens a lot."""
    lapses: date | None = None
    reverses: int | None = None


class Lot(NamedTuple):
    id: int
    left: int
    lapses: date | None


def balance(member: int, unit: Unit) -> int:
    """All she has, in points (thousandths of one, stamps): the sum of every line."""
    return int(OPEN_SHOP.execute_sql(_BALANCE, (member, unit.value)).fetchone()[0])


def lots(member: int, unit: Unit) -> list[Lot]:
    """What is left of each of her lots, soonest to lapse first; empty ones are left out."""
    rows = OPEN_SHOP.execute_sql(_LOTS, (member, unit.value)).fetchall()
    found = [Lot(lot, rest, _day(lapses)) for lot, rest, lapses in rows]
    return sorted(found, key=lambda lot: (lot.lapses or date.max, lot.id))


def spendable(member: int, unit: Unit, day: date) -> int:
    """What she can use on a day: her balance without what is past its last day."""
    return sum(lot.left for lot in _open_lots(member, unit, day))


def grant(done: Done, member: int, unit: Unit, quantity: int, *, lapses: date | None) -> int | None:
    """Open a lot; returns its number, or None where a quantity of none wrote nothing."""
    if not quantity:
        return None
    lot = _append(done, [_Line(member, unit, Entry.EARN, quantity, None, lapses)])
    if unit not in STORED_VALUE:
        _settle(done, member, unit)
    return lot


def bring_in(done: Done, opening: Sequence[tuple[int, Unit, int]], *, lapses: date | None) -> None:
    """Open a lot for each (member, unit, quantity), of what she had in the program before."""
    owing = {member for (member,) in OPEN_SHOP.execute_sql(_OWING).fetchall()}
    _append(
        done,
        [_Line(member, unit, Entry.OPENING, some, None, lapses) for member, unit, some in opening],
    )
    for member, unit, _quantity in opening:
        if member in owing:
            _settle(done, member, unit)


def adjust(done: Done, member: int, unit: Unit, change: int, *, lapses: date | None) -> None:
    """Give or take by hand: what is given is a lot of its own, what is taken comes from her lots.

    Raises NotEnoughPoints: what she does not have cannot be taken.
    """
    if change > 0:
        _append(done, [_Line(member, unit, Entry.ADJUST, change, None, lapses)])
        _settle(done, member, unit)
    else:
        _append(done, _taken(done, member, unit, -change, Entry.ADJUST))


def bring_up_to_date(done: Done, member: int, unit: Unit) -> int:
    """Let lapse what is past its last day; returns what she can use on this day."""
    hers = lots(member, unit)
    lapsed = [lot for lot in hers if lot.lapses is not None and lot.lapses < done.day]
    if lapsed:
        expire(done, member, unit)
    return sum(lot.left for lot in hers) - sum(lot.left for lot in lapsed)


def spend(done: Done, member: int, unit: Unit, quantity: int) -> None:
    """Take from her lots, soonest to lapse first. Raises NotEnoughPoints."""
    if quantity:
        _append(done, _taken(done, member, unit, quantity, Entry.REDEEM))


def _taken(done: Done, member: int, unit: Unit, quantity: int, kind: Entry) -> list[_Line]:
    open_lots = _open_lots(member, unit, done.day)
    has = sum(lot.left for lot in open_lots)
    if quantity > has:
        raise NotEnoughPoints(balance=has, asked=quantity)
    lines = []
    for lot in open_lots:
        if quantity == 0:
            break
        taken = min(quantity, lot.left)
        quantity -= taken
        lines.append(_Line(member, unit, kind, -taken, lot.id))
    return lines


def take_from(done: Done, member: int, unit: Unit, parts: Mapping[int, int], kind: Entry) -> None:
    """Take so much from each of her lots, by their numbers. Raises ValueError for more than is in
    one."""
    left = {lot.id: lot.left for lot in lots(member, unit)}
    if any(not 0 < part <= left.get(lot, 0) for lot, part in parts.items()):
        raise ValueError(f"lots {left} cannot give {dict(parts)}")
    _append(done, [_Line(member, unit, kind, -part, lot) for lot, part in parts.items()])


def is_whole(lot: int) -> bool:
    """Whether nothing was ever added to or taken from a lot since it was opened."""
    return OPEN_SHOP.execute_sql(_TOUCHED, (lot,)).fetchone() is None


def mirror(done: Done, original: int, unit: Unit, quantities: Mapping[Entry, int | None]) -> None:
    """Take back so much of what an operation granted and spent, on the same lots; None: all that
    is left of it.

    What was taken from the last lot comes back first. What comes back to a lapsed lot makes good
    what is owed, and the rest lapses again. Of a record that was merged, all goes on to the other.
    """
    lines = [
        line
        for kind, quantity in quantities.items()
        for line in _mirrored(original, unit, kind, quantity)
    ]
    _append(done, lines)
    for member in {line.member for line in lines}:
        _settle(done, member, unit)
        heir = _heir(member)
        if heir is not None:
            move(done, member, heir, unit)
        expire(done, heir or member, unit)


def origins(member: int, unit: Unit) -> dict[int, int]:
    """For each lot a member ever had, the lot that was granted: a merge opens lots of its own."""
    return dict(OPEN_SHOP.execute_sql(_ORIGINS, (member, unit.value)).fetchall())


def move(
    done: Done, giver: int, taker: int, unit: Unit, only: Collection[int] | None = None
) -> None:
    """All that one record has or owes, or only these lots, becomes the other's, with its last day
    of use."""
    lines = []
    for lot in lots(giver, unit):
        if only is not None and lot.id not in only:
            continue
        lines.append(_Line(giver, unit, Entry.MOVE, -lot.left, lot.id))
        lines.append(_Line(taker, unit, Entry.MOVE, lot.left, None, lot.lapses))
    _append(done, lines)
    _settle(done, taker, unit)


def _heir(member: int) -> int | None:
    row = OPEN_SHOP.execute_sql(_HEIR, (member,)).fetchone()
    return None if row is None else int(row[0])


def unmirrored(original: int, unit: Unit, kind: Entry) -> int:
    """How much of what an operation granted, or spent, has not been taken back."""
    rows = OPEN_SHOP.execute_sql(_UNMIRRORED, (original, unit.value, kind.value)).fetchall()
    return sum(abs(left) for _, _, left, _ in rows)


def _mirrored(original: int, unit: Unit, kind: Entry, quantity: int | None) -> list[_Line]:
    rows = OPEN_SHOP.execute_sql(_UNMIRRORED, (original, unit.value, kind.value)).fetchall()
    rest = sum(abs(left) for _, _, left, _ in rows) if quantity is None else quantity
    lines = []
    for entry, member, left, lot in rows:
        part = min(rest, abs(left))
        if part:
            change = -part if left > 0 else part
            lines.append(_Line(member, unit, Entry.REVERSE, change, lot, reverses=entry))
            rest -= part
    if rest:
        raise ValueError(f"operation {original} has {rest} fewer to mirror")
    return lines


def expire(done: Done, member: int, unit: Unit) -> int:
    """Take what is left of the lots whose last day is past; returns how much that was.

    Nothing, on a day that is not known: what is taken cannot be given back.
    """
    if not done.is_on_known_day:
        return 0
    lines = [
        _Line(member, unit, Entry.EXPIRE, -lot.left, lot.id)
        for lot in lots(member, unit)
        if lot.left > 0 and lot.lapses is not None and lot.lapses < done.day
    ]
    _append(done, lines)
    return -sum(line.change for line in lines)


def lapsing_members(since: date, before: date) -> list[tuple[int, Unit]]:
    """Whose lots had their last day in `since` ≤ day < `before`."""
    query = (
        LedgerEntry.select(LedgerEntry.member, LedgerEntry.unit)
        .where((LedgerEntry.lapses >= since) & (LedgerEntry.lapses < before))
        .distinct()
        .order_by(LedgerEntry.member)
    )
    return list(query.tuples())


def _open_lots(member: int, unit: Unit, day: date) -> list[Lot]:
    return [lot for lot in lots(member, unit) if lot.lapses is None or lot.lapses >= day]


def _settle(done: Done, member: int, unit: Unit) -> None:
    """Make lots below zero good from those above, soonest to lapse first."""
    hers = lots(member, unit)
    owing = [lot for lot in hers if lot.left < 0]
    having = [lot for lot in hers if lot.left > 0]
    lines = []
    while owing and having:
        debt, source = owing.pop(), having.pop(0)
        moved = min(-debt.left, source.left)
        lines.append(_Line(member, unit, Entry.SETTLE, -moved, source.id))
        lines.append(_Line(member, unit, Entry.SETTLE, moved, debt.id))
        if debt.left + moved:
            owing.append(debt._replace(left=debt.left + moved))
        if source.left - moved:
            having.insert(0, source._replace(left=source.left - moved))
    _append(done, lines)


def _append(done: Done, lines: Iterable[_Line]) -> int:
    """Returns the number of the last line; 0 if there was none to write."""
    pending = list(lines)
    if not pending:
        return 0
    number, digest = _head()
    rows = []
    for line in pending:
        number += 1
        stored = line._replace(lot=number if line.lot is None else line.lot)
        digest = digest_of(digest, number, done, stored)
        rows.append(
            (
                number,
                done.id,
                stored.member,
                stored.unit.value,
                stored.kind.value,
                stored.change,
                stored.lot,
                stored.lapses and stored.lapses.isoformat(),
                stored.reverses,
                digest,
            )
        )
    OPEN_SHOP.connection().executemany(_INSERT, rows)
    return number


def digest_of(previous: bytes, number: int, done: Done, line: _Line) -> bytes:
    """The digest that a line of this operation must carry after the line before it."""
    return chained(
        previous,
        (
            number, done.id, instant_text(done.at), done.day, done.staff, line.member,
            line.unit.value, line.kind.value, line.change, line.lot, line.lapses, line.reverses,
        ),
    )  # fmt: skip


def chained(previous: bytes, said: Iterable[object]) -> bytes:
    """SHA-256 over the digest before and all that a line and its operation say, in digest_of's
    order."""
    return sha256(
        previous + "|".join(["" if part is None else str(part) for part in said]).encode()
    ).digest()


def head() -> bytes:
    """The digest of the newest line: printed and kept elsewhere, it proves the books of that
    day."""
    return _head()[1]


def head_line() -> tuple[int, bytes]:
    """The number of the newest line, 0 for none, and its digest."""
    return _head()


def broken_lines(progress: Progress = lambda done, total: None) -> Iterator[int]:
    """The numbers of the lines whose digest does not follow from the line before."""
    digest, total = FIRST_DIGEST, _head()[0]
    for number, stored, *said in OPEN_SHOP.execute_sql(
        "SELECT e.id, digest, o.id, at, day, staff_id, member_id, unit, kind, change, lot, lapses, "
        "reverses_id FROM ledger_entry e JOIN operation o ON o.id = operation_id ORDER BY e.id"
    ):
        if number % _PACE == 0:
            progress(number, total)
        if chained(digest, (number, *said)) != stored:
            yield number
        digest = stored


def _head() -> tuple[int, bytes]:
    newest = OPEN_SHOP.execute_sql(_NEWEST).fetchone()
    return (newest[0], bytes(newest[1])) if newest else (0, FIRST_DIGEST)


_BALANCE = "SELECT COALESCE(SUM(change), 0) FROM ledger_entry WHERE member_id = ? AND unit = ?"
_OWING = "SELECT DISTINCT member_id FROM ledger_entry WHERE kind IN ('reverse', 'move')"
"""Whoever may have a lot below zero: only what was taken back makes one."""
_LOTS = (
    "SELECT lot, SUM(change), MIN(lapses) FROM ledger_entry WHERE member_id = ? AND unit = ? "
    "GROUP BY lot HAVING SUM(change) <> 0"
)
_UNMIRRORED = """
    SELECT e.id, e.member_id, e.change + COALESCE(
               (SELECT SUM(r.change) FROM ledger_entry r WHERE r.reverses_id = e.id), 0), e.lot
    FROM ledger_entry e WHERE e.operation_id = ? AND e.unit = ? AND e.kind = ?
    ORDER BY e.id DESC"""
_TOUCHED = """
    SELECT 1 FROM ledger_entry g JOIN ledger_entry e
        ON e.member_id = g.member_id AND e.unit = g.unit AND e.lot = g.id
    WHERE g.id = ? AND e.id <> g.id LIMIT 1"""
_ORIGINS = """
    WITH RECURSIVE chain (lot, at) AS (
        SELECT id, id FROM ledger_entry WHERE member_id = ? AND unit = ? AND lot = id
        UNION ALL SELECT c.lot, giver.lot
        FROM chain c JOIN ledger_entry taker ON taker.id = c.at AND taker.kind = 'move'
        JOIN ledger_entry giver ON giver.id = taker.id - 1)
    SELECT lot, MIN(at) FROM chain GROUP BY lot"""
"""A move writes the giver's line and then the taker's; an origin is older than what came of it."""
_HEIR = "SELECT into_id FROM merged_member WHERE member_id = ?"
_NEWEST = "SELECT id, digest FROM ledger_entry ORDER BY id DESC LIMIT 1"
_INSERT = (
    "INSERT INTO ledger_entry (id, operation_id, member_id, unit, kind, change, lot, lapses, "
    "reverses_id, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
