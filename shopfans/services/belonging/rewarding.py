"""Points: the line-by-line statement behind a balance, and points that lapse."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from peewee import JOIN

from shopfans.database import ledger, ledger_lots
from shopfans.database.models import LedgerEntry, Operation, Sale, StaffMember
from shopfans.database.operations import begin, is_known
from shopfans.database.shop import Shop
from shopfans.domain.kinds import Act, Entry, Unit
from shopfans.domain.money import Money
from shopfans.domain.roles import SYSTEM
from shopfans.domain.topics import Topic
from shopfans.services import settings


class StatementLine(NamedTuple):
    id: int
    day: date
    """The business day it counts for."""
    at: datetime
    kind: Entry
    change: int
    after: int
    """Her balance after this line: the running sum in ledger order."""
    lapses: date | None
    sale: int | None
    paid: Money | None
    staff: str
    act: Act = Act.SALE
    """What brought it about."""


def statement(shop: Shop, member: int) -> list[StatementLine]:
    """Every line that makes up her points balance, newest first."""
    query = (
        LedgerEntry.select(
            LedgerEntry.id, Operation.day, Operation.at, LedgerEntry.kind, LedgerEntry.change,
            LedgerEntry.lapses, Sale.id, Sale.paid, StaffMember.name, Operation.act,
        )
        .join(Operation, on=(LedgerEntry.operation == Operation.id))
        .join(StaffMember, JOIN.LEFT_OUTER, on=(Operation.staff == StaffMember.id))
        .join(Sale, JOIN.LEFT_OUTER, on=(Sale.operation == Operation.id))
        .where((LedgerEntry.member == member) & (LedgerEntry.unit == Unit.POINTS))
        .order_by(LedgerEntry.id)
    )  # fmt: skip
    lines, after = [], 0
    with shop.reading():
        for number, day, at, kind, change, lapses, sale, paid, staff, act in query.tuples():
            after += change
            lines.append(
                StatementLine(
                    number, day, at, kind, change, after, lapses, sale, paid, staff or "", act
                )
            )
    return lines[::-1]


def lapse_points(shop: Shop) -> int:
    """Take away what has lapsed since the last time this ran, stamps too; returns how many points
    that was.

    A second call on the same day finds nothing to do. On a day that is not known nothing lapses:
    what waits is taken once it is.
    """
    terms, today = settings.load(shop), settings.today(shop)
    with shop.reading():
        if not is_known(shop):
            return 0
        since = _last_lapse(today) or date.min
        waiting = ledger_lots.lapsing_members(
            since - timedelta(days=1) if since > date.min else since, today
        )
        if since == today or not waiting:
            return 0
    with shop.changing(Topic.POINTS):
        request = f"{_LAPSE}{today.isoformat()}"
        done = begin(shop, Act.LAPSE, terms=terms, by=SYSTEM, request=request, asked=today)
        if not done.is_new:
            return 0
        gone = [(unit, ledger.expire(done, member, unit)) for member, unit in waiting]
        return sum(points for unit, points in gone if unit is Unit.POINTS)


_LAPSE = "lapse "
"""What the request of each day's lapse begins with: by it the last one is found at once."""


def _last_lapse(until: date) -> date | None:
    query = (
        Operation.select(Operation.day)
        .where(Operation.request.between(_LAPSE, f"{_LAPSE}{until.isoformat()}"))
        .order_by(Operation.request.desc())
        .limit(1)
    )
    day: date | None = query.scalar()
    return day
