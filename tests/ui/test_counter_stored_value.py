"""Stored value at the counter: topped up by a key, seen on her card, paid with beside others."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Tender
from shopfans.services.sales import listing
from tests.services.stored_value import RULE, allow, has, top_up
from tests.ui.at_the_counter import counter, press, ring
from ui.counter.place import Counter

__all__ = ["counter"]

_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def rich(shop: Shop, cashier: Staff, mei: int) -> int:
    """She has 500 and 50."""
    allow(shop, replace(RULE, keeps_change=True))
    top_up(shop, cashier, mei, 500, "t")
    return mei


def test_she_tops_up_by_a_key_and_sees_what_it_brings(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int
) -> None:
    allow(shop)
    counter.guests.serve(mei)
    qtbot.keyClick(counter, Qt.Key.Key_U, _CTRL)
    page = counter.side.top_up
    assert counter.side.currentWidget() is page
    page.offers.button(Money(50_000)).click()
    assert page.amount.text() == "500.00"
    assert page.brings.text() == "Bonus ¥50.00  ·  ¥550.00 in all"
    press(qtbot, counter, Qt.Key.Key_F9)
    assert has(shop, mei) == (50_000, 5_000)
    assert "Topped up" in counter.last_sale.words.text()
    assert counter.side.currentWidget() is counter.member
    assert counter.member.stored.figure.text() == "¥550.00"
    assert listing.page_of_sales(shop) == []


def test_a_top_up_is_paid_in_two_ways_with_change(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int
) -> None:
    allow(shop)
    counter.guests.serve(mei)
    counter.pages.show_top_up()
    page = counter.side.top_up
    page.offers.button(Money(50_000)).click()
    qtbot.keyClick(counter, Qt.Key.Key_M, _CTRL)
    qtbot.keyClicks(page.pays.given, "300")
    press(qtbot, counter, Qt.Key.Key_F9)
    assert has(shop, mei) == (0, 0)
    qtbot.keyClicks(page.pays.given, "250")
    assert page.pays.change.whole() == "Change ¥50.00"
    press(qtbot, counter, Qt.Key.Key_F11)
    assert has(shop, mei) == (50_000, 5_000)
    with shop.reading():
        paid = shop.rows("SELECT tender, amount, received FROM prepayment_tender ORDER BY tender")
    assert paid == [("cash", 20_000, 25_000), ("wechat", 30_000, 30_000)]


def test_what_is_no_amount_is_said_beside_the_field(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int
) -> None:
    allow(shop)
    counter.guests.serve(mei)
    counter.pages.show_top_up()
    press(qtbot, counter, Qt.Key.Key_F11)
    assert counter.side.top_up.amount.error.text() == "The amount must be more than zero."
    assert has(shop, mei) == (0, 0)


def test_above_the_limit_she_is_warned_of(qtbot: QtBot, counter: Counter, rich: int) -> None:
    counter.guests.serve(rich)
    counter.pages.show_top_up()
    qtbot.keyClicks(counter.side.top_up.amount.edit, "4800")
    assert "¥5,000.00" in counter.side.top_up.warning.text()
    assert not counter.side.top_up.warning.isHidden()


def test_a_shop_that_takes_none_says_so(counter: Counter, mei: int) -> None:
    counter.guests.serve(mei)
    assert counter.member.stored.isHidden()
    counter.pages.show_top_up()
    assert "takes no top-ups" in counter.last_sale.words.text()
    assert counter.side.currentWidget() is counter.member


def test_a_wrong_top_up_is_taken_back_by_two_keys(
    qtbot: QtBot, counter: Counter, shop: Shop, rich: int
) -> None:
    counter.guests.serve(rich)
    counter.pages.show_top_up()
    press(qtbot, counter, Qt.Key.Key_F8)
    press(qtbot, counter, Qt.Key.Key_F8)
    assert "¥500.00" in counter.last_sale.words.text()
    assert has(shop, rich) != (0, 0)
    qtbot.waitUntil(lambda: counter.last_sale.hears_yes)
    press(qtbot, counter, Qt.Key.Key_F8)
    assert has(shop, rich) == (0, 0)
    assert "taken back" in counter.last_sale.words.text()


def test_one_key_pays_all_of_it_from_stored_value(
    qtbot: QtBot, counter: Counter, shop: Shop, rich: int
) -> None:
    counter.guests.serve(rich)
    ring(qtbot, counter, "120")
    assert "¥120.00" in counter.basket.paying.stored.text()
    qtbot.keyClick(counter, Qt.Key.Key_S, _CTRL)
    assert listing.page_of_sales(shop)[0].paid == Money(12_000)
    assert has(shop, rich) == (38_000, 5_000)


def test_much_of_it_goes_with_the_last_digits_of_her_number_alone(
    qtbot: QtBot, counter: Counter, shop: Shop, rich: int
) -> None:
    allow(shop, replace(RULE, unproven=Money(10_000)))
    counter.guests.serve(rich)
    ring(qtbot, counter, "100.01")
    sums = counter.basket.sums
    assert not sums.proof_row.isVisible()
    qtbot.keyClick(counter, Qt.Key.Key_S, _CTRL)
    assert listing.page_of_sales(shop) == []
    assert "More than ¥100.00 of stored value" in counter.basket.problem.text()
    assert QApplication.focusWidget() is sums.digits
    qtbot.keyClicks(sums.digits, "5678")
    qtbot.keyClick(counter, Qt.Key.Key_S, _CTRL)
    assert has(shop, rich) == (39_999, 5_000)
    assert not sums.proof_row.isVisible()


def test_as_much_as_she_has_and_the_rest_in_cash(
    qtbot: QtBot, counter: Counter, shop: Shop, rich: int
) -> None:
    counter.guests.serve(rich)
    ring(qtbot, counter, "600")
    counter.basket.paying.stored.click()
    assert counter.till.rest() == Money(5_000)
    assert listing.page_of_sales(shop) == []
    press(qtbot, counter, Qt.Key.Key_F11)
    assert has(shop, rich) == (0, 0)
    assert listing.page_of_sales(shop)[0].paid == Money(60_000)


def test_a_part_is_not_paid_after_all(
    qtbot: QtBot, counter: Counter, shop: Shop, rich: int
) -> None:
    counter.guests.serve(rich)
    ring(qtbot, counter, "600")
    counter.basket.paying.stored.click()
    counter.basket.paying.parts[Tender.STORED_VALUE].click()
    assert counter.till.rest() == Money(60_000)


def test_another_guest_pays_nothing_from_hers(qtbot: QtBot, counter: Counter, rich: int) -> None:
    counter.guests.serve(rich)
    ring(qtbot, counter, "600")
    counter.basket.paying.stored.click()
    counter.till.basket.leave_guest()
    counter.checkout.show()
    assert counter.till.rest() == Money(60_000)
    assert counter.basket.paying.stored.isHidden()


def test_who_has_none_is_told(qtbot: QtBot, counter: Counter, mei: int) -> None:
    counter.guests.serve(mei)
    ring(qtbot, counter, "6")
    qtbot.keyClick(counter, Qt.Key.Key_S, _CTRL)
    assert "of stored value" in counter.basket.problem.text()


def test_change_is_kept_by_a_key(qtbot: QtBot, counter: Counter, shop: Shop, rich: int) -> None:
    counter.guests.serve(rich)
    ring(qtbot, counter, "18.50")
    counter.basket.paying.open_given()
    qtbot.keyClicks(counter.basket.paying.given, "20")
    qtbot.keyClick(counter, Qt.Key.Key_J, _CTRL)
    press(qtbot, counter, Qt.Key.Key_F11)
    assert has(shop, rich) == (50_150, 5_000)
    assert "Change" not in counter.last_sale.words.text()


def test_the_statement_has_both_apart(counter: Counter, rich: int) -> None:
    counter.guests.serve(rich)
    counter.pages.show_value()
    page = counter.side.value
    row = [page.model.index(0, column).data() for column in range(7)]
    assert row[1:] == ["Top-up", "", "+500.00", "+50.00", "550.00", "小李"]
    assert page.balance.text() == "¥550.00"
