"""What is kept on each member about her visits, and how it follows from her sales."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.rhythm import Rhythm, rhythm_of

STANDS = (
    "s.reverses_id IS NULL AND "
    "NOT EXISTS (SELECT 1 FROM sale v WHERE v.reverses_id = s.id AND v.completes = 1)"
)
"""A sale of which nothing is left is no visit, nor is a refund."""


def note_visits(member: int) -> None:
    """Bring a member's visits, takings and next due day up to date, inside a command."""
    days = OPEN_SHOP.execute_sql(_DAYS, (member,)).fetchall()
    (spent,) = OPEN_SHOP.execute_sql(_SPENT, (member,)).fetchone()
    rhythm = as_stored(rhythm_of([date.fromisoformat(day) for (day,) in days]))
    OPEN_SHOP.execute_sql(_KEPT, (spent, *rhythm, member))


def note_everybody(shop: Shop) -> None:
    """The same for all members at once, inside a command: after their sales came in bulk."""
    spent = spendings(shop)
    shop.write_many(
        _KEPT,
        [
            (spent[member].fen, *as_stored(rhythm), member)
            for member, rhythm in rhythms(shop, until=date.max)
        ],
    )


def rhythms(shop: Shop, *, until: date) -> Iterator[tuple[int, Rhythm]]:
    """Each member's rhythm worked out from the sales up to a day; inside a block."""
    visits = shop.stream(
        f"SELECT DISTINCT s.member_id, s.day FROM sale s "
        f"WHERE s.member_id IS NOT NULL AND s.day <= ? AND {STANDS} ORDER BY s.member_id, s.day",
        until.isoformat(),
    )
    for member, days in groupby(visits, key=itemgetter(0)):
        yield member, rhythm_of([date.fromisoformat(day) for _, day in days])


def spendings(shop: Shop, *, until: date = date.max) -> dict[int, Money]:
    """What each member has paid up to a day, voids taken off; inside a block."""
    paid = shop.stream(
        "SELECT member_id, SUM(paid) FROM sale WHERE member_id IS NOT NULL AND day <= ? "
        "GROUP BY member_id",
        until.isoformat(),
    )
    return {member: Money(fen) for member, fen in paid}


def as_stored(rhythm: Rhythm) -> list[str | int | None]:
    """The columns of a member's row that say it."""
    return [part.isoformat() if isinstance(part, date) else part for part in rhythm]


_DAYS = f"SELECT DISTINCT s.day FROM sale s WHERE s.member_id = ? AND {STANDS} ORDER BY s.day"
_SPENT = "SELECT COALESCE(SUM(paid), 0) FROM sale WHERE member_id = ?"

# Who was forgotten gets no reminders.

_KEPT = """
    UPDATE member SET spent = ?, visits = ?, last_visit = ?,
        usual_gap = CASE erased WHEN 0 THEN ? END,
        due = CASE erased WHEN 0 THEN ? END,
        gone = CASE erased WHEN 0 THEN ? END
    WHERE id = ?"""
