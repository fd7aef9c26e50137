"""Codes: never mistaken for one another, for a barcode or for a mistyped one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.codes import (
    Kind,
    check_digit,
    coded,
    is_friend_code,
    kind_of,
    new_code,
    new_codes,
    new_friend_code,
)
from shopfans.domain.scans import is_payment_code
from tests.examples import examples

GTIN = {8, 12, 13, 14}
PAYMENT_CODES = tuple(str(start) for start in (*range(10, 16), *range(25, 31), 62))

BY_LOT = [kind for kind in Kind if kind is not Kind.ROTATING]
"""The others are a member's for half a minute; see domain.rotating."""

codes = st.builds(coded, st.sampled_from(Kind), st.integers(0, 10**14 - 1))


@pytest.mark.parametrize("kind", BY_LOT)
def test_a_new_code_is_of_its_kind_and_of_no_other_trade(kind: Kind) -> None:
    code = new_code(kind)
    assert kind_of(code) is kind
    assert len(code) not in GTIN
    assert not code.startswith(PAYMENT_CODES)


@given(st.integers(0, 10**16 - 1))
def test_a_new_receipt_is_never_taken_for_a_payment_and_an_old_one_is_still_read(n: int) -> None:
    assert not is_payment_code(coded(Kind.RECEIPT, n))
    body = "9" + str(n).zfill(16)
    assert kind_of(body + check_digit(body)) is Kind.RECEIPT


@given(st.text(max_size=12) | st.text("0123456789", min_size=10, max_size=10))
def test_a_friends_code_is_known_and_is_no_other(text: str) -> None:
    code = new_friend_code()
    assert is_friend_code(code)
    assert kind_of(code) is None
    assert not is_payment_code(code)
    assert not is_friend_code(text) or check_digit(text[:-1]) == text[-1]


def test_new_codes_do_not_repeat() -> None:
    assert len({new_code(Kind.MEMBER) for _ in range(1000)}) == 1000


@given(codes)
def test_every_single_wrong_digit_is_noticed(code: str) -> None:
    for place, right in enumerate(code):
        for wrong in set("0123456789") - {right}:
            assert kind_of(code[:place] + wrong + code[place + 1 :]) is None


@given(codes, st.data())
def test_a_digit_too_few_or_too_many_is_noticed(code: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(code) - 1))
    assert kind_of(code[:place] + code[place + 1 :]) is None
    assert kind_of(code[:place] + "0" + code[place:]) is None


@given(st.text(max_size=30) | st.text("0123456789７²٣", min_size=16, max_size=16))
@examples(50)
def test_any_text_can_be_asked_about(text: str) -> None:
    kind = kind_of(text)
    assert kind is None or check_digit(text[:-1]) == text[-1]


def test_full_width_digits_are_not_a_code_until_they_are_tidied() -> None:
    code = coded(Kind.MEMBER, 123)
    assert kind_of(code.translate(str.maketrans("0123456789", "０１２３４５６７８９"))) is None


def test_codes_made_in_bulk_are_as_good_as_single_ones() -> None:
    for kind in BY_LOT:
        made = list(new_codes(kind, 5_000))
        assert len(set(made)) == 5_000
        assert {kind_of(code) for code in made} == {kind}
        assert {len(code) for code in made} == {len(new_code(kind))}
        assert {code[1] for code in made} == set("0123456789")
    assert list(new_codes(Kind.COUPON, 0)) == []
