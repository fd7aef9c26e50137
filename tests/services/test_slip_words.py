"""What the slips of the day's end and of a hand-over say."""

import pytest

from shopfans import texts
from shopfans.database.shop import Shop
from shopfans.domain.money import CURRENCIES, Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Tender
from shopfans.services.days import close_papers, closing, counting
from shopfans.services.days.counting import Found
from shopfans.texts.receipts import rows
from shopfans.texts.rows import Band, Columns, Middle, Note, Pair, Total
from shopfans.texts.slips import difference_text, digest_lines
from tests.conftest import OWNER_PIN
from tests.services.test_selling import sell

FOUND = Found.of({10000: 2, 500: 5}, stays=Money(20000), opening=Money(20000), reason="mislaid")


@pytest.fixture
def closed(shop: Shop, cashier: Staff, owner: Staff, mei: int) -> int:
    """Sold for 30 in cash and 12 by WeChat, handed over once, and 7.00 missing at the end."""
    sell(shop, cashier, 30, "s1", member=mei)
    found = Found(Money(23000), Money(20000), opening=Money(20000))
    counting.hand_over(shop, by=cashier, to=owner.id or 0, pin=OWNER_PIN, found=found, request="h")
    sell(shop, owner, 32, "s2")
    return closing.close_day(
        shop, by=owner, day=closing.state(shop).day, found=FOUND, request="close"
    )


def test_the_slip_has_every_figure_of_the_day(shop: Shop, closed: int) -> None:
    said = rows(close_papers.of_day(shop, closed))
    for row in (
        Band("Day close"), Pair("Date", "2026-03-10", is_strong=True), Pair("By", "老板"),
        Pair("Sales", "2"), Pair("Refunds", "0"), Pair("Voids", "0"), Total("Received", "¥62.00"),
        Pair("Cash", "62.00"), Columns("Without a category", "×2", "62.00"),
        Pair("New members", "1"), Pair("Points given", "30"), Pair("Coupons given", "1"),
        Pair("10:00 handed over to 老板", "The drawer is right"),
        Columns("¥100", "×2", "200.00"), Columns("¥5", "×5", "25.00"),
        Pair("Expected", "232.00"), Total("Counted", "¥225.00"),
        Middle("¥7.00 short", is_strong=True), Note("Reason: mislaid"), Pair("Taken out", "25.00"),
        Pair("Stays in the drawer", "200.00", is_strong=True),
    ):  # fmt: skip
        assert row in said


def test_the_seal_is_read_in_groups_of_four(shop: Shop, closed: int) -> None:
    paper = close_papers.of_day(shop, closed)
    lines = digest_lines(paper.digest)
    assert [len(line) for line in lines] == [19] * 4
    assert "".join(lines).replace(" ", "").lower() == paper.digest
    assert [row for row in rows(paper) if isinstance(row, Middle)][-4:] == [
        Middle(line) for line in lines
    ]


def test_before_the_close_it_has_no_seal_and_says_so(shop: Shop, cashier: Staff) -> None:
    sell(shop, cashier, 30, "s1")
    said = rows(close_papers.preview(shop, by=cashier, found=None))
    assert Band("Not closed yet") in said
    assert Note("Nobody counted the drawer.") in said
    assert not [row for row in said if "Seal" in str(row)]


def test_a_copy_says_that_it_is_one(shop: Shop, closed: int) -> None:
    copy = rows(close_papers.of_day(shop, closed, is_copy=True))
    assert Band("Copy") in copy
    copy.remove(Band("Copy"))
    assert copy == rows(close_papers.of_day(shop, closed))


def test_a_hand_over_names_both_and_what_stays(shop: Shop, closed: int) -> None:
    said = rows(close_papers.of_hand_over(shop, 1))
    for row in (
        Band("Hand-over"), Pair("From", "小李"), Pair("To", "老板", is_strong=True),
        Total("Counted", "¥230.00"), Middle("The drawer is right", is_strong=True),
    ):  # fmt: skip
        assert row in said


@pytest.mark.parametrize(("language", "word"), [("zh_CN", "短款 ¥7.00"), ("zh_TW", "短少 ¥7.00")])
def test_over_and_short_in_the_words_of_the_trade(language: str, word: str) -> None:
    with texts.speaking(language):
        assert difference_text(Money(-700), CURRENCIES["CNY"]) == word


def test_tenders_of_the_slip_are_those_that_were_used(shop: Shop, closed: int) -> None:
    takings = dict(close_papers.of_day(shop, closed).figures.takings)
    assert takings == {Tender.CASH: Money(6200)}
