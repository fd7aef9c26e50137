"""Leave for one risky act, given in place by who may give it."""

from shopfans.database.shop import Shop
from shopfans.domain.errors import NotAllowed, WhyMissing
from shopfans.domain.roles import RIGHTS, SYSTEM, Leave, Right, Staff
from shopfans.services.staff import pins, staffing


def approvers(shop: Shop, right: Right) -> list[Staff]:
    """Who may let somebody else do it."""
    return [one for one in staffing.staff(shop) if right in RIGHTS[one.role]]


def allow(
    shop: Shop, *, by: Staff, right: Right, approver: int, pin: str, reason: str, request: str
) -> Staff:
    """The operator with leave for this one request, if the PIN is the approver's.

    Raises WhyMissing, WrongPin, PinLocked, TooManyTries, or NotAllowed if it is not hers to give.
    """
    reason = _tidy(reason)
    giver = pins.verify(shop, approver, pin, at_desk_of=by)
    if right not in RIGHTS[giver.role]:
        raise NotAllowed(right.value)
    return by.with_leave(Leave(giver.id, right, reason, request))


def with_reason(*, by: Staff, right: Right, reason: str, request: str) -> Staff:
    """The operator who has the right herself, with her reason. Raises NotAllowed or WhyMissing."""
    if right not in RIGHTS[by.role]:
        raise NotAllowed(right.value)
    return by.with_leave(Leave(by.id, right, _tidy(reason), request))


def from_outside(*, right: Right, reason: str, request: str) -> Staff:
    """The program itself, with the reason of whoever runs it where nobody is signed in. Raises
    WhyMissing."""
    return SYSTEM.with_leave(Leave(None, right, _tidy(reason), request))


def _tidy(reason: str) -> str:
    tidied = " ".join(reason.split())[:LONGEST_REASON]
    if not tidied:
        raise WhyMissing()
    return tidied


LONGEST_REASON = 200
