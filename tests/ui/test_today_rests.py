"""What the owner says of holidays and of a young shop, with its effect shown before."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.domain.sections import Section
from shopfans.services import settings
from shopfans.services.reminders import forecasting, resting
from shopfans.services.reminders.resting import Rest, Source
from tests.conftest import Clock, confirm_date, join
from tests.services.test_selling import sell
from tests.ui.showing import shown
from tests.ui.test_today_place import settle
from ui import upkeep
from ui.desk import Desk
from ui.today.place import LIST, RESTS, WORDS, Today


@pytest.fixture
def today(qtbot: QtBot, desk: Desk, cashier: Staff, mei: int, clock: Clock) -> Today:
    """She came once, three weeks ago."""
    sell(desk.shop, cashier, 20, "s", member=mei)
    clock.pass_days(21)
    place = shown(qtbot, Today(desk))
    settle(qtbot, place)
    return place


def due(today: Today) -> str:
    return today.list_page.sections.button(Section.DUE).text()


def test_a_holiday_is_marked_by_keys_and_taken_back(qtbot: QtBot, today: Today, shop: Shop) -> None:
    today.pages_choice.button(RESTS).click()
    page = today.rests
    assert page.listing.empty.isVisible()
    assert page.first.edit.hasFocus()
    qtbot.keyClicks(page.first.edit, "2026-03-12")
    assert page.effect.text() == ""
    qtbot.keyClicks(page.last.edit, "2026-03-18")
    qtbot.waitUntil(lambda: not page.is_busy)
    assert page.effect.text() == (
        "This would have put 0 people on today's list as due or slipping away, instead of 0."
    )
    qtbot.keyClick(page.last.edit, Qt.Key.Key_F9)
    settle(qtbot, today)
    assert resting.rests(shop) == [Rest(date(2026, 3, 12), date(2026, 3, 18), Source.MARKED)]
    assert [page.model.index(0, at).data() for at in (2, 3)] == ["7", "Marked by you"]
    assert page.first.text() == ""
    qtbot.keyClick(page.view, Qt.Key.Key_F8)
    settle(qtbot, today)
    assert resting.rests(shop) == []


def test_the_people_a_holiday_would_take_off_the_list_are_counted_behind_the_window(
    qtbot: QtBot, today: Today, clock: Clock
) -> None:
    clock.pass_days(7)
    today.refresh()
    settle(qtbot, today)
    today.turn_to(RESTS)
    page = today.rests
    page.last.edit.setText("2026-03-18")
    for first in ("2026-03-10", "2026-03-11", "2026-03-12"):  # the last one alone is answered
        page.first.edit.setText(first)
    qtbot.waitUntil(lambda: not page.is_busy)
    assert page.effect.text() == (
        "This would have put 0 people on today's list as due or slipping away, instead of 1."
    )
    page.last.edit.setText("2027-03-18")
    page.first.edit.setText("2027-03-18")
    assert page.effect.text() == "These days are still to come: today's list stays as it is."
    settle(qtbot, today)
    assert page.effect.text() == "These days are still to come: today's list stays as it is."


def test_days_that_cannot_be_are_refused_beside_their_field(
    qtbot: QtBot, today: Today, shop: Shop
) -> None:
    today.turn_to(RESTS)
    page = today.rests
    page.first.edit.setText("2026-03-12")
    page.last.edit.setText("2026-03-11")
    page.mark.click()
    assert page.last.error.isVisible()
    assert resting.rests(shop) == []


def test_a_young_shop_says_once_by_what_it_goes(
    qtbot: QtBot, today: Today, shop: Shop, cashier: Staff
) -> None:
    page, said = today.list_page, "Nobody's rhythm is known yet: who stays away for 28 days is due"
    assert due(today) == "Due now  0"
    assert "Until then who stays away for 28 days is due" in page.listing.empty.words.text()
    assert said not in page.around.words.text()
    join(shop, cashier, "Amy", "13900001111", "04-02")
    settle(qtbot, today)
    assert page.model.rowCount() == 1
    assert page.around.words.text().startswith(said)


def test_while_the_date_is_in_doubt_the_empty_list_says_so(
    qtbot: QtBot, today: Today, shop: Shop, clock: Clock
) -> None:
    clock.pass_days(300)
    today.refresh()
    settle(qtbot, today)
    empty = today.list_page.listing.empty
    assert empty.title.text() == "Is the date right?"
    confirm_date(shop)
    settle(qtbot, today)
    assert empty.title.text() == "Nobody on this list"


def test_the_owners_days_are_tried_before_they_are_kept(
    qtbot: QtBot, today: Today, shop: Shop
) -> None:
    today.turn_to(WORDS)
    words = today.words
    assert words.effect.text().startswith("This would have put 0 lines on today's list")
    words.rule_days.edit.setText("21")
    assert words.effect.text().startswith("This would have put 1 line on today's list")
    words.save.click()
    settle(qtbot, today)
    assert settings.load(shop).rule_days == 21
    today.turn_to(LIST)
    settle(qtbot, today)
    assert due(today) == "Due now  1"
    words.rule_days.edit.setText("2")
    words.save.click()
    assert words.rule_days.error.isVisible() or not words.isVisible()
    assert settings.load(shop).rule_days == 21


def test_a_wrong_clock_is_spoken_of(
    qtbot: QtBot, today: Today, shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    clock.pass_days(365)
    sell(shop, cashier, 20, "far", member=mei)
    clock.pass_days(-365)
    today.list_page.renew()
    settle(qtbot, today)
    assert "There is a sale of 2027-03-31" in today.list_page.around.words.text()


def test_a_shop_without_a_sale_for_years_is_spoken_of(
    qtbot: QtBot, today: Today, shop: Shop, clock: Clock
) -> None:
    clock.pass_days(3_000)
    confirm_date(shop)
    today.refresh()
    today.list_page.renew()
    settle(qtbot, today)
    assert "The last sale is of 2026-03-10" in today.list_page.around.words.text()


def test_upkeep_that_takes_long_says_how_far_it_is(
    qtbot: QtBot, today: Today, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "PATIENCE", -1)
    said: list[tuple[str, bool]] = []
    line, work = today.list_page.around, today.desk.upkeep
    work.progressed.connect(lambda _n: said.append((line.words.text(), line.halt.isVisible())))
    with qtbot.waitSignal(work.done):
        work.renew()
    assert ("Working out who comes back when: 0%", True) in said
    assert line.halt.isHidden()


def test_upkeep_is_stopped_by_a_key_and_goes_on(qtbot: QtBot, today: Today, shop: Shop) -> None:
    line, work = today.list_page.around, today.desk.upkeep
    with shop.changing():  # another program writes: the upkeep cannot get to its end
        work.renew()
        qtbot.waitUntil(lambda: work.is_running)
        work.progressed.emit(3)
        assert line.halt.text() == "Cancel  Esc"
        qtbot.keyClick(today.list_page.working.note.edit, Qt.Key.Key_Escape)
        assert work.is_halted
    with qtbot.waitSignal(work.halted):
        pass
    assert line.words.text().startswith("Stopped before everybody was looked at")
    today.refresh()
    work.look(today.desk.today)
    assert not work.is_busy
    again = shown(qtbot, Today(today.desk))
    assert again.list_page.around.halt.text() == "Go on now"
    again.list_page.around.halt.click()
    with qtbot.waitSignal(work.done) as done:
        pass
    assert done.args is not None
    assert done.args[0].is_new
    assert again.list_page.around.halt.isHidden()
    assert not forecasting.keep_up(shop)


def test_the_next_day_goes_on_by_itself(
    qtbot: QtBot, today: Today, shop: Shop, clock: Clock
) -> None:
    work = today.desk.upkeep
    with shop.changing():
        work.renew()
        qtbot.waitUntil(lambda: work.is_running)
        work.halt(today.desk.today)
    qtbot.waitUntil(lambda: not work.is_running)
    assert work.is_halted
    clock.pass_days(1)
    with qtbot.waitSignal(work.done):
        today.refresh()
    assert not work.is_halted
