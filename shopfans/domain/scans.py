"""What a scanned text is: a code of ours, perhaps goods, or something to refuse."""

import re
import unicodedata
from dataclasses import dataclass

from shopfans.domain import codes, contact_codes
from shopfans.domain.codes import Kind
from shopfans.domain.contact_codes import Contact
from shopfans.domain.errors import CodeTooLong, NotACode, PaymentCode, ShopError, WebAddress

LONGEST = 64
"""Characters of a code; whoever reads a scanner need keep no more than one above."""


LONGEST_ADDRESS = 100
"""Characters of the address of our own form, with a friend's code at its end."""


def longest(text: str) -> int:
    """How many characters of a text that begins like this need be kept."""
    if contact_codes.begins(text):
        return contact_codes.LONGEST
    return LONGEST_ADDRESS if _WEB.match(text) else LONGEST


_PAYMENT = re.compile(
    r"(1[0-5]|91)\d{16}"  # WeChat Pay, QQ Wallet
    r"|(2[5-9]|30)\d{14,22}"  # Alipay
    r"|(62|01)\d{17}"  # UnionPay, digital yuan
)
_WEB = re.compile(
    r"[a-z][a-z0-9+.-]*:/"  # https://, wxp://, weixin://
    r"|https?\W"  # a keyboard of another country sends no colon
    r"|www\."
    r"|([a-z0-9-]+\.)+[a-z]{2,}/",
    re.IGNORECASE,
)
_FROM = re.compile(r".*from\W?(\d{10})", re.IGNORECASE)
"""How the address of the form ends that a member's page shows to her friends."""
_GOODS = re.compile(r"[A-Z0-9][A-Z0-9./-]{0,39}", re.IGNORECASE)
_GTIN_LENGTHS = (8, 12, 13, 14)


@dataclass(frozen=True)
class Ours:
    """Well-formed; whether this shop ever gave it out is for its books to say."""

    kind: Kind
    code: str


@dataclass(frozen=True)
class Goods:
    """What the shop may have on its goods; checked if it is a GTIN whose check digit is right."""

    barcode: str
    is_checked: bool


@dataclass(frozen=True)
class Person:
    """The contact code on a guest's phone."""

    contact: Contact


@dataclass(frozen=True)
class Friend:
    """A member's code for her friends, from her own page: whoever brings it was sent by her."""

    code: str


@dataclass(frozen=True)
class Refused:
    problem: ShopError


Scan = Ours | Goods | Person | Friend | Refused


def read(text: str) -> Scan:
    """What this is. Any text has exactly one answer, and none is an error."""
    whole = text.strip()
    if contact_codes.begins(whole):
        return _person(whole)
    plain = unicodedata.normalize("NFKC", whole[: LONGEST_ADDRESS + 1])  # half-width
    if _WEB.match(plain):
        return _address(plain)
    if max(len(whole), len(plain)) > LONGEST:
        return Refused(CodeTooLong())
    return _code(plain)


def _code(plain: str) -> Ours | Goods | Refused:
    digits = plain.replace(" ", "")  # as a code is printed, in groups
    kind = codes.kind_of(digits)
    if kind is not None:
        return Ours(kind, digits)
    if is_payment_code(digits):
        return Refused(PaymentCode())
    if _GOODS.fullmatch(plain):
        return Goods(plain, is_checked=_is_gtin(plain))
    return Refused(NotACode())


def _person(text: str) -> Person | Refused:
    contact = contact_codes.read(text)
    return Refused(NotACode()) if contact is None else Person(contact)


def _address(text: str) -> Friend | Refused:
    found = _FROM.fullmatch(text)
    if found and codes.is_friend_code(found[1]):
        return Friend(found[1])
    return Refused(WebAddress())


def is_payment_code(text: str) -> bool:
    """Whether a guest's phone shows such digits to pay; they are for the payment terminal only."""
    return text.isascii() and _PAYMENT.fullmatch(text) is not None


def _is_gtin(text: str) -> bool:
    """GS1's check digit: from the right, digits count three and one in turn."""
    if len(text) not in _GTIN_LENGTHS or not text.isdigit():
        return False
    weighed = (int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(text[::-1]))
    return sum(weighed) % 10 == 0
