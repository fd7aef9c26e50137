"""What spreadsheets make of numbers that name something."""

import random

import phonenumbers
import pytest

from shopfans.domain.contacts import CALLING_CODES, parse_phone, phone_in_sheet, phone_or_none
from shopfans.domain.errors import BadPhone, PhoneCutShort
from shopfans.domain.mangled import spelled_out


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("13900004444.0", "13900004444"), ("1.3900004444E+10", "13900004444"),
        ("6.901234567892E+12", "6901234567892"), ("1e0", "1"), ("1.38E+10", None),
        ("1.4E+10", None), ("1E+99", None), ("0912 345 678", "0912 345 678"), ("", ""),
    ],
)  # fmt: skip
def test_digits_come_back_unless_they_were_rounded_away(text: str, digits: str | None) -> None:
    assert spelled_out(text) == digits


@pytest.mark.parametrize(
    "text",
    [
        "13900004444", "13900004444.0", "1.3900004444E+10", "+86 139 0000 4444", "139-0000-4444",
        "86 13900004444", "8613900004444", "１３９００００４４４４", "'13900004444",
        " 13900004444 ", "0086 139 0000 4444",
    ],
)  # fmt: skip
def test_a_number_is_understood_however_the_list_has_it(text: str) -> None:
    assert phone_in_sheet(text, "CN") == "+8613900004444"


def test_a_number_whose_zero_excel_took_away_is_understood() -> None:
    assert phone_in_sheet("912345678", "TW") == phone_in_sheet("0912345678", "TW")


def test_a_rounded_number_is_no_number() -> None:
    with pytest.raises(PhoneCutShort):
        phone_in_sheet("1.39E+10", "CN")
    with pytest.raises(BadPhone):
        phone_in_sheet("call her", "CN")


def by_the_library(digits: str, region: str) -> str | None:
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@pytest.mark.parametrize("region", CALLING_CODES)
def test_the_short_way_says_what_the_long_way_says(region: str) -> None:
    """Mobile numbers go by the same table, without all the rest."""
    some = random.Random(region)
    begin = {"CN": "1", "TW": "09"}.get(region, "")
    for _time in range(150):
        digits = begin + "".join(some.choices("0123456789", k=some.choice([8, 9, 10])))
        said = by_the_library(digits, region)
        assert phone_or_none(digits, region) == said
        if said is None:
            with pytest.raises(BadPhone):
                phone_in_sheet(digits, region)
        else:
            assert phone_in_sheet(digits, region) == said == parse_phone(digits, region)
