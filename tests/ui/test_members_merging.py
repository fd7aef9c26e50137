"""One person twice: seen side by side, made one, and two again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.services.members import finding
from tests.conftest import join
from tests.services.stored_value import allow, top_up
from tests.services.test_selling import sell
from tests.ui.showing import shown
from ui.changes import Changes
from ui.desk import Desk
from ui.members.place import Members


@pytest.fixture
def twin(shop: Shop, cashier: Staff, mei: int) -> int:
    return join(shop, cashier, "王晓梅", "13900000000", "1990-03-15")


def press_f9(place: Members) -> None:
    (key,) = [one for one in place.findChildren(QShortcut) if one.key().toString() == "F9"]
    key.activated.emit()


@pytest.fixture
def members(qtbot: QtBot, desk: Desk, mei: int, twin: int) -> Members:
    place = shown(qtbot, Members(desk))
    next(
        one for one in place.findChildren(QShortcut) if one.key().toString() == "F9"
    ).activated.emit()
    qtbot.waitUntil(lambda: place.merging.model.rowCount() == 1)
    return place


def test_a_pair_is_shown_side_by_side_and_made_one(
    qtbot: QtBot, members: Members, shop: Shop, cashier: Staff, mei: int, twin: int
) -> None:
    sell(shop, cashier, 30, "s", member=twin)
    page = members.merging
    assert [one.text() for one in page.comparing.choices["name"]] == ["王小美", "王晓梅"]
    page.comparing.choices["phone"][1].click()
    page.make.click()
    card = finding.card(shop, mei)
    assert (card.name, card.phone, card.points) == ("王小美", "13900000000", 30)
    assert page.told.text() == "王小美 is one record now."
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert page.listing.empty.title.text() == "Nobody stands here twice"
    page.unmake.click()
    assert finding.card(shop, mei).phone == "13812345678"
    assert finding.card(shop, twin).points == 30
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert page.unmake.isHidden()


def test_the_money_each_has_ahead_stands_side_by_side(
    qtbot: QtBot, members: Members, shop: Shop, owner: Staff, twin: int
) -> None:
    allow(shop)
    top_up(shop, owner, twin, 500, "t")
    members.merging.open_for(None)
    told = members.merging.comparing.told["stored"]
    qtbot.waitUntil(lambda: told[1].whole() == "¥550.00")  # 50 are the shop's
    assert told[0].whole() == "¥0.00"


def test_with_a_member_chosen_nobody_is_told_to_choose_one(
    qtbot: QtBot, desk: Desk, mei: int
) -> None:
    place = shown(qtbot, Members(desk))
    press_f9(place)
    empty = place.merging.listing.empty
    qtbot.waitUntil(lambda: empty.title.text() == "Nobody stands here twice")
    assert empty.words.text() == ""
    assert place.merging.other.isVisible()


def test_what_only_one_record_knows_is_kept(
    qtbot: QtBot, desk: Desk, shop: Shop, cashier: Staff, mei: int
) -> None:
    other = join(shop, cashier, "Ana", "13711112222")
    place = shown(qtbot, Members(desk))
    qtbot.keyClicks(place.finder, "Ana")
    place.twice.click()
    qtbot.waitUntil(lambda: place.merging.listing.empty.title.text() != "Looking…")
    place.merging.other.setFocus()
    place.merging.other.edit.setText("王小美")
    qtbot.keyClick(place.merging.other.edit, Qt.Key.Key_Return)
    assert place.merging.comparing.facts().birthday
    place.merging.make.click()
    assert finding.card(shop, other).birthday is not None
    qtbot.keyClick(place.merging.back, Qt.Key.Key_Escape)
    assert place.profile.isVisible()


def test_a_cashier_sees_no_way_to_merge(qtbot: QtBot, shop: Shop, cashier: Staff, mei: int) -> None:
    place = shown(qtbot, Members(Desk(shop, Changes(), cashier)))
    assert place.twice.isHidden()
    next(
        one for one in place.findChildren(QShortcut) if one.key().toString() == "F9"
    ).activated.emit()
    assert place.left.currentIndex() == 0


def test_two_people_stay_two_and_are_asked_about_again(
    qtbot: QtBot, members: Members, shop: Shop, mei: int, twin: int
) -> None:
    page = members.merging
    assert page.two.back.isHidden()
    page.two.apart.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert page.told.text() == "They stay two people."
    assert page.two.apart.isHidden()
    assert page.two.back.text() == "王小美 and 王晓梅 may be one after all"
    assert finding.card(shop, twin).name == "王晓梅"
    page.two.back.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert page.two.back.isHidden()
