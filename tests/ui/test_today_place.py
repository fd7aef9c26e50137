"""Today's list as staff work through it."""

from datetime import date
from functools import partial
from threading import Event

import pytest
from PySide6.QtCore import QDate, Qt, QThreadPool
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.care_plan import CareGift, CareRule, Moment
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sections import Section
from shopfans.domain.touches import TouchKind
from shopfans.services.reminders import caring, planning, reminding, touching
from tests.conftest import Clock, join
from tests.services.test_selling import sell
from tests.ui.showing import shown
from ui.background import Job
from ui.desk import Desk
from ui.today.place import Today


@pytest.fixture
def today(qtbot: QtBot, desk: Desk, mei: int) -> Today:
    place = shown(qtbot, Today(desk))
    settle(qtbot, place)
    return place


NOTED = "Noted: it stands in her history."


def reasons(place: Today) -> list[str]:
    return [
        place.list_page.model.index(line, 2).data()
        for line in range(place.list_page.model.rowCount())
    ]


def settle(qtbot: QtBot, place: Today) -> None:
    qtbot.waitUntil(lambda: not place.is_busy)


def agree(shop: Shop, by: Staff, member: int) -> None:
    """To messages, later than when she joined."""
    with shop.changing():
        shop.rows(
            "INSERT INTO consent (member_id, operation_id, purpose, text_version, given) "
            "VALUES (?, 1, 'messages', 1, 1)",
            member,
        )


def test_a_birthday_of_the_week_is_on_the_list(today: Today) -> None:
    assert reasons(today) == ["Birthday on Sunday 03-15"]
    assert today.list_page.working.name.whole() == "王小美"
    assert today.list_page.progress.text() == "0 of 1 done"


def test_a_list_that_takes_long_says_so_after_a_moment(
    qtbot: QtBot, desk: Desk, mei: int, request: pytest.FixtureRequest
) -> None:
    pool, go_on = QThreadPool.globalInstance(), Event()
    request.addfinalizer(partial(pool.setMaxThreadCount, pool.maxThreadCount()))
    request.addfinalizer(go_on.set)
    pool.setMaxThreadCount(1)
    Job(lambda progress: go_on.wait()).start()  # in the way of the reading
    place = shown(qtbot, Today(desk))
    listing = place.list_page.listing
    assert listing.currentWidget() is place.list_page.view, "words that are gone at once flicker"
    qtbot.waitUntil(listing.empty.isVisible)
    assert (listing.empty.title.text(), listing.empty.words.text()) == ("Reading…", "")
    go_on.set()
    settle(qtbot, place)
    assert reasons(place) == ["Birthday on Sunday 03-15"]


def test_enter_ticks_off_with_the_note(qtbot: QtBot, today: Today, shop: Shop, mei: int) -> None:
    qtbot.keyClicks(today.list_page.working.note.edit, "card sent")
    qtbot.keyClick(today.list_page.working.note.edit, Qt.Key.Key_Return)
    done = reminding.today_list(shop).reminders[0].done
    assert done is not None
    assert done.note == "card sent"
    assert today.list_page.model.index(0, 6).data() == "✓ card sent"
    assert today.list_page.model.index(0, 2).data(Qt.ItemDataRole.FontRole).strikeOut()
    assert today.list_page.progress.text() == "1 of 1 done"
    assert not today.list_page.working.buttons[TouchKind.DONE].isEnabled()


def test_after_one_is_done_the_next_is_at_hand(
    qtbot: QtBot, today: Today, shop: Shop, cashier: Staff
) -> None:
    join(shop, cashier, "Amy", "13900001111", "03-12")
    join(shop, cashier, "Bo", "13900002222", "03-13")
    today.list_page.view.selectRow(1)
    assert today.list_page.working.name.whole() == "Bo"
    qtbot.keyClick(today, Qt.Key.Key_F9)
    assert today.list_page.working.name.whole() == "王小美"
    qtbot.keyClick(today, Qt.Key.Key_F9)
    assert today.list_page.working.name.whole() == "Amy"
    assert today.list_page.progress.text() == "2 of 3 done"


def test_arrows_walk_while_the_note_keeps_the_focus(
    qtbot: QtBot, today: Today, shop: Shop, cashier: Staff
) -> None:
    join(shop, cashier, "Amy", "13900001111", "03-12")
    today.list_page.view.selectRow(0)
    qtbot.keyClick(today.list_page.working.note.edit, Qt.Key.Key_Down)
    assert today.list_page.working.name.whole() == "王小美"
    assert today.list_page.working.note.edit.hasFocus()


def test_she_can_be_opened_at_the_counter(qtbot: QtBot, today: Today, mei: int) -> None:
    with qtbot.waitSignal(today.member_wanted) as wanted:
        qtbot.keyClick(
            today.list_page.working.note.edit,
            Qt.Key.Key_Return,
            Qt.KeyboardModifier.ControlModifier,
        )
    assert wanted.args == [mei]
    assert today.list_page.progress.text() == "0 of 1 done"


def test_a_section_shows_its_own_lines(
    qtbot: QtBot, today: Today, shop: Shop, cashier: Staff, clock: Clock, mei: int
) -> None:
    sell(shop, cashier, 20, "once", member=mei)
    clock.pass_days(28)
    today.refresh()
    settle(qtbot, today)
    assert today.list_page.sections.button(Section.LAPSING).text() == "About to lapse  1"
    assert today.list_page.sections.button(Section.DUE).text() == "Due now  1"
    today.list_page.sections.button(Section.DUE).click()
    assert len(reasons(today)) == 1
    assert reasons(today)[0].endswith("last 28 days ago")
    assert today.list_page.model.index(0, 3).data().endswith("%")
    today.list_page.sections.button(Section.BIRTHDAYS).click()
    assert reasons(today) == []
    assert today.list_page.listing.empty.title.text() == "Nobody on this list"


def test_another_day_is_worked_out_behind_the_window(
    qtbot: QtBot, today: Today, shop: Shop, cashier: Staff, clock: Clock, mei: int
) -> None:
    sell(shop, cashier, 20, "once", member=mei)
    clock.pass_days(60)
    sell(shop, cashier, 20, "twice", member=mei)
    today.refresh()
    settle(qtbot, today)
    today.list_page.day.edit.setDate(QDate(2026, 4, 20))
    assert today.list_page.listing.empty.title.text() == "Reading…"
    assert not today.list_page.working.buttons[TouchKind.DONE].isEnabled()
    qtbot.waitUntil(lambda: today.list_page.model.rowCount() == 1)
    assert reasons(today)[0].endswith("last 41 days ago")
    today.list_page.day.back.click()
    assert today.list_page.day.day == date(2026, 5, 9)
    assert reasons(today) == []
    settle(qtbot, today)


def test_of_a_day_to_come_it_is_said_what_is_known(qtbot: QtBot, today: Today) -> None:
    said = "This day is still to come: who is due or slipping away is as it is known today."
    page = today.list_page
    assert said not in page.around.words.text()
    page.day.edit.setDate(QDate(2026, 4, 20))
    settle(qtbot, today)
    assert said in page.around.words.text()
    page.day.back.click()
    settle(qtbot, today)
    assert said not in page.around.words.text()


def test_the_keys_say_what_was_done(
    qtbot: QtBot, today: Today, shop: Shop, owner: Staff, mei: int
) -> None:
    for press, kind in (
        (lambda: qtbot.keyClick(today.list_page.working.note.edit, Qt.Key.Key_F10), TouchKind.NOTE),
        (today.list_page.working.buttons[TouchKind.CALLED].click, TouchKind.CALLED),
    ):
        qtbot.keyClicks(today.list_page.working.note.edit, "hm")
        press()
        assert touching.history(shop, mei)[0].kind is kind
        assert touching.history(shop, mei)[0].note == "hm"
        assert (today.list_page.working.hint.text() == NOTED) is (kind is TouchKind.NOTE)
    assert today.list_page.progress.text() == "1 of 1 done"
    assert today.list_page.model.index(0, 6).data() == "✓ hm"


def test_a_line_is_put_off_for_as_long_as_one_likes(
    qtbot: QtBot, today: Today, shop: Shop, mei: int
) -> None:
    today.list_page.working.days.setCurrentText("3 days")
    qtbot.keyClick(today.list_page.working.note.edit, Qt.Key.Key_F7)
    assert today.list_page.model.rowCount() == 0
    assert touching.history(shop, mei)[0].until == date(2026, 3, 13)


def test_who_is_to_be_left_alone_leaves_every_list(
    qtbot: QtBot, today: Today, shop: Shop, mei: int, clock: Clock
) -> None:
    qtbot.keyClick(today.list_page.working.note.edit, Qt.Key.Key_F8)
    assert touching.wants_silence(shop, mei)
    assert today.list_page.model.index(0, 6).data() == "✓ Do not contact"
    clock.pass_days(1)
    today.refresh()
    settle(qtbot, today)
    assert today.list_page.model.rowCount() == 0


def test_the_text_is_copied_with_her_facts(
    qtbot: QtBot, today: Today, shop: Shop, cashier: Staff, mei: int
) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    qtbot.keyClick(today.list_page.working.note.edit, Qt.Key.Key_F2)
    hint = today.list_page.working.hint
    assert (hint.text(), hint.property("tone")) == ("She did not agree to be written to.", "bad")
    assert clipboard.text() == ""
    agree(shop, cashier, mei)
    today.refresh()
    settle(qtbot, today)
    qtbot.keyClick(today.list_page.working.note.edit, Qt.Key.Key_F2)
    assert clipboard.text() == "Happy birthday, 王小美! All of us at 甜甜 wish you a lovely year."


def test_for_the_best_guests_the_text_is_looked_over_first(
    qtbot: QtBot, today: Today, shop: Shop, cashier: Staff, owner: Staff, mei: int
) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    agree(shop, cashier, mei)
    planning.choose(shop, by=owner, carers={mei: None}, request="best")
    assert reasons(today) == ["Her birthday on Sunday 03-15"]
    qtbot.keyClick(today.list_page.working.note.edit, Qt.Key.Key_F2)
    assert clipboard.text() == ""
    assert today.list_page.working.text.hasFocus()
    qtbot.keyClicks(today.list_page.working.text, "Dear Mei!")
    qtbot.keyClick(today.list_page.working.text, Qt.Key.Key_F2)
    assert clipboard.text() == "Dear Mei!"


def test_a_moment_of_care_is_kept_with_its_gift(
    qtbot: QtBot, today: Today, shop: Shop, owner: Staff, mei: int
) -> None:
    rule = CareRule(gifts=(CareGift(Moment.BIRTHDAY, "cake", Money(800)),))
    planning.save_rule(shop, by=owner, rule=rule, request="r")
    planning.choose(shop, by=owner, carers={mei: None}, request="best")
    assert reasons(today) == ["Her birthday on Sunday 03-15; a gift: cake"]
    qtbot.keyClick(today.list_page.working.note.edit, Qt.Key.Key_F9)
    assert caring.summary(shop).cost == Money(800)
    assert today.list_page.progress.text() == "1 of 1 done"


def test_the_guard_is_shown_beside_the_line(today: Today) -> None:
    assert today.list_page.model.index(0, 6).data() == "no messages"
    assert today.list_page.working.hint.text() == "She did not agree to be written to."


def test_an_empty_list_says_what_it_will_show(qtbot: QtBot, desk: Desk) -> None:
    place = shown(qtbot, Today(desk))
    settle(qtbot, place)
    assert place.list_page.listing.empty.isVisible()
    assert "7 days ahead" in place.list_page.listing.empty.words.text()
    assert not place.list_page.working.buttons[TouchKind.DONE].isEnabled()


def test_the_list_follows_into_the_next_day(qtbot: QtBot, today: Today, clock: Clock) -> None:
    clock.pass_days(4)
    today.refresh()
    settle(qtbot, today)
    assert today.list_page.day.day == date(2026, 3, 14)
    assert reasons(today)[0] == "Birthday tomorrow"


def test_the_key_that_sends_acts_from_the_note_too(
    qtbot: QtBot, today: Today, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[str]()

    def nowhere(_parent: QWidget, title: str, *_more: str) -> tuple[str, str]:
        asked.append(title)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", nowhere)
    qtbot.keyClick(
        today.list_page.working.note.edit, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier
    )
    assert asked == ["For an SMS provider"]
