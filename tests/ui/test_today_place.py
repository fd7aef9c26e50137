"""Today's list as staff work through it."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.kinds import Reason
from shopfans.domain.roles import Staff
from shopfans.services import reminding
from tests.conftest import Clock, join
from tests.services.test_selling import sell
from tests.ui.showing import shown
from ui.desk import Desk
from ui.today.place import Today


@pytest.fixture
def today(qtbot: QtBot, desk: Desk, mei: int) -> Today:
    return shown(qtbot, Today(desk))


def reasons(place: Today) -> list[str]:
    return [place.model.index(line, 3).data() for line in range(place.model.rowCount())]


def come(shop: Shop, by: Staff, clock: Clock, member: int, *gaps: int) -> None:
    """Visits with so many days between them, the first now."""
    for number, gap in enumerate((0, *gaps)):
        clock.pass_days(gap)
        sell(shop, by, 20, f"visit {member} {number}", member=member)


def test_a_birthday_of_the_week_is_on_the_list(today: Today) -> None:
    assert reasons(today) == ["Birthday on Sunday 03-15"]
    assert today.ticking.name.whole() == "王小美"
    assert today.progress.text() == "0 of 1 done"


def test_enter_ticks_off_with_the_note(qtbot: QtBot, today: Today, shop: Shop, mei: int) -> None:
    qtbot.keyClicks(today.ticking.note.edit, "card sent")
    qtbot.keyClick(today.ticking.note.edit, Qt.Key.Key_Return)
    done = reminding.today_list(shop).reminders[0].done
    assert done is not None
    assert done.note == "card sent"
    assert today.model.index(0, 4).data() == "✓ card sent"
    assert today.model.index(0, 3).data(Qt.ItemDataRole.FontRole).strikeOut()
    assert today.progress.text() == "1 of 1 done"
    assert not today.ticking.done.isEnabled()


def test_after_one_is_done_the_next_is_at_hand(
    qtbot: QtBot, today: Today, shop: Shop, cashier: Staff
) -> None:
    join(shop, cashier, "Amy", "13900001111", "03-12")
    join(shop, cashier, "Bo", "13900002222", "03-13")
    today.view.selectRow(1)
    assert today.ticking.name.whole() == "Bo"
    qtbot.keyClick(today, Qt.Key.Key_F9)
    assert today.ticking.name.whole() == "王小美"
    qtbot.keyClick(today, Qt.Key.Key_F9)
    assert today.ticking.name.whole() == "Amy"
    assert today.progress.text() == "2 of 3 done"


def test_arrows_walk_while_the_note_keeps_the_focus(
    qtbot: QtBot, today: Today, shop: Shop, cashier: Staff
) -> None:
    join(shop, cashier, "Amy", "13900001111", "03-12")
    today.view.selectRow(0)
    qtbot.keyClick(today.ticking.note.edit, Qt.Key.Key_Down)
    assert today.ticking.name.whole() == "王小美"
    assert today.ticking.note.edit.hasFocus()


def test_she_can_be_opened_at_the_counter(qtbot: QtBot, today: Today, mei: int) -> None:
    with qtbot.waitSignal(today.member_wanted) as wanted:
        qtbot.keyClick(
            today.ticking.note.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )
    assert wanted.args == [mei]
    assert today.progress.text() == "0 of 1 done"


def test_a_section_shows_its_own_lines(
    today: Today, shop: Shop, cashier: Staff, clock: Clock, mei: int
) -> None:
    come(shop, cashier, clock, mei, 10, 10)
    clock.pass_days(8)
    today.refresh()
    assert today.reasons.button(Reason.COUPON).text() == "Coupons about to lapse  1"
    clock.pass_days(5)
    today.refresh()
    assert today.reasons.button(Reason.SLIPPING).text() == "Should be back  1"
    today.reasons.button(Reason.SLIPPING).click()
    assert reasons(today) == ["Comes every 10 days, last came 13 days ago"]
    today.reasons.button(Reason.BIRTHDAY).click()
    assert reasons(today) == []
    assert today.listing.empty.title.text() == "Nobody on this list"


def test_a_day_gone_by_is_worked_out_behind_the_window(
    qtbot: QtBot, today: Today, shop: Shop, cashier: Staff, clock: Clock, mei: int
) -> None:
    come(shop, cashier, clock, mei, 10, 10, 40)
    today.day.edit.setDate(QDate(2026, 4, 14))
    assert today.listing.empty.title.text() == "Reading…"
    assert not today.ticking.done.isEnabled()
    qtbot.waitUntil(lambda: today.model.rowCount() == 1)
    assert reasons(today) == ["Comes every 10 days, last came 15 days ago"]
    today.day.back.click()
    assert today.day.day == date(2026, 5, 9)
    assert reasons(today) == []


def test_an_empty_list_says_what_it_will_show(qtbot: QtBot, desk: Desk) -> None:
    place = shown(qtbot, Today(desk))
    assert place.listing.empty.isVisible()
    assert "7 days ahead" in place.listing.empty.words.text()
    assert not place.ticking.done.isEnabled()


def test_the_list_follows_into_the_next_day(today: Today, clock: Clock) -> None:
    clock.pass_days(4)
    today.refresh()
    assert today.day.day == date(2026, 3, 14)
    assert reasons(today) == ["Birthday tomorrow"]
