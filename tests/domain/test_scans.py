"""Whatever is scanned, the counter gets one answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain import codes, scans
from shopfans.domain.codes import Kind, coded
from shopfans.domain.errors import CodeTooLong, NotACode, PaymentCode, ShopError, WebAddress
from shopfans.domain.scans import Friend, Goods, Ours, Refused, read

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
any_text = st.text(max_size=100) | st.text(st.characters(categories=["Cs", "Cc", "Nd", "So"]))


def refusal(text: str) -> type[ShopError] | None:
    scan = read(text)
    return type(scan.problem) if isinstance(scan, Refused) else None


@given(st.sampled_from(Kind), st.integers(0, 10**14 - 1))
def test_a_code_of_ours_is_known_however_it_arrives(kind: Kind, number: int) -> None:
    code = coded(kind, number)
    grouped = " ".join(code[start : start + 4] for start in range(0, len(code), 4))
    for text in (code, grouped, f" {code}\r\n", code.translate(FULL_WIDTH)):
        assert read(text) == Ours(kind, code)


@pytest.mark.parametrize(
    "barcode", ["96385074", "036000291452", "6901028075831", "4006381333931", "10012345678902"]
)
def test_a_barcode_of_any_length_is_checked(barcode: str) -> None:
    assert read(barcode) == Goods(barcode, is_checked=True)
    misread = barcode[:-1] + str((int(barcode[-1]) + 1) % 10)
    assert read(misread) == Goods(misread, is_checked=False)


@pytest.mark.parametrize("own", ["000123", "CAKE-8", "cake/8.5", "A" * 40, "1"])
def test_what_a_shop_prints_on_its_own_goods_may_be_goods(own: str) -> None:
    assert read(own) == Goods(own, is_checked=False)


@pytest.mark.parametrize(
    "code",
    [
        "134567890123456789",  # WeChat Pay
        "912345678901234568",  # QQ Wallet
        "287654321098765432",  # Alipay
        "2876543210987654",
        "301234567890123456789012",
        "6212345678901234567",  # UnionPay
        "0112345678901234567",  # digital yuan
    ],
)
def test_a_payment_code_is_for_the_payment_terminal(code: str) -> None:
    assert refusal(code) is PaymentCode
    assert refusal(code.translate(FULL_WIDTH)) is PaymentCode


@pytest.mark.parametrize(
    "address",
    [
        "https://u.wechat.com/EAbcdEfg",
        "HTTP://EXAMPLE.COM/A?B=C",
        "wxp://f2f0abcdefgh",
        "weixin://dl/business",
        "www.example.com",
        "qr.alipay.com/fkx0123",
        "https：／／example．com／会员",
        "https;--example.com-a",
        "http://192.168.1.5:8080/" + "x" * 4000,
    ],
)
def test_a_web_address_is_said_to_be_one(address: str) -> None:
    assert refusal(address) is WebAddress


@pytest.mark.parametrize(
    "address",
    [
        "http://192.168.178.123:58765/abcdefghij_klmnopq-rst?from={}",
        "HTTP://10.0.0.2:8765/ABCDEFGHIJ_KLMNOPQ-RST?FROM={}\r\n",
        "http;--10.0.0.2;8765-abcdefghij_klmnopq-rst_from{}",
    ],
)
def test_the_address_for_a_friend_tells_who_sent_her(address: str) -> None:
    code = codes.new_friend_code()
    whole = address.format(code)
    assert read(whole) == Friend(code)
    assert len(whole) <= scans.longest(whole[:20])
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    assert refusal(address.format(wrong)) is WebAddress
    assert refusal(address.format(code) + "&more") is WebAddress


@pytest.mark.parametrize("length", [65, 4000])
def test_what_is_too_long_is_said_to_be(length: int) -> None:
    assert refusal("7" * length) is CodeTooLong
    assert refusal("会" * length) is CodeTooLong


@pytest.mark.parametrize("junk", ["", " \n", "你好", "---", "A B", "a\x1db", "A" * 41, "\ud83d"])
def test_junk_is_refused(junk: str) -> None:
    assert refusal(junk) is NotACode


def test_a_code_with_a_wrong_digit_is_none_of_ours() -> None:
    code = coded(Kind.CARD, 42)
    assert not isinstance(read(code[:-1] + str((int(code[-1]) + 1) % 10)), Ours)


def test_a_code_of_ours_with_much_behind_it_is_none_of_ours() -> None:
    assert refusal(coded(Kind.MEMBER, 42) + " " * 60 + "x") is CodeTooLong


@given(any_text)
def test_any_text_has_an_answer(text: str) -> None:
    match read(text):
        case Ours(kind, code):
            assert codes.kind_of(code) is kind
        case Goods(barcode):
            assert barcode.isascii()
            assert len(barcode) <= scans.LONGEST
        case Friend(code):
            assert codes.is_friend_code(code)
        case Refused(problem):
            assert isinstance(problem, PaymentCode | WebAddress | CodeTooLong | NotACode)


@given(st.text(min_size=scans.LONGEST + 1))
def test_nothing_too_long_is_taken_for_a_code(text: str) -> None:
    assert refusal("x" + text + "x") in {CodeTooLong, WebAddress}
