"""Where the hands are at the counter: a scan in between, a key that a field would like too, a key
hit twice."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.services.goods import pricing
from shopfans.services.sales import listing
from tests.services.stored_value import allow, has
from tests.services.test_selling import sell
from tests.ui.showing import focus
from ui.counter.place import Counter
from ui.workspace import Workspace

GTIN = "6901234567892"
_CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_scan_that_is_refused_takes_nobody_out_of_the_form(
    qtbot: QtBot, workspace: Workspace, counter: Counter
) -> None:
    qtbot.keyClick(focus(), Qt.Key.Key_F6)
    qtbot.keyClicks(focus(), "139")
    workspace.scanned("6900000000007")
    qtbot.keyClicks(focus(), "0000")
    assert counter.form.phone.text() == "1390000"
    assert not counter.find_problem.isHidden()


def test_a_good_scanned_meanwhile_lies_in_the_basket_and_the_typing_goes_on(
    qtbot: QtBot, workspace: Workspace, counter: Counter, shop: Shop, owner: Staff, mei: int
) -> None:
    pricing.add_good(
        shop, by=owner, name="绿茶", category="茶", price=Money(1_200), barcode=GTIN, request="g"
    )
    allow(shop)
    counter.guests.serve(mei)
    counter.pages.show_top_up()
    qtbot.keyClicks(focus(), "20")
    workspace.scanned(GTIN)
    qtbot.keyClicks(focus(), "0")
    assert counter.side.top_up.amount.text() == "200"
    assert [line.name for line in counter.till.basket.lines] == ["绿茶"]


@pytest.mark.parametrize("key", [Qt.Key.Key_U, Qt.Key.Key_E])
def test_a_key_by_which_linux_edits_a_line_is_the_counters(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int, key: Qt.Key
) -> None:
    allow(shop)
    counter.guests.serve(mei)
    qtbot.keyClicks(focus(), "20")
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    qtbot.keyClick(focus(), key, _CTRL)
    opened = {Qt.Key.Key_U: counter.side.top_up, Qt.Key.Key_E: counter.basket.editor}[key]
    assert opened.isVisible()


@pytest.mark.parametrize("field", ["points", "digits"])
def test_enter_leads_from_what_is_taken_off_back_to_the_amount(
    qtbot: QtBot, counter: Counter, field: str
) -> None:
    qtbot.keyClick(getattr(counter.basket.sums, field), Qt.Key.Key_Return)
    assert focus() is counter.basket.amount.edit


def test_a_key_hit_twice_for_a_top_up_does_not_sell_the_basket_too(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int
) -> None:
    allow(shop)
    counter.guests.serve(mei)
    counter.checkout.take_amount("32")
    counter.pages.show_top_up()
    qtbot.keyClicks(focus(), "200")
    qtbot.keyClick(focus(), Qt.Key.Key_F9)
    qtbot.keyClick(focus(), Qt.Key.Key_F9)
    assert has(shop, mei) == (20_000, 0)
    assert listing.page_of_sales(shop) == []
    assert "Topped up" in counter.last_sale.words.text()
    qtbot.waitUntil(lambda: counter.hears_pay_keys)
    qtbot.keyClick(focus(), Qt.Key.Key_F9)
    assert [sale.paid for sale in listing.page_of_sales(shop)] == [Money(3_200)]


def test_what_was_said_about_a_scan_goes_with_the_next_thing_that_is_done(
    qtbot: QtBot, workspace: Workspace, counter: Counter, shop: Shop, mei: int
) -> None:
    allow(shop)
    counter.guests.serve(mei)
    counter.pages.show_top_up()
    qtbot.keyClicks(focus(), "200")
    workspace.scanned("6900000000007")
    qtbot.keyClick(focus(), Qt.Key.Key_F9)
    assert counter.find_problem.isHidden()


def test_a_key_hit_twice_voids_nothing_before_its_question_is_read(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff
) -> None:
    sell(shop, cashier, 20, "s")
    qtbot.keyClick(focus(), Qt.Key.Key_F8)
    qtbot.keyClick(focus(), Qt.Key.Key_F8)
    assert counter.last_sale.is_asking
    assert len(listing.page_of_sales(shop)) == 1
    qtbot.waitUntil(lambda: counter.last_sale.hears_yes)
    qtbot.keyClick(focus(), Qt.Key.Key_F8)
    assert len(listing.page_of_sales(shop)) == 2


def test_a_pay_key_hit_twice_leaves_the_hands_where_the_next_guest_is_found(
    qtbot: QtBot, counter: Counter, shop: Shop
) -> None:
    counter.checkout.take_amount("32")
    qtbot.keyClick(focus(), Qt.Key.Key_F9)
    qtbot.keyClick(focus(), Qt.Key.Key_F9)
    assert focus() is counter.finder
    assert counter.basket.amount.error.isHidden()
    qtbot.keyClick(focus(), Qt.Key.Key_F3)
    qtbot.keyClicks(focus(), "20")
    qtbot.keyClick(focus(), Qt.Key.Key_F9)
    assert len(listing.page_of_sales(shop)) == 2


def test_what_was_wrong_with_the_amount_goes_with_the_next_thing_that_is_asked(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff
) -> None:
    sell(shop, cashier, 20, "s")
    qtbot.keyClick(focus(), Qt.Key.Key_F9)
    assert counter.basket.amount.error.isVisible()
    qtbot.keyClick(focus(), Qt.Key.Key_F8)
    assert counter.basket.amount.error.isHidden()


def test_a_refund_whose_key_is_hit_twice_is_told_and_nothing_else_is_asked(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff
) -> None:
    counter.pages.show_sale(sell(shop, cashier, 10, "a").sale)
    counter.pages.take_all()
    for _hit in range(2):
        qtbot.keyClick(counter, Qt.Key.Key_F8)
    assert counter.last_sale.words.text().startswith("Refund No.")
    assert not counter.last_sale.is_asking


def test_a_yes_that_is_hit_twice_asks_nothing_further(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff
) -> None:
    for request in ("a", "b"):
        sell(shop, cashier, 10, request)
    qtbot.keyClick(counter, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: counter.last_sale.hears_yes)
    for _hit in range(2):
        qtbot.keyClick(counter, Qt.Key.Key_F8)
    assert counter.last_sale.words.text().startswith("Sale No. 2 is voided")
    assert not counter.last_sale.is_asking
