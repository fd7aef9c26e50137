"""Names and phone numbers as forms bring them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.contacts import (
    LONGEST_NAME,
    local_number,
    masked,
    parse_phone,
    tidy_name,
)
from shopfans.domain.errors import BadPhone, NameMissing, NameTooLong, ShopError


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (" 王  小美 ", "王 小美"),
        ("王\n小\t美", "王 小 美"),
        ("<b>Ana</b>", "<b>Ana</b>"),
        ("'; DROP TABLE member; --", "'; DROP TABLE member; --"),
        ("=1+1", "=1+1"),
        ("🍰 小美 👩‍🍳", "🍰 小美 👩‍🍳"),
        ("小\u202e美\u0000", "小美"),
        ("Jose\u0301", "José"),
        ("小\ud83c美", "小美"),
        ("王" * LONGEST_NAME, "王" * LONGEST_NAME),
    ],
)
def test_a_name_stays_as_she_wrote_it_on_one_line(text: str, name: str) -> None:
    assert tidy_name(text) == name


@pytest.mark.parametrize("text", ["", "   ", "\u3000", "\u200b", "\u200d", "\n\ufe0f", "\x00"])
def test_a_name_nobody_can_see_is_missing(text: str) -> None:
    with pytest.raises(NameMissing):
        tidy_name(text)


def test_a_name_of_ten_thousand_characters_is_too_long() -> None:
    with pytest.raises(NameTooLong) as refusal:
        tidy_name("王" * 10_000)
    assert refusal.value.most == LONGEST_NAME


@given(st.text())
def test_a_tidied_name_needs_no_more_tidying(text: str) -> None:
    try:
        name = tidy_name(text)
    except ShopError:
        return
    assert tidy_name(name) == name
    assert 0 < len(name.encode()) <= 4 * LONGEST_NAME


@pytest.mark.parametrize(
    ("text", "region", "phone", "local"),
    [
        ("13812345678", "CN", "+8613812345678", "13812345678"),
        (" 138-1234 5678 ", "CN", "+8613812345678", "13812345678"),
        ("１３８１２３４５６７８", "CN", "+8613812345678", "13812345678"),
        ("+86 138 1234 5678", "CN", "+8613812345678", "13812345678"),
        ("0086 13812345678", "CN", "+8613812345678", "13812345678"),
        ("+852 9123 4567", "CN", "+85291234567", "+85291234567"),
        ("0912 345 678", "TW", "+886912345678", "0912345678"),
        ("9123 4567", "HK", "+85291234567", "91234567"),
        ("6612 3456", "MO", "+85366123456", "66123456"),
        ("012-345 6789", "MY", "+60123456789", "0123456789"),
        ("8123 4567", "SG", "+6581234567", "81234567"),
        ("0151 23456789", "DE", "+4915123456789", "015123456789"),
        ("07911 123456", "GB", "+447911123456", "07911123456"),
        ("090-1234-5678", "JP", "+819012345678", "09012345678"),
        ("(201) 555-0123", "US", "+12015550123", "2015550123"),
    ],
)
def test_a_number_is_kept_whole_and_shown_as_people_there_type_it(
    text: str, region: str, phone: str, local: str
) -> None:
    assert parse_phone(text, region) == phone
    assert local_number(phone, region) == local
    assert parse_phone(local, region) == phone


@pytest.mark.parametrize("region", ["CN", "TW", "HK", "MO", "SG", "MY", "US", "DE", "GB", "JP"])
def test_no_shop_shows_its_own_country_code(region: str) -> None:
    import phonenumbers

    example = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    assert example is not None
    phone = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
    assert not local_number(phone, region).startswith("+")
    assert parse_phone(local_number(phone, region), region) == phone


@pytest.mark.parametrize(
    "text",
    ["", " ", "abc", "1381234567", "138123456789", "00000000000", "'; DROP", "<b>", "🍰",
     "1" * 10_000, "13812345678\x0013812345678", "1380000000O"],
)  # fmt: skip
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(BadPhone):
        parse_phone(text, "CN")


def test_a_number_read_aloud_hides_its_middle() -> None:
    assert masked("13812345678") == "138****5678"
    assert masked("1234567") == "1234567"
    assert masked("") == ""
