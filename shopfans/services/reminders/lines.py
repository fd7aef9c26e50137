"""The lines of Today's list as queries give them, less those that are dealt with."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain.kinds import Reason
from shopfans.domain.touches import CLEARING, TouchKind
from shopfans.services.reminders.foresaw import Foresaw
from shopfans.services.reminders.guarding import WISH, listed

COUNTED = 1_000
"""Lines beyond which nobody counts: to count them all would take longer than to list the first."""

PERSON = "m.id, m.name, m.phone, m.foreign_id, m.last_visit, m.usual_gap, m.spent, m.birth_lunar"


class TickedOff(NamedTuple):
    at: datetime
    kind: TouchKind
    note: str


class Line(NamedTuple):
    member: int
    name: str
    phone: str | None
    foreign_id: str | None
    last_visit: str | None
    usual_gap: int | None
    spent: int
    lunar: int
    occasion: str
    day: str
    coupon: str | None
    points: int
    done: TickedOff | None
    foresaw: Foresaw | None = None


class Found(NamedTuple):
    total: int
    """How many there are; COUNTED stands for that many or more."""
    lines: list[Line]
    """Those to list."""

    @property
    def open_ones(self) -> int:
        """So many of the lines are not done yet."""
        return sum(line.done is None for line in self.lines)


def open_lines(
    shop: Shop, reason: Reason, on: date, most: int | None, *, source: str, where: str,
    occasion: str, day: str, order: str, values: tuple[object, ...], coupon: str = "NULL",
    points: str = "0", first: str = "", counts: bool = True,
) -> Found:  # fmt: skip
    """What a query finds, less what was dealt with before the day, put off beyond it, or is about
    somebody who asked for silence; inside a block. Those dealt with on the day itself stand beside
    as many as are wanted. Lines beyond the first are not counted if the caller knows better how
    many there are."""
    found = (
        f"FROM {source} "
        f"LEFT JOIN touch t ON t.id = {_settled(reason, occasion)} "
        "LEFT JOIN operation o ON o.id = t.operation_id "
        f"WHERE {where} AND {_is_open(reason, occasion)}"
    )
    values = (*values, on.isoformat(), on.isoformat())
    told = f"{PERSON}, {occasion}, {day}, {coupon}, {points}, o.at, t.kind, t.note"
    limit = -1 if most is None else most
    while True:
        rows = shop.rows(f"{first} SELECT {told} {found} ORDER BY {order} LIMIT ?", *values, limit)
        done = sum(row[-3] is not None for row in rows)
        if most is None or len(rows) < limit or limit >= most + done:
            break
        limit = most + done
    total = len(rows)
    if counts and total == limit:
        counted = f"{first} SELECT COUNT(*) FROM (SELECT 1 {found} LIMIT {COUNTED})"
        total = shop.rows(counted, *values)[0][0]
    return Found(total, [Line._make((*row[:-3], ticked_off(*row[-3:]), None)) for row in rows])


def by_days(
    days: Sequence[date], most: int | None, some: Callable[[Sequence[date], int | None], Found]
) -> Found:
    """What stands in the order of days: of one after another, until there are as many as wanted;
    the days after are only counted."""
    lines: list[Line] = []
    total, rest = 0, most
    for at, day in enumerate(days):
        found = some([day] if rest != 0 else days[at:], rest)
        lines += found.lines
        total += found.total
        if rest == 0:
            break
        rest = None if rest is None else max(0, rest - found.open_ones)
    return Found(total if most is None else min(total, COUNTED), lines)


def ticked_off(at: str | None, kind: str | None, note: str | None) -> TickedOff | None:
    if at is None:
        return None
    return TickedOff(datetime.fromisoformat(at), TouchKind(kind), note or "")


def first_open(lines: Sequence[Line], most: int | None) -> list[Line]:
    """As many as are wanted, in their order; those that are done stand beside them."""
    if most is None:
        return list(lines)
    kept, rest = [], most
    for line in lines:
        rest -= line.done is None
        if rest < 0:
            break
        kept.append(line)
    return kept


def dealt_with(
    shop: Shop, reason: Reason, on: date, *, of: str = ""
) -> dict[tuple[int, str], tuple[str, TickedOff | None]]:
    """For each line of this reason, by member and occasion, the day it was settled or until which
    it is put off, and the touch that settled it; inside a block. Of all members, or of those that
    a query `of` names."""
    some = f"AND t.member_id IN ({of})" if of else ""
    rows = shop.rows(_DEALT_WITH.format(some=some), reason.value, on.isoformat())
    return {
        (member, occasion): (day, ticked_off(at, kind, note) if until is None else None)
        for member, occasion, day, until, at, kind, note in rows
    }


def silent(shop: Shop) -> set[int]:
    """Everybody who asked not to be contacted; inside a block."""
    rows = shop.rows(
        "SELECT m.id FROM member m WHERE m.id IN "
        f"(SELECT member_id FROM touch WHERE kind = '{TouchKind.DO_NOT_CONTACT.value}') "
        f"AND {WISH} = '{TouchKind.DO_NOT_CONTACT.value}'"
    )
    return {member for (member,) in rows}


def _settled(reason: Reason, occasion: str) -> str:
    """The last touch that settles a line."""
    return (
        f"(SELECT MAX(x.id) FROM touch x WHERE {_of_line('x', reason, occasion)} "
        f"AND x.kind IN ({listed(CLEARING)}))"
    )


def _is_open(reason: Reason, occasion: str) -> str:
    silence = TouchKind.DO_NOT_CONTACT.value
    return (
        "(o.day IS NULL OR o.day >= ?) "
        f"AND NOT EXISTS (SELECT 1 FROM touch z WHERE {_of_line('z', reason, occasion)} "
        f"AND z.kind = '{TouchKind.SNOOZED.value}' AND z.until > ?) "
        f"AND ({WISH} IS NOT '{silence}' OR t.kind IS '{silence}')"
    )


def _of_line(touch: str, reason: Reason, occasion: str) -> str:
    return (
        f"{touch}.member_id = m.id AND {touch}.reason = '{reason.value}' "
        f"AND {touch}.occasion = {occasion}"
    )


_DEALT_WITH = f"""
    SELECT t.member_id, t.occasion, o.day, t.until, o.at, t.kind, t.note
    FROM touch t JOIN operation o ON o.id = t.operation_id
    WHERE t.reason = ? AND (t.kind IN ({listed(CLEARING)})
        OR (t.kind = '{TouchKind.SNOOZED.value}' AND t.until > ?)) {{some}}
    ORDER BY t.until IS NOT NULL, t.id"""
