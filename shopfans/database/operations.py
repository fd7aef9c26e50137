"""Each command writes one operation first: who, when, and by which request. A request counts
once."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from peewee import JOIN

from shopfans.database.closed_days import open_day
from shopfans.database.connection import OPEN_SHOP
from shopfans.database.fields import instant_text
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
    before = OPEN_SHOP.execute_sql(_BEFORE, (request,)).fetchone()
    if before is not None:
        number, said, instant, on, staff = before
        if said != digest:
            raise RequestReused()
        return Done(
            number, datetime.fromisoformat(instant), date.fromisoformat(on), staff, is_new=False
        )
    at = shop.now()
    day = open_day(business_day(at, terms.zone, terms.day_ends_at))
    is_on_known_day = is_known(day)
    number = OPEN_SHOP.execute_sql(
        _BEGUN, (request, act.value, digest, by.id, instant_text(at), day.isoformat())
    ).lastrowid
    return Done(number, at, day, by.id, is_new=True, is_on_known_day=is_on_known_day)


def is_known(day: date) -> bool:
    """Whether the clock can be believed on this day, inside a block; see domain.periods.

    What the program did by itself, imported history and phones tell nothing about the clock.
    """
    newest = OPEN_SHOP.execute_sql(_NEWEST).fetchone()
    lately = (day - timedelta(days=KNOWN_FOR), day - timedelta(days=1))
    earlier = OPEN_SHOP.execute_sql(_EARLIER, [one.isoformat() for one in lately]).fetchone()
    return is_known_day(
        day,
        newest=date.fromisoformat(newest[0]) if newest else None,
        earlier=date.fromisoformat(earlier[0]) if earlier else None,
    )


_BEFORE = "SELECT id, asked, at, day, staff_id FROM operation WHERE request = ?"
_BEGUN = "INSERT INTO operation (request, act, asked, staff_id, at, day) VALUES (?, ?, ?, ?, ?, ?)"
_NOT_BY_HAND = (Act.LAPSE, Act.IMPORT, Act.BIRTHDAYS, Act.HERSELF, Act.TIERS, Act.INSTALMENT)
_BY_HAND = f"act NOT IN ({', '.join(repr(act.value) for act in _NOT_BY_HAND)})"
_NEWEST = f"SELECT day FROM operation WHERE {_BY_HAND} ORDER BY id DESC LIMIT 1"
_EARLIER = (
    f"SELECT day FROM operation WHERE {_BY_HAND} AND day BETWEEN ? AND ? ORDER BY day DESC LIMIT 1"
)


def when_and_by_whom(operation: int) -> tuple[datetime, str]:
    """When it was done and the operator's name, empty for the program itself."""
    query = (
        Operation.select(Operation.at, StaffMember.name)
        .join(StaffMember, JOIN.LEFT_OUTER)
        .where(Operation.id == operation)
    )
    at, name = query.tuples()[0]
    return at, name or ""
