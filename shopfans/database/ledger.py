"""The ledger of all the shop owes its members, as it is written: lots are granted, spent, reversed
and expire; lines are never changed.

A balance is the sum of its lines. A lot that a reversal took below zero is made good from the
member's other lots at once: she never has lots above and below zero side by side.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from shopfans.database import ledger_lots
from shopfans.database.connection import OPEN_SHOP
from shopfans.database.ledger_chain import Line, append
from shopfans.database.operations import Done
from shopfans.domain.errors import NotEnoughPoints
from shopfans.domain.kinds import STORED_VALUE, Entry, Unit


class Change(NamedTuple):
    unit: Unit
    by: int
    """Below zero it is taken."""
    lapses: date | None = None
    """The last day of what is opened."""


def grant(
    done: Done, member: int, unit: Unit, quantity: int, *, lapses: date | None,
    kind: Entry = Entry.EARN,
) -> int | None:  # fmt: skip
    """Open a lot; returns its number, or None where a quantity of none wrote nothing."""
    if not quantity:
        return None
    lot = append(done, [Line(member, unit, kind, quantity, None, lapses)])
    if unit not in STORED_VALUE:
        _settle(done, member, unit)
    return lot


def bring_in(
    done: Done, unit: Unit, opening: Sequence[tuple[int, int]], *, lapses: date | None
) -> None:
    """Open a lot for each (member, quantity), of what she had in the program before."""
    owing = {member for (member,) in OPEN_SHOP.execute_sql(_OWING).fetchall()}
    append(
        done, (Line(member, unit, Entry.OPENING, some, None, lapses) for member, some in opening)
    )
    for member, _quantity in opening:
        if member in owing:
            _settle(done, member, unit)


def adjust(done: Done, member: int, unit: Unit, change: int, *, lapses: date | None) -> None:
    """Give or take by hand: what is given is a lot of its own, what is taken comes from her lots.

    Raises NotEnoughPoints: what she does not have cannot be taken.
    """
    if change > 0:
        append(done, [Line(member, unit, Entry.ADJUST, change, None, lapses)])
        _settle(done, member, unit)
    else:
        append(done, _taken(done, member, unit, -change, Entry.ADJUST))


def bring_up_to_date(done: Done, member: int, unit: Unit) -> int:
    """Let lapse what is past its last day; returns what she can use on this day."""
    usable, lapsed = OPEN_SHOP.execute_sql(
        _USABLE, (member, unit.value, done.day.isoformat())
    ).fetchone()
    if lapsed:
        expire(done, member, unit)
    return int(usable)


def change(done: Done, member: int, changes: Iterable[Change]) -> None:
    """Take from her lots, soonest to lapse first, and open lots, in this order and in one go.

    Raises NotEnoughPoints.
    """
    lines, opened = [], []
    for unit, by, lapses in changes:
        if by < 0:
            lines += _taken(done, member, unit, -by, Entry.REDEEM)
        elif by:
            lines.append(Line(member, unit, Entry.EARN, by, None, lapses))
            opened.append(unit)
    append(done, lines)
    for unit in opened:
        _settle(done, member, unit)


def _taken(done: Done, member: int, unit: Unit, quantity: int, kind: Entry) -> list[Line]:
    open_lots = ledger_lots.usable(member, unit, done.day)
    has = sum([left for _lot, left in open_lots])
    if quantity > has:
        raise NotEnoughPoints(balance=has, asked=quantity)
    lines = []
    for lot, left in open_lots:
        if quantity == 0:
            break
        taken = min(quantity, left)
        quantity -= taken
        lines.append(Line(member, unit, kind, -taken, lot))
    return lines


def take_from(done: Done, member: int, unit: Unit, parts: Mapping[int, int], kind: Entry) -> None:
    """Take so much from each of her lots, by their numbers. Raises ValueError for more than is in
    one."""
    left = {lot.id: lot.left for lot in ledger_lots.left(member, unit)}
    if any(not 0 < part <= left.get(lot, 0) for lot, part in parts.items()):
        raise ValueError(f"lots {left} cannot give {dict(parts)}")
    append(done, [Line(member, unit, kind, -part, lot) for lot, part in parts.items()])


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
    append(done, lines)
    for member in {line.member for line in lines}:
        _settle(done, member, unit)
        heir = _heir(member)
        if heir is not None:
            move(done, member, heir, unit)
        expire(done, heir or member, unit)


def move(
    done: Done, giver: int, taker: int, unit: Unit, only: Collection[int] | None = None
) -> None:
    """All that one record has or owes, or only these lots, becomes the other's, with its last day
    of use."""
    lines = []
    for lot in ledger_lots.left(giver, unit):
        if only is not None and lot.id not in only:
            continue
        lines.append(Line(giver, unit, Entry.MOVE, -lot.left, lot.id))
        lines.append(Line(taker, unit, Entry.MOVE, lot.left, None, lot.lapses))
    append(done, lines)
    _settle(done, taker, unit)


def _heir(member: int) -> int | None:
    row = OPEN_SHOP.execute_sql(_HEIR, (member,)).fetchone()
    return None if row is None else int(row[0])


def _mirrored(original: int, unit: Unit, kind: Entry, quantity: int | None) -> list[Line]:
    unmirrored = ledger_lots.unmirrored_lines(original, unit, kind)
    rest = sum(abs(line.left) for line in unmirrored) if quantity is None else quantity
    lines = []
    for entry, member, left, lot in unmirrored:
        part = min(rest, abs(left))
        if part:
            change = -part if left > 0 else part
            lines.append(Line(member, unit, Entry.REVERSE, change, lot, reverses=entry))
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
        Line(member, unit, Entry.EXPIRE, -lot.left, lot.id)
        for lot in ledger_lots.left(member, unit)
        if lot.left > 0 and lot.lapses is not None and lot.lapses < done.day
    ]
    append(done, lines)
    return -sum(line.change for line in lines)


def _settle(done: Done, member: int, unit: Unit) -> None:
    """Make lots below zero good from those above, soonest to lapse first."""
    if OPEN_SHOP.execute_sql(_BELOW_ZERO, (member, unit.value)).fetchone() is None:
        return
    hers = ledger_lots.left(member, unit)
    owing = [lot for lot in hers if lot.left < 0]
    having = [lot for lot in hers if lot.left > 0]
    lines = []
    while owing and having:
        debt, source = owing.pop(), having.pop(0)
        moved = min(-debt.left, source.left)
        lines.append(Line(member, unit, Entry.SETTLE, -moved, source.id))
        lines.append(Line(member, unit, Entry.SETTLE, moved, debt.id))
        if debt.left + moved:
            owing.append(debt._replace(left=debt.left + moved))
        if source.left - moved:
            having.insert(0, source._replace(left=source.left - moved))
    append(done, lines)


_OWING = "SELECT DISTINCT member_id FROM ledger_entry WHERE kind IN ('reverse', 'move')"
"""Whoever may have a lot below zero: only what was taken back makes one."""
_USABLE = """
    SELECT COALESCE(SUM(CASE WHEN is_lapsed THEN 0 ELSE rest END), 0), MAX(is_lapsed)
    FROM (SELECT SUM(change) AS rest, COALESCE(MIN(lapses) < ?3, 0) AS is_lapsed
          FROM ledger_entry WHERE member_id = ?1 AND unit = ?2 GROUP BY lot HAVING rest <> 0)"""
_BELOW_ZERO = (
    "SELECT 1 FROM ledger_entry WHERE member_id = ? AND unit = ? GROUP BY lot "
    "HAVING SUM(change) < 0 LIMIT 1"
)
_HEIR = "SELECT into_id FROM merged_member WHERE member_id = ?"
