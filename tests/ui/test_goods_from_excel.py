"""A list of goods comes in on a page of three steps."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from shopfans import texts
from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sheet_rows import GoodField
from shopfans.services.goods import pricing
from tests.services.test_pricing import names, sell, stock
from tests.ui.showing import shown
from ui.bringing.page import Bringing
from ui.desk import Desk
from ui.goods.place import Goods

LIST = "品名,售价,分类,货架\n红茶,9.5,茶,左\n绿茶,8,茶,左\n咖啡,20,饮品,右\n坏,贵,,右\n"


@pytest.fixture
def place(qtbot: QtBot, desk: Desk, shop: Shop, owner: Staff) -> Goods:
    for name, fen in (("红茶", 900), ("绿茶", 800)):
        stock(shop, owner, name, category="茶", price=Money(fen))
    place = shown(qtbot, Goods(desk))
    place.fetch.click()
    return place


def settled(qtbot: QtBot, page: Bringing) -> None:
    qtbot.waitUntil(lambda: not page.working.is_running)


def read(qtbot: QtBot, page: Bringing, folder: Path, text: str = LIST) -> None:
    path = folder / "goods.csv"
    path.write_bytes(text.encode("gbk"))
    page.read(path)
    settled(qtbot, page)


def go_on(qtbot: QtBot, page: Bringing) -> None:
    page.go_on.click()
    settled(qtbot, page)


def test_a_list_is_read_tried_out_and_taken_by_one_press(
    qtbot: QtBot, place: Goods, shop: Shop, tmp_path: Path
) -> None:
    page = place.importing
    read(qtbot, page, tmp_path)
    assert page.step.text() == "Step 2 of 3: what each column is"
    assert page.columns.columns() == (GoodField.NAME, GoodField.PRICE, GoodField.CATEGORY, None)
    go_on(qtbot, page)
    assert [one.text() for one in page.trial.chips.buttons()] == [
        "4 rows", "1 new", "1 changed", "1 the same", "1 left out",
    ]  # fmt: skip
    assert [[page.trial.model.index(n, c).data() for c in range(4)] for n in range(4)] == [
        ["2", "红茶", "changed", "Selling price: 9.00 → 9.50"],
        ["3", "绿茶", "the same", ""],
        ["4", "咖啡", "new", "20.00 · 饮品"],
        ["5", "坏", "left out", "This is not an amount. Type it like 12.50."],
    ]
    assert len(pricing.goods(shop)) == 2
    assert page.go_on.text() == "Import 2 items"
    go_on(qtbot, page)
    assert page.told.text() == "2 items imported."
    assert names(pricing.goods(shop)) == ["红茶", "绿茶", "咖啡"]
    page.back.click()
    assert place.sheet.model.rowCount() == 3
    assert QApplication.focusWidget() is place.finder


def test_a_column_is_corrected_and_remembered(qtbot: QtBot, place: Goods, tmp_path: Path) -> None:
    page, odd = place.importing, "叫什么,卖多少\n汽水,3\n"
    read(qtbot, page, tmp_path, odd)
    go_on(qtbot, page)
    assert "which column is the item" in page.problem.text()
    assert page.columns.choices[0].hasFocus()
    qtbot.keyClick(page.columns.choices[0], Qt.Key.Key_Down)
    qtbot.keyClick(page.columns.choices[1], Qt.Key.Key_Down)
    qtbot.keyClick(page.columns.choices[1], Qt.Key.Key_Down)
    go_on(qtbot, page)
    go_on(qtbot, page)
    assert page.told.text() == "1 item imported."
    read(qtbot, page, tmp_path, odd)
    assert page.columns.columns() == (GoodField.NAME, GoodField.PRICE)
    go_on(qtbot, page)
    assert page.trial.notes.text().startswith("There is nothing to import.  This very file")
    assert not page.go_on.isEnabled()


def test_the_rows_left_out_are_saved(
    qtbot: QtBot, place: Goods, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, path = place.importing, tmp_path / "left out.xlsx"
    read(qtbot, page, tmp_path)
    go_on(qtbot, page)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *asked: (str(path), ""))
    page.save.click()
    assert page.told.text() == f"Saved: {path}"
    assert load_workbook(path).worksheets[0]["A2"].value == "坏"


def test_what_was_brought_in_is_taken_back_until_something_depends_on_it(
    qtbot: QtBot, place: Goods, shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    page = place.importing
    for text in (LIST, "品名,售价\n汽水,3\n"):
        read(qtbot, page, tmp_path, text)
        go_on(qtbot, page)
        go_on(qtbot, page)
    assert page.start.model.rowCount() == 2
    page.start.undo.click()
    settled(qtbot, page)
    assert page.told.text() == "1 item was taken back."
    assert names(pricing.goods(shop)) == ["红茶", "绿茶", "咖啡"]
    [coffee] = pricing.find_goods(shop, "咖啡")
    sell(shop, owner, coffee.id, 1)
    page.start.undo.click()
    settled(qtbot, page)
    assert "咖啡 was sold" in page.problem.text()
    assert page.start.model.rowCount() == 1


def test_it_is_left_step_by_step_without_a_trace(
    qtbot: QtBot, place: Goods, shop: Shop, tmp_path: Path
) -> None:
    page = place.importing
    read(qtbot, page, tmp_path)
    go_on(qtbot, page)
    for _step in range(3):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert place.sheet.isVisible()
    assert len(pricing.goods(shop)) == 2


def test_a_file_that_cannot_be_read_is_said(qtbot: QtBot, place: Goods, tmp_path: Path) -> None:
    place.importing.read(tmp_path / "nothing.xlsx")
    settled(qtbot, place.importing)
    assert place.importing.problem.text()
    assert place.importing.step.text().startswith("Step 1")


def test_the_page_speaks_the_language_of_the_day(
    qtbot: QtBot, place: Goods, tmp_path: Path
) -> None:
    read(qtbot, place.importing, tmp_path)
    texts.speak("zh_CN")
    place.retranslate()
    first = place.importing.columns.choices[0]
    assert [first.itemText(at) for at in range(3)] == ["不导入", "品名", "售价"]
