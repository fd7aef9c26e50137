"""Session cards at the counter: sold by a key, used by a key, a wrong click taken back."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Tender
from shopfans.services.prepaid import prepaid_papers
from shopfans.services.sales import listing
from shopfans.services.sessions import held
from tests.services.session_cards import BUNDLE, TEN_FACIALS, offer, sell, use
from tests.ui.at_the_counter import counter, press, ring
from ui.counter.place import Counter

__all__ = ["counter"]

_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def kind(shop: Shop) -> int:
    return offer(shop)


def test_a_card_is_sold_by_two_keys(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int, kind: int
) -> None:
    offer(shop, BUNDLE)
    counter.guests.serve(mei)
    qtbot.keyClick(counter, Qt.Key.Key_N, _CTRL)
    page = counter.side.sell_card
    assert counter.side.currentWidget() is page
    assert page.words.text() == "面部护理 ×10  ·  for herself"
    qtbot.keyClick(page.list, Qt.Key.Key_2)
    assert page.words.text() == "面部护理 ×3  ·  肩颈按摩 ×7  ·  for herself"
    qtbot.keyClick(page.list, Qt.Key.Key_1)
    press(qtbot, counter, Qt.Key.Key_F9)
    [card] = held.cards(shop, mei)
    assert (card.paid, card.left) == (Money(98_000), 10)
    assert "Sold" in counter.last_sale.words.text()
    assert "王小美" not in counter.last_sale.words.text()
    assert counter.side.currentWidget() is counter.member
    assert counter.member.sessions.whole() == "面部护理 10   Ctrl+O"
    assert listing.page_of_sales(shop) == []


def test_the_keys_of_paying_stand_only_where_they_pay(
    qtbot: QtBot, counter: Counter, mei: int, kind: int
) -> None:
    basket, page = counter.basket.pays[Tender.WECHAT], counter.side.sell_card
    counter.guests.serve(mei)
    ring(qtbot, counter, "12")
    assert (basket.text(), basket.property("first")) == ("WeChat\nF9", True)
    counter.pages.show_sell_card()
    counter.retranslate()
    assert (basket.text(), basket.property("first")) == ("WeChat", False)
    assert page.pays.pays[Tender.WECHAT].text() == "WeChat\nF9"
    press(qtbot, counter, Qt.Key.Key_Escape)
    assert (basket.text(), basket.property("first")) == ("WeChat\nF9", True)


def test_enter_pays_by_the_first_way(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int, kind: int
) -> None:
    counter.guests.serve(mei)
    counter.pages.show_sell_card()
    qtbot.keyClick(counter.side.sell_card.list, Qt.Key.Key_Return)
    assert len(held.cards(shop, mei)) == 1


def test_some_in_cash_and_the_rest_by_phone_pay_one_card(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int, kind: int
) -> None:
    counter.guests.serve(mei)
    qtbot.keyClick(counter, Qt.Key.Key_N, _CTRL)
    pays = counter.side.sell_card.pays
    qtbot.keyClick(counter, Qt.Key.Key_M, _CTRL)
    qtbot.waitUntil(pays.given.hasFocus)
    qtbot.keyClicks(pays.given, "500")
    assert pays.change.whole() == "¥480.00 still to pay"
    press(qtbot, counter, Qt.Key.Key_F11)
    assert pays.parts[Tender.CASH].text() == "Cash ¥500.00"
    assert pays.change.whole() == "¥480.00 still to pay"
    assert held.cards(shop, mei) == []
    press(qtbot, counter, Qt.Key.Key_F9)
    [card] = held.cards(shop, mei)
    assert "Cash + WeChat" in counter.last_sale.words.text()
    assert tenders(shop) == [("cash", 50_000, 50_000), ("wechat", 48_000, 48_000)]
    slip = [str(line) for line in prepaid_papers.paper(shop, card.prepayment).payments]
    assert len(slip) == 2
    counter.pages.show_sell_card()
    assert not pays.parts_row.isVisible()
    counter.side.sell_card.void.click()
    press(qtbot, counter, Qt.Key.Key_F8)
    assert tenders(shop)[2:] == [("cash", -50_000, -50_000), ("wechat", -48_000, -48_000)]


def test_a_part_is_taken_back_and_only_cash_gives_change(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int, kind: int
) -> None:
    counter.guests.serve(mei)
    counter.pages.show_sell_card()
    pays = counter.side.sell_card.pays
    pays.given.setText("80")
    press(qtbot, counter, Qt.Key.Key_F9)
    pays.parts[Tender.WECHAT].click()
    pays.given.setText("1000")
    press(qtbot, counter, Qt.Key.Key_F9)
    assert pays.given_wrong.text() == "Only cash gives change: ¥980.00 is left to pay."
    press(qtbot, counter, Qt.Key.Key_F11)
    assert "Change ¥20.00" in counter.last_sale.words.text()
    assert tenders(shop) == [("cash", 98_000, 100_000)]


def test_who_paid_a_part_and_takes_a_cheaper_card_is_told_how_much_is_too_much(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int, kind: int
) -> None:
    offer(shop, TEN_FACIALS._replace(name="两次面部护理", price=Money(20_000)))
    counter.guests.serve(mei)
    counter.pages.show_sell_card()
    page = counter.side.sell_card
    pays = page.pays
    page.list.selectRow(1)
    pays.given.setText("500")
    press(qtbot, counter, Qt.Key.Key_F11)
    page.list.selectRow(0)
    too_much = "¥300.00 too much is paid: take a part of it back."
    assert (pays.change.whole(), pays.given_wrong.text()) == ("", too_much)
    press(qtbot, counter, Qt.Key.Key_F11)
    assert pays.given_wrong.text() == too_much
    assert held.cards(shop, mei) == []
    pays.parts[Tender.CASH].click()
    assert not pays.given_wrong.isVisible()
    press(qtbot, counter, Qt.Key.Key_F11)
    assert tenders(shop) == [("cash", 20_000, 20_000)]


def tenders(shop: Shop) -> list[tuple[str, int, int]]:
    """What came in ahead, and what was handed over for it."""
    with shop.reading():
        query = "SELECT tender, amount, received FROM prepayment_tender ORDER BY prepayment_id"
        return [(tender, fen, handed) for tender, fen, handed in shop.rows(query)]


def test_nobody_without_a_name_buys_one(qtbot: QtBot, counter: Counter, kind: int) -> None:
    qtbot.keyClick(counter, Qt.Key.Key_N, _CTRL)
    assert "Find the member first" in counter.last_sale.words.text()
    assert counter.side.currentWidget() is counter.idle


def test_where_nothing_is_on_sale_it_says_who_adds_it(counter: Counter, mei: int) -> None:
    counter.guests.serve(mei)
    counter.pages.show_sell_card()
    assert "The owner adds session cards" in counter.last_sale.words.text()
    assert counter.side.currentWidget() is counter.member
    assert counter.basket.amount.edit.hasFocus()


def test_a_card_of_today_is_taken_back_by_two_keys(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, mei: int, kind: int
) -> None:
    sell(shop, cashier, mei, kind)
    counter.guests.serve(mei)
    counter.pages.show_sell_card()
    counter.side.sell_card.void.click()
    assert "¥980.00" in counter.last_sale.words.text()
    press(qtbot, counter, Qt.Key.Key_F8)
    assert held.cards(shop, mei) == []
    assert "¥980.00 goes back" in counter.last_sale.words.text()
    assert counter.member.sessions.isHidden()


def test_a_session_is_taken_off_by_a_key_and_enter_with_a_note(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, owner: Staff, mei: int, kind: int
) -> None:
    sell(shop, cashier, mei, kind)
    counter.guests.serve(mei)
    qtbot.keyClick(counter, Qt.Key.Key_O, _CTRL)
    page = counter.side.use_session
    assert page.note.edit.hasFocus()
    qtbot.keyClicks(page.note.edit, "left cheek")
    page.staff.setCurrentIndex(page.staff.findData(owner.id))
    qtbot.keyClick(page.note.edit, Qt.Key.Key_Return)
    [row] = held.uses(shop, mei)
    assert (row.note, row.staff, row.sessions) == ("left cheek", owner.name, 1)
    assert counter.member.sessions.whole() == "面部护理 9   Ctrl+O"
    assert "Taken off the card" in counter.last_sale.words.text()


def test_the_arrows_choose_the_service_while_one_types(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, mei: int
) -> None:
    sell(shop, cashier, mei, offer(shop, BUNDLE))
    counter.guests.serve(mei)
    counter.pages.show_use_session()
    page = counter.side.use_session
    qtbot.keyClick(page.note.edit, Qt.Key.Key_Down)
    qtbot.keyClicks(page.count.edit, "2")
    qtbot.keyClick(page.count.edit, Qt.Key.Key_Return)
    assert [part.stands.left for part in held.cards(shop, mei)[0].parts] == [3, 5]


def test_more_than_is_left_is_said_beside_the_field(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, mei: int, kind: int
) -> None:
    sell(shop, cashier, mei, kind)
    counter.guests.serve(mei)
    counter.pages.show_use_session()
    page = counter.side.use_session
    for typed, said in (("11", "Only 10 are left on the card."), ("x", "not a whole number")):
        page.count.edit.setText(typed)
        page.take.click()
        assert said in page.problem.text()
    assert held.uses(shop, mei) == []


def test_a_wrong_click_comes_back_by_a_key(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, mei: int, kind: int
) -> None:
    _sold, card = sell(shop, cashier, mei, kind)
    use(shop, cashier, card)
    counter.guests.serve(mei)
    counter.pages.show_use_session()
    press(qtbot, counter, Qt.Key.Key_F8)
    assert held.cards(shop, mei)[0].left == 10
    assert "Put back on the card" in counter.last_sale.words.text()


def test_where_no_session_is_left_it_says_so_and_the_next_digits_are_an_amount(
    qtbot: QtBot, counter: Counter, mei: int, kind: int
) -> None:
    counter.guests.serve(mei)
    qtbot.keyClick(counter, Qt.Key.Key_O, _CTRL)
    said = "No sessions left  ·  Sell her a card: Ctrl+N."
    assert counter.last_sale.words.text() == said
    assert counter.side.currentWidget() is counter.member
    assert counter.basket.amount.edit.hasFocus()


def test_the_last_session_comes_back_though_none_is_left(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, mei: int, kind: int
) -> None:
    _sold, card = sell(shop, cashier, mei, kind)
    use(shop, cashier, card, sessions=10)
    counter.guests.serve(mei)
    qtbot.keyClick(counter, Qt.Key.Key_O, _CTRL)
    page = counter.side.use_session
    assert page.listing.currentWidget() is page.listing.empty
    assert not page.take.isVisible()
    assert counter.basket.amount.edit.hasFocus()
    press(qtbot, counter, Qt.Key.Key_F8)
    assert held.cards(shop, mei)[0].left == 10


def test_the_last_guests_sale_is_not_voided_in_place_of_what_was_done_since(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, mei: int, kind: int
) -> None:
    sell(shop, cashier, mei, kind)
    ring(qtbot, counter, "32")
    press(qtbot, counter, Qt.Key.Key_F9)
    counter.guests.serve(mei)
    counter.pages.show_use_session()
    page = counter.side.use_session
    page.take.click()
    assert held.cards(shop, mei)[0].left == 9
    press(qtbot, counter, Qt.Key.Key_F8)
    assert not counter.last_sale.is_asking
    assert counter.side.currentWidget() is page
    assert page.undo.isVisible()
    press(qtbot, counter, Qt.Key.Key_F8)  # the same key hit twice
    assert held.cards(shop, mei)[0].left == 9
    qtbot.waitUntil(lambda: counter.last_sale.hears_yes)
    press(qtbot, counter, Qt.Key.Key_F8)
    assert held.cards(shop, mei)[0].left == 10

    qtbot.waitUntil(lambda: counter.last_sale.hears_yes)
    press(qtbot, counter, Qt.Key.Key_F8)  # nothing of hers is left to take back
    assert counter.last_sale.is_asking
    assert "¥32.00" in counter.last_sale.words.text()


def test_what_is_chosen_is_seen_also_when_its_words_take_the_room(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int
) -> None:
    for number in range(9):
        offer(shop, TEN_FACIALS._replace(name=f"card {number}"))
    counter.window().resize(1280, 800)
    counter.guests.serve(mei)
    counter.pages.show_sell_card()
    page = counter.side.sell_card
    page.list.selectRow(8)
    page.list.scrollTo(page.list.currentIndex())
    before = page.list.viewport().height()
    page.pays.given.setText("500")
    press(qtbot, counter, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: page.list.viewport().height() < before)
    assert page.list.viewport().rect().contains(page.list.visualRect(page.list.currentIndex()))
