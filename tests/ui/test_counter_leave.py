"""The owner's leave at the counter: asked for in place, good for one act, kept in the books."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.services.sales import listing
from tests.conftest import OWNER_PIN
from tests.services.test_selling import sell
from tests.ui.approving import allow
from tests.ui.showing import shown
from ui.counter.place import Counter
from ui.desk import Desk

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def counter(qtbot: QtBot, desk: Desk, cashier: Staff) -> Counter:
    desk.by = cashier
    return shown(qtbot, Counter(desk))


def kept(shop: Shop) -> list[tuple[str, str]]:
    with shop.reading():
        return [(right, why) for right, why in shop.rows('SELECT "right", reason FROM approval')]


def test_a_large_refund_asks_for_the_owner_and_then_is_done(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff
) -> None:
    sale = sell(shop, cashier, 260, "sale").sale
    counter.pages.show_sale(sale)
    qtbot.keyClick(counter, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(counter, Qt.Key.Key_F8)
    assert counter.approval.isVisible()
    assert counter.approval.words.text() == (
        "Give back more than ¥200.00 for a sale: this needs the owner"
    )
    allow(qtbot, counter.approval, OWNER_PIN, "wrong cake")
    assert counter.approval.isHidden()
    assert [row.paid.fen for row in listing.page_of_sales(shop)] == [-26000, 26000]
    assert kept(shop) == [("refund_much", "wrong cake")]


def void(qtbot: QtBot, counter: Counter) -> None:
    """The last sale, and yes to the question."""
    qtbot.keyClick(counter, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: counter.last_sale.hears_yes)
    qtbot.keyClick(counter, Qt.Key.Key_F8)


def test_a_wrong_pin_is_said_beside_it_and_esc_leaves_all_as_it_was(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff
) -> None:
    sell(shop, cashier, 260, "sale")
    void(qtbot, counter)
    allow(qtbot, counter.approval, "7391", "no")
    assert counter.approval.problem.text() == "The PIN is wrong."
    assert QApplication.focusWidget() is counter.approval.pin.edit
    assert counter.approval.pin.text() == ""
    qtbot.keyClick(counter, Qt.Key.Key_Escape)
    assert counter.approval.isHidden()
    assert QApplication.focusWidget() is counter.finder
    assert len(listing.page_of_sales(shop)) == 1


def test_a_large_void_is_done_with_the_owners_leave(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff
) -> None:
    sell(shop, cashier, 260, "sale")
    void(qtbot, counter)
    allow(qtbot, counter.approval, OWNER_PIN, "rung twice")
    assert "Sale No. 1 is voided" in counter.last_sale.words.text()
    assert kept(shop) == [("refund_much", "rung twice")]


def change_price(qtbot: QtBot, counter: Counter, off: str) -> None:
    qtbot.keyClicks(counter.basket.amount.edit, "100")
    qtbot.keyClick(counter.basket.amount.edit, Qt.Key.Key_Return)
    qtbot.keyClick(counter, Qt.Key.Key_E, CTRL)
    editor = counter.basket.editor
    qtbot.keyClicks(editor.off.edit, off)
    qtbot.keyClicks(editor.reason.edit, "dent")
    qtbot.keyClick(editor.reason.edit, Qt.Key.Key_Return)


def test_a_price_of_ones_own_asks_at_once_and_is_sold_with_leave(
    qtbot: QtBot, counter: Counter, shop: Shop
) -> None:
    change_price(qtbot, counter, "40")
    assert "more than 20% below" in counter.approval.words.text()
    allow(qtbot, counter.approval, OWNER_PIN, "dent in the box")
    assert QApplication.focusWidget() is counter.basket.amount.edit
    qtbot.keyClick(counter, Qt.Key.Key_F9)
    assert listing.page_of_sales(shop)[0].paid.fen == 6000
    assert kept(shop) == [("discount_much", "dent in the box")]


def test_without_leave_it_is_asked_again_when_paid(
    qtbot: QtBot, counter: Counter, shop: Shop
) -> None:
    change_price(qtbot, counter, "10")
    qtbot.keyClick(counter, Qt.Key.Key_Escape)
    qtbot.keyClick(counter, Qt.Key.Key_F9)
    assert counter.approval.isVisible()
    assert listing.page_of_sales(shop) == []
    allow(qtbot, counter.approval, OWNER_PIN, "regular")
    assert listing.page_of_sales(shop)[0].paid.fen == 9000


def test_the_leave_goes_with_the_guest(qtbot: QtBot, counter: Counter, shop: Shop) -> None:
    change_price(qtbot, counter, "40")
    allow(qtbot, counter.approval, OWNER_PIN, "dent")
    qtbot.keyClick(counter, Qt.Key.Key_F9)
    change_price(qtbot, counter, "40")
    assert counter.approval.isVisible()


def test_the_owner_is_asked_for_the_reason_alone(
    qtbot: QtBot, desk: Desk, shop: Shop, cashier: Staff
) -> None:
    sell(shop, cashier, 260, "sale")
    counter = shown(qtbot, Counter(desk))
    void(qtbot, counter)
    assert counter.approval.pin.isHidden()
    reason = counter.approval.reason.edit
    assert QApplication.focusWidget() is reason
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    assert counter.approval.problem.text() == "Say why."
    qtbot.keyClicks(reason, "rung twice")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    assert kept(shop) == [("refund_much", "rung twice")]
