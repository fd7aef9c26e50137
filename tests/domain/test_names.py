"""The pieces of a name and a number by which she is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.contacts import LONGEST_NAME
from shopfans.domain.names import LONGEST_KEY, name_keys, search_keys, wanted
from tests.examples import examples

PHONE = "13812345678"


def finds(text: str, name: str, number: str = PHONE) -> bool:
    """As the books look: a key that starts with what was typed."""
    return any(key.startswith(wanted(text)) for key in search_keys(name, number))


@pytest.mark.parametrize(
    "typed",
    ["王小美", "小美", "美", "王", "wangxiaomei", "wangx", "xiaomei", "mei", "wxm", "xm", "WXM",
     "Wang Xiao Mei", "5678", "345678", "1381234", PHONE, "138 1234-5678", "５６７８",
     "(138) 12345678"],
)  # fmt: skip
def test_she_is_found_by_any_piece(typed: str) -> None:
    assert finds(typed, "王小美")


@pytest.mark.parametrize("typed", ["王美", "wangmei", "678", "wm", "小王", "a", "%", "_"])
def test_she_is_not_found_by_what_is_no_piece(typed: str) -> None:
    assert not finds(typed, "王小美")


@pytest.mark.parametrize(
    ("name", "readings"),
    [
        ("单小美", ["shanxiaomei", "sxm", "danxiaomei", "dxm"]),
        ("曾国藩", ["zengguofan", "zgf", "cengguofan"]),
        ("仇英", ["qiuying", "qy", "chouying"]),
        ("查良镛", ["zhaliangyong", "zly", "chaliangyong"]),
        ("解缙", ["xiejin", "xj", "jiejin"]),
        ("吕布", ["lvbu", "lb"]),
    ],
)
def test_a_surname_is_found_by_each_of_its_readings(name: str, readings: list[str]) -> None:
    assert [reading for reading in readings if not finds(reading, name)] == []


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Anna Wang", ["anna", "wang", "annawang", "ANNA WANG", "na w"]),
        ("Anna王", ["anna", "王", "annawang", "wang"]),
        ("阿依·古丽", ["古丽", "阿依古丽", "阿依·古丽", "guli"]),
        ("🍰蛋糕", ["🍰", "蛋糕", "dangao", "dg"]),
        ("José", ["jose\u0301", "JOSÉ", "osé"]),
        ("ＡＮＮＡ", ["anna", "ａｎｎａ"]),
        ("O'Brien_100%", ["o'b", "_100%", "%", "'"]),
        ("𠮷田", ["𠮷", "田", "tian"]),
    ],
)
def test_names_of_every_sort(name: str, typed: list[str]) -> None:
    assert [text for text in typed if not finds(text, name)] == []


def test_the_last_characters_of_the_longest_name_find_her() -> None:
    name = "欧" * (LONGEST_NAME - 2) + "阳锋"
    assert finds("阳锋", name)
    assert finds("yangfeng", name)
    assert finds(name, name)


def test_a_member_without_a_number_is_found_by_name_alone() -> None:
    assert name_keys("美") == {"美", "mei"}


@pytest.mark.parametrize("number", ["+85291234567", "85291234567", "4567"])
def test_a_number_from_abroad_is_found_as_it_is_shown(number: str) -> None:
    assert finds(number, "Ana", "+85291234567")


@given(st.text(min_size=1, max_size=LONGEST_NAME), st.text("0123456789+", max_size=15))
@examples(200)
def test_every_name_has_keys_that_fit_and_can_be_stored(name: str, number: str) -> None:
    for key in search_keys(name, number):
        assert 0 < len(key) <= LONGEST_KEY
        key.encode()


@given(st.text(st.characters(codec="utf-8"), max_size=LONGEST_NAME))
@examples(200)
def test_a_name_is_found_by_itself(name: str) -> None:
    assert not wanted(name) or finds(name, name)


def test_half_a_character_is_not_sought() -> None:
    assert wanted("小\ud83c美") == "小美"
