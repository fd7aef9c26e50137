"""Past sales come in on the page of the old list: the same three steps, undone in one go."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from shopfans import texts
from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.sheet_rows import SaleField
from shopfans.services.members import finding
from tests.ui.showing import shown
from tests.ui.test_bringing_page import settled, tried
from ui.bringing.page import Bringing
from ui.desk import Desk
from ui.members.place import Members

SALES = """手机号,消费日期,实付,门店
13812345678,2025-11-01,12.50,总店
13812345678,2025-11-11,7.50,总店
13900000001,2025-11-12,8,总店
"""
KEYS = "会员号,消费日期,实付\nA-7,2025-11-01,12.50\n"


@pytest.fixture
def sales(tmp_path: Path) -> Path:
    path = tmp_path / "sales.csv"
    path.write_bytes(SALES.encode("gbk"))
    return path


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, mei: int) -> Bringing:
    """F7, and the second of the kinds."""
    place = shown(qtbot, Members(desk))
    (key,) = [one for one in place.findChildren(QShortcut) if one.key().toString() == "F7"]
    key.activated.emit()
    place.bringing.start.kinds.buttons()[1].click()
    return place.bringing


def test_past_sales_are_read_tried_out_and_brought_in(
    qtbot: QtBot, page: Bringing, shop: Shop, mei: int, sales: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page.title.text() == "Past sales from Excel"
    assert page.start.choose.hasFocus()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *asked: (str(sales), ""))
    page.start.choose.click()
    settled(qtbot, page)
    fields = (SaleField.PHONE, SaleField.DAY, SaleField.AMOUNT, None)
    assert page.columns.columns() == fields
    page.go_on.click()
    settled(qtbot, page)
    assert [chip.text() for chip in page.trial.chips.buttons()] == ["3 rows", "2 new", "1 left out"]
    row = [page.trial.model.index(0, at).data() for at in range(1, 5)]
    assert row == ["王小美", "2025-11-01", "¥12.50", "new"]
    assert "No member has this phone number" in page.trial.model.index(2, 5).data()
    assert page.go_on.text() == "Bring in 2 past sales"
    page.go_on.click()
    settled(qtbot, page)
    assert page.told.text() == "2 past sales were brought in."
    assert finding.card(shop, mei).spent == Money(2000)


def test_they_are_taken_back_and_the_same_file_comes_in_again(
    qtbot: QtBot, page: Bringing, shop: Shop, mei: int, sales: Path
) -> None:
    tried(qtbot, page, sales)
    page.go_on.click()
    settled(qtbot, page)
    assert [page.start.model.index(0, at).data() for at in (0, 2)] == ["sales.csv", "2"]
    page.start.undo.click()
    settled(qtbot, page)
    assert page.told.text() == "2 past sales were taken back."
    assert (page.start.model.rowCount(), finding.card(shop, mei).visits) == (0, 0)
    tried(qtbot, page, sales)
    assert page.go_on.text() == "Bring in 2 past sales"


def test_escape_stops_the_undoing_and_all_is_there_still(
    qtbot: QtBot, page: Bringing, shop: Shop, mei: int, sales: Path
) -> None:
    tried(qtbot, page, sales)
    page.go_on.click()
    settled(qtbot, page)
    page.start.undo.click()
    assert page.working.stop.hasFocus()
    qtbot.keyClick(page.working.stop, Qt.Key.Key_Escape)
    settled(qtbot, page)
    assert page.problem.isHidden()
    assert (page.start.model.rowCount(), finding.card(shop, mei).visits) == (1, 2)


def test_escape_stops_the_work_and_nothing_is_written(
    qtbot: QtBot, page: Bringing, shop: Shop, mei: int, sales: Path
) -> None:
    tried(qtbot, page, sales)
    page.go_on.click()
    assert page.working.stop.hasFocus()
    qtbot.keyClick(page.working.stop, Qt.Key.Key_Escape)
    settled(qtbot, page)
    assert (page.step.text()[:6], page.problem.isHidden()) == ("Step 3", True)
    assert page.trial.view.hasFocus()
    assert finding.card(shop, mei).visits == 0
    page.go_on.click()
    settled(qtbot, page)
    assert finding.card(shop, mei).visits == 2


def test_who_comes_back_when_is_worked_out_anew(
    qtbot: QtBot, page: Bringing, desk: Desk, sales: Path
) -> None:
    tried(qtbot, page, sales)
    with qtbot.waitSignal(desk.upkeep.done):
        page.go_on.click()


def test_who_becomes_a_member_is_said_before(qtbot: QtBot, page: Bringing, sales: Path) -> None:
    sales.write_text(KEYS, "utf-8")
    tried(qtbot, page, sales)
    assert page.trial.model.index(0, 1).data() == "A-7"
    assert page.trial.model.index(0, 5).data() == "She becomes a member"
    assert "1 new member, 1 sale, ¥12.50" in page.trial.notes.text()


def test_a_file_that_brings_nothing_leaves_nothing_to_press(
    qtbot: QtBot, page: Bringing, sales: Path
) -> None:
    sales.write_text(SALES.splitlines()[0] + "\n13900000001,2025-11-12,8,\n", "utf-8")
    tried(qtbot, page, sales)
    assert not page.go_on.isEnabled()
    assert "There is nothing to import." in page.trial.notes.text()


def test_the_rows_left_out_are_saved(
    qtbot: QtBot, page: Bringing, sales: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "left out.xlsx"
    tried(qtbot, page, sales)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *asked: (str(path), ""))
    page.save.click()
    assert page.told.text() == f"Saved: {path}"
    assert load_workbook(path).worksheets[0]["A2"].value == "13900000001"


def test_a_column_that_is_missing_is_asked_for(qtbot: QtBot, page: Bringing, sales: Path) -> None:
    sales.write_text("手机号,消费日期\n13812345678,2025-11-01\n", "utf-8")
    tried(qtbot, page, sales)
    assert "which the amount" in page.problem.text()
    assert page.step.text().startswith("Step 2")


def test_members_are_chosen_again_and_stay_apart(qtbot: QtBot, page: Bringing, sales: Path) -> None:
    tried(qtbot, page, sales)
    page.go_on.click()
    settled(qtbot, page)
    page.start.kinds.buttons()[0].click()
    assert page.title.text() == "Members from Excel"
    assert (page.start.model.rowCount(), page.told.isHidden()) == (0, True)


def test_the_page_speaks_the_language_of_the_day(qtbot: QtBot, page: Bringing, sales: Path) -> None:
    tried(qtbot, page, sales)
    texts.speak("zh_CN")
    page.retranslate()
    assert page.go_on.text() == "导入 2 笔历史销售单"
