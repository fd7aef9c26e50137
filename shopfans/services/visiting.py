"""What is kept on each member about her visits, and how it follows from her sales."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter

from peewee import JOIN, fn

from shopfans.database.models import Member, Sale
from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.rhythm import Rhythm, rhythm_of

STANDS = "s.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM sale v WHERE v.reverses_id = s.id)"
"""A sale that was voided is no visit, nor is its mirror."""


def note_visits(member: int) -> None:
    """Bring a member's visits, takings and next due day up to date, inside a command."""
    mirror = Sale.alias()
    days = (
        Sale.select(Sale.day)
        .join(mirror, JOIN.LEFT_OUTER, on=(mirror.reverses == Sale.id))
        .where((Sale.member == member) & Sale.reverses.is_null() & mirror.id.is_null())
        .group_by(Sale.day)
        .order_by(Sale.day)
    )
    spent = Sale.select(fn.COALESCE(fn.SUM(Sale.paid), 0)).where(Sale.member == member)
    rhythm = rhythm_of([day for (day,) in days.tuples()])
    kept = Member.update(spent=spent, **rhythm._asdict())
    if kept.where((Member.id == member) & ~Member.erased).execute() == 0:  # forgotten: no reminders
        figures = {"spent": spent, "visits": rhythm.visits, "last_visit": rhythm.last_visit}
        Member.update(figures).where(Member.id == member).execute()


def note_everybody(shop: Shop) -> None:
    """The same for all members at once, inside a command: after their sales came in bulk."""
    spent = spendings(shop)
    shop.write_many(
        "UPDATE member SET spent = ?, visits = ?, last_visit = ?, usual_gap = ?, due = ?, gone = ? "
        "WHERE id = ? AND erased = 0",
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
