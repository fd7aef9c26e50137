"""What happened to the session cards of one member, line by line."""

from datetime import date, datetime
from typing import NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain.kinds import Act, Entry
from shopfans.domain.money import Money
from shopfans.services.sessions.origin import ORIGIN


class SessionLine(NamedTuple):
    day: date
    """The business day it counts for."""
    at: datetime
    act: Act
    kind: Entry
    card: str
    service: str
    change: int
    left: int
    """Of this service, that she has after it."""
    worth: Money
    """Of what is left."""
    staff: str
    """Who served her, or did it."""
    note: str


def statement(shop: Shop, member: int) -> list[SessionLine]:
    """Every line of her sessions, the oldest first."""
    with shop.reading():
        return [
            SessionLine(
                date.fromisoformat(day), datetime.fromisoformat(at), Act(act), Entry(kind), card,
                service, change, left, Money(worth), staff or "", note or "",
            )
            for day, at, act, kind, card, service, change, left, worth, staff, note in shop.rows(
                _LINES, member
            )
        ]  # fmt: skip


_LINES = f"""
    {ORIGIN},
    line AS (
        SELECT o.part, e.id, e.operation_id, e.kind, e.change,
               SUM(e.change) OVER (PARTITION BY o.part ORDER BY e.id) AS rest
        FROM ledger_entry e CROSS JOIN origin o ON o.lot = e.lot
        WHERE e.member_id = ? AND e.unit = 'sessions')
    SELECT o.day, o.at, o.act, l.kind, c.name, s.name, l.change, l.rest,
           s.value * l.rest / s.sessions, COALESCE(w.name, t.name), u.note
    FROM line l JOIN operation o ON o.id = l.operation_id JOIN session_part s ON s.id = l.part
    JOIN session_card c ON c.id = s.card_id LEFT JOIN session_use u ON u.operation_id = o.id
    LEFT JOIN staff w ON w.id = u.staff_id LEFT JOIN staff t ON t.id = o.staff_id ORDER BY l.id"""
