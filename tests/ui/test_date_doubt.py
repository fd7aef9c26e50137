"""The clock jumps while the window is open; and the morning after a forgotten close."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans import texts
from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.services.days import closing, dating
from tests.conftest import OWNER_PIN, Clock, confirm_date
from tests.services.test_selling import sell
from ui.closing.place import Closing
from ui.desk import Desk
from ui.workspace import CLOSING, COUNTER, Workspace


@pytest.fixture
def space(qtbot: QtBot, desk: Desk, shop: Shop, cashier: Staff) -> Iterator[Workspace]:
    sell(shop, cashier, 30, "s1")
    yield from opened(qtbot, desk)


@pytest.fixture
def by_cashier(
    qtbot: QtBot, desk: Desk, shop: Shop, cashier: Staff, clock: Clock
) -> Iterator[Workspace]:
    """The date is in doubt already when she signs in."""
    sell(shop, cashier, 30, "s1")
    clock.pass_days(400)
    desk.by = cashier
    yield from opened(qtbot, desk)


def opened(qtbot: QtBot, desk: Desk) -> Iterator[Workspace]:
    space = Workspace(desk)
    qtbot.addWidget(space)
    space.resize(1280, 800)
    space.show()
    space.activateWindow()
    qtbot.waitUntil(space.isActiveWindow)
    yield space
    space.end()


def test_a_jump_is_noticed_while_the_window_is_open(space: Workspace, clock: Clock) -> None:
    assert not space.doubt.isVisible()
    clock.pass_days(400)
    space.look_at_clock()
    assert space.doubt.isVisible()
    assert space.doubt.notice.words.text() == (
        "This computer says Wednesday, 14 April 2027. Is that today? "
        "The last entry is of 2026-03-10 10:00."
    )
    clock.pass_days(-400)
    space.look_at_clock()
    assert not space.doubt.isVisible()


@pytest.mark.parametrize(
    ("language", "day"), [("zh_CN", "2027年4月14日 周三"), ("zh_TW", "2027年4月14日 週三")]
)
def test_the_date_stands_there_in_words(
    space: Workspace, clock: Clock, language: str, day: str
) -> None:
    clock.pass_days(400)
    texts.speak(language)
    space.look_at_clock()
    assert day in space.doubt.notice.words.text()


def test_the_owner_confirms_with_one_key(space: Workspace, shop: Shop, clock: Clock) -> None:
    clock.pass_days(400)
    space.look_at_clock()
    space.doubt.notice.first.click()
    assert not space.doubt.isVisible()
    assert dating.doubt(shop) is None


def test_no_says_what_to_do_and_stays(space: Workspace, shop: Shop, clock: Clock) -> None:
    clock.pass_days(400)
    space.look_at_clock()
    space.doubt.notice.second.click()
    assert "Please set its clock" in space.doubt.notice.words.text()
    assert not space.doubt.notice.second.isVisible()
    assert dating.doubt(shop) is not None
    space.look_at_clock()
    assert "Please set its clock" in space.doubt.notice.words.text()


def test_a_cashier_needs_the_owners_pin(qtbot: QtBot, by_cashier: Workspace, shop: Shop) -> None:
    doubt = by_cashier.doubt
    assert doubt.isVisible()
    doubt.notice.first.click()
    assert dating.doubt(shop) is not None
    qtbot.keyClicks(doubt.pin, "999999")
    qtbot.keyClick(doubt.pin, Qt.Key.Key_Return)
    assert doubt.problem.isVisible()
    assert dating.doubt(shop) is not None
    qtbot.keyClicks(doubt.pin, OWNER_PIN)
    qtbot.keyClick(doubt.pin, Qt.Key.Key_Return)
    assert dating.doubt(shop) is None
    assert not doubt.isVisible()


def test_it_is_noticed_at_the_first_sale_too(
    space: Workspace, shop: Shop, cashier: Staff, clock: Clock
) -> None:
    clock.pass_days(-1)
    sell(shop, cashier, 5, "yesterday")
    assert space.doubt.isVisible()


def test_a_forgotten_close_is_told_in_the_morning_and_leads_to_the_page(
    qtbot: QtBot, space: Workspace, shop: Shop, cashier: Staff, clock: Clock
) -> None:
    closing.close_day(shop, by=cashier, day=closing.state(shop).day, found=None, request="c")
    clock.pass_days(1)
    sell(shop, cashier, 10, "s2")
    space.look_at_clock()
    assert not space.forgotten.isVisible()
    clock.pass_days(1)
    space.look_at_clock()
    assert space.forgotten.words.text() == "2026-03-11 was not closed."
    space.forgotten.first.click()
    place = space.go(CLOSING)
    assert isinstance(place, Closing)
    assert place.isVisible()
    assert not space.forgotten.isVisible()
    qtbot.keyClick(place, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    space.go(COUNTER)
    assert not space.forgotten.isVisible()


def test_a_forgotten_close_can_be_put_off(
    space: Workspace, shop: Shop, cashier: Staff, clock: Clock
) -> None:
    closing.close_day(shop, by=cashier, day=closing.state(shop).day, found=None, request="c")
    clock.pass_days(1)
    sell(shop, cashier, 10, "s2")
    clock.pass_days(1)
    space.look_at_clock()
    space.forgotten.second.click()
    assert not space.forgotten.isVisible()
    sell(shop, cashier, 10, "s3")
    clock.pass_days(1)
    space.look_at_clock()
    assert space.forgotten.words.text() == "2 days were not closed, the last on 2026-03-12."


def test_the_counter_says_for_which_day_a_sale_counts(
    space: Workspace, shop: Shop, cashier: Staff, clock: Clock
) -> None:
    idle = space.counter().idle
    assert idle.last_heading.text() == "Today"
    closing.close_day(shop, by=cashier, day=closing.state(shop).day, found=None, request="c")
    assert idle.last_heading.text() == "Counts for 2026-03-11"
    clock.pass_days(1)
    space.look_at_clock()
    confirm_date(shop)
    assert idle.last_heading.text() == "Today"
