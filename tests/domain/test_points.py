"""Points as a person types them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.errors import BadNumber, NumberOutOfRange, ShopError
from shopfans.domain.points import parse_change, parse_count, parse_points


@pytest.mark.parametrize(
    ("text", "points"), [("300", 300), (" 300 ", 300), ("３００", 300), ("0", 0), ("007", 7)]
)
def test_points_as_people_type_them(text: str, points: int) -> None:
    assert parse_points(text) == points


@pytest.mark.parametrize("text", ["3.5", "-3", "三百", "1e3", "٣", "<b>", "9" * 10_000, "3 00"])
def test_what_is_no_number_of_points_is_refused(text: str) -> None:
    with pytest.raises(BadNumber):
        parse_points(text)


@given(st.text() | st.text("0123456789０１²½, .-"))
def test_any_text_is_a_number_of_points_or_a_refusal(text: str) -> None:
    try:
        points = parse_points(text)
    except ShopError:
        return
    assert 0 <= points <= 10**12


def test_a_count_keeps_within_its_bounds() -> None:
    assert parse_count("３０", least=1, most=30) == 30
    for text in ("0", "31"):
        with pytest.raises(NumberOutOfRange):
            parse_count(text, least=1, most=30)
    with pytest.raises(BadNumber):
        parse_count(" ", least=0, most=30)


@pytest.mark.parametrize(
    ("text", "change"), [("50", 50), ("+50", 50), (" -20 ", -20), ("−20", -20), ("－２０", -20)]
)
def test_a_change_is_given_or_with_a_minus_taken(text: str, change: int) -> None:
    assert parse_change(text, most=50) == change


@pytest.mark.parametrize("text", ["", "0", "-0", "51", "-51", "+-5", "5-", "1.5", "many"])
def test_no_change_and_one_that_is_none_are_refused(text: str) -> None:
    with pytest.raises((BadNumber, NumberOutOfRange)):
        parse_change(text, most=50)
