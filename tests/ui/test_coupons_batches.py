"""Batches of coupons in their place: taken back, printed, and printed once more."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans import texts
from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.services.coupons import issuing, recalling
from shopfans.services.members import finding
from tests.conftest import join
from tests.services.issues import FIVE_OFF, issue, template
from tests.services.test_selling import sell
from tests.ui.at_the_coupons import choose, goods, place
from ui.coupons.place import Coupons

__all__ = ["goods", "place"]


@pytest.fixture
def half_used(shop: Shop, owner: Staff, mei: int) -> int:
    """A batch of two coupons, of which Mei has used hers."""
    made = template(shop, owner, FIVE_OFF)
    ana = join(shop, owner, "Ana", "13987654321")
    issue(shop, owner, made, mei, ana)
    code = next(c.code for c in finding.card(shop, mei).coupons if c.template == made)
    sell(shop, owner, 20, "s", member=mei, coupon=code, due=1500)
    return made


def test_taking_back_is_asked_once_and_shows_what_was_used(
    qtbot: QtBot, place: Coupons, shop: Shop, half_used: int
) -> None:
    choose(qtbot, place, half_used)
    batches = place.templates.chosen.batches
    qtbot.waitUntil(lambda: batches.model.rowCount() == 1)
    cells = [batches.model.index(0, at).data() for at in range(5)]
    assert cells == ["2026-03-10", "Picked members", "2", "1", "1"]
    batches.take_back.click()
    assert batches.question.text() == ("Take back 1 coupon that is in hand? 1 that was used stays.")
    batches.keep.click()
    assert not batches.asking.isVisible()
    texts.speak("zh_CN")
    batches.take_back.click()
    assert batches.question.text() == "收回还没用的 1 张券？已用的 1 张保留。"
    texts.speak("en")
    batches.sure.click()
    assert batches.told.text() == "1 coupon taken back."
    assert [batches.used_model.index(0, at).data() for at in (1, 3)] == ["王小美", "5.00"]
    batches.back.click()
    qtbot.waitUntil(lambda: not batches.take_back.isEnabled())
    assert recalling.batches(shop)[0].taken_back == 1
    assert batches.model.index(0, 1).data().endswith("Taken back")


def open_sheet(qtbot: QtBot, place: Coupons, path: Path, count: str) -> None:
    choose(qtbot, place, 1)
    place.templates.chosen.sheet.click()
    place.templates.sheet.count.edit.setText(count)
    place.templates.sheet.paper.path.edit.setText(str(path))


def test_a_sheet_is_saved_and_its_coupons_are_nobodys(
    qtbot: QtBot, place: Coupons, shop: Shop, tmp_path: Path
) -> None:
    open_sheet(qtbot, place, tmp_path / "sheet", "12")
    sheet = place.templates.sheet
    assert sheet.pages_needed.text() == "2 pages · costs ¥60.00 at most"
    sheet.paper.start.click()
    qtbot.waitUntil(sheet.paper.told.isVisible)
    assert sheet.paper.told.whole() == f"Saved: {tmp_path / 'sheet.pdf'}"
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    [batch] = recalling.batches(shop)
    assert (batch.issued, batch.audience) == (12, issuing.PRINTED)


def test_a_sheet_that_could_not_be_saved_is_saved_again_not_issued_again(
    qtbot: QtBot, place: Coupons, shop: Shop, tmp_path: Path
) -> None:
    open_sheet(qtbot, place, tmp_path / "nowhere" / "sheet.pdf", "12")
    sheet = place.templates.sheet
    sheet.paper.start.click()
    qtbot.waitUntil(lambda: not sheet.paper.is_running)
    assert "cannot be written" in sheet.paper.path.error.text()
    sheet.paper.path.edit.setText(str(tmp_path / "sheet.pdf"))
    sheet.paper.start.click()
    qtbot.waitUntil(sheet.paper.told.isVisible)
    assert [batch.issued for batch in recalling.batches(shop)] == [12]


def test_a_printed_batch_goes_on_paper_once_more(
    qtbot: QtBot, place: Coupons, shop: Shop, owner: Staff
) -> None:
    issuing.print_batch(shop, by=owner, template=1, count=7, request="print")
    choose(qtbot, place, 1)
    batches, sheet = place.templates.chosen.batches, place.templates.sheet
    qtbot.waitUntil(batches.sheet.isVisible)
    batches.sheet.click()
    assert sheet.count.text() == "7"
    assert not sheet.count.edit.isEnabled()
    assert sheet.isVisible()


@pytest.mark.parametrize("count", ["", "0", "many", "5001"])
def test_a_number_of_coupons_that_cannot_be_is_refused(
    qtbot: QtBot, place: Coupons, shop: Shop, tmp_path: Path, count: str
) -> None:
    open_sheet(qtbot, place, tmp_path / "sheet.pdf", count)
    sheet = place.templates.sheet
    qtbot.keyClick(sheet.count.edit, Qt.Key.Key_Return)
    assert sheet.count.error.isVisible()
    assert recalling.batches(shop) == []
