"""The log: who did what, when, to whom, by whose leave and why."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain.kinds import Act
from shopfans.domain.money import Money
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.trails import LogLine, Trail, acts_of


class Wanted(NamedTuple):
    """Which lines of the log one looks for."""

    staff: int | None = None
    trail: Trail | None = None
    first: date | None = None
    last: date | None = None
    is_allowed: bool = False
    """Only what somebody gave leave for."""


EVERYTHING = Wanted()


def page(
    shop: Shop,
    *,
    by: Staff,
    wanted: Wanted = EVERYTHING,
    before: int | None = None,
    limit: int = 200,
) -> list[LogLine]:
    """What was done, the last first; the next page begins before the last id of this one."""
    require(by, Right.SEE_LOG)
    tests: list[tuple[str, Sequence[Any]]] = [(_ASKED_FOR, ())]
    if wanted.staff is not None:
        tests.append(("(o.staff_id = ? OR r.staff_id = ?)", (wanted.staff, wanted.staff)))
    if wanted.trail is not None:
        acts = [act.value for act in acts_of(wanted.trail)]
        tests.append((f"o.act IN ({', '.join('?' * len(acts))})", acts))
    if wanted.first is not None:
        tests.append(("o.day >= ?", (wanted.first.isoformat(),)))
    if wanted.last is not None:
        tests.append(("o.day <= ?", (wanted.last.isoformat(),)))
    if wanted.is_allowed:
        tests.append(("a.operation_id IS NOT NULL", ()))
    if before is not None:
        tests.append(("o.id < ?", (before,)))
    return _lines(shop, tests, limit)


def lines(shop: Shop, *, by: Staff, operations: Sequence[int]) -> list[LogLine]:
    """These alone, the last first."""
    require(by, Right.SEE_LOG)
    if not operations:
        return []
    places = ", ".join("?" * len(operations))
    return _lines(shop, [(f"o.id IN ({places})", operations)], len(operations))


def _lines(shop: Shop, tests: Sequence[tuple[str, Sequence[Any]]], limit: int) -> list[LogLine]:
    where = " AND ".join(test for test, _values in tests) or "1"
    values = [value for _test, some in tests for value in some]
    with shop.reading():
        rows = shop.rows(f"{_LINES} WHERE {where} ORDER BY o.id DESC LIMIT ?", *values, limit)
        joined = _joined(shop, [row[0] for row in rows if row[3] == Act.ENROLL.value])
    return [_line(row, joined) for row in rows]


def _joined(shop: Shop, operations: Sequence[int]) -> dict[int, tuple[int, str]]:
    """Who signed up by which operation."""
    if not operations:
        return {}
    rows = shop.rows(
        f"SELECT operation_id, id, name FROM member WHERE operation_id IN "
        f"({', '.join('?' * len(operations))})",
        *operations,
    )
    return {operation: (member, name) for operation, member, name in rows}


def _line(row: tuple[Any, ...], joined: Mapping[int, tuple[int, str]]) -> LogLine:
    (
        number, at, day, act, staff, about, member, name, sale, paid, reverses, points, right,
        allowed_by, reason, said,
    ) = row  # fmt: skip
    member, name = joined.get(number, (member, name))
    return LogLine(
        number, datetime.fromisoformat(at), date.fromisoformat(day), Act(act), staff or "",
        about or "", member, name or "", sale, None if paid is None else Money(paid), reverses,
        points or 0, None if right is None else Right(right), allowed_by or "", reason or "",
        json.loads(said) if said else {},
    )  # fmt: skip


_ASKED_FOR = "(o.act <> 'import' OR o.asked <> '')"
"""A file of past sales is one line, not one a sale."""
_LINES = """
    SELECT o.id, o.at, o.day, o.act, t.name, p.name, m.id, m.name, s.id, s.paid, s.reverses_id,
           CASE o.act WHEN 'adjust' THEN (
               SELECT SUM(change) FROM ledger_entry WHERE operation_id = o.id AND kind = 'adjust'
           ) END,
           a."right", g.name, a.reason, r.said
    FROM operation o
    LEFT JOIN staff t ON t.id = o.staff_id
    LEFT JOIN trace r ON r.operation_id = o.id
    LEFT JOIN staff p ON p.id = r.staff_id
    LEFT JOIN sale s ON s.operation_id = o.id
    LEFT JOIN approval a ON a.operation_id = o.id
    LEFT JOIN staff g ON g.id = a.staff_id
    LEFT JOIN member m ON m.id = COALESCE(
        r.member_id, s.member_id, (SELECT member_id FROM touch WHERE operation_id = o.id LIMIT 1),
        (SELECT member_id FROM prepayment WHERE operation_id = o.id LIMIT 1),
        CASE o.act
            WHEN 'benefits' THEN (SELECT member_id FROM coupon WHERE operation_id = o.id LIMIT 1)
            ELSE (SELECT member_id FROM ledger_entry WHERE operation_id = o.id LIMIT 1)
        END)"""
