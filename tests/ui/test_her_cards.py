"""Her session cards on one page: each use, passed on, given back by the owner's leave."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.services.sessions import held
from tests.conftest import OWNER_PIN, join
from tests.services.member_lists import brought
from tests.services.session_cards import TEN_FACIALS, again, offer, sell, use
from tests.ui.at_the_counter import counter
from ui.counter.place import Counter
from ui.desk import Desk
from ui.members.her_cards import HerCards
from ui.members.place import Members

__all__ = ["counter"]


@pytest.fixture
def page(counter: Counter, desk: Desk, cashier: Staff, mei: int) -> HerCards:
    """The cashier stands at the counter with her."""
    desk.by = cashier
    counter.guests.serve(mei)
    counter.pages.show_her_cards()
    return counter.side.her_cards


def test_each_use_stands_with_who_and_what_to_mind(
    page: HerCards, shop: Shop, cashier: Staff, mei: int
) -> None:
    _sold, card = sell(shop, cashier, mei, offer(shop))
    use(shop, cashier, card, note="left cheek")
    page.refresh()
    assert page.cards.index(0, 1).data() == "面部护理 9"
    assert page.cards.index(0, 4).data() == "¥882.00"
    assert [page.uses.index(0, n).data() for n in (1, 2, 3, 4)] == [
        "面部护理", "1", cashier.name, "left cheek",
    ]  # fmt: skip


def test_nobody_knows_when_sessions_of_the_program_before_were_sold(
    page: HerCards, shop: Shop, owner: Staff, cashier: Staff, mei: int, tmp_path: Path
) -> None:
    sell(shop, cashier, mei, offer(shop))
    text = "phone,name,session card,sessions left\n13812345678,王小美,十次面部护理,3\n"
    brought(shop, owner, tmp_path, text)
    page.refresh()
    assert [page.cards.index(row, 2).data() for row in (0, 1)] == ["2026-03-10", "Brought in"]


def test_a_shared_card_is_passed_on_by_a_phone_number(
    qtbot: QtBot, page: HerCards, shop: Shop, cashier: Staff, mei: int
) -> None:
    lan = join(shop, cashier, "兰兰", "13900000000")
    sell(shop, cashier, mei, offer(shop, TEN_FACIALS._replace(is_shared=True)))
    page.refresh()
    qtbot.keyClicks(page.to.edit, "13911111111")
    qtbot.keyClick(page.to.edit, Qt.Key.Key_Return)
    assert page.problem.text() != ""
    page.to.edit.setText("139 0000 0000")
    page.transfer.click()
    assert [card.left for card in held.cards(shop, lan)] == [10]
    assert held.cards(shop, mei) == []


def test_a_card_is_given_back_by_the_owners_pin_and_for_a_reason(
    qtbot: QtBot, page: HerCards, shop: Shop, cashier: Staff, mei: int
) -> None:
    _sold, card = sell(shop, cashier, mei, offer(shop))
    use(shop, cashier, card)
    page.refresh()
    assert page.give_back.text() == "Give back ¥882.00…"
    page.give_back.click()
    assert not page.approval.isHidden()
    page.approval.pin.edit.setText(OWNER_PIN)
    page.approval.reason.edit.setText("she moves away")
    page.approval.go.click()
    assert again(shop, card).left == 0
    assert "¥882.00" in page.told.text()
    assert not page.give_back.isEnabled()
    with shop.reading():
        assert shop.rows("SELECT reason FROM approval") == [("she moves away",)]


def test_the_owner_finds_them_beside_the_member(
    qtbot: QtBot, desk: Desk, shop: Shop, cashier: Staff, mei: int
) -> None:
    sell(shop, cashier, mei, offer(shop))
    place = Members(desk)
    place.retranslate()
    qtbot.addWidget(place)
    place.resize(1190, 800)
    place.show()
    place.refresh()
    qtbot.waitUntil(lambda: place.profile.card is not None)
    assert place.profile.cards.text() == "面部护理 10"
    place.profile.cards.click()
    assert place.left.currentWidget() is place.cards
    assert place.cards.cards.rowCount() == 1
    qtbot.keyClick(place.cards.cards_view, Qt.Key.Key_Escape)
    assert place.left.currentWidget() is not place.cards


def test_who_has_none_is_told_how_to_get_one(page: HerCards) -> None:
    assert page.listing.currentWidget() is page.listing.empty
    assert not page.give_back.isEnabled()
    assert not page.transfer.isEnabled()
