"""Who works here, and how they sign in."""

from datetime import datetime
from itertools import pairwise
from typing import cast

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from shopfans.database.models import StaffMember
from shopfans.database.operations import Done, begin
from shopfans.database.shop import Shop
from shopfans.domain.contacts import tidy_name
from shopfans.domain.errors import NameTaken, TooManyTries, WeakPin, WrongPin
from shopfans.domain.kinds import Act
from shopfans.domain.roles import Right, Role, Staff, require
from shopfans.domain.topics import Topic
from shopfans.services import settings

SHORTEST_PIN = {Role.CASHIER: 4, Role.OWNER: 6}
LONGEST_PIN = 32
FREE_TRIES = 5
LONGEST_WAIT = 1800
"""Seconds; the owner is delayed, never locked out for good."""

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""Argon2id with OWASP's second set of parameters: about 60 ms on a till."""


def staff(shop: Shop) -> list[Staff]:
    """Everybody who can sign in, the owner first."""
    with shop.reading():
        rows = StaffMember.select(StaffMember.id, StaffMember.name, StaffMember.role).tuples()
        return sorted(
            (Staff(*row) for row in rows), key=lambda one: (one.role is not Role.OWNER, one.id)
        )


def sign_in(shop: Shop, *, staff_id: int, pin: str) -> Staff:
    """The operator with this PIN. Raises WrongPin, or TooManyTries with the seconds to wait.

    After five wrong tries each further one must wait, from 30 seconds doubling to half an hour; the
    count is in the file and survives a restart.
    """
    with shop.reading():
        one = StaffMember.get_by_id(staff_id)
    wait = _seconds_to_wait(one, shop.now())
    if wait > 0:
        raise TooManyTries(wait)
    try:
        _HASHER.verify(one.pin_hash, pin)
        is_right = True
    except VerifyMismatchError:
        is_right = False
    if not is_right or one.failures:
        failures = 0 if is_right else StaffMember.failures + 1  # each guess counts, at any till
        failed_at = None if is_right else shop.now()
        with shop.changing():
            StaffMember.update(failures=failures, failed_at=failed_at).where(
                StaffMember.id == staff_id
            ).execute()
    if not is_right:
        raise WrongPin()
    return Staff(one.id, one.name, one.role)


def add_staff(shop: Shop, *, by: Staff, name: str, role: Role, pin: str, request: str) -> None:
    """One more person who can sign in. Raises WeakPin, NameTaken or what tidy_name raises."""
    require(by, Right.KEEP_STAFF)
    name, pin_hash = tidy_name(name), hash_pin(pin, role)
    terms = settings.load(shop)
    with shop.changing(Topic.STAFF):
        done = begin(shop, Act.ADD_STAFF, terms=terms, by=by, request=request, asked=(name, role))
        if done.is_new:
            write(done, name, role, pin_hash)


def write(_done: Done, name: str, role: Role, pin_hash: str) -> int:
    """Store a person as part of another command."""
    if StaffMember.select().where(StaffMember.name == name).exists():
        raise NameTaken(name)
    return int(StaffMember.insert(name=name, role=role, pin_hash=pin_hash).execute())


def hash_pin(pin: str, role: Role) -> str:
    """What is stored instead of the PIN.

    Raises WeakPin for what is no row of digits, too short or too long, or easily guessed.
    """
    least = SHORTEST_PIN[role]
    is_long_enough = least <= len(pin) <= LONGEST_PIN
    if not (is_long_enough and pin.isascii() and pin.isdigit()) or _is_guessed_at_once(pin):
        raise WeakPin(least, LONGEST_PIN)
    return _HASHER.hash(pin)


def _is_guessed_at_once(pin: str) -> bool:
    """0000, 1234, 4321, 1212 or 1122."""
    odd, even = pin[::2], pin[1::2]
    steps = {ord(later) - ord(first) for first, later in pairwise(pin)}
    return steps in ({0}, {1}, {-1}) or len({*odd}) == len({*even}) == 1 or odd == even


def _seconds_to_wait(one: StaffMember, now: datetime) -> int:
    if one.failures < FREE_TRIES or one.failed_at is None:
        return 0
    wait = min(LONGEST_WAIT, 30 * 2 ** (one.failures - FREE_TRIES))
    passed = (now - cast("datetime", one.failed_at)).total_seconds()
    return int(min(wait, round(wait - passed)))
