"""What a receipt says, row by row, before anything is drawn."""

from datetime import date

import pytest

from shopfans import texts
from shopfans.domain.money import CURRENCIES, Money
from shopfans.domain.points import Points
from shopfans.domain.receipts import PaperKind, PaperLine, PaperPayment, PaperPoints, PaperStamps
from shopfans.domain.sales import Tender
from shopfans.texts.receipts import rows
from shopfans.texts.rows import (
    Band,
    Circles,
    Code,
    Columns,
    Note,
    Pair,
    Total,
    Voucher,
    grouped,
)
from tests.ui.papers import CODE, COUPON, everything, refund, walk_in


def test_every_amount_of_the_sale_is_there() -> None:
    said = rows(everything())
    for row in (
        Columns("杨枝甘露", "×2", "56.00"),
        Note("¥28.00 each"),
        Note("usually ¥42.00"),
        Note("Gift for 500 points"),
        Pair("Sum", "94.00"),
        Pair("店长优惠", "−3.00"),
        Note("等候时间太长"),
        Total("Paid", "¥61.00"),
        Pair("WeChat", "11.00"),
        Pair("Cash", "50.00"),
        Pair("Cash received", "100.00"),
        Pair("Change given", "50.00"),
    ):
        assert row in said


def test_a_member_reads_where_her_points_and_stamps_stand() -> None:
    said = rows(everything())
    for row in (
        Pair("Member", "王小美 138****5678"),
        Pair("Points earned", "+122"),
        Note("会员日双倍"),
        Pair("Points used", "−1,000"),
        Pair("Points left", "1,234", is_strong=True),
        Note("320 of them can be used until 2026-06-30"),
        Pair("Stamps", "7 of 10"),
        Circles(7, 10),
        Voucher("5元代金券", ("满30元可用", "Until 2026-04-09"), COUPON),
    ):
        assert row in said


def test_a_walk_in_hears_nothing_of_points() -> None:
    said = rows(walk_in())
    assert not [row for row in said if isinstance(row, Pair) and "oints" in row.left]
    assert not [row for row in said if isinstance(row, Pair) and row.left in {"Member", "Sum"}]
    assert [row.text for row in said if isinstance(row, Code)] == [CODE]


def test_a_refund_says_of_what_and_that_it_is_a_copy() -> None:
    said = rows(refund())
    assert Band("Refund for receipt 20260310-0042") in said
    assert Band("Copy") in said
    assert Total("Given back", "−¥16.00") in said
    assert Pair("Points earned", "−16") in said


def test_a_void_says_of_what() -> None:
    said = rows(walk_in(kind=PaperKind.VOID, original="20260310-0042"))
    assert Band("Void of receipt 20260310-0042") in said


def test_an_amount_typed_by_hand_has_a_name_too() -> None:
    paper = walk_in(lines=(PaperLine("", 1, Money(800), Money(800)),))
    assert Columns("Amount", "×1", "8.00") in rows(paper)


def test_currencies_without_decimals_have_none() -> None:
    paper = walk_in(currency=CURRENCIES["TWD"], gross=Money(1200), paid=Money(1200))
    assert Total("Paid", "NT$1,200") in rows(paper)


def test_points_that_never_lapse_are_not_said_to() -> None:
    points = PaperPoints(Points(3), Points(0), Points(3), Points(0), date(2026, 6, 30))
    assert not [row for row in rows(walk_in(points=points)) if "until" in str(row)]


def test_a_long_stamp_card_is_told_in_numbers_alone() -> None:
    said = rows(walk_in(stamps=PaperStamps(3, 50)))
    assert Pair("Stamps", "3 of 50") in said
    assert not [row for row in said if isinstance(row, Circles)]


def test_exact_cash_of_one_tender_is_said_once() -> None:
    payments = (PaperPayment(Tender.CASH, Money(5600)),)
    said = rows(walk_in(payments=payments, cash_received=None, change=None))
    assert [row for row in said if isinstance(row, Pair) and "Cash" in row.left] == [
        Pair("Cash", "56.00")
    ]


@pytest.mark.parametrize(("language", "word"), [("zh_CN", "实收"), ("zh_TW", "實收")])
def test_it_speaks_the_language_of_the_block(language: str, word: str) -> None:
    with texts.speaking(language):
        assert Total(word, "¥56.00") in rows(walk_in())


def test_a_code_is_read_out_in_fours() -> None:
    assert grouped("912345678") == "9123 4567 8"
