"""Today: who has a birthday, whose coupon is about to lapse, who should have been back by now."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from shopfans.database.models import Operation, Touch
from shopfans.database.operations import begin
from shopfans.database.shop import Shop
from shopfans.domain.birthdays import Birthday, next_birthday
from shopfans.domain.contacts import local_number
from shopfans.domain.kinds import Act, Reason
from shopfans.domain.money import Money
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.finding import live_member
from shopfans.services.visiting import rhythms


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
    coupon_off: Money | None
    done: "TickedOff | None"


class TickedOff(NamedTuple):
    at: datetime
    note: str


class TodayList(NamedTuple):
    on: date
    reminders: list[Reminder]
    """Birthdays, then coupons, each by day; then the overdue, the latest due first."""
    counts: dict[Reason, int]
    """How many there are in each section, those not listed included."""


_PERSON = "m.id, m.name, m.phone, m.foreign_id, m.last_visit, m.usual_gap, m.spent"


class _Person(NamedTuple):
    member: int
    name: str
    phone: str | None
    foreign_id: str | None
    last_visit: str | None
    usual_gap: int | None
    spent: int


class _Candidate(NamedTuple):
    reason: Reason
    occasion: str
    day: date
    person: _Person
    coupon_off: Money | None = None


def today_list(shop: Shop, *, on: date | None = None, most: int | None = None) -> TodayList:
    """The list for a day (today if none is named), at most so many lines a section.

    For a day in the past it is worked out from the sales up to that day, whatever came later. What
    was ticked off on the day itself stays, marked; what was ticked off before is left out.
    """
    terms = settings.load(shop)
    with shop.reading():
        on = on or settings.today(shop)
        ahead = on + timedelta(days=terms.days_ahead)
        found = {
            Reason.BIRTHDAY: _birthdays(shop, on, ahead),
            Reason.COUPON: _coupons(shop, on, ahead),
            Reason.OVERDUE: _overdue(shop, on),
        }
        dealt_with = _touches()
    reminders, counts = [], {}
    for reason, candidates in found.items():
        open_ones = [one for one in candidates if _is_open(dealt_with.get(_key(one)), on)]
        counts[reason] = len(open_ones)
        reminders += [
            _reminder(one, terms.region, dealt_with.get(_key(one))) for one in open_ones[:most]
        ]
    return TodayList(on, reminders, counts)


def tick_off(
    shop: Shop, *, by: Staff, member: int, reason: Reason, occasion: str, note: str, request: str
) -> None:
    """Somebody dealt with this line: kept with the note as a touch, once for each occasion.

    Raises UnknownMember or MemberErased.
    """
    require(by, Right.REMIND)
    terms, note = settings.load(shop), note.strip()[:500]
    with shop.changing(Topic.REMINDERS):
        asked = (member, reason.value, occasion, note)
        done = begin(shop, Act.TOUCH, terms=terms, by=by, request=request, asked=asked, note=note)
        if done.is_new:
            live_member(member)
            Touch.insert(
                operation=done.id, member=member, reason=reason, occasion=occasion
            ).on_conflict_ignore().execute()


def _birthdays(shop: Shop, on: date, ahead: date) -> list[_Candidate]:
    days = [on + timedelta(days=step) for step in range((ahead - on).days + 1)]
    month_days = {(day.month, day.day) for day in days} | ({(2, 29)} if any(
        (day.month, day.day) == (2, 28) for day in days) else set())  # fmt: skip
    marks = ",".join("(?,?)" for _ in month_days)
    born = shop.rows(
        f"SELECT {_PERSON}, m.birth_month, m.birth_day FROM member m "
        f"WHERE (m.birth_month, m.birth_day) IN (VALUES {marks}) AND m.joined <= ?",
        *(part for pair in sorted(month_days) for part in pair),
        on.isoformat(),
    )
    found = []
    for *person, month, day_of_month in born:
        day = next_birthday(Birthday(month, day_of_month), on)
        if day <= ahead:
            found.append(_Candidate(Reason.BIRTHDAY, day.isoformat(), day, _Person(*person)))
    return sorted(found, key=lambda one: (one.day, -one.person.spent))


def _coupons(shop: Shop, on: date, ahead: date) -> list[_Candidate]:
    held = shop.rows(
        f"SELECT {_PERSON}, c.code, c.lapses, c.off "
        "FROM coupon c JOIN member m ON m.id = c.member_id "
        "LEFT JOIN sale s ON s.id = c.used_by_id "
        "WHERE c.lapses BETWEEN ? AND ? AND c.issued <= ? AND (c.used_by_id IS NULL OR s.day > ?) "
        "AND m.erased = 0 ORDER BY c.lapses, m.spent DESC",
        *(day.isoformat() for day in (on, ahead, on, on)),
    )
    return [
        _Candidate(Reason.COUPON, code, date.fromisoformat(lapses), _Person(*person), Money(off))
        for *person, code, lapses, off in held
    ]


def _overdue(shop: Shop, on: date) -> list[_Candidate]:
    """Past her usual gap and still worth a word, the latest due first."""
    newest = shop.rows("SELECT MAX(day) FROM sale")[0][0]
    if newest is None or newest <= on.isoformat():
        late = shop.rows(
            f"SELECT {_PERSON}, m.due FROM member m WHERE m.due < ? AND m.gone >= ? "
            "ORDER BY m.due DESC, m.spent DESC",
            on.isoformat(),
            on.isoformat(),
        )
        return [_late(_Person(*person), date.fromisoformat(due)) for *person, due in late]
    people = {
        row[0]: _Person(*row)
        for row in shop.rows(f"SELECT {_PERSON} FROM member m WHERE m.erased = 0")
    }
    found = []
    for member, rhythm in rhythms(shop, until=on):
        if rhythm.due and rhythm.gone and rhythm.last_visit and rhythm.due < on <= rhythm.gone:
            person = people.get(member)
            if person is not None:
                then = person._replace(
                    last_visit=rhythm.last_visit.isoformat(), usual_gap=rhythm.usual_gap
                )
                found.append(_late(then, rhythm.due))
    return sorted(found, key=lambda one: (one.day, one.person.spent), reverse=True)


def _late(person: _Person, due: date) -> _Candidate:
    return _Candidate(Reason.OVERDUE, person.last_visit or "", due, person)


_Key = tuple[int, str, str]


def _touches() -> dict[_Key, tuple[date, TickedOff]]:
    query = Touch.select(
        Touch.member, Touch.reason, Touch.occasion, Operation.day, Operation.at, Operation.note
    ).join(Operation)
    return {
        (member, reason.value, occasion): (day, TickedOff(at, note))
        for member, reason, occasion, day, at, note in query.tuples()
    }


def _key(one: _Candidate) -> _Key:
    return one.person.member, one.reason.value, one.occasion


def _is_open(touch: tuple[date, TickedOff] | None, on: date) -> bool:
    return touch is None or touch[0] >= on


def _reminder(one: _Candidate, region: str, touch: tuple[date, TickedOff] | None) -> Reminder:
    person = one.person
    return Reminder(
        reason=one.reason,
        occasion=one.occasion,
        member=person.member,
        name=person.name,
        phone=local_number(person.phone or "", region),
        foreign_id=person.foreign_id or "",
        day=one.day,
        last_visit=date.fromisoformat(person.last_visit) if person.last_visit else None,
        usual_gap=person.usual_gap,
        spent=Money(person.spent),
        coupon_off=one.coupon_off,
        done=touch[1] if touch else None,
    )
