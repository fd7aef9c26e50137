"""What a visit is, and what is kept on each member about hers."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.shop import Shop
from shopfans.domain.closures import OpenDays
from shopfans.domain.gap_sums import sums_of
from shopfans.domain.money import Money
from shopfans.domain.rhythm import Rhythm, rhythm_of
from shopfans.domain.topics import Topic
from shopfans.services.reminders import resting

STANDS = (
    "s.reverses_id IS NULL AND "
    "NOT EXISTS (SELECT 1 FROM sale v WHERE v.reverses_id = s.id AND v.completes = 1)"
)
"""A sale of which nothing is left is no visit, nor is a refund."""


def visit_days(where: str) -> str:
    """A query for the visits of members, as (member_id, day), each once.

    On a day of a sale that stands, or of a session that was used and not taken back; both on one
    day are one visit. `where` says which, of either as `s`: it is said twice, so that its values
    are numbered.
    """
    return (
        f"SELECT s.member_id, s.day FROM sale s "
        f"WHERE {where} AND s.member_id IS NOT NULL AND {STANDS} "
        f"UNION SELECT s.member_id, s.day FROM session_use s WHERE {where} AND s.undone_id IS NULL"
    )


def note_visits(member: int) -> None:
    """Bring a member's visits, takings and gaps up to date, inside a command."""
    said = OPEN_SHOP.execute_sql(_DAYS, (member,)).fetchall()
    (spent,) = OPEN_SHOP.execute_sql(_SPENT, (member,)).fetchone()
    days = [date.fromisoformat(day) for _member, day in said]
    OPEN_SHOP.execute_sql(_KEPT, (spent, *as_stored(rhythm_of(days)), member))
    if days:
        OPEN_SHOP.execute_sql(_SUMS, (*gap_row(days, resting.open_days()), member))
    else:
        OPEN_SHOP.execute_sql("DELETE FROM gap_sum WHERE member_id = ?", (member,))


def note_everybody(shop: Shop) -> None:
    """The same for all members at once, inside a command: after their sales came in bulk.

    What was foreseen no longer holds; the next upkeep begins anew.
    """
    spent = spendings(shop)
    resting.keep(shop)
    open_days = resting.open_days()
    figures, sums = [], []
    for member, days in days_of_members(shop, until=date.max):
        figures.append((spent.get(member, Money()).fen, *as_stored(rhythm_of(days)), member))
        sums.append((*gap_row(days, open_days), member))
    shop.write_many(_KEPT, figures)
    for table in ("gap_sum", "gap_model", "forecast"):
        shop.rows(f"DELETE FROM {table}")
    shop.write_many(_SUMS, sums)


def notice_holidays(shop: Shop) -> None:
    """Keep the holidays there are now; gaps across one that was not known are summed anew.

    Only who came after it has such a gap: on the first morning nobody waits for this.
    """
    with shop.reading():
        if resting.first_change(shop) is None:
            return
    with shop.changing(Topic.REMINDERS):
        since = resting.first_change(shop)
        if since is None:
            return
        resting.keep(shop)
        open_days = resting.open_days()
        rows = [
            (*gap_row(days, open_days), member)
            for member, days in days_of_members(shop, until=date.max, who_came_since=since)
        ]
        shop.write_many(_SUMS, rows)


def rhythms(shop: Shop, *, until: date) -> Iterator[tuple[int, Rhythm]]:
    """Each member's rhythm worked out from her visits up to a day; inside a block."""
    for member, days in days_of_members(shop, until=until):
        yield member, rhythm_of(days)


def days_of_members(
    shop: Shop, *, until: date, who_came_since: str = ""
) -> Iterator[tuple[int, list[date]]]:
    """The days each member came up to a day, each once and in order; inside a block.

    All members, or those who came on a day or later.
    """
    some = f" AND s.member_id IN ({_WHO_CAME_SINCE})" if who_came_since else ""
    visits = shop.stream(
        f"{visit_days(f's.day <= ?1{some}')} ORDER BY 1, 2",
        *filter(None, (until.isoformat(), who_came_since)),
    )
    for member, days in groupby(visits, key=itemgetter(0)):
        yield member, [date.fromisoformat(day) for _, day in days]


def gap_row(days: Sequence[date], open_days: OpenDays) -> tuple[int | float, ...]:
    """The columns of what is remembered of her gaps."""
    numbers = open_days.numbers([day.toordinal() for day in days])
    sums = sums_of(numbers)
    return (numbers[0], numbers[-1], *sums)


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


_DAYS = f"{visit_days('s.member_id = ?1')} ORDER BY 1, 2"
_WHO_CAME_SINCE = """
    SELECT member_id FROM sale WHERE day >= ?2 UNION
    SELECT member_id FROM session_use WHERE day >= ?2"""
_SPENT = "SELECT COALESCE(SUM(paid), 0) FROM sale WHERE member_id = ?"

# Who was forgotten gets no reminders.

_SUMS = """
    INSERT OR REPLACE INTO gap_sum
        (first, last, gaps, s0, s1, s2, s3, last_gap, member_id)
    SELECT ?, ?, ?, ?, ?, ?, ?, ?, id FROM member WHERE id = ? AND erased = 0"""

_KEPT = """
    UPDATE member SET spent = ?, visits = ?, last_visit = ?,
        usual_gap = CASE erased WHEN 0 THEN ? END
    WHERE id = ?"""
