"""The owner brings her old list in from main(), and a guest of it is found at the counter."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from shopfans.database import opening
from shopfans.services.books import auditing
from shopfans.services.members import finding
from tests.conftest import OWNER_PIN
from tests.journeys.test_a_day import counter_of, run, type_into
from ui.main_window import MainWindow
from ui.members.place import Members
from ui.sign_in import SignIn
from ui.workspace import Workspace

LIST = """手機,姓名,生日,點數
13900000001,陳怡君,農曆八月十五,120
13900000002,林志豪,民國79年8月15日,30
1.39E+10,王大明,,5
"""


def test_the_old_list_comes_in_and_a_guest_is_found(
    qtbot: QtBot, own_home: Path, blank_shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, old = own_home / "our.shop", own_home / "old.csv"
    shutil.copy(blank_shop, path)
    old.write_bytes(LIST.encode("big5"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *asked: (str(old), ""))

    def evening(window: MainWindow) -> None:
        assert isinstance(window.page, SignIn)
        type_into(qtbot, window.page.pin.edit, OWNER_PIN)
        counter_of(qtbot, window)
        space = window.page
        assert isinstance(space, Workspace)
        qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        place = next(one for one in space.findChildren(Members))
        qtbot.keyClick(place.finder, Qt.Key.Key_F7)
        page = place.bringing
        for _step in range(2):
            focused = QApplication.focusWidget()
            assert focused is not None
            qtbot.keyClick(focused, Qt.Key.Key_Space)
            qtbot.waitUntil(lambda: not page.working.is_running)
        qtbot.keyClick(page.trial.agreed, Qt.Key.Key_Space)
        page.go_on.click()
        qtbot.waitUntil(lambda: not page.working.is_running)
        assert page.told.text() == "2 members were brought in."
        counter = space.counter()
        qtbot.keyClicks(counter.finder, "0001")
        qtbot.keyClick(counter.finder, Qt.Key.Key_Return)
        guest = counter.till.basket.guest
        assert guest is not None
        assert (guest.name, guest.points) == ("陳怡君", 120)
        counter.clear()

    assert run(qtbot, ["--file", str(path), "--language", "en"], evening) == 0
    shop = opening.open_shop(path)
    assert len(finding.find(shop, "139")) == 2
    assert auditing.problems(shop) == []
    shop.close()
