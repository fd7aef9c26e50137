"""Names and phone numbers as people give them."""

import re
import unicodedata
from functools import lru_cache

from shopfans.domain.errors import BadPhone, NameMissing, NameTooLong, PhoneCutShort
from shopfans.domain.mangled import spelled_out

LONGEST_NAME = 60


def tidy_name(text: str) -> str:
    """The name on one line, as she wrote it. Raises NameMissing or NameTooLong."""
    name = on_one_line(text)
    if not name.strip("\u200d\ufe0f"):
        raise NameMissing()
    if len(name) > LONGEST_NAME:
        raise NameTooLong(LONGEST_NAME)
    return name


def on_one_line(text: str) -> str:
    """The words as they were written, without what nobody can see and half of a character."""
    if not (text.isprintable() and unicodedata.is_normalized("NFC", text)):
        text = "".join(
            " " if char.isspace() else char
            for char in unicodedata.normalize("NFC", text)
            if char.isspace() or char in "\u200d\ufe0f" or unicodedata.category(char)[0] != "C"
        )
    return " ".join(text.split())


def parse_phone(text: str, region: str) -> str:
    """The number in E.164 form (+8613812345678); full-width digits are understood. Raises
    BadPhone."""
    plain = unicodedata.normalize("NFKC", text).strip()
    mobile = _as_mobile(plain, region)
    if mobile is not None:
        return mobile
    import phonenumbers  # tables of every country: late

    if len(plain) > 40:
        raise BadPhone(text)
    try:
        number = phonenumbers.parse(plain, region)
    except phonenumbers.NumberParseException:
        raise BadPhone(text) from None
    if not phonenumbers.is_valid_number(number):
        raise BadPhone(text)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def phone_in_sheet(text: str, region: str) -> str:
    """The same of what a spreadsheet made of a number: 13900004444.0, 1.3900004444E+10.

    Raises BadPhone, or PhoneCutShort if digits were rounded away.
    """
    mobile = _as_mobile(text, region)  # as nearly all of a long list are
    if mobile is not None:
        return mobile
    plain = unicodedata.normalize("NFKC", text).strip().lstrip("'")
    digits = spelled_out(plain)
    if digits is None:
        raise PhoneCutShort(text)
    return parse_phone(digits, region)


def _as_mobile(digits: str, region: str) -> str | None:
    """A mobile number of the country as people write it there, by the table that the library goes
    by, in a fiftieth of its time; None for any other."""
    prefix, pattern = CALLING_CODES.get(region), _mobile_pattern(region)
    if prefix is None or pattern is None or not (digits.isascii() and digits.isdigit()):
        return None
    bare = digits.removeprefix("0") if region in _WITH_TRUNK_ZERO else digits
    return prefix + bare if pattern.fullmatch(bare) else None


@lru_cache(maxsize=16)
def _mobile_pattern(region: str) -> re.Pattern[str] | None:
    from phonenumbers import PhoneMetadata  # tables of every country: late

    table = PhoneMetadata.metadata_for_region(region, None)
    mobile = None if table is None else table.mobile
    found = None if mobile is None else mobile.national_number_pattern
    return None if found is None else re.compile(found)


def phone_or_none(text: str, region: str) -> str | None:
    """The same, or None for what is no number."""
    try:
        return parse_phone(text, region)
    except BadPhone:
        return None


def local_number(phone: str, region: str) -> str:
    """The digits as a person in the shop's own country would type them."""
    prefix = CALLING_CODES.get(region, "")
    if not prefix or not phone.startswith(prefix):
        return phone
    trunk = "0" if region in _WITH_TRUNK_ZERO else ""
    return trunk + phone.removeprefix(prefix)


CALLING_CODES = {"CN": "+86", "TW": "+886", "HK": "+852", "MO": "+853", "SG": "+65", "MY": "+60",
                 "US": "+1", "DE": "+49", "GB": "+44", "JP": "+81"}  # fmt: skip
_WITH_TRUNK_ZERO = frozenset({"TW", "MY", "DE", "GB", "JP"})


def masked(number: str) -> str:
    """A number to read back aloud: the middle is hidden (138****5678)."""
    if len(number) < 8:
        return number
    return f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"


def masked_name(name: str) -> str:
    """A name that only who knows her knows: 王**, A**; empty stays empty."""
    return f"{name[0]}**" if name else ""
