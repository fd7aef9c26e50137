"""Each command writes one operation first: who, when, and by which request. A request counts
once."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256

from peewee import JOIN

from shopfans.database.closed_days import open_day
from shopfans.database.connection import OPEN_SHOP
from shopfans.database.fields import instant_text
from shopfans.database.models import Operation, StaffMember
from shopfans.database.shop import Shop
from shopfans.domain import periods
from shopfans.domain.errors import NotAllowed, RequestReused
from shopfans.domain.kinds import Act
from shopfans.domain.periods import business_day
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
    """False: the clock may be wrong, and nothing is done for good that depends on the date; see
    domain.periods.is_known."""


def new_request() -> str:
    """The key of a form, made when the form opens: pressing twice or sending again changes
    nothing."""
    return secrets.token_hex(16)


def begin(shop: Shop, act: Act, *, terms: Terms, by: Staff, request: str, asked: object) -> Done:
    """The operation of this request; a request that comes again finds its first one.

    `asked` stands for the arguments by its repr. By whose leave it was done is kept with it. Raises
    RequestReused if the arguments are others than the first time, NotAllowed for a leave that was
    given for something else.
    """
    if by.leave is not None and by.leave.request != request:
        raise NotAllowed(by.leave.right.value)
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
    is_on_known_day = act is Act.CONFIRM_DATE or is_known(shop)
    number = OPEN_SHOP.execute_sql(
        _BEGUN, (request, act.value, digest, by.id, instant_text(at), day.isoformat())
    ).lastrowid
    if not is_on_known_day:
        OPEN_SHOP.execute_sql(_DOUBTED, (number,))
    if by.leave is not None:
        given = by.leave
        OPEN_SHOP.execute_sql(_ALLOWED, (number, given.staff, given.right.value, given.reason))
    return Done(number, at, day, by.id, is_new=True, is_on_known_day=is_on_known_day)


def follow(done: Done, act: Act, about: int) -> Done:
    """An operation of the program's own, of the same moment and within the same command: what
    follows by rule from what was done, for one row that it is about."""
    number = OPEN_SHOP.execute_sql(
        _BEGUN,
        (f"{act.value} {done.id} {about}", act.value, "", None, instant_text(done.at),
         done.day.isoformat()),
    ).lastrowid  # fmt: skip
    if not done.is_on_known_day:
        OPEN_SHOP.execute_sql(_DOUBTED, (number,))
    return replace(done, id=number, staff=None)


def followed(operation: int, act: Act) -> int | None:
    """The last operation of this act that followed from one; None if none did."""
    said = f"{act.value} {operation}"
    row = OPEN_SHOP.execute_sql(_FOLLOWED, (f"{said} ", f"{said}!")).fetchone()
    return None if row is None else int(row[0])


def note(
    done: Done,
    *,
    staff: int | None = None,
    member: int | None = None,
    said: Mapping[str, str | int | None] | None = None,
) -> None:
    """What the log is to say of an operation beyond its own rows: plain facts, never a guest's
    name or number."""
    facts = json.dumps(said or {}, ensure_ascii=False)
    OPEN_SHOP.execute_sql("INSERT INTO trace VALUES (?, ?, ?, ?)", (done.id, staff, member, facts))


def is_known(shop: Shop) -> bool:
    """Whether the clock can be believed now, inside a block; see domain.periods."""
    return periods.is_known(shop.now(), newest=newest_known())


def newest_known() -> datetime | None:
    """When somebody last did something by a clock that was believed, inside a block.

    What the program did by itself, imported history, phones and PINs tell nothing about the clock.
    """
    row = OPEN_SHOP.execute_sql(_NEWEST).fetchone()
    return datetime.fromisoformat(row[0]) if row else None


OF_ITS_MOMENT = f"(o.act <> '{Act.IMPORT.value}' OR o.asked <> '')"
"""Of an operation `o`: it was written when it happened, so that a later one has a larger number. A
past sale that came from a file stands at its own moment, as does what takes it back."""

NEWEST = f"SELECT o.at FROM operation o WHERE {OF_ITS_MOMENT} ORDER BY o.id DESC LIMIT 1"
"""When anything was last done, by whichever clock."""

_BEFORE = "SELECT id, asked, at, day, staff_id FROM operation WHERE request = ?"
_ALLOWED = "INSERT INTO approval VALUES (?, ?, ?, ?)"
_BEGUN = "INSERT INTO operation (request, act, asked, staff_id, at, day) VALUES (?, ?, ?, ?, ?, ?)"
_FOLLOWED = "SELECT MAX(id) FROM operation WHERE request >= ? AND request < ? HAVING MAX(id) > 0"
"""An exclamation mark comes right after a space."""
_DOUBTED = "INSERT INTO doubtful_operation VALUES (?)"
_NOT_BY_HAND = (
    Act.LAPSE, Act.IMPORT, Act.BIRTHDAYS, Act.HERSELF, Act.TIERS, Act.INSTALMENT, Act.BENEFITS,
    Act.SIGN_IN, Act.WRONG_PIN, Act.REFERRAL, Act.REFERRAL_BACK,
)  # fmt: skip
_BY_HAND = f"act NOT IN ({', '.join(repr(act.value) for act in _NOT_BY_HAND)})"
_NEWEST = (
    f"SELECT at FROM operation o WHERE {_BY_HAND} AND NOT EXISTS "
    "(SELECT 1 FROM doubtful_operation WHERE operation_id = o.id) ORDER BY id DESC LIMIT 1"
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
