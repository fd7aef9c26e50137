"""The code on a member's own page: another one every half minute, so that a screenshot dies.

It says who and when, and proves both with a part of an HMAC-SHA256 (RFC 2104) under the shop's key.
The number of the key's epoch is proved along: after a restore the codes of before are worthless.
"""

import hmac
from datetime import datetime
from typing import NamedTuple

from shopfans.domain import codes
from shopfans.domain.codes import Kind
from shopfans.domain.errors import CodeOfElsewhere, CodeTooOld

STEP = 30
"""Seconds."""
LIVES = 90
"""Seconds after which every code is refused."""

_MEMBER, _STEPS, _PROOF = 9, 5, 25
"""Digits: whose it is, the step (it comes again after 34 days), and the proof: 83 bits."""


class Key(NamedTuple):
    epoch: int
    secret: bytes


class Shown(NamedTuple):
    """What a good code says."""

    member: int
    step: int
    """Counted from 1970: each code is of one step."""


def code_of(key: Key, member: int, at: datetime) -> str:
    """The code that her page shows now: 41 digits."""
    step = step_at(at)
    said = f"{member:0{_MEMBER}}{step % 10**_STEPS:0{_STEPS}}"
    body = f"{Kind.ROTATING.value}{said}{_proof(key, member, step)}"
    return body + codes.check_digit(body)


def read(key: Key, code: str, at: datetime) -> Shown:
    """Whose code this is. Raises CodeOfElsewhere, or CodeTooOld for one that was good once."""
    if codes.kind_of(code) is not Kind.ROTATING:
        raise CodeOfElsewhere()
    member, now = int(code[1 : 1 + _MEMBER]), step_at(at)
    since = (now - int(code[1 + _MEMBER : 1 + _MEMBER + _STEPS])) % 10**_STEPS
    proof = code[1 + _MEMBER + _STEPS : -1]
    if not hmac.compare_digest(proof, _proof(key, member, now - since)):
        raise CodeOfElsewhere()
    if since * STEP >= LIVES:
        raise CodeTooOld()
    return Shown(member, now - since)


def step_at(at: datetime) -> int:
    return int(at.timestamp()) // STEP


def _proof(key: Key, member: int, step: int) -> str:
    digest = hmac.digest(key.secret, f"{key.epoch}|{member}|{step}".encode(), "sha256")
    return f"{int.from_bytes(digest[:16]) % 10**_PROOF:0{_PROOF}}"
