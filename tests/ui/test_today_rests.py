"""What the owner says of holidays and of a young shop, with its effect shown before."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.domain.sections import Section
from shopfans.services import resting, settings
from shopfans.services.resting import Rest, Source
from tests.conftest import Clock
from tests.services.test_selling import sell
from tests.ui.showing import shown
from tests.ui.test_today_place import settle
from ui.desk import Desk
from ui.today import upkeep
from ui.today.place import LIST, RESTS, WORDS, Today
from ui.today.upkeep import Upkeep


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
    assert page.effect.text() == "Takes 7 days out of the gaps or the silence of 1 member."
    qtbot.keyClick(page.last.edit, Qt.Key.Key_F9)
    settle(qtbot, today)
    assert resting.rests(shop) == [Rest(date(2026, 3, 12), date(2026, 3, 18), Source.MARKED)]
    assert [page.model.index(0, at).data() for at in (2, 3)] == ["7", "Marked by you"]
    assert page.first.text() == ""
    qtbot.keyClick(page.view, Qt.Key.Key_F8)
    settle(qtbot, today)
    assert resting.rests(shop) == []


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


def test_a_young_shop_says_by_what_it_goes(qtbot: QtBot, today: Today) -> None:
    assert due(today) == "Due now  0"
    assert "Until then who stays away for 28 days is due" in today.list_page.effect.text()


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
    assert "There is a sale of 2027-03-31" in today.list_page.effect.text()


def test_upkeep_that_takes_long_says_how_far_it_is(
    qtbot: QtBot, today: Today, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "PATIENCE", -1)
    said: list[str] = []
    work = Upkeep(today.desk.shop, today)
    work.progressed.connect(today.list_page._say_how_far)
    work.progressed.connect(lambda _percent: said.append(today.list_page.effect.text()))
    with qtbot.waitSignal(work.done):
        work.renew()
    assert "Working out who comes back when: 0%" in said
