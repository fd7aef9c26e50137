"""Signing up at the counter with what the guest holds in her hand: her phone's code, or a card."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.birthdays import Birthday
from shopfans.domain.codes import new_friend_code
from shopfans.domain.errors import CameraMissing
from shopfans.domain.roles import Staff
from shopfans.services.belonging import referring
from shopfans.services.members import carding, finding
from tests.domain.test_contact_codes import ANDROID, IPHONE
from ui.counter.place import Counter
from ui.desk import Desk

OF_ANA = IPHONE.replace("王;小美", "李;安娜").replace("王小美", "李安娜").replace("5678", "0000")


@pytest.fixture
def counter(qtbot: QtBot, desk: Desk) -> Counter:
    place = Counter(desk)
    place.retranslate()
    qtbot.addWidget(place)
    place.show()
    return place


def test_the_code_on_her_phone_fills_the_form(
    qtbot: QtBot, counter: Counter, shop: Shop
) -> None:  # fmt: skip
    counter.scanned(OF_ANA)
    form = counter.form
    assert counter.side.currentWidget() is form
    assert (form.phone.text(), form.name.text(), form.birthday.text()) == (
        "+86 138 1234 0000", "李安娜", "1990-08-15",
    )  # fmt: skip
    assert not form.consent.isChecked()
    form.save.click()
    assert not form.consent_wrong.isHidden()
    qtbot.keyClick(form.consent, Qt.Key.Key_Space)
    form.save.click()
    (hit,) = finding.find(shop, "lan")
    card = finding.card(shop, hit.id)
    assert (card.phone, card.birthday) == ("13812340000", Birthday(8, 15, 1990))


def test_who_is_a_member_already_is_served(counter: Counter, mei: int) -> None:
    counter.scanned(ANDROID)
    guest = counter.till.basket.guest
    assert guest is not None
    assert guest.id == mei


@pytest.mark.parametrize("card_first", [True, False])
def test_a_card_handed_out_becomes_hers_as_she_is_saved(
    counter: Counter, shop: Shop, owner: Staff, card_first: bool
) -> None:
    (card,) = carding.print_cards(shop, by=owner, count=1, request="p")
    counter.pages.show_form()
    for code in (card.code, OF_ANA) if card_first else (OF_ANA, card.code):
        counter.scanned(code)
    assert not counter.form.card.isHidden()
    counter.form.consent.setChecked(True)
    counter.form.save.click()
    (hit,) = finding.find(shop, "李安娜")
    assert carding.card_holder(shop, card.code) == hit.id
    assert counter.form.card.isHidden()


def test_a_card_that_was_given_away_meanwhile_stands_in_nobodys_way(
    counter: Counter, shop: Shop, owner: Staff, mei: int
) -> None:
    (card,) = carding.print_cards(shop, by=owner, count=1, request="p")
    counter.pages.show_form()
    counter.scanned(card.code)
    counter.scanned(OF_ANA)
    carding.bind_card(shop, by=owner, code=card.code, member=mei, request="b")
    counter.form.consent.setChecked(True)
    counter.form.save.click()
    assert "王小美" in counter.form.consent_wrong.text()
    counter.form.save.click()
    guest = counter.till.basket.guest
    assert guest is not None
    assert guest.name == "李安娜"


def test_the_camera_is_one_more_scanner_and_says_why_it_is_none(
    counter: Counter, shop: Shop
) -> None:
    counter.pages.show_form()
    key = counter.form.camera
    key.camera.refused.emit(CameraMissing())
    assert "no camera" in key.told.text()
    key.camera.scanned.emit(OF_ANA)
    assert counter.form.name.text() == "李安娜"


def test_a_friends_code_opens_the_form_with_who_sent_her(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int
) -> None:
    code = referring.friend_code(shop, member=mei)
    counter.scanned(f"http://192.168.1.20:8765/abcdefghij_klmnopq-rst?from={code}")
    form = counter.form
    assert counter.side.currentWidget() is form
    assert form.sent_by.text() == "Sent by 王小美"
    assert not form.sent_by.isHidden()
    counter.scanned(OF_ANA)
    form.consent.setChecked(True)
    form.save.click()
    (hit,) = finding.find(shop, "李安娜")
    with shop.reading():
        sent = shop.rows("SELECT brought_by_id FROM referral WHERE member_id = ?", hit.id)
    assert sent == [(mei,)]
    assert form.sent_by.isHidden()
    form.take_friend(code, "王小美")
    qtbot.keyClicks(form.friend.edit, "1")
    assert form.sent_by.isHidden()


def test_a_friends_code_of_elsewhere_is_refused_kindly(counter: Counter) -> None:
    counter.scanned("http://192.168.1.20:8765/abcdefghij_klmnopq-rst?from=" + new_friend_code())
    assert counter.side.currentWidget() is not counter.form
    assert "has not given out the code" in counter.find_problem.text()
