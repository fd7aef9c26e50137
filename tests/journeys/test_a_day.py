"""The whole program from its own main(), as a person would use it for a day."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from peewee import sqlite3
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from shopfans.database import opening
from shopfans.services.books import auditing
from shopfans.services.sales import listing
from tests.conftest import OWNER_PIN
from ui.app import main
from ui.counter.place import Counter
from ui.first_start import FirstStart
from ui.main_window import MainWindow
from ui.problem import Problem
from ui.recovery_sheet import RecoveryPage
from ui.sign_in import SignIn
from ui.workspace import BOOKS, MEMBERS, SETTINGS, TODAY, Workspace


def run(qtbot: QtBot, arguments: list[str], day: Callable[[MainWindow], None]) -> int:
    """Start main(), live the day in its window, close the window."""
    troubles: list[BaseException] = []

    def live() -> None:
        window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        try:
            window.activateWindow()
            qtbot.waitUntil(window.isActiveWindow)
            qtbot.waitUntil(lambda: window.page is not window.curtain)
            day(window)
        except BaseException as trouble:
            troubles.append(trouble)
        finally:
            QApplication.closeAllWindows()  # quit() on top would end every later wait at once

    QTimer.singleShot(0, live)
    code = main(arguments)
    for window in QApplication.topLevelWidgets():
        window.deleteLater()
    if troubles:
        raise troubles[0]
    return code


def type_into(qtbot: QtBot, widget: QWidget, keys: str) -> None:
    qtbot.keyClicks(widget, keys)
    qtbot.keyClick(widget, Qt.Key.Key_Return)


def signed_in(qtbot: QtBot, window: MainWindow, pin: str = OWNER_PIN) -> Workspace:
    """The owner signs in."""
    page = window.page
    assert isinstance(page, SignIn)
    type_into(qtbot, page.pin.edit, pin)
    qtbot.waitUntil(lambda: isinstance(window.page, Workspace))
    space = window.page
    assert isinstance(space, Workspace)
    return space


def counter_of(qtbot: QtBot, window: MainWindow) -> Counter:
    space = window.page
    assert isinstance(space, Workspace)
    counter = space.counter()
    qtbot.waitUntil(counter.isVisible)
    return counter


def test_from_the_first_start_to_the_evening(qtbot: QtBot, own_home: Path) -> None:
    path = own_home / "our.shop"

    def first_day(window: MainWindow) -> None:
        page = window.page
        assert isinstance(page, FirstStart)
        page.shop_name.edit.setText("甜甜")
        page.pin.edit.setText(OWNER_PIN)
        type_into(qtbot, page.again.edit, OWNER_PIN)
        sheet = window.page
        assert isinstance(sheet, RecoveryPage)
        assert len(sheet.sheet.code.text()) == len("0000 0000 0000 0000 0000")
        qtbot.mouseClick(sheet.go_on, Qt.MouseButton.LeftButton)
        counter = counter_of(qtbot, window)
        qtbot.keyClick(counter, Qt.Key.Key_F6)
        qtbot.keyClicks(counter.form.phone.edit, "13711112222")
        qtbot.keyClicks(counter.form.name.edit, "Zoe")
        counter.form.consent.setChecked(True)
        qtbot.mouseClick(counter.form.save, Qt.MouseButton.LeftButton)
        type_into(qtbot, counter.basket.amount.edit, "32")
        qtbot.keyClick(counter, Qt.Key.Key_F9)
        assert "32 points earned" in counter.last_sale.words.text()
        window.scanned(opening_code(counter))
        type_into(qtbot, counter.basket.amount.edit, "20")
        qtbot.keyClicks(counter.basket.points, "30")
        qtbot.keyClick(counter, Qt.Key.Key_F11)
        qtbot.keyClick(counter, Qt.Key.Key_F8)
        qtbot.waitUntil(lambda: counter.last_sale.hears_yes)
        qtbot.keyClick(counter, Qt.Key.Key_F8)
        space = window.page
        assert isinstance(space, Workspace)
        for place in (TODAY, MEMBERS, BOOKS, SETTINGS):
            qtbot.waitUntil(space.go(place).isVisible)

    assert run(qtbot, ["--file", str(path), "--language", "en"], first_day) == 0

    def next_morning(window: MainWindow) -> None:
        page = window.page
        assert isinstance(page, SignIn)
        assert isinstance(page.enter, QPushButton)
        type_into(qtbot, page.pin.edit, OWNER_PIN)
        counter = counter_of(qtbot, window)
        assert QApplication.focusWidget() is counter.finder
        type_into(qtbot, counter.finder, "2222")
        assert counter.member.points.figure.text() == "32"

    assert run(qtbot, ["--file", str(path)], next_morning) == 0
    shop = opening.open_shop(path)
    assert [sale.paid.fen for sale in listing.page_of_sales(shop)] == [-1970, 1970, 3200]
    assert auditing.problems(shop) == []
    shop.close()


def opening_code(counter: Counter) -> str:
    """The code on the card of the guest who signed up first."""
    from shopfans.services.members import finding

    return finding.card(counter.desk.shop, 1).code


def test_a_second_start_shows_the_window_that_runs(qtbot: QtBot, own_home: Path) -> None:
    path = own_home / "our.shop"

    def day(window: MainWindow) -> None:
        window.hide()
        assert main(["--file", str(path)]) == 0
        qtbot.waitUntil(window.isVisible)
        windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
        assert [w for w in windows if w.isVisible()] == [window]

    assert run(qtbot, ["--file", str(path)], day) == 0


@pytest.mark.parametrize("contents", [b"", b"just a letter to my aunt"])
def test_a_file_that_is_no_shop_is_refused_in_words(
    qtbot: QtBot, own_home: Path, contents: bytes
) -> None:
    path = own_home / "letter.txt"
    path.write_bytes(contents)

    def day(window: MainWindow) -> None:
        words = [label.text() for label in window.findChildren(QWidget) if hasattr(label, "text")]
        assert f"{path} is not a ShopFans file." in words

    assert run(qtbot, ["--file", str(path), "--language", "en"], day) == 0
    assert path.read_bytes() == contents


def test_a_file_of_a_newer_program_is_refused_in_words(
    qtbot: QtBot, own_home: Path, blank_shop: Path
) -> None:
    path = own_home / "newer.shop"
    shutil.copy(blank_shop, path)
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("PRAGMA user_version = 99")
    before = path.read_bytes()

    def day(window: MainWindow) -> None:
        assert isinstance(window.page, Problem)
        said = window.page.words.text()
        assert said == f"{path} was written by a newer ShopFans. Please update the program."

    assert run(qtbot, ["--file", str(path), "--language", "en"], day) == 0
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_said_at_the_first_start(
    qtbot: QtBot, own_home: Path
) -> None:
    (own_home / "file").write_text("in the way")

    def day(window: MainWindow) -> None:
        page = window.page
        assert isinstance(page, FirstStart)
        page.shop_name.edit.setText("甜甜")
        page.pin.edit.setText(OWNER_PIN)
        type_into(qtbot, page.again.edit, OWNER_PIN)
        assert "cannot be written" in page.problem.text()

    path = own_home / "file" / "our.shop"
    assert run(qtbot, ["--file", str(path), "--language", "en"], day) == 0
