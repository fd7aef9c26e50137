"""Today: who has a birthday, whose coupon is about to lapse, who should have been back by now."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain.birthdays import kept_on
from shopfans.domain.contacts import local_number
from shopfans.domain.kinds import Reason
from shopfans.domain.money import Money
from shopfans.domain.rhythm import Rhythm, rhythm_of
from shopfans.domain.touches import CLEARING, TouchKind
from shopfans.services import settings
from shopfans.services.guarding import WISH, listed
from shopfans.services.visiting import rhythms, spendings


class Reminder(NamedTuple):
    """One line to work through, with the facts behind it."""

    reason: Reason
    occasion: str
    member: int
    name: str
    phone: str
    foreign_id: str
    day: date
    """The birthday, the coupon's last day, or the day she was due."""
    last_visit: date | None
    usual_gap: int | None
    """Days."""
    spent: Money
    lunar: bool
    """Her birthday is one of the lunar calendar."""
    coupon: str | None
    """Its name, if it is about to lapse."""
    done: "TickedOff | None"


class TickedOff(NamedTuple):
    at: datetime
    kind: TouchKind
    note: str


class TodayList(NamedTuple):
    on: date
    reminders: list[Reminder]
    """Birthdays, then coupons, each by day; then the overdue, the latest due first."""
    counts: dict[Reason, int]
    """How many there are in each section, those not listed included."""


class _Line(NamedTuple):
    """A line as each section's query gives it."""

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
    ticked_at: str | None
    ticked: str | None
    note: str | None


_PERSON = "m.id, m.name, m.phone, m.foreign_id, m.last_visit, m.usual_gap, m.spent, m.birth_lunar"

_Figures = dict[int, tuple[Rhythm, Money]]

_Section = tuple[int, list[_Line]]
"""How many there are, and those to list."""


def today_list(shop: Shop, *, on: date | None = None, most: int | None = None) -> TodayList:
    """The list for a day (today if none is named), at most so many lines a section.

    For a day in the past it is worked out from the sales up to that day, whatever came later. What
    was ticked off on the day itself stays, marked; what was ticked off before is left out.
    """
    terms = settings.load(shop)
    with shop.reading():
        on = on or settings.today(shop)
        ahead = on + min(timedelta(days=terms.days_ahead), date.max - on)
        then = _figures_then(shop, on)
        in_hand = most if then is None else None
        birthdays = _birthdays(shop, on, ahead, in_hand)
        coupons = _coupons(shop, on, ahead, in_hand)
        if then is None:
            overdue = _overdue(shop, on, most)
        else:
            birthdays, coupons = _as_then(birthdays, then, most), _as_then(coupons, then, most)
            overdue = _overdue_then(shop, on, most, then)
    sections = {Reason.BIRTHDAY: birthdays, Reason.COUPON: coupons, Reason.SLIPPING: overdue}
    return TodayList(
        on,
        [
            _reminder(reason, line, terms.region)
            for reason, (_, lines) in sections.items()
            for line in lines
        ],
        {reason: count for reason, (count, _) in sections.items()},
    )


def _birthdays(shop: Shop, on: date, ahead: date, most: int | None) -> _Section:
    kept = [
        (born.month, born.day, born.lunar, born.leap, day.isoformat())
        for day in (on + timedelta(days=step) for step in range((ahead - on).days + 1))
        for born in kept_on(day)
    ]
    return _section(
        shop, Reason.BIRTHDAY, on, most,
        first="WITH k (month, born, lunar, leap, day) AS "
        f"(VALUES {','.join(['(?, ?, ?, ?, ?)'] * len(kept))})",
        source="k JOIN member m ON m.birth_month = k.month AND m.birth_day = k.born "
        "AND m.birth_lunar = k.lunar AND m.birth_leap = k.leap",
        where="m.joined <= ?",
        columns="k.day, k.day, NULL",
        order="k.day, m.spent DESC, m.id",
        values=(*(part for row in kept for part in row), on.isoformat()),
    )  # fmt: skip


def _coupons(shop: Shop, on: date, ahead: date, most: int | None) -> _Section:
    return _section(
        shop, Reason.COUPON, on, most,
        source="coupon c JOIN member m ON m.id = c.member_id "
        "JOIN coupon_template ct ON ct.id = c.template_id "
        "LEFT JOIN sale s ON s.id = c.used_by_id",
        where="c.lapses BETWEEN ? AND ? AND c.issued <= ? AND (c.used_by_id IS NULL OR s.day > ?) "
        "AND c.withdrawn_id IS NULL AND m.erased = 0",
        columns="c.code, c.lapses, ct.name",
        order="c.lapses, m.spent DESC, m.id",
        values=tuple(day.isoformat() for day in (on, ahead, on, on)),
    )  # fmt: skip


def _overdue(shop: Shop, on: date, most: int | None) -> _Section:
    """Past her usual gap and still worth a word, the latest due first."""
    return _section(
        shop, Reason.SLIPPING, on, most,
        source="member m",
        where="m.due < ? AND m.gone >= ?",
        columns="m.last_visit, m.due, NULL",
        order="m.due DESC, m.spent DESC, m.id",
        values=(on.isoformat(), on.isoformat()),
    )  # fmt: skip


def _section(
    shop: Shop, reason: Reason, on: date, most: int | None, *, source: str, where: str,
    columns: str, order: str, values: tuple[object, ...], first: str = "",
) -> _Section:  # fmt: skip
    """The lines not ticked off before the day; `columns` are occasion, day and coupon's worth."""
    occasion = columns.partition(",")[0]
    found = (
        f"FROM {source} "
        f"LEFT JOIN touch t ON t.id = {_touched(reason, occasion)} "
        "LEFT JOIN operation o ON o.id = t.operation_id "
        f"WHERE {where} AND (o.day IS NULL OR o.day >= ?) "
        f"AND NOT EXISTS (SELECT 1 FROM touch z WHERE {_of_line('z', reason, occasion)} "
        f"AND z.kind = '{TouchKind.SNOOZED.value}' AND z.until > ?) "
        f"AND {WISH} IS NOT '{TouchKind.DO_NOT_CONTACT.value}'"
    )
    values = (*values, on.isoformat(), on.isoformat())
    count = shop.rows(f"{first} SELECT COUNT(*) {found}", *values)[0][0]
    lines = shop.rows(
        f"{first} SELECT {_PERSON}, {columns}, o.at, t.kind, t.note {found} "
        f"ORDER BY {order} LIMIT ?",
        *values,
        -1 if most is None else most,
    )
    return count, [_Line(*line) for line in lines]


def _touched(reason: Reason, occasion: str) -> str:
    """The last touch that settles a line."""
    return (
        f"(SELECT MAX(x.id) FROM touch x WHERE {_of_line('x', reason, occasion)} "
        f"AND x.kind IN ({listed(CLEARING)}))"
    )


def _of_line(touch: str, reason: Reason, occasion: str) -> str:
    return (
        f"{touch}.member_id = m.id AND {touch}.reason = '{reason.value}' "
        f"AND {touch}.occasion = {occasion}"
    )


def _figures_then(shop: Shop, on: date) -> _Figures | None:
    """Each member's rhythm and takings as they were; None if what is kept on her is of that day."""
    newest = shop.rows("SELECT MAX(day) FROM sale")[0][0]
    if newest is None or newest <= on.isoformat():
        return None
    spent = spendings(shop, until=on)
    return {member: (rhythm, spent[member]) for member, rhythm in rhythms(shop, until=on)}


def _as_then(section: _Section, then: _Figures, most: int | None) -> _Section:
    """The section with the figures of that day, in the order they had."""
    count, lines = section
    nothing = (rhythm_of([]), Money())
    dated = [_with_figures(line, *then.get(line.member, nothing)) for line in lines]
    dated.sort(key=lambda line: (line.day, -line.spent, line.member))
    return count, dated[:most]


def _with_figures(line: _Line, rhythm: Rhythm, spent: Money) -> _Line:
    last_visit = rhythm.last_visit.isoformat() if rhythm.last_visit else None
    return line._replace(last_visit=last_visit, usual_gap=rhythm.usual_gap, spent=spent.fen)


def _overdue_then(shop: Shop, on: date, most: int | None, then: _Figures) -> _Section:
    """The same for a day that has sales after it."""
    everybody = shop.rows(f"SELECT {_PERSON} FROM member m WHERE m.erased = 0")
    people: dict[int, tuple[Any, ...]] = {row[0]: row for row in everybody}
    ticked = {
        (member, occasion): (day, at, kind, note)
        for member, occasion, day, at, kind, note in shop.rows(
            "SELECT member_id, occasion, day, at, kind, note FROM touch "
            "JOIN operation o ON o.id = operation_id "
            f"WHERE reason = ? AND kind IN ({listed(CLEARING)})",
            Reason.SLIPPING.value,
        )
    }
    found = []
    for member, (rhythm, spent) in then.items():
        if not (rhythm.due and rhythm.gone and rhythm.last_visit and member in people):
            continue
        occasion, due = rhythm.last_visit.isoformat(), rhythm.due.isoformat()
        day, at, kind, note = ticked.get((member, occasion), (None, None, None, None))
        if rhythm.due < on <= rhythm.gone and (day is None or day >= on.isoformat()):
            line = _Line._make((*people[member], occasion, due, None, at, kind, note))
            found.append(_with_figures(line, rhythm, spent))
    found.sort(key=lambda line: (line.day, line.spent, -line.member), reverse=True)
    return len(found), found[:most]


def _reminder(reason: Reason, line: _Line, region: str) -> Reminder:
    return Reminder(
        reason=reason,
        occasion=line.occasion,
        member=line.member,
        name=line.name,
        phone=local_number(line.phone or "", region),
        foreign_id=line.foreign_id or "",
        day=date.fromisoformat(line.day),
        last_visit=date.fromisoformat(line.last_visit) if line.last_visit else None,
        usual_gap=line.usual_gap,
        spent=Money(line.spent),
        lunar=bool(line.lunar),
        coupon=line.coupon,
        done=TickedOff(
            datetime.fromisoformat(line.ticked_at), TouchKind(line.ticked), line.note or ""
        )
        if line.ticked_at
        else None,
    )
