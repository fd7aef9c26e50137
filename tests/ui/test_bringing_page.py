"""The old list of members comes in on a page of three steps."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from shopfans import texts
from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.domain.sheet_rows import Field
from shopfans.services.members import finding
from tests.ui.showing import shown
from ui.bringing.page import Bringing
from ui.desk import Desk
from ui.members.place import Members

LIST = """手机号,姓名,生日,剩余积分,门店
13900000001,王晓梅,1990-8-15,120,总店
13900000002,李丽,农历八月十五,30,总店
1.39E+10,张敏,8月3日,5,总店
"""


@pytest.fixture
def old_list(tmp_path: Path) -> Path:
    path = tmp_path / "members.csv"
    path.write_bytes(LIST.encode("gbk"))
    return path


@pytest.fixture
def place(qtbot: QtBot, desk: Desk) -> Members:
    place = shown(qtbot, Members(desk))
    (key,) = [one for one in place.findChildren(QShortcut) if one.key().toString() == "F7"]
    key.activated.emit()
    return place


def settled(qtbot: QtBot, page: Bringing) -> None:
    qtbot.waitUntil(lambda: not page.working.is_running)


def tried(qtbot: QtBot, page: Bringing, path: Path) -> None:
    page.read(path)
    settled(qtbot, page)
    page.go_on.click()
    settled(qtbot, page)


def test_a_list_is_read_tried_out_and_brought_in(
    qtbot: QtBot, place: Members, shop: Shop, old_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = place.bringing
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *asked: (str(old_list), ""))
    page.start.choose.click()
    settled(qtbot, page)
    assert page.step.text() == "Step 2 of 3: what each column is"
    fields = (Field.PHONE, Field.NAME, Field.BIRTHDAY, Field.POINTS, None)
    assert page.columns.columns() == fields
    page.go_on.click()
    settled(qtbot, page)
    assert [chip.text() for chip in page.trial.chips.buttons()] == ["3 rows", "2 new", "1 left out"]
    assert page.go_on.text() == "Bring in 2 members"
    assert "150 points are brought in." in page.trial.notes.text()
    assert page.trial.model.index(0, 4).data() == "Birthday 08-15 · Points 120"
    page.trial.agreed.click()
    page.go_on.click()
    settled(qtbot, page)
    assert page.told.text() == "2 members were brought in."
    assert {hit.name for hit in finding.find(shop, "139")} == {"王晓梅", "李丽"}


def test_without_the_owners_word_nothing_is_written(
    qtbot: QtBot, place: Members, shop: Shop, old_list: Path
) -> None:
    tried(qtbot, place.bringing, old_list)
    place.bringing.go_on.click()
    assert "consent" in place.bringing.problem.text()
    assert place.bringing.trial.agreed.hasFocus()
    assert finding.find(shop, "139") == []


def test_what_is_refused_moves_nothing_the_mouse_is_on_its_way_to(
    qtbot: QtBot, place: Members, old_list: Path
) -> None:
    page = place.bringing
    tried(qtbot, page, old_list)
    before = page.trial.agreed.mapTo(page, page.trial.agreed.rect().topLeft())
    page.go_on.click()
    QApplication.processEvents()
    assert page.problem.isVisible()
    assert page.trial.agreed.mapTo(page, page.trial.agreed.rect().topLeft()) == before


def test_enter_leads_to_the_trial_and_writes_nothing(
    qtbot: QtBot, place: Members, old_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = place.bringing
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *asked: (str(old_list), ""))
    assert page.start.choose.hasFocus()
    qtbot.keyClick(page.start.choose, Qt.Key.Key_Return)
    settled(qtbot, page)
    page.columns.choices[0].setCurrentIndex(0)
    qtbot.keyClick(page.go_on, Qt.Key.Key_Return)
    settled(qtbot, page)
    assert page.columns.choices[0].hasFocus()
    phone = page.columns.choices[0].findData(Field.PHONE)
    page.columns.choices[0].setCurrentIndex(phone)
    qtbot.keyClick(page.go_on, Qt.Key.Key_Return)
    settled(qtbot, page)
    page.trial.agreed.click()
    qtbot.keyClick(page.go_on, Qt.Key.Key_Return)
    assert not page.working.is_running


def test_a_column_is_corrected_by_mouse_and_no_two_are_the_same(
    qtbot: QtBot, place: Members, old_list: Path
) -> None:
    page = place.bringing
    page.read(old_list)
    settled(qtbot, page)
    last = page.columns.choices[4]
    last.setCurrentIndex(last.findData(Field.NAME))
    last.activated.emit(last.currentIndex())
    assert page.columns.columns() == (
        Field.PHONE, None, Field.BIRTHDAY, Field.POINTS, Field.NAME,
    )  # fmt: skip
    first = page.columns.choices[0]
    first.setCurrentIndex(0)
    page.go_on.click()
    settled(qtbot, page)
    assert "which column is the phone number" in page.problem.text()


def test_arrow_keys_take_nothing_from_the_columns_they_pass_by(
    qtbot: QtBot, place: Members, old_list: Path
) -> None:
    page = place.bringing
    page.read(old_list)
    settled(qtbot, page)
    before, last = page.columns.columns(), page.columns.choices[4]
    for _step in (Field.PHONE, Field.NAME, Field.BIRTHDAY, Field.CALENDAR):
        qtbot.keyClick(last, Qt.Key.Key_Down)
    assert page.columns.columns() == (*before[:4], Field.CALENDAR)


def test_the_rows_left_out_are_saved(
    qtbot: QtBot, place: Members, old_list: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, path = place.bringing, tmp_path / "left out.xlsx"
    tried(qtbot, page, old_list)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *asked: (str(path), ""))
    page.save.click()
    assert page.told.text() == f"Saved: {path}"
    assert load_workbook(path).worksheets[0]["B2"].value == "张敏"


def test_what_was_brought_in_is_listed_and_taken_back(
    qtbot: QtBot, place: Members, shop: Shop, old_list: Path
) -> None:
    page = place.bringing
    assert page.start.undo.isHidden()
    tried(qtbot, page, old_list)
    page.trial.agreed.click()
    page.go_on.click()
    settled(qtbot, page)
    assert [page.start.model.index(0, at).data() for at in (0, 2, 3)] == ["members.csv", "2", "0"]
    page.start.undo.click()
    settled(qtbot, page)
    assert page.told.text() == "2 members were taken back."
    assert (page.start.model.rowCount(), finding.find(shop, "139")) == (0, [])


def test_a_file_that_cannot_be_is_refused_in_words(
    qtbot: QtBot, place: Members, tmp_path: Path
) -> None:
    path = tmp_path / "members.xls"
    path.write_text("<html><table><tr><td>1</td></tr></table></html>")
    place.bringing.read(path)
    settled(qtbot, place.bringing)
    assert "web page" in place.bringing.problem.text()
    assert place.bringing.step.text().startswith("Step 1")


def test_escape_leads_back_step_by_step(qtbot: QtBot, place: Members, old_list: Path) -> None:
    page = place.bringing
    tried(qtbot, page, old_list)
    for step in ("Step 2", "Step 1"):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
        assert page.step.text().startswith(step)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert place.left.currentIndex() == 0
    assert place.finder.hasFocus()


def test_a_member_whose_card_lapsed_comes_in_and_it_is_said(
    qtbot: QtBot, place: Members, shop: Shop, tmp_path: Path
) -> None:
    path, page = tmp_path / "cards.csv", place.bringing
    path.write_text(
        "手机号,姓名,次卡,剩余次数,有效期至\n13900000001,王晓梅,十次面部护理,7,2020-12-31\n",
        "utf-8",
    )
    tried(qtbot, page, path)
    assert page.go_on.text() == "Bring in 1 member"
    assert page.trial.model.index(0, 4).data() == (
        "Only the session card is left out: it was good until 2020-12-31."
    )
    assert "1 session card has lapsed" in page.trial.notes.text()
    assert page.save.isVisible()


def test_the_page_speaks_the_language_of_the_day(
    qtbot: QtBot, place: Members, old_list: Path
) -> None:
    tried(qtbot, place.bringing, old_list)
    texts.speak("zh_CN")
    place.retranslate()
    assert place.bringing.go_on.text() == "导入 2 位会员"
    assert place.bringing.trial.chips.buttons()[0].text() == "共 3 行"


def test_a_cashier_does_not_see_it(qtbot: QtBot, desk: Desk, cashier: Staff) -> None:
    place = shown(qtbot, Members(Desk(desk.shop, desk.changes, cashier)))
    assert place.fetch.isHidden()
    (key,) = [one for one in place.findChildren(QShortcut) if one.key().toString() == "F7"]
    key.activated.emit()
    assert place.left.currentIndex() == 0
