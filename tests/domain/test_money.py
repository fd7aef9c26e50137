"""A typed amount becomes whole fen, or is refused for a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.errors import (
    AmountNotPositive,
    AmountTooLarge,
    BadAmount,
    ShopError,
    TooManyDecimals,
)
from shopfans.domain.money import CURRENCIES, MOST, Money, parse_amount
from shopfans.texts.formats import money_text, number_text
from tests.examples import examples

FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("12.50", 1250),
        ("12.5", 1250),
        ("12", 1200),
        ("12.", 1200),
        (".5", 50),
        ("0.01", 1),
        (" 12.50 ", 1250),
        ("¥12.50", 1250),
        ("￥ 12.50", 1250),
        ("１２．５０", 1250),
        ("12。50", 1250),
        ("1,234.50", 123450),
        ("1，234，567", 123456700),
        ("10000000", 10**9),
    ],
)
def test_amounts_as_people_type_them(text: str, fen: int) -> None:
    assert parse_amount(text) == Money(fen)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", BadAmount),
        ("   ", BadAmount),
        (".", BadAmount),
        ("¥", BadAmount),
        ("1e9", BadAmount),
        ("12.5.0", BadAmount),
        ("1,23", BadAmount),
        ("1 2", BadAmount),
        ("½", BadAmount),
        ("一百", BadAmount),
        ("nan", BadAmount),
        ("<b>5</b>", BadAmount),
        ("9" * 10_000, BadAmount),
        ("0", AmountNotPositive),
        ("0.00", AmountNotPositive),
        ("-5", AmountNotPositive),
        ("－５", AmountNotPositive),
        ("12.345", TooManyDecimals),
        ("1000000000", AmountTooLarge),
        ("10000000.01", AmountTooLarge),
    ],
)
def test_amounts_refused_for_a_reason(text: str, refusal: type[ShopError]) -> None:
    with pytest.raises(refusal):
        parse_amount(text)


def test_a_currency_without_decimals_takes_whole_amounts() -> None:
    assert parse_amount("120", digits=0) == Money(120)
    with pytest.raises(TooManyDecimals) as refusal:
        parse_amount("120.5", digits=0)
    assert refusal.value.most == 0
    with pytest.raises(AmountTooLarge):
        parse_amount("1000000001", digits=0)


@given(st.integers(1, MOST.fen), st.sampled_from(sorted(CURRENCIES)))
def test_what_is_shown_can_be_typed_again(fen: int, code: str) -> None:
    currency = CURRENCIES[code]
    shown = number_text(Money(fen), currency)
    assert parse_amount(shown, currency.digits) == Money(fen)
    assert parse_amount(shown.translate(FULL_WIDTH), currency.digits) == Money(fen)


@pytest.mark.parametrize("code", sorted(CURRENCIES))
def test_an_amount_with_its_sign_can_be_typed_again(code: str) -> None:
    currency = CURRENCIES[code]
    assert parse_amount(money_text(Money(123450), currency), currency.digits) == Money(123450)


@given(st.text() | st.text("0123456789.,- ¥eE+０１９．，"))
@examples(300)
def test_any_text_is_an_amount_in_bounds_or_a_refusal(text: str) -> None:
    try:
        amount = parse_amount(text)
    except ShopError:
        return
    assert Money(0) < amount <= MOST
