"""The log: found by person, kind and day, a page at a time, and what is odd beside it."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.roles import Right, Staff
from shopfans.domain.trails import Trail
from shopfans.services import settings
from shopfans.services.belonging import adjusting
from shopfans.services.staff import approving
from tests.conftest import Clock
from tests.services.test_selling import sell
from tests.ui.showing import shown
from ui.desk import Desk
from ui.log import table
from ui.log.page import LogPage
from ui.log.table import LogTable
from ui.settings.place import LOG, Settings


@pytest.fixture
def busy(shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock) -> None:
    """Yesterday the cashier sold; today the owner sold and gave points by hand."""
    sell(shop, cashier, 10, "a")
    clock.pass_days(1)
    sell(shop, owner, 20, "b")
    by = approving.with_reason(by=owner, right=Right.ADJUST, reason="forgotten", request="c")
    adjusting.adjust_points(shop, by=by, member=mei, change=50, request="c")


@pytest.fixture
def place(qtbot: QtBot, desk: Desk, busy: None) -> Settings:
    return shown(qtbot, Settings(desk))


@pytest.fixture
def page(place: Settings) -> LogPage:
    place.turn_to(LOG)
    assert place.log is not None
    return place.log


def said(log: LogTable) -> list[str]:
    return [log.model.index(line, 2).data() for line in range(log.model.rowCount())]


def choose(log: LogTable, kind: object) -> None:
    log.kind.setCurrentIndex(log.kind.findData(kind))


def test_the_newest_stands_first_with_who_and_why(page: LogPage) -> None:
    line = [page.log.model.index(0, column).data() for column in range(1, 4)]
    assert line == ["老板", "Points of 王小美 by hand: +50", "forgotten"]


def test_one_kind_alone(page: LogPage) -> None:
    choose(page.log, Trail.SALES)
    assert said(page.log) == ["Sale No. 2, ¥20.00", "Sale No. 1, ¥10.00"]


def test_one_person_alone(page: LogPage, cashier: Staff) -> None:
    choose(page.log, Trail.SALES)
    page.log.who.setCurrentIndex(page.log.who.findData(cashier.id))
    assert said(page.log) == ["Sale No. 1, ¥10.00"]


def test_what_was_done_by_a_leave_or_for_a_reason(page: LogPage) -> None:
    choose(page.log, table._ALLOWED)
    assert said(page.log) == ["Points of 王小美 by hand: +50"]


def test_one_day_alone_and_a_day_that_is_none(qtbot: QtBot, page: LogPage, shop: Shop) -> None:
    day = page.log.day.edit
    qtbot.keyClicks(day, settings.today(shop).isoformat())
    qtbot.keyClick(day, Qt.Key.Key_Return)
    choose(page.log, Trail.SALES)
    assert said(page.log) == ["Sale No. 2, ¥20.00"]
    day.clear()
    qtbot.keyClicks(day, "2026-02-30")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert page.log.day.error.isVisible()
    assert said(page.log) == ["Sale No. 2, ¥20.00"]


def test_where_nothing_was_done_it_says_so(page: LogPage) -> None:
    choose(page.log, Trail.COUPONS)
    assert page.log.listing.empty.isVisible()
    assert page.log.listing.empty.title.text() == "Nothing was done"


def test_pages_are_turned_to_and_fro(page: LogPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "PAGE", 1)
    choose(page.log, Trail.SALES)
    assert said(page.log) == ["Sale No. 2, ¥20.00"]
    page.log.older.click()
    assert said(page.log) == ["Sale No. 1, ¥10.00"]
    page.log.newer.click()
    assert said(page.log) == ["Sale No. 2, ¥20.00"]
    assert not page.log.newer.isEnabled()


def test_the_entries_behind_an_odd_thing_stand_alone_until_all_is_asked_for(
    page: LogPage, shop: Shop
) -> None:
    [(operation,)] = rows(shop, "SELECT operation_id FROM sale WHERE id = 1")
    page.odd.opened.emit((operation,))
    assert said(page.log) == ["Sale No. 1, ¥10.00"]
    page.log.all_of_it.click()
    assert len(said(page.log)) > 2


def rows(shop: Shop, query: str) -> list[tuple[int]]:
    with shop.reading():
        return list(shop.rows(query))
