"""Codes for people and scanners: digits only, first digit the kind, last digit the check.

Digits alone pass every scanner and every input method unharmed and fit QR's numeric mode. The first
digits keep clear of what else is scanned at a Chinese counter: WeChat Pay (10 to 15), Alipay (25 to
30), UnionPay (62), QQ Wallet (91 and 16 digits) and GTIN lengths (8, 12, 13, 14).
"""

import os
import secrets
from array import array
from collections.abc import Iterator, Sequence
from enum import Enum
from operator import add


class Kind(Enum):
    MEMBER = "7"
    COUPON = "8"
    RECEIPT = "9"
    CARD = "5"
    ROTATING = "4"
    """A member's own, from her page; see domain.rotating."""


_LENGTH = {Kind.MEMBER: 16, Kind.COUPON: 21, Kind.RECEIPT: 20, Kind.CARD: 17, Kind.ROTATING: 41}
"""Random digits in between: 14 for a member (she only earns with it), 15 for a card, 18 for a
receipt, 19 for a coupon (63 bits)."""

_ONCE = {(Kind.RECEIPT, 18)}
"""Lengths of codes that were printed and are made no more: with 18 digits, a receipt could look
like a payment by QQ Wallet (91 and 16 digits). New ones are two longer, so that a digit lost or
doubled never makes an old one of them."""


def new_code(kind: Kind) -> str:
    """A code nobody can guess."""
    body_length = _LENGTH[kind] - 2
    body = kind.value + str(secrets.randbelow(10**body_length)).zfill(body_length)
    return body + check_digit(body)


def coded(kind: Kind, number: int) -> str:
    """The well-formed code around a number, for whoever brings his own randomness."""
    body = kind.value + str(number).zfill(_LENGTH[kind] - 2)
    return body + check_digit(body)


def new_codes(kind: Kind, count: int) -> Iterator[str]:
    """So many codes nobody can guess, made in bulk."""
    below = 10 ** (_LENGTH[kind] - 2)
    first = int(kind.value) * below
    for start in range(0, count, _AT_ONCE):
        numbers = _random_numbers(below, min(_AT_ONCE, count - start))
        bodies = [str(first + number) for number in numbers]
        yield from map(add, bodies, _check_digits(bodies))


def new_friend_code() -> str:
    """What a member gives to her friends: ten digits, for it only says who brought somebody.

    Nothing at the counter reads it, so it is of no kind. Two may be alike once in a hundred
    million.
    """
    body = f"6{secrets.randbelow(10**8):08}"
    return body + check_digit(body)


def is_friend_code(text: str) -> bool:
    """Whether it looks like one; whether it is anybody's is for the books to say."""
    is_number = text.isascii() and text.isdigit() and len(text) == 10
    return is_number and text[0] == "6" and check_digit(text[:-1]) == text[-1]


def kind_of(text: str) -> Kind | None:
    """What sort of code this is, or None if it is none of ours or mistyped."""
    if not (text.isascii() and text.isdigit()):
        return None
    for kind, length in (*_LENGTH.items(), *_ONCE):
        if text[0] == kind.value and len(text) == length and check_digit(text[:-1]) == text[-1]:
            return kind
    return None


def check_digit(body: str) -> str:
    """ISO/IEC 7064, MOD 11,10: every single wrong digit and nearly all swapped neighbours are
    noticed."""
    rest = 10
    for digit in body:
        rest = ((rest + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - rest) % 10)


def _random_numbers(below: int, count: int) -> list[int]:
    fair = _WHOLE // below * below  # from here on up, small numbers would come more often
    found: list[int] = []
    while len(found) < count:
        found += [
            number % below for number in array("Q", os.urandom(8 * _AT_ONCE)) if number < fair
        ]
    return found[:count]


def _check_digits(bodies: Sequence[str]) -> str:
    """The check digit of each of some bodies of one length.

    Column by column, all codes at once: a rest (1 to 10) and a digit side by side are one byte.
    """
    length, count = len(bodies[0]), len(bodies)
    digits = "".join(bodies).encode().translate(_VALUES)
    rests = bytes([10]) * count
    for place in range(length):
        tens, ones = rests.translate(_TENFOLD), digits[place::length]
        pairs = int.from_bytes(tens, "big") + int.from_bytes(ones, "big")
        rests = pairs.to_bytes(count, "big").translate(_RESTS)
    return rests.translate(_CHECKS).decode()


_AT_ONCE = 4_096
_WHOLE = 2**64
_VALUES = bytes(max(0, byte - ord("0")) for byte in range(256))
_TENFOLD = bytes(byte * 10 % 256 for byte in range(256))
_RESTS = bytes((byte // 10 + byte % 10) % 10 * 2 % 11 or 9 for byte in range(256))
_CHECKS = bytes(ord("0") + (11 - byte) % 10 for byte in range(256))
