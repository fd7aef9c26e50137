"""Texts in the owner's words: places are filled, unknown ones refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.errors import TextMissing, TextTooLong, UnknownPlaceholder
from shopfans.domain.message_texts import LONGEST, PLACEHOLDERS, check_text, filled


def test_every_place_is_filled() -> None:
    text = " ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    check_text(text)
    assert filled(text, {name: name.upper() for name in PLACEHOLDERS}) == " ".join(
        name.upper() for name in PLACEHOLDERS
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dear {nmae}", "nmae"),
        ("Dear { name }", " name "),
        ("{}", ""),
        ("Dear {name", "{"),
        ("Dear name}", "}"),
        ("{{name}}", "{"),
        ("{name.__class__}", "name.__class__"),
    ],
)
def test_a_place_nobody_knows_is_refused_by_its_name(text: str, name: str) -> None:
    with pytest.raises(UnknownPlaceholder) as refused:
        check_text(text)
    assert refused.value.name == name


def test_a_text_of_nothing_or_of_too_much_is_refused() -> None:
    with pytest.raises(TextMissing):
        check_text(" \n")
    with pytest.raises(TextTooLong):
        check_text("好" * (LONGEST + 1))


def test_a_name_that_looks_like_a_place_stays_her_name() -> None:
    assert filled("Hi {name}: {points}", {"name": "{points}", "points": "7"}) == "Hi {points}: 7"


@given(st.text())
def test_what_is_accepted_can_be_filled(text: str) -> None:
    try:
        check_text(text)
    except (TextMissing, TextTooLong, UnknownPlaceholder):
        return
    assert "{" not in filled(text, dict.fromkeys(PLACEHOLDERS, "x"))
