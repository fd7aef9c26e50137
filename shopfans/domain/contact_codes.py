"""The contact code a guest's phone shows: vCard 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350) and MECARD.

Only what the sign-up form asks for is read: name, phone numbers, birthday. A scanner may end lines
as it likes, and may lose the end of a long code: whatever came whole is taken.
"""

import quopri
import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 4_000
"""Characters: a QR code holds fewer letters, and a picture in a contact is not wanted."""

MOST_PHONES = 10


class Contact(NamedTuple):
    name: str
    """Family name first if it is written in Chinese."""
    phones: tuple[str, ...]
    """As they were written; the mobile or preferred one first."""
    birthday: str
    """As 1990-08-15 or 08-15, or empty."""


class _Line(NamedTuple):
    name: str
    parameters: tuple[str, ...]
    """In capitals; values of `TYPE=` stand by themselves."""
    value: str


def begins(text: str) -> bool:
    """Whether a text that begins like this is a contact code, of one line or many."""
    return _BEGINS.match(text) is not None


def is_open(text: str) -> bool:
    """Whether more lines of it must follow."""
    return _VCARD.match(text) is not None and not _END.search(text)


def read(text: str) -> Contact | None:
    """The contact, or None if the text tells neither name nor phone."""
    plain = text.strip()[:LONGEST]
    if _VCARD.match(plain):
        contact = _of_vcard(plain)
    elif _MECARD.match(plain):
        contact = _of_mecard(plain)
    else:
        return None
    return contact if contact.name or contact.phones else None


def _of_vcard(text: str) -> Contact:
    names, formatted, birthdays = [], [], []
    phones: list[tuple[int, str]] = []
    for line in _lines(text):
        match line.name:
            case "N":
                names.append(_person([_plain(part) for part in _split(line.value, ";")]))
            case "FN":
                formatted.append(_tidy(_plain(line.value)))
            case "TEL":
                phones.append((_rank(line.parameters), _number(line.value)))
            case "BDAY":
                birthdays.append(_day(line.value))
    ranked = [number for _, number in sorted(phones, key=lambda one: one[0])]
    return _contact([*names, *formatted], ranked, birthdays)


def _of_mecard(text: str) -> Contact:
    names, phones, birthdays = [], [], []
    for field in _split(text[len("MECARD:") :], ";"):
        name, _, value = field.partition(":")
        match name.strip().upper():
            case "N":
                names.append(_person([_plain(part) for part in _split(value, ",")]))
            case "TEL":
                phones.append(_number(value))
            case "BDAY":
                birthdays.append(_day(value))
    return _contact(names, phones, birthdays)


def _contact(names: list[str], phones: list[str], birthdays: list[str]) -> Contact:
    known = dict.fromkeys(phone for phone in phones if phone)
    return Contact(
        next(filter(None, names), ""),
        tuple(known)[:MOST_PHONES],
        next(filter(None, birthdays), ""),
    )


def _lines(text: str) -> Iterator[_Line]:
    """The first contact's lines, unfolded and decoded."""
    whole = _END.split(text)[0].replace("\r\n", "\n").replace("\r", "\n")
    whole = re.sub(r"\n[ \t]", "", whole)
    waiting = ""
    for piece in whole.split("\n"):
        line = waiting + piece
        waiting = ""
        head, colon, value = line.partition(":")
        name, *parameters = head.upper().split(";")
        is_quoted = any("QUOTED-PRINTABLE" in one for one in parameters)
        if is_quoted and line.endswith("="):
            waiting = line[:-1]  # a soft break: the value goes on
        elif colon:
            named = tuple(part for one in parameters for part in one.split("=")[-1].split(","))
            decoded = _decoded(value, parameters) if is_quoted else value
            yield _Line(name.rpartition(".")[2].strip(), named, decoded)


def _decoded(value: str, parameters: list[str]) -> str:
    charset = next((one[8:] for one in parameters if one.startswith("CHARSET=")), "UTF-8")
    raw = quopri.decodestring(value.encode("utf-8"))
    for encoding in (charset.strip('"'), "utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return raw.decode("utf-8", "replace")


def _person(parts: list[str]) -> str:
    """Family, given, middle: in Chinese in this order and without a gap."""
    family, given, middle, *_ = [_tidy(part) for part in [*parts, "", "", ""]]
    if not (family + given).isascii() and _HAN.search(family + given):
        return family + given + middle
    return " ".join(filter(None, (given, middle, family)))


def _rank(parameters: tuple[str, ...]) -> int:
    """Her mobile first, a preferred one next, a fax never before another."""
    if "FAX" in parameters:
        return 3
    if {"CELL", "MOBILE", "IPHONE"} & set(parameters):
        return 0
    return 1 if "PREF" in parameters else 2


def _number(value: str) -> str:
    """4.0 writes tel:+86-138-1234-5678;ext=1."""
    plain = _plain(value).strip()
    if plain[:4].lower() == "tel:":
        plain = plain[4:].partition(";")[0]
    return plain[:40]


def _day(value: str) -> str:
    match = _BIRTHDAY.match(value.strip())
    if match is None:
        return ""
    year, month, day = match.groups()
    # phones that must write a year write one of long ago for none
    return f"{year}-{month}-{day}" if year and int(year) >= 1900 else f"{month}-{day}"


def _split(text: str, at: str) -> list[str]:
    """Cut at a sign that has no backslash before it."""
    return re.findall(rf"((?:\\.|[^{at}\\])*)(?:{at}|\\?$)", text, re.DOTALL)


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", lambda one: " " if one[1] in "nN" else one[1], text, flags=re.DOTALL)


def _tidy(text: str) -> str:
    return " ".join(text.split())


_VCARD = re.compile(r"BEGIN[:：]VCARD", re.IGNORECASE)  # an input method makes signs full-width
_MECARD = re.compile(r"MECARD[:：]", re.IGNORECASE)
_BEGINS = re.compile(rf"{_VCARD.pattern}|{_MECARD.pattern}", re.IGNORECASE)
_END = re.compile(r"^END[:：]VCARD", re.IGNORECASE | re.MULTILINE)
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_BIRTHDAY = re.compile(r"(?:(\d{4})-?|--)(\d{2})-?(\d{2})(?!\d)")
