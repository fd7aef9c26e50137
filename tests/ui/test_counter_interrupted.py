"""Somebody types for a guest who is no member, and something comes in between: the typing goes on
where it was, and never in the box that finds a guest."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.services.sessions import offering
from tests.conftest import OWNER_PIN, Clock, join
from tests.services import session_cards, stored_value
from tests.services.test_pricing import stock
from tests.services.test_selling import sell
from tests.ui.approving import allow
from tests.ui.showing import focus
from ui.counter.place import Counter
from ui.desk import Desk
from ui.workspace import COUNTER, MEMBERS, Workspace

_CTRL = Qt.KeyboardModifier.ControlModifier
_KEYS, _CODE, _FORM = Qt.Key.Key_F1, Qt.Key.Key_F7, Qt.Key.Key_F6


def look_elsewhere(qtbot: QtBot, workspace: Workspace, key: Qt.Key) -> None:
    """Open a page of the counter, and close it."""
    qtbot.keyClick(focus(), key)
    qtbot.keyClick(focus(), Qt.Key.Key_Escape)


def look_at_last_sale(qtbot: QtBot, workspace: Workspace) -> None:
    qtbot.keyClick(focus(), Qt.Key.Key_R, _CTRL)
    qtbot.keyClick(focus(), Qt.Key.Key_Escape)


def look_at_members(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.go(MEMBERS)
    workspace.go(COUNTER)


Interruption = Callable[[QtBot, Workspace], None]

INTERRUPTIONS: dict[str, Interruption] = {
    "keys": lambda qtbot, workspace: look_elsewhere(qtbot, workspace, _KEYS),
    "code": lambda qtbot, workspace: look_elsewhere(qtbot, workspace, _CODE),
    "form": lambda qtbot, workspace: look_elsewhere(qtbot, workspace, _FORM),
    "last sale": look_at_last_sale,
    "another place": look_at_members,
}


@pytest.mark.parametrize("name", INTERRUPTIONS)
def test_an_amount_that_is_half_typed_is_typed_on(
    qtbot: QtBot, workspace: Workspace, counter: Counter, shop: Shop, cashier: Staff, name: str
) -> None:
    sell(shop, cashier, 20, "before")
    qtbot.keyClick(focus(), Qt.Key.Key_F3)
    qtbot.keyClicks(focus(), "4")
    INTERRUPTIONS[name](qtbot, workspace)
    qtbot.keyClicks(focus(), "5")
    assert counter.basket.amount.text() == "45"
    assert counter.finder.text() == ""


@pytest.mark.parametrize("name", INTERRUPTIONS)
def test_what_was_handed_over_is_typed_on(
    qtbot: QtBot, workspace: Workspace, counter: Counter, shop: Shop, cashier: Staff, name: str
) -> None:
    sell(shop, cashier, 20, "before")
    counter.checkout.take_amount("30")
    qtbot.keyClick(focus(), Qt.Key.Key_M, _CTRL)
    qtbot.keyClicks(focus(), "5")
    INTERRUPTIONS[name](qtbot, workspace)
    qtbot.keyClicks(focus(), "0")
    assert counter.basket.paying.given.text() == "50"


def test_an_amount_is_typed_on_though_a_page_is_open_beside_it(
    qtbot: QtBot, workspace: Workspace, counter: Counter, shop: Shop, mei: int
) -> None:
    stored_value.allow(shop)
    counter.guests.serve(mei)
    counter.pages.show_top_up()
    qtbot.keyClick(focus(), Qt.Key.Key_F3)
    qtbot.keyClicks(focus(), "4")
    look_at_members(qtbot, workspace)
    qtbot.keyClicks(focus(), "5")
    assert (counter.basket.amount.text(), counter.side.top_up.amount.text()) == ("45", "")


def test_a_page_without_a_card_to_sell_leaves_the_hands_at_the_basket(
    qtbot: QtBot, counter: Counter, shop: Shop, owner: Staff, mei: int
) -> None:
    kind = session_cards.offer(shop)
    session_cards.sell(shop, owner, mei, kind)
    offering.offer_again(shop, by=owner, kind=kind, active=False, request="off sale")
    counter.guests.serve(mei)
    counter.finder.setFocus()
    qtbot.keyClick(focus(), Qt.Key.Key_N, _CTRL)
    assert counter.side.currentWidget() is counter.side.sell_card
    qtbot.keyClicks(focus(), "8")
    assert counter.basket.amount.text() == "8"


def test_another_guest_waits_until_what_is_typed_for_this_one_is_finished(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, mei: int
) -> None:
    lin = join(shop, cashier, "Lin", "13900000077")
    counter.guests.serve(mei)
    qtbot.keyClicks(focus(), "45")
    counter.guests.receive(lin)
    guest = counter.till.basket.guest
    assert guest is not None
    assert guest.id == mei
    assert "王小美" in counter.last_sale.words.text()


def test_where_nothing_is_begun_a_guest_is_looked_for(
    qtbot: QtBot, workspace: Workspace, counter: Counter
) -> None:
    qtbot.keyClick(focus(), Qt.Key.Key_F3)
    look_elsewhere(qtbot, workspace, _KEYS)
    assert focus() is counter.finder


def test_digits_to_touch_go_on_in_the_amount_though_a_wide_page_was_open(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff
) -> None:
    sell(shop, cashier, 20, "before")
    qtbot.keyClick(focus(), Qt.Key.Key_F3)
    qtbot.keyClicks(focus(), "4")
    qtbot.keyClick(focus(), Qt.Key.Key_R, _CTRL)
    qtbot.keyClick(focus(), Qt.Key.Key_K, _CTRL)
    counter.pad.keys["7"].click()
    assert counter.basket.amount.text() == "47"


def test_an_amount_rung_while_the_owner_is_asked_is_followed_by_the_next(
    qtbot: QtBot, desk: Desk, workspace: Workspace, counter: Counter, shop: Shop, cashier: Staff
) -> None:
    sell(shop, cashier, 900, "much")
    desk.by = cashier
    counter.last_sale.void()
    counter.last_sale.answer()
    assert counter.approval.isVisible()
    qtbot.keyClick(focus(), Qt.Key.Key_F3)
    for amount in ("12", "8"):
        qtbot.keyClicks(focus(), amount)
        qtbot.keyClick(focus(), Qt.Key.Key_Return)
    assert [line.unit_price.fen for line in counter.till.basket.lines] == [1_200, 800]


def test_a_sale_is_voided_with_the_owners_leave_while_the_next_amount_is_half_typed(
    qtbot: QtBot, desk: Desk, counter: Counter, shop: Shop, cashier: Staff
) -> None:
    sell(shop, cashier, 900, "much")
    desk.by = cashier
    qtbot.keyClick(focus(), Qt.Key.Key_F3)
    qtbot.keyClicks(focus(), "4")
    counter.last_sale.void()
    counter.last_sale.answer()
    allow(qtbot, counter.approval, OWNER_PIN, "wrong guest")
    qtbot.keyClicks(focus(), "5")
    assert counter.basket.amount.text() == "45"


def test_who_is_signed_up_while_another_is_served_leaves_the_hands_at_the_basket(
    qtbot: QtBot, counter: Counter, mei: int
) -> None:
    counter.guests.serve(mei)
    counter.checkout.take_amount("30")
    qtbot.keyClick(focus(), Qt.Key.Key_F6)
    qtbot.keyClicks(counter.form.phone.edit, "13900000077")
    qtbot.keyClicks(counter.form.name.edit, "Lin")
    counter.form.consent.setChecked(True)
    qtbot.keyClick(counter.form.name.edit, Qt.Key.Key_Return)
    assert not counter.side.is_open
    qtbot.keyClicks(focus(), "8")
    assert counter.basket.amount.text() == "8"


def test_a_form_sent_by_phone_takes_no_amount_that_is_typed_for_somebody_else(
    qtbot: QtBot, workspace: Workspace, counter: Counter, mei: int
) -> None:
    qtbot.keyClick(focus(), Qt.Key.Key_F3)
    qtbot.keyClicks(focus(), "45")
    workspace.newcomers.accepted.emit(mei)
    assert counter.till.basket.guest is None
    assert workspace.newcomers.told.isVisible()


def test_the_date_that_is_confirmed_gives_the_typing_back(
    qtbot: QtBot, desk: Desk, workspace: Workspace, counter: Counter, shop: Shop, cashier: Staff,
    clock: Clock,
) -> None:  # fmt: skip
    sell(shop, cashier, 30, "s1")
    qtbot.keyClick(focus(), Qt.Key.Key_F3)
    qtbot.keyClicks(focus(), "4")
    desk.by = cashier
    clock.pass_days(400)
    workspace.look_at_clock()
    for _ in range(2):
        workspace.doubt.notice.first.click()
    qtbot.keyClicks(focus(), OWNER_PIN)
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    assert not workspace.doubt.isVisible()
    qtbot.keyClicks(focus(), "5")
    assert counter.basket.amount.text() == "45"


def test_the_goods_are_left_for_the_basket_where_the_field_one_came_from_is_gone(
    qtbot: QtBot, counter: Counter, shop: Shop, owner: Staff
) -> None:
    stock(shop, owner, "绿茶")
    counter.checkout.take_amount("30")
    qtbot.keyClick(focus(), _FORM)
    qtbot.keyClick(focus(), Qt.Key.Key_G, _CTRL)
    assert focus() is counter.goods.search
    qtbot.keyClick(focus(), _CODE)
    qtbot.keyClick(focus(), Qt.Key.Key_Escape)
    qtbot.keyClicks(focus(), "8")
    assert counter.basket.amount.text() == "8"


def test_the_search_for_goods_that_is_asked_for_twice_leads_back_all_the_same(
    qtbot: QtBot, counter: Counter, shop: Shop, owner: Staff
) -> None:
    stock(shop, owner, "绿茶")
    qtbot.keyClick(focus(), Qt.Key.Key_F3)
    for _ in range(2):
        qtbot.keyClick(focus(), Qt.Key.Key_G, _CTRL)
    qtbot.keyClick(focus(), Qt.Key.Key_Escape)
    qtbot.keyClicks(focus(), "8")
    assert counter.basket.amount.text() == "8"
