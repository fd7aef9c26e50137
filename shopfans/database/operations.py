"""Each command writes one operation first: who, when, and by which request. A request counts
once."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from peewee import JOIN

from shopfans.database.models import Operation, StaffMember
from shopfans.database.shop import Shop
from shopfans.domain.errors import RequestReused
from shopfans.domain.kinds import Act
from shopfans.domain.periods import KNOWN_FOR, business_day, is_known_day
from shopfans.domain.roles import Staff
from shopfans.domain.terms import Terms


@dataclass(frozen=True, slots=True)
class Done:
    """The operation that the rows of a command belong to."""

    id: int
    at: datetime
    day: date
    """The shop's business day when it happened."""
    staff: int | None
    is_new: bool
    """False: this request was carried out before, and nothing may be written again."""
    is_on_known_day: bool = False
    """False: the clock may be wrong, and nothing may lapse for ever; see domain.periods."""


def new_request() -> str:
    """The key of a form, made when the form opens: pressing twice or sending again changes
    nothing."""
    return secrets.token_hex(16)


def begin(shop: Shop, act: Act, *, terms: Terms, by: Staff, request: str, asked: object) -> Done:
    """The operation of this request; a request that comes again finds its first one.

    `asked` stands for the arguments by its repr. Raises RequestReused if they are others than the
    first time.
    """
    digest = sha256(f"{act.value}|{asked!r}".encode()).hexdigest()
    before = Operation.get_or_none(Operation.request == request)
    if before is not None:
        if before.asked != digest:
            raise RequestReused()
        return Done(before.id, before.at, before.day, before.staff_id, is_new=False)
    at = shop.now()
    day = business_day(at, terms.zone, terms.day_ends_at)
    is_on_known_day = is_known(day)
    number = Operation.insert(
        request=request, act=act, asked=digest, staff=by.id, at=at, day=day
    ).execute()
    return Done(number, at, day, by.id, is_new=True, is_on_known_day=is_on_known_day)


def is_known(day: date) -> bool:
    """Whether the clock can be believed on this day, inside a block; see domain.periods.

    What the program did by itself and imported history tell nothing about the clock.
    """
    days = Operation.select(Operation.day).where(Operation.act.not_in([Act.LAPSE, Act.IMPORT]))
    newest = days.order_by(Operation.id.desc()).limit(1)
    lately = Operation.day.between(day - timedelta(days=KNOWN_FOR), day - timedelta(days=1))
    earlier = days.where(lately).order_by(Operation.day.desc()).limit(1)
    return is_known_day(day, newest=newest.scalar(), earlier=earlier.scalar())


def when_and_by_whom(operation: int) -> tuple[datetime, str]:
    """When it was done and the operator's name, empty for the program itself."""
    query = (
        Operation.select(Operation.at, StaffMember.name)
        .join(StaffMember, JOIN.LEFT_OUTER)
        .where(Operation.id == operation)
    )
    at, name = query.tuples()[0]
    return at, name or ""
