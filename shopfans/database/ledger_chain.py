"""The lines of the ledger: written once, each with the digest of the one before it, so that one
changed with another tool is noticed."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from shopfans.database import bulk
from shopfans.database.connection import OPEN_SHOP
from shopfans.database.fields import instant_text
from shopfans.database.models import LedgerEntry
from shopfans.database.operations import Done
from shopfans.domain.kinds import Entry, Unit

FIRST_DIGEST = bytes(32)

Progress = Callable[[int, int], None]
_PACE = 1_000
"""Lines between two reports of progress."""


class Line(NamedTuple):
    member: int
    unit: Unit
    kind: Entry
    change: int
    lot: int | None
    """None: this line opens a lot."""
    lapses: date | None = None
    reverses: int | None = None


def append(done: Done, lines: Iterable[Line]) -> int:
    """Write them at the end; returns the number of the last one, 0 if there was none to write."""
    pending = list(lines)
    if not pending:
        return 0
    number, digest = head_line()
    by = "" if done.staff is None else done.staff
    begun = f"{done.id}|{instant_text(done.at)}|{done.day}|{by}"
    rows = []
    for member, unit, kind, change, taken_from, lapses, reverses in pending:
        number += 1
        lot = number if taken_from is None else taken_from
        what, why = unit._value_, kind._value_  # `value` would call a function, for each of 100,000
        last = None if lapses is None else lapses.isoformat()
        digest = _linked(
            digest,
            f"{number}|{begun}|{member}|{what}|{why}|{change}|{lot}|{last or ''}|{reverses or ''}",
        )
        rows.append((number, done.id, member, what, why, change, lot, last, reverses, digest))
    bulk.insert(LedgerEntry, rows)
    return number


def chained(previous: bytes, said: Iterable[object]) -> bytes:
    """SHA-256 over the digest before and all that a line says: its number; the number, instant,
    day and operator of its operation; and its own columns in their order."""
    return _linked(previous, "|".join(["" if part is None else str(part) for part in said]))


def _linked(previous: bytes, said: str) -> bytes:
    return sha256(previous + said.encode()).digest()


def head() -> bytes:
    """The digest of the newest line: printed and kept elsewhere, it proves the books of that
    day."""
    return head_line()[1]


def head_line() -> tuple[int, bytes]:
    """The number of the newest line, 0 for none, and its digest."""
    newest = OPEN_SHOP.execute_sql(_NEWEST).fetchone()
    return (newest[0], bytes(newest[1])) if newest else (0, FIRST_DIGEST)


def broken_lines(progress: Progress = lambda done, total: None) -> Iterator[int]:
    """The numbers of the lines whose digest does not follow from the line before."""
    digest, total = FIRST_DIGEST, head_line()[0]
    for number, stored, said in OPEN_SHOP.execute_sql(_ALL):
        if number % _PACE == 0:
            progress(number, total)
        if sha256(digest + said).digest() != stored:
            yield number
        digest = stored


_PARTS = (
    "e.id", "o.id", "at", "day", "staff_id", "member_id", "unit", "kind", "change", "lot", "lapses",
    "reverses_id",
)  # fmt: skip
_SAID = " || '|' || ".join(f"IFNULL({part}, '')" for part in _PARTS)
"""What is chained, put together by SQLite in a third of the time."""
_ALL = f"""
    SELECT e.id, digest, CAST({_SAID} AS BLOB) FROM ledger_entry e
    JOIN operation o ON o.id = operation_id ORDER BY e.id"""
_NEWEST = "SELECT id, digest FROM ledger_entry ORDER BY id DESC LIMIT 1"
