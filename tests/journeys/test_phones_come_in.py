"""The page for phones lives as long as the program, whoever works at the counter."""

import shutil
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import CASHIER_PIN, OWNER_PIN
from tests.journeys.test_a_day import counter_of, run
from tests.ui.printers import closed_port
from tests.ui.test_door import WIFI, settled
from ui.main_window import MainWindow
from ui.preferences import Joining
from ui.sign_in import SignIn


def test_the_page_stays_through_a_change_of_operator_and_ends_with_the_program(
    qtbot: QtBot, own_home: Path, blank_shop: Path
) -> None:
    path, urls = own_home / "our.shop", []
    shutil.copy(blank_shop, path)

    def sign_in(window: MainWindow, number: int, pin: str) -> None:
        page = window.page
        assert isinstance(page, SignIn)
        page.names.button(number).click()
        qtbot.keyClicks(page.pin.edit, pin)
        qtbot.keyClick(page.pin.edit, Qt.Key.Key_Return)

    def day(window: MainWindow) -> None:
        sign_in(window, 0, OWNER_PIN)
        counter = counter_of(qtbot, window)
        door = counter.desk.door
        door._networks = lambda: [WIFI]
        settled(qtbot, door, lambda: door.choose(Joining(is_on=True, port=closed_port())))
        urls.append(door.url)
        qtbot.keyClick(counter, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: isinstance(window.page, SignIn))
        assert urlopen(door.url).status == 200
        sign_in(window, 1, CASHIER_PIN)
        assert counter_of(qtbot, window).desk.door.url == urls[0]

    assert run(qtbot, ["--file", str(path)], day) == 0
    with pytest.raises(URLError):
        urlopen(urls[0])
