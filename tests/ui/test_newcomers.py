"""Who signed up by phone: seen wherever the cashier is, and dealt with by a key."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans import texts
from shopfans.database.shop import Shop
from shopfans.domain.birthdays import Birthday
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Line
from shopfans.services import settings
from shopfans.services.joining import applying
from shopfans.services.members import finding, tagging
from shopfans.services.members.enrolling import Applicant
from tests.conftest import Clock
from ui.counter.place import Counter
from ui.desk import Desk
from ui.newcomers import MOST_SHOWN, Newcomers
from ui.workspace import MEMBERS, SETTINGS, Workspace

F5 = Qt.Key.Key_F5
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def strip(workspace: Workspace) -> Newcomers:
    return workspace.newcomers


def send(shop: Shop, name: str = "林小雨", phone: str = "13711112222", **more: Any) -> None:
    """From a phone."""
    applicant = Applicant(name, f"+86{phone}", more.pop("birthday", None), False, **more)
    applying.apply(shop, applicant=applicant, request=f"{name} {phone}")


def test_one_key_accepts_her_and_she_is_the_guest(
    qtbot: QtBot, workspace: Workspace, counter: Counter, strip: Newcomers, shop: Shop
) -> None:
    assert not strip.isVisible()
    send(shop)
    qtbot.waitUntil(strip.notice.isVisible)
    assert strip.isVisible()
    assert "林小雨  ·  137****2222 wants to become a member" in strip.notice.words.text()
    qtbot.keyClick(workspace, F5)
    assert counter.member.name.whole() == "林小雨"
    assert len(finding.card(shop, finding.find(shop, "lxy")[0].id).coupons) == 1
    assert applying.pending(shop) == []
    assert not strip.isVisible()


@pytest.mark.parametrize("place", [MEMBERS, SETTINGS])
def test_she_is_seen_and_accepted_wherever_the_cashier_is(
    qtbot: QtBot, workspace: Workspace, strip: Newcomers, shop: Shop, place: str
) -> None:
    workspace.go(place)
    send(shop)
    qtbot.waitUntil(strip.notice.isVisible)
    assert strip.notice.isVisible()
    qtbot.keyClick(workspace, F5)
    assert workspace.counter().member.name.whole() == "林小雨"


def test_what_she_told_stands_beside_her_name(
    qtbot: QtBot, strip: Newcomers, shop: Shop, owner: Staff, mei: int
) -> None:
    sugar = tagging.add_tag(shop, by=owner, name="less sugar", request="t")
    send(shop, birthday=Birthday(8, 30, 1995, lunar=True), tags=(sugar,), brought_by=mei)
    qtbot.waitUntil(strip.notice.isVisible)
    said = strip.notice.words.text()
    assert said.endswith("birthday lunar 08-30, born 1995  ·  less sugar  ·  sent by 王小美")


def test_another_guest_keeps_her_place(
    qtbot: QtBot, workspace: Workspace, counter: Counter, strip: Newcomers, shop: Shop, mei: int
) -> None:
    counter.guests.serve(mei)
    send(shop)
    qtbot.waitUntil(strip.notice.isVisible)
    qtbot.keyClick(workspace, F5)
    assert applying.pending(shop) == []
    assert counter.member.name.whole() == "王小美"
    assert strip.told.words.text() == "林小雨  ·  137****2222 is a member now"
    counter.clear()
    qtbot.keyClick(workspace, F5)
    assert counter.member.name.whole() == "林小雨"
    assert not strip.isVisible()


def test_a_basket_of_nobody_is_not_given_to_her_unasked(
    qtbot: QtBot, workspace: Workspace, counter: Counter, strip: Newcomers, shop: Shop
) -> None:
    counter.till.basket.lines.append(Line(Money(1200)))
    send(shop)
    qtbot.waitUntil(strip.notice.isVisible)
    qtbot.keyClick(workspace, F5)
    assert counter.till.basket.guest is None
    assert strip.told.isVisible()
    qtbot.keyClick(workspace, F5, SHIFT)
    assert not strip.isVisible()
    assert counter.till.basket.guest is None


def test_a_key_refuses_her(
    qtbot: QtBot, workspace: Workspace, strip: Newcomers, shop: Shop
) -> None:
    send(shop)
    qtbot.waitUntil(strip.notice.isVisible)
    qtbot.keyClick(workspace, F5, SHIFT)
    assert applying.pending(shop) == []
    assert finding.find(shop, "lxy") == []
    assert not strip.isVisible()


def test_any_of_several_can_be_chosen(
    qtbot: QtBot, workspace: Workspace, counter: Counter, strip: Newcomers, shop: Shop
) -> None:
    for number, name in enumerate(("Ana", "Zoe & <b>Co</b>", "Eve")):
        send(shop, name, f"1371111222{number}")
    qtbot.waitUntil(strip.notice.isVisible)
    assert "Ana" in strip.notice.words.text()
    names = [chip.text() for chip in strip.others.buttons()]
    assert names[1].startswith("Zoe && <b>Co</b>")
    strip.others.buttons()[1].click()
    assert "Zoe & <b>Co</b>" in strip.notice.words.text()
    assert strip.notice.words.textFormat() is Qt.TextFormat.PlainText
    qtbot.keyClick(workspace, F5)
    assert counter.member.name.whole() == "Zoe & <b>Co</b>"
    assert [form.name for form in applying.pending(shop)] == ["Ana", "Eve"]
    assert "Ana" in strip.notice.words.text()


def test_a_crowd_is_counted_and_its_first_ones_are_shown(
    qtbot: QtBot, desk: Desk, strip: Newcomers, shop: Shop
) -> None:
    shop.on_change = lambda topics: None
    for number in range(MOST_SHOWN + 2):
        send(shop, f"Guest {number}", f"137000000{number:02}")
    strip.refresh()
    assert len(strip.others.buttons()) == MOST_SHOWN
    assert strip.others.accessibleName() == f"{MOST_SHOWN + 2} wait"
    assert f"{MOST_SHOWN + 2} wait" in strip.notice.words.text()
    strip.refuse()
    strip.refresh()
    assert strip.others.buttons()[-1].text().startswith(f"Guest {MOST_SHOWN}")
    assert strip.others.accessibleName() == f"{MOST_SHOWN + 1} wait"


def test_a_member_is_shown_beside_what_was_typed(
    qtbot: QtBot, workspace: Workspace, counter: Counter, strip: Newcomers, shop: Shop, mei: int
) -> None:
    send(shop, "小美", "13812345678", birthday=Birthday(3, 16))
    qtbot.waitUntil(strip.notice.isVisible)
    assert strip.notice.words.text() == (
        "小美  ·  138****5678 is a member already  ·  birthday 03-16"
    )
    assert strip.kept.text() == "Known so far: 王小美  ·  birthday 03-15, born 1990"
    qtbot.keyClick(workspace, F5)
    assert counter.member.name.whole() == "王小美"
    assert finding.card(shop, mei).birthday == Birthday(3, 15, 1990)


def test_what_a_member_typed_can_be_taken_over(
    qtbot: QtBot, workspace: Workspace, counter: Counter, strip: Newcomers, shop: Shop, mei: int
) -> None:
    send(shop, "王美美", "13812345678", birthday=Birthday(3, 16))
    qtbot.waitUntil(strip.notice.isVisible)
    qtbot.keyClick(workspace, F5, CTRL)
    assert counter.member.name.whole() == "王美美"
    assert finding.card(shop, mei).birthday == Birthday(3, 16)
    send(shop)
    qtbot.waitUntil(strip.notice.isVisible)
    qtbot.keyClick(workspace, F5, CTRL)
    assert [form.name for form in applying.pending(shop)] == ["林小雨"]


def test_who_joined_by_herself_is_named(
    qtbot: QtBot, workspace: Workspace, counter: Counter, strip: Newcomers, shop: Shop, owner: Staff
) -> None:
    terms = replace(settings.load(shop), accepts_sign_ups=True)
    settings.save(shop, by=owner, terms=terms, request="by itself")
    send(shop)
    qtbot.waitUntil(strip.told.isVisible)
    assert strip.told.words.text() == "林小雨  ·  137****2222 is a member now"
    assert not strip.notice.isVisible()
    qtbot.keyClick(workspace, F5)
    assert counter.member.name.whole() == "林小雨"


def test_a_form_of_yesterday_is_gone(
    qtbot: QtBot, workspace: Workspace, strip: Newcomers, shop: Shop, clock: Clock
) -> None:
    send(shop)
    clock.pass_days(2)
    strip.refresh()
    assert not strip.isVisible()
    qtbot.keyClick(workspace, F5)
    assert finding.find(shop, "lxy") == []


def test_a_colleague_may_be_quicker(
    qtbot: QtBot, workspace: Workspace, strip: Newcomers, desk: Desk, shop: Shop
) -> None:
    send(shop)
    hear, shop.on_change = shop.on_change, lambda topics: None
    applying.refuse(shop, by=desk.by, sign_up=applying.pending(shop)[0].id)
    shop.on_change = hear
    qtbot.keyClick(workspace, F5)
    assert not strip.isVisible()


def test_the_strip_speaks_every_language(
    workspace: Workspace, strip: Newcomers, shop: Shop
) -> None:
    send(shop)
    texts.speak("zh_CN")
    workspace.retranslate()
    assert strip.notice.first.text() == "接受  F5"
