"""The week's odd things, read from the books."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from shopfans.database.shop import Shop
from shopfans.domain import oddities as rules
from shopfans.domain.oddities import Earned, Oddity, OddLine, Pin
from shopfans.domain.periods import business_day, time_zone
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.terms import Terms
from shopfans.services import settings

WEEK = timedelta(days=6)
"""From its first day to its last."""


def of_week(shop: Shop, *, by: Staff, last: date) -> list[OddLine]:
    """What was odd in the seven days that end with this one; most entries first."""
    require(by, Right.SEE_LOG)
    terms, days = settings.load(shop), ((last - WEEK).isoformat(), last.isoformat())
    with shop.reading():
        found = list(_found(shop, terms, *days))
        names = dict(shop.rows("SELECT id, name FROM staff"))
        return sorted(
            (OddLine(odd, names.get(odd.staff, ""), _name(shop, odd.member)) for odd in found),
            key=lambda line: (-line.odd.times, line.odd.operations),
        )


def _found(shop: Shop, terms: Terms, first: str, last: str) -> Iterator[Oddity]:
    sales = [
        Earned(operation, date.fromisoformat(day), member, staff)
        for operation, day, member, staff in shop.rows(_EARNED, first, last)
    ]
    yield from rules.cards_in_a_day(sales)
    yield from rules.cards_in_a_week(sales)
    yield from rules.cards_of_cashiers(sales)
    yield from rules.given_to_cards(_acts(shop, terms, _MOVED, first, last))
    yield from rules.back_after_close(_acts(shop, terms, _UNDONE, first, last))
    yield from rules.adjusted_at_night(_acts(shop, terms, _ADJUSTED, first, last))
    yield from rules.pins_guessed(_pins(shop, first, last))
    yield from rules.topped_up_at_night(_acts(shop, terms, _TOPPED_UP, first, last))


def _acts(shop: Shop, terms: Terms, sql: str, *days: str) -> list[rules.Act]:
    zone = time_zone(terms.zone)

    def act(operation: int, at: str, day: str, staff: int | None, member: int | None) -> rules.Act:
        moment = datetime.fromisoformat(at)
        clock_day = business_day(moment, terms.zone, terms.day_ends_at)
        return rules.Act(
            operation, moment.astimezone(zone), date.fromisoformat(day), clock_day, staff, member
        )

    return [act(*row) for row in shop.rows(sql, *days)]


def _pins(shop: Shop, *days: str) -> list[Pin]:
    return [
        Pin(operation, datetime.fromisoformat(at), staff, bool(is_right))
        for operation, at, staff, is_right in shop.rows(_PINS, *days)
    ]


def _name(shop: Shop, member: int | None) -> str:
    rows: list[Any] = shop.rows("SELECT name FROM member WHERE id = ?", member or 0)
    return str(rows[0][0]) if rows else ""


_EARNED = """
    SELECT s.operation_id, s.day, s.member_id, o.staff_id
    FROM sale s JOIN operation o ON o.id = s.operation_id
    WHERE s.day BETWEEN ? AND ? AND s.member_id IS NOT NULL AND s.reverses_id IS NULL
      AND o.act <> 'import'
      AND NOT EXISTS (SELECT 1 FROM sale v WHERE v.reverses_id = s.id AND v.completes = 1)"""

_MOVED = """
    SELECT o.id, o.at, o.day, o.staff_id, s.member_id
    FROM sale s JOIN operation o ON o.id = s.operation_id JOIN sale b ON b.id = s.replaces_id
    WHERE s.day BETWEEN ? AND ? AND b.member_id IS NULL AND s.member_id IS NOT NULL"""

_OF_ACTS = """
    SELECT o.id, o.at, o.day, o.staff_id, NULL FROM operation o
    WHERE o.day BETWEEN ? AND ? AND o.act IN ({})"""
_UNDONE = _OF_ACTS.format("'void', 'refund'")
_ADJUSTED = _OF_ACTS.format("'adjust'")
_TOPPED_UP = _OF_ACTS.format("'top_up', 'pay_out'")

_PINS = """
    SELECT o.id, o.at, COALESCE(r.staff_id, o.staff_id), o.act = 'sign_in'
    FROM operation o LEFT JOIN trace r ON r.operation_id = o.id
    WHERE o.day BETWEEN ? AND ? AND o.act IN ('sign_in', 'wrong_pin')"""
