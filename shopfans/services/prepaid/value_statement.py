"""The statement of stored value: line by line, with principal and bonus apart."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from shopfans.database import prepayments
from shopfans.database.shop import Shop
from shopfans.domain.kinds import Act, Prepaid
from shopfans.domain.money import Money
from shopfans.domain.sales import Tender
from shopfans.domain.stored_value import Value
from shopfans.services import settings


class ValueLine(NamedTuple):
    """What one command did to her stored value."""

    day: date
    """The business day it counts for."""
    at: datetime
    act: Act
    kind: Prepaid | None
    """What moved, if money for stored value did."""
    change: Value
    after: Value
    """What she had after it."""
    sale: int | None
    staff: str


class TopUpToday(NamedTuple):
    """A top-up of this business day that stands."""

    id: int
    at: datetime
    paid: Money
    payments: Mapping[Tender, Money]
    """By which way how much of it came."""
    bonus: Money


def statement(shop: Shop, member: int) -> list[ValueLine]:
    """Every change of her stored value, newest first."""
    lines, has = [], Value()
    with shop.reading():
        for day, at, act, kind, principal, bonus, sale, staff in shop.rows(_LINES, member):
            change = Value(Money(principal), Money(bonus))
            has = Value(has.principal + change.principal, has.bonus + change.bonus)
            lines.append(
                ValueLine(
                    date.fromisoformat(day), datetime.fromisoformat(at), Act(act),
                    Prepaid(kind) if kind else None, change, has, sale, staff or "",
                )
            )  # fmt: skip
    return lines[::-1]


def last_top_up(shop: Shop, member: int) -> TopUpToday | None:
    """The one that could be taken back now; she may have used some of it."""
    with shop.reading():
        day: date = settings.today(shop)
        for row, at, paid, bonus in shop.rows(_LAST, member, day.isoformat()):
            return TopUpToday(
                row, datetime.fromisoformat(at), Money(paid), prepayments.payments(row),
                Money(bonus),
            )  # fmt: skip
    return None


_LINES = """
    SELECT o.day, o.at, o.act, p.kind,
           COALESCE(SUM(e.change) FILTER (WHERE e.unit = 'principal'), 0),
           COALESCE(SUM(e.change) FILTER (WHERE e.unit = 'bonus'), 0), s.id, t.name
    FROM ledger_entry e JOIN operation o ON o.id = e.operation_id
    LEFT JOIN prepayment p ON p.operation_id = o.id AND p.member_id = e.member_id
        AND p.kind <> 'opening_card'
    LEFT JOIN sale s ON s.operation_id = o.id LEFT JOIN staff t ON t.id = o.staff_id
    WHERE e.member_id = ? AND e.unit IN ('principal', 'bonus') GROUP BY o.id ORDER BY o.id"""
_LAST = """
    SELECT p.id, o.at, p.paid, p.bonus FROM prepayment p JOIN operation o ON o.id = p.operation_id
    WHERE p.member_id = ? AND p.day = ? AND p.kind = 'top_up' AND p.reverses_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM prepayment v WHERE v.reverses_id = p.id)
    ORDER BY p.id DESC LIMIT 1"""
