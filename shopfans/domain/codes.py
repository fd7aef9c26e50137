"""Codes for people and scanners: digits only, first digit the kind, last digit the check.

Digits alone pass every scanner and every input method unharmed and fit QR's numeric mode. The first
digits keep clear of what else is scanned at a Chinese counter: WeChat Pay (10 to 15), Alipay (25 to
30), UnionPay (62) and GTIN lengths (8, 12, 13, 14).
"""

import secrets
from enum import Enum


class Kind(Enum):
    MEMBER = "7"
    COUPON = "8"
    RECEIPT = "9"
    CARD = "5"


_LENGTH = {Kind.MEMBER: 16, Kind.COUPON: 21, Kind.RECEIPT: 18, Kind.CARD: 17}
"""Random digits in between: 14 for a member (she only earns with it), 15 for a card, 16 for a
receipt, 19 for a coupon (63 bits)."""


def new_code(kind: Kind) -> str:
    """A code nobody can guess."""
    body_length = _LENGTH[kind] - 2
    body = kind.value + str(secrets.randbelow(10**body_length)).zfill(body_length)
    return body + check_digit(body)


def coded(kind: Kind, number: int) -> str:
    """The well-formed code around a number, for whoever brings his own randomness."""
    body = kind.value + str(number).zfill(_LENGTH[kind] - 2)
    return body + check_digit(body)


def kind_of(text: str) -> Kind | None:
    """What sort of code this is, or None if it is none of ours or mistyped."""
    if not (text.isascii() and text.isdigit()):
        return None
    for kind, length in _LENGTH.items():
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
