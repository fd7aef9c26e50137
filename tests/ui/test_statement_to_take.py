"""Her statement, saved from the members page: a PDF, a workbook, from one day to another."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.knowledge import Section
from shopfans.domain.roles import Staff
from shopfans.domain.trails import Trail
from shopfans.services.staff import staffing, tracing
from shopfans.services.staff.tracing import Wanted
from tests.conftest import OWNER_PIN, Clock
from tests.services.test_selling import sell
from tests.ui.approving import allow
from tests.ui.showing import shown
from ui.desk import Desk
from ui.members.place import Members
from ui.members.taking_statement import TakingStatement
from ui.printing.document import document


@pytest.fixture
def taking(
    qtbot: QtBot, desk: Desk, shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> TakingStatement:
    """Of 王小美, who bought twice."""
    sell(shop, cashier, 30, "s1", member=mei)
    clock.pass_days(2)
    sell(shop, cashier, 12, "s2", member=mei)
    place = shown(qtbot, Members(desk))
    place.finder.setText("王小美")
    place.profile.statement_wanted.emit()
    return place.statement.taking


def save(qtbot: QtBot, form: TakingStatement, path: Path) -> None:
    form.taking.target.setCurrentIndex(form.taking.target.findData(path.suffix))
    form.taking.path.edit.setText(str(path))
    form.taking.start.click()
    qtbot.waitUntil(lambda: form.taking.told.whole() == f"Saved: {path}")


def test_it_begins_with_all_of_her_time(taking: TakingStatement) -> None:
    assert (taking.first.text(), taking.last.text()) == ("2026-03-10", "2026-03-12")
    assert taking.taking.path.text().endswith("甜甜 statement 1.pdf")


def test_it_is_saved_as_pages_and_as_a_workbook(
    qtbot: QtBot, taking: TakingStatement, tmp_path: Path
) -> None:
    save(qtbot, taking, tmp_path / "her.pdf")
    assert (tmp_path / "her.pdf").read_bytes().startswith(b"%PDF-")
    taking.first.edit.setText("2026-03-11")
    save(qtbot, taking, tmp_path / "her.xlsx")
    lines = list(load_workbook(tmp_path / "her.xlsx")["Points"].values)
    assert [line[2] for line in lines] == ["What", "Opening", "Earned", "Closing", None]
    assert (lines[1][6], lines[3][6]) == (30, 42)


def test_a_cashier_prints_alone_and_saves_by_the_owners_leave(
    qtbot: QtBot, taking: TakingStatement, desk: Desk, shop: Shop, cashier: Staff, tmp_path: Path
) -> None:
    desk.by = cashier
    taking.taking.path.edit.setText(str(tmp_path / "her.pdf"))
    taking.taking.start.click()
    assert list(tmp_path.glob("her*")) == []
    allow(qtbot, taking.taking.approval, OWNER_PIN, "she asked")
    qtbot.waitUntil(lambda: taking.taking.told.whole() != "")
    [line] = tracing.page(shop, by=staffing.staff(shop)[0], wanted=Wanted(trail=Trail.FILES))
    assert (line.staff, line.allowed_by, line.reason) == ("小李", "老板", "she asked")
    taking.taking.start.click()  # the leave was for that one file
    assert taking.taking.approval.isVisible()
    qtbot.keyClick(taking.taking.approval.pin.edit, Qt.Key.Key_Escape)
    assert taking.taking.approval.isHidden()


def test_days_that_are_none_or_run_backwards_are_refused_beside_them(
    taking: TakingStatement, tmp_path: Path
) -> None:
    taking.taking.path.edit.setText(str(tmp_path / "her.pdf"))
    taking.first.edit.setText("yesterday")
    taking.taking.start.click()
    assert "is not a day" in taking.first.error.text()
    taking.first.edit.setText("2026-03-11")
    taking.last.edit.setText("2026-03-10")
    taking.taking.start.click()
    assert taking.last.error.text() == "2026-03-10 is before 2026-03-11."
    assert list(tmp_path.glob("her*")) == []


def test_on_paper_no_day_and_no_amount_is_broken_in_two(qapp: QApplication) -> None:
    heads = ("Membership", "From", "Until", "Fee", "Given back", "Membership discount",
             "Coupons used", "Coupon off", "Saved so far")  # fmt: skip
    row = ("Year membership", "2026-06-26", "2026-07-08", "1,398.00", "383.83", "82.20", "4",
           "120.00", "536.40")  # fmt: skip
    page = document("Statement", "A lead", [Section("Memberships", heads, (row,))], language="en")
    page.setTextWidth(17 / 2.54 * qapp.primaryScreen().logicalDotsPerInchX())  # of A4
    page.documentLayout().documentSize()  # lays it out
    lines = {}
    block = page.begin()
    while block.isValid():
        lines[block.text()] = block.layout().lineCount()
        block = block.next()
    assert {text: lines[text] for text in row[1:]} == dict.fromkeys(row[1:], 1)
