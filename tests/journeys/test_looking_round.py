"""Whoever has no shop yet looks round in a demo shop first, and is where she was if she stops."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.services.demo.founded import OWNER_PIN
from tests.journeys.test_a_day import counter_of, run, signed_in
from ui.demo import DemoPage
from ui.first_start import FirstStart
from ui.main_window import MainWindow
from ui.preferences import data_folder
from ui.sign_in import SignIn


def test_a_demo_shop_opens_in_a_file_of_its_own(qtbot: QtBot, own_home: Path) -> None:
    def day(window: MainWindow) -> None:
        page = window.page
        assert isinstance(page, FirstStart)
        qtbot.mouseClick(page.demos["dessert"], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: isinstance(window.page, SignIn))
        signed_in(qtbot, window, OWNER_PIN)
        assert counter_of(qtbot, window).desk.shop.path == data_folder() / "demo.shop"

    assert run(qtbot, ["--language", "en"], day) == 0
    assert not (data_folder() / "our.shop").exists()


def test_stopped_it_is_the_first_start_again(qtbot: QtBot, own_home: Path) -> None:
    def day(window: MainWindow) -> None:
        page = window.page
        assert isinstance(page, FirstStart)
        qtbot.mouseClick(page.demos["salon"], Qt.MouseButton.LeftButton)
        making = window.page
        assert isinstance(making, DemoPage)
        assert making.title.text() == "A year passes"
        qtbot.waitUntil(making.working.stop.isEnabled)
        qtbot.mouseClick(making.working.stop, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: isinstance(window.page, FirstStart))

    assert run(qtbot, ["--language", "en"], day) == 0
    assert list(data_folder().glob("[a-z]*.shop*")) == []


def test_started_as_a_demo_it_ends_when_it_is_stopped(qtbot: QtBot, own_home: Path) -> None:
    def day(window: MainWindow) -> None:
        making = window.page
        assert isinstance(making, DemoPage)
        qtbot.mouseClick(making.working.stop, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(window.isHidden)

    assert run(qtbot, ["--demo", "salon", "--language", "en"], day) == 0


def test_a_window_that_is_closed_meanwhile_leaves_nothing(qtbot: QtBot, own_home: Path) -> None:
    def day(window: MainWindow) -> None:
        assert isinstance(window.page, DemoPage)

    assert run(qtbot, ["--demo"], day) == 0
    assert list(data_folder().glob("[a-z]*.shop*")) == []
