"""A sale at the counter as a cashier makes it: keys, fields, and what the screen says."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Tender
from shopfans.services.goods import pricing
from shopfans.services.members import finding
from shopfans.services.sales import listing
from tests.services.test_selling import sell
from tests.ui.at_the_counter import counter, press, ring
from ui.counter.place import Counter

__all__ = ["counter"]


def test_a_regular_in_a_few_keys(qtbot: QtBot, counter: Counter, shop: Shop, mei: int) -> None:
    qtbot.keyClicks(counter.finder, "5678")
    qtbot.keyClick(counter.finder, Qt.Key.Key_Return)
    assert counter.member.name.whole() == "王小美"
    assert counter.member.contact.whole().startswith("138****5678")
    ring(qtbot, counter, "32")
    assert counter.basket.earns.text() == "earns 32 points"
    counter.basket.pays[next(iter(counter.basket.pays))].click()
    assert "¥32.00" in counter.last_sale.words.text()
    assert "32 points earned" in counter.last_sale.words.text()
    assert finding.card(shop, mei).points == 32


def test_after_a_sale_nothing_of_the_guest_is_left(
    qtbot: QtBot, counter: Counter, mei: int
) -> None:
    counter.guests.serve(mei)
    ring(qtbot, counter, "32")
    counter.basket.pays[next(iter(counter.basket.pays))].click()
    assert counter.till.basket.guest is None
    assert counter.till.basket.lines == []
    assert counter.finder.text() == ""
    assert counter.member.name.whole() == ""
    assert counter.side.currentWidget() is counter.idle
    assert "王小美" not in counter.last_sale.words.text()


def test_an_amount_still_in_the_field_is_paid_too(
    qtbot: QtBot, counter: Counter, shop: Shop
) -> None:
    counter.basket.amount.edit.insert("１８．５")  # Qt's test keyboard has no full-width keys
    counter.basket.pays[next(iter(counter.basket.pays))].click()
    assert listing.page_of_sales(shop)[0].paid == Money(1850)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("0", "The amount must be more than zero."),
        ("-5", "The amount must be more than zero."),
        ("1e9", "This is not an amount. Type it like 12.50."),
        ("1000000000", "No amount may be larger than ¥10,000,000.00."),
        ("1.234", "No more than 2 decimals."),
        ("abc", "This is not an amount. Type it like 12.50."),
    ],
)
def test_a_wrong_amount_is_refused_beside_the_field(
    qtbot: QtBot, counter: Counter, typed: str, words: str
) -> None:
    ring(qtbot, counter, typed)
    assert counter.basket.amount.error.text() == words
    assert counter.basket.amount.error.isVisible()
    assert counter.till.basket.lines == []


def test_paying_nothing_asks_for_an_amount(counter: Counter, shop: Shop) -> None:
    counter.basket.pays[next(iter(counter.basket.pays))].click()
    assert counter.basket.amount.error.text() == "Enter an amount or choose goods first."
    assert listing.page_of_sales(shop) == []


def test_goods_are_sold_from_the_list(
    qtbot: QtBot, counter: Counter, shop: Shop, owner: Staff
) -> None:
    pricing.add_good(
        shop, by=owner, name="芒果布丁", category="甜品", price=Money(1800), request="g"
    )
    good = pricing.goods(shop)[0]
    counter.goods.picked.emit(good)
    counter.goods.picked.emit(good)
    assert counter.basket.lines.index(0, 2).data() == "× 2"
    assert counter.basket.due.text() == "¥36.00"
    counter.basket.fewer.click()
    counter.basket.drop.click()
    assert counter.till.basket.lines == []


def test_voiding_asks_once_more(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, mei: int
) -> None:
    sell(shop, cashier, 20, "s1", member=mei)
    press(qtbot, counter, Qt.Key.Key_F8)
    assert "Void sale No. 1 of 10:00, ¥20.00?" in counter.last_sale.words.text()
    press(qtbot, counter, Qt.Key.Key_Escape)
    assert finding.card(shop, mei).points == 20
    press(qtbot, counter, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: counter.last_sale.hears_yes)
    press(qtbot, counter, Qt.Key.Key_F8)
    assert "Sale No. 1 is voided" in counter.last_sale.words.text()
    assert finding.card(shop, mei).points == 0


def test_money_that_is_received_is_given_back_only_when_esc_comes_twice(
    qtbot: QtBot, counter: Counter
) -> None:
    part_of_a_sale(qtbot, counter)
    press(qtbot, counter, Qt.Key.Key_Escape)
    said = "¥6.00 is received already. Once more, and it goes back to the guest."
    assert counter.basket.paying.given_wrong.text() == said
    assert counter.till.basket.parts == {Tender.CASH: Money(600)}
    press(qtbot, counter, Qt.Key.Key_Escape)
    assert counter.till.basket.lines == []
    assert not counter.basket.paying.given_wrong.isVisible()


def test_money_that_is_received_is_put_aside_with_the_basket(
    qtbot: QtBot, counter: Counter, shop: Shop
) -> None:
    part_of_a_sale(qtbot, counter)
    counter.park()
    assert counter.till.basket.parts == {}
    [parked] = counter.parked.rows
    counter.take_up(parked.id)
    assert counter.till.rest() == Money(1_200)
    press(qtbot, counter, Qt.Key.Key_F9)
    assert listing.page_of_sales(shop)[0].paid == Money(1_800)


def part_of_a_sale(qtbot: QtBot, counter: Counter) -> None:
    """18.00, and 6.00 of it in cash."""
    ring(qtbot, counter, "18")
    counter.open_given()
    qtbot.keyClicks(counter.basket.paying.given, "6")
    press(qtbot, counter, Qt.Key.Key_F11)


def test_a_held_key_does_a_thing_once(counter: Counter) -> None:
    keys = counter.findChildren(QShortcut)
    assert len(keys) >= 12
    assert not any(key.autoRepeat() for key in keys)


def test_a_click_leaves_the_focus_where_digits_belong(
    qtbot: QtBot, counter: Counter, shop: Shop, owner: Staff, mei: int
) -> None:
    pricing.add_good(
        shop, by=owner, name="芒果布丁", category="甜品", price=Money(1800), request="g"
    )
    good = counter.goods.findChild(QPushButton, "good")
    counter.basket.amount.setFocus()
    qtbot.mouseClick(good, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is counter.basket.amount.edit
    counter.guests.serve(mei)
    counter.finder.setFocus()
    counter.member.coupon_pressed.emit(finding.card(shop, mei).coupons[0])
    assert QApplication.focusWidget() is counter.basket.amount.edit


def test_the_sum_counts_what_is_being_typed(qtbot: QtBot, counter: Counter, mei: int) -> None:
    counter.guests.serve(mei)
    ring(qtbot, counter, "10")
    qtbot.keyClicks(counter.basket.amount.edit, "6.5")
    assert counter.basket.due.text() == "¥16.50"
    assert counter.basket.earns.text() == "earns 16 points"
    qtbot.keyClicks(counter.basket.amount.edit, "x")
    assert counter.basket.due.text() == "¥10.00"


def test_quantities_change_by_keys(qtbot: QtBot, counter: Counter) -> None:
    ring(qtbot, counter, "8")
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(counter, Qt.Key.Key_Plus, ctrl)
    assert counter.basket.due.text() == "¥16.00"
    qtbot.keyClick(counter, Qt.Key.Key_Minus, ctrl)
    qtbot.keyClick(counter, Qt.Key.Key_Delete, ctrl)
    assert counter.till.basket.lines == []


def test_an_amount_typed_into_the_find_box_is_rung(qtbot: QtBot, counter: Counter) -> None:
    qtbot.keyClicks(counter.finder, "25.5")
    qtbot.keyClick(counter.finder, Qt.Key.Key_Return)
    assert counter.basket.due.text() == "¥25.50"
    assert QApplication.focusWidget() is counter.basket.amount.edit


def test_a_sale_by_touch_alone(qtbot: QtBot, counter: Counter, shop: Shop) -> None:
    counter.basket.touch.click()
    qtbot.mouseClick(counter.basket.amount.edit, Qt.MouseButton.LeftButton)
    for name in ("1", "8", "5", "⌫", ".", "5"):
        qtbot.mouseClick(counter.pad.keys[name], Qt.MouseButton.LeftButton)
    assert counter.basket.due.text() == "¥18.50"
    qtbot.mouseClick(counter.pad.keys["↵"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(next(iter(counter.basket.pays.values())), Qt.MouseButton.LeftButton)
    assert listing.page_of_sales(shop)[0].paid == Money(1850)
