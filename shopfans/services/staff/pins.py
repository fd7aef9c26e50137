"""PINs: kept as hashes alone, and guessed at slowly."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from weakref import WeakKeyDictionary

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from shopfans.database.models import StaffMember
from shopfans.database.operations import begin, new_request, note
from shopfans.database.shop import Shop
from shopfans.domain.errors import PinLocked, TooManyTries, WeakPin, WrongPin
from shopfans.domain.kinds import Act
from shopfans.domain.roles import SYSTEM, Role, Staff
from shopfans.domain.topics import Topic
from shopfans.services import settings

SHORTEST_PIN = {Role.CASHIER: 4, Role.SENIOR: 4, Role.OWNER: 6}
LONGEST_PIN = 32
FREE_TRIES = 5
MOST_TRIES = 10
"""Wrong PINs in a row; then the owner gives a new one. The owner's own is never locked for good,
or a cashier could lock the owner out."""
FIRST_WAIT, LONGEST_WAIT = 30, 1800
"""Seconds."""

_HASHER = PasswordHasher(time_cost=3, memory_cost=19 * 1024, parallelism=1)
"""Argon2id with a pass more than OWASP's second set of parameters: some 35 ms on a fast computer,
100 ms on a slow till. A hash of before is checked as it was made."""


@cache
def nobodys() -> str:
    """A hash to compare with where there is none: who is not there takes as long to refuse as who
    is."""
    return _HASHER.hash("nobody")


@dataclass
class _Failed:
    """So many wrong tries, the last of them so many seconds after this process began to count."""

    times: int
    since: float


_FAILED: WeakKeyDictionary[Shop, dict[int, _Failed]] = WeakKeyDictionary()
"""What this process knows of the time; after a restart the wait begins anew. The count itself is
in the file: neither a restart nor a clock that is set on shortens a wait."""


def verify(shop: Shop, staff_id: int, pin: str, *, at_desk_of: Staff = SYSTEM) -> Staff:
    """Whose PIN this is, if it is hers.

    After five wrong tries each further one must wait, from 30 seconds doubling to half an hour;
    after ten only the owner's PIN is heard at all. Each wrong one is written to the log. Raises
    WrongPin, PinLocked, or TooManyTries with the seconds to wait.
    """
    with shop.reading():
        one = StaffMember.get_or_none(
            (StaffMember.id == staff_id) & StaffMember.left_at.is_null(True)
        )
    if one is None:
        matches(nobodys(), pin)
        raise WrongPin()
    if one.failures >= MOST_TRIES and one.role is not Role.OWNER:
        raise PinLocked()
    wait = _seconds_to_wait(shop, one)
    if wait > 0:
        raise TooManyTries(wait)
    if not matches(one.pin_hash, pin):
        _count(shop, one, at_desk_of)
        raise WrongPin()
    if one.failures:
        with shop.changing(Topic.STAFF):
            StaffMember.update(failures=0, failed_at=None).where(
                StaffMember.id == staff_id
            ).execute()
    return Staff(one.id, one.name, one.role)


def matches(secret_hash: str, secret: str) -> bool:
    try:
        return _HASHER.verify(secret_hash, secret)
    except VerifyMismatchError:
        return False


def hashed(secret: str) -> str:
    """What is stored instead of a secret."""
    return _HASHER.hash(secret)


def hash_pin(pin: str, role: Role) -> str:
    """What is stored instead of the PIN.

    Raises WeakPin for what is no row of digits, too short or too long, or easily guessed.
    """
    least = SHORTEST_PIN[role]
    is_long_enough = least <= len(pin) <= LONGEST_PIN
    if not (is_long_enough and pin.isascii() and pin.isdigit()) or _is_guessed_at_once(pin):
        raise WeakPin(least, LONGEST_PIN)
    return hashed(pin)


def _is_guessed_at_once(pin: str) -> bool:
    """0000, 1234, 4321, 1212 or 1122."""
    odd, even = pin[::2], pin[1::2]
    steps = {ord(later) - ord(first) for first, later in pairwise(pin)}
    return steps in ({0}, {1}, {-1}) or len({*odd}) == len({*even}) == 1 or odd == even


def _count(shop: Shop, one: StaffMember, at_desk_of: Staff) -> None:
    """Each guess counts, at any till."""
    terms = settings.load(shop)
    with shop.changing(Topic.STAFF):
        done = begin(
            shop, Act.WRONG_PIN, terms=terms, by=at_desk_of, request=new_request(), asked=one.id
        )
        StaffMember.update(failures=StaffMember.failures + 1, failed_at=done.at).where(
            StaffMember.id == one.id
        ).execute()
        times: int = StaffMember.get_by_id(one.id).failures
        note(done, staff=one.id, said={"times": times})
    _FAILED.setdefault(shop, {})[one.id] = _Failed(times, shop.elapsed())


def _seconds_to_wait(shop: Shop, one: StaffMember) -> int:
    if one.failures < FREE_TRIES:
        return 0
    known = _FAILED.setdefault(shop, {})
    seen = known.get(one.id)
    if seen is None:
        seen = known[one.id] = _Failed(one.failures, shop.opened)
    elif seen.times != one.failures:  # somebody tried at another till
        seen = known[one.id] = _Failed(one.failures, shop.elapsed())
    wait: int = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (one.failures - FREE_TRIES))
    return max(0, round(wait - (shop.elapsed() - seen.since)))
