"""What we know about her: on the screen, as a PDF and as a file."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.services.members import noting
from tests.services.test_selling import sell
from tests.ui.showing import shown
from ui.desk import Desk
from ui.members.place import Members


@pytest.fixture
def members(qtbot: QtBot, desk: Desk, shop: Shop, cashier: Staff, mei: int) -> Members:
    noting.set_note(shop, by=cashier, member=mei, note="<b>mango</b>", request="n")
    for number in range(40):
        sell(shop, cashier, 10, f"s{number}", member=mei)
    place = shown(qtbot, Members(desk))
    place.finder.setText("王小美")
    (key,) = [one for one in place.findChildren(QShortcut) if one.key().toString() == "F11"]
    key.activated.emit()
    return place


def save(qtbot: QtBot, members: Members, path: Path, kind: str) -> bytes:
    page = members.known.taking
    page.path.edit.setText(str(path))
    page.target.setCurrentIndex(page.target.findData(kind))
    page.start.click()
    qtbot.waitUntil(lambda: page.told.whole() != "")
    return path.with_suffix(kind).read_bytes()


def test_she_sees_all_of_it_as_it_was_written(members: Members) -> None:
    said = members.known.page.toPlainText()
    assert "What we know about 王小美" in said
    assert "<b>mango</b>" in said
    assert said.count("10.00") == 40
    assert members.profile.isHidden()


def test_it_is_saved_as_pages_and_as_a_file(qtbot: QtBot, members: Members, tmp_path: Path) -> None:
    assert save(qtbot, members, tmp_path / "her.pdf", ".pdf").startswith(b"%PDF-")
    members.known.taking.told.setText("")
    said = json.loads(save(qtbot, members, tmp_path / "her.pdf", ".json"))
    assert len(said["Sales"]) == 40


def test_it_is_never_saved_over_the_shop(qtbot: QtBot, members: Members, shop: Shop) -> None:
    page = members.known.taking
    page.path.edit.setText(str(shop.path))
    page.start.click()
    qtbot.waitUntil(lambda: not page.problem.isHidden())


def test_escape_leads_back(qtbot: QtBot, members: Members) -> None:
    qtbot.keyClick(members.known.back, Qt.Key.Key_Escape)
    assert members.profile.isVisible()
    assert members.left.currentIndex() == 0
