"""What staff did about a member: kept for ever in her history, with what she did afterwards."""

from datetime import date, datetime
from typing import NamedTuple

from shopfans.database.models import Touch
from shopfans.database.operations import Done, begin
from shopfans.database.shop import Shop
from shopfans.domain.contacts import on_one_line
from shopfans.domain.errors import DayGoneBy
from shopfans.domain.fatigue import hindrance
from shopfans.domain.kinds import Act, Reason
from shopfans.domain.money import Money
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.terms import Terms
from shopfans.domain.topics import Topic
from shopfans.domain.touches import ADVERTS, TouchKind
from shopfans.services import settings
from shopfans.services.members.records import live_member
from shopfans.services.reminders import guarding
from shopfans.services.reminders.visiting import visit_days

LONGEST_NOTE = 500

LOOKED_AFTER = 30
"""Days after a touch in which a visit is put down to it."""

_GUARDED = {TouchKind.CALLED: False, TouchKind.MESSAGED: True}
"""What the guard may refuse, and whether it is in writing."""


class Touched(NamedTuple):
    """A line of her history."""

    id: int
    at: datetime
    kind: TouchKind
    reason: Reason | None
    occasion: str
    until: date | None
    note: str
    staff: str
    """Empty: the program itself."""
    came: date | None
    """Her first visit in the 30 days after."""
    spent: Money
    """In those days."""


def touch(
    shop: Shop,
    *,
    by: Staff,
    member: int,
    kind: TouchKind,
    reason: Reason | None = None,
    occasion: str = "",
    note: str = "",
    until: date | None = None,
    request: str,
) -> None:
    """Keep what was done about her; `reason` and `occasion` name the line of Today it is about.

    Raises UnknownMember, MemberErased, DayGoneBy for a line put off to no later day, or what the
    fatigue guard has against calling or writing to her.
    """
    require(by, Right.REMIND)
    terms, note = settings.load(shop), on_one_line(note)[:LONGEST_NOTE]
    with shop.changing(Topic.REMINDERS):
        asked = (member, kind.value, reason and reason.value, occasion, note, until)
        done = begin(shop, Act.TOUCH, terms=terms, by=by, request=request, asked=asked)
        if done.is_new:
            live_member(member)
            _check(shop, done, terms, member, kind, reason, until)
            write(done, member, kind, reason, occasion, note, until)


def write(
    done: Done,
    member: int,
    kind: TouchKind,
    reason: Reason | None,
    occasion: str = "",
    note: str = "",
    until: date | None = None,
) -> int:
    """Store a touch as part of a command; returns its key."""
    stored: int = Touch.insert(
        operation=done.id, member=member, reason=reason, occasion=occasion, kind=kind, until=until,
        note=note,
    ).execute()  # fmt: skip
    return stored


def history(shop: Shop, member: int, limit: int = 100) -> list[Touched]:
    """Her touches, the newest first."""
    with shop.reading():
        rows = shop.rows(_HISTORY, f"+{LOOKED_AFTER} days", member, limit)
    return [
        Touched(
            number,
            datetime.fromisoformat(at),
            TouchKind(kind),
            Reason(reason) if reason else None,
            occasion,
            date.fromisoformat(until) if until else None,
            note,
            staff or "",
            date.fromisoformat(came) if came else None,
            Money(spent),
        )
        for number, at, kind, reason, occasion, until, note, staff, came, spent in rows
    ]


def wants_silence(shop: Shop, member: int) -> bool:
    """Whether she asked not to be contacted."""
    with shop.reading():
        return guarding.contacts(shop, [member], date.max)[member].wants_silence


def _check(
    shop: Shop, done: Done, terms: Terms, member: int, kind: TouchKind, reason: Reason | None,
    until: date | None,
) -> None:  # fmt: skip
    if kind is TouchKind.SNOOZED and (until is None or until <= done.day):
        raise DayGoneBy(until or done.day)
    if kind not in _GUARDED:
        return
    is_advert = reason in ADVERTS
    problem = hindrance(
        terms.fatigue,
        guarding.contacts(shop, [member], done.day)[member],
        done.day,
        is_advert=is_advert,
        in_writing=_GUARDED[kind],
    )
    if problem is not None:
        raise problem
    if is_advert:
        guarding.check_in_all(shop, terms, done.day, more=1)


_AFTER = "s.member_id = t.member_id AND s.day > o.day AND s.day <= date(o.day, ?1)"

_HISTORY = f"""
    SELECT t.id, o.at, t.kind, t.reason, t.occasion, t.until, t.note, staff.name,
        (SELECT MIN(day) FROM ({visit_days(_AFTER)})),
        (SELECT COALESCE(SUM(s.paid), 0) FROM sale s WHERE {_AFTER})
    FROM touch t JOIN operation o ON o.id = t.operation_id
    LEFT JOIN staff ON staff.id = o.staff_id
    WHERE t.member_id = ?2 ORDER BY t.id DESC LIMIT ?3"""
"""A visit on the day itself may have come before the touch: it does not count."""
