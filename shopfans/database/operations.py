"""Each command writes one operation first: who, when, and by which request. A request counts
once."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from shopfans.database.models import Operation
from shopfans.database.shop import Shop
from shopfans.domain.errors import RequestReused
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


def new_request() -> str:
    """The key of a form, made when the form opens: pressing twice or sending again changes
    nothing."""
    return secrets.token_hex(16)


def begin(
    shop: Shop, act: Act, *, terms: Terms, by: Staff, request: str, asked: object, note: str = ""
) -> Done:
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
    number = Operation.insert(
        request=request, act=act, asked=digest, staff=by.id, at=at, day=day, note=note
    ).execute()
    return Done(number, at, day, by.id, is_new=True)
