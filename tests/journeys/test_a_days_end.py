"""An evening and the morning after, by keys through the real window."""

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopfans.database import opening
from shopfans.database.shop import utc_now
from shopfans.domain.day_close import ClosePaper, ShiftPaper
from shopfans.domain.money import Money
from shopfans.services import settings
from shopfans.services.books import auditing
from shopfans.services.days import close_papers, closing
from tests.conftest import CASHIER_PIN, OWNER_PIN
from tests.journeys.test_a_day import counter_of, run, type_into
from ui.closing.place import Closing
from ui.main_window import MainWindow
from ui.sign_in import SignIn
from ui.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    """On whatever has the focus."""
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, modifiers)


def write(qtbot: QtBot, *texts: str) -> None:
    """One field after the other, each ended with Enter."""
    for text in texts:
        focus = QApplication.focusWidget()
        assert focus is not None
        type_into(qtbot, focus, text)


def at_the_page(qtbot: QtBot, window: MainWindow) -> Closing:
    space = window.page
    assert isinstance(space, Workspace)
    press(qtbot, Qt.Key.Key_7)
    page = space.findChild(Closing)
    assert isinstance(page, Closing)
    qtbot.waitUntil(page.isVisible)
    return page


def sign_in(qtbot: QtBot, window: MainWindow, name: str, pin: str) -> None:
    qtbot.waitUntil(lambda: isinstance(window.page, SignIn))
    page = window.page
    assert isinstance(page, SignIn)
    next(one for one in page.names.buttons() if one.text() == name).click()
    type_into(qtbot, page.pin.edit, pin)


def test_sell_count_hand_over_close_and_the_next_morning(
    qtbot: QtBot, own_home: Path, blank_shop: Path
) -> None:
    path = Path(shutil.copy(blank_shop, own_home / "our.shop"))

    def evening(window: MainWindow) -> None:
        sign_in(qtbot, window, "老板", OWNER_PIN)
        counter = counter_of(qtbot, window)
        space = window.page
        assert isinstance(space, Workspace)
        assert space.doubt.isVisible()  # the file was made long before this computer's today
        space.doubt.notice.first.click()
        assert not space.doubt.isVisible()
        type_into(qtbot, counter.basket.amount.edit, "30")
        press(qtbot, Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier)
        page = at_the_page(qtbot, window)
        write(qtbot, "2", "", "1", "1")
        press(qtbot, Qt.Key.Key_H)
        type_into(qtbot, page.counting.handing.pin.edit, CASHIER_PIN)
        assert page.notice.words.text() == "The drawer is with 小李 now. Switch user: Ctrl+L"
        assert isinstance(page.slip._paper, ShiftPaper)
        press(qtbot, Qt.Key.Key_L)
        sign_in(qtbot, window, "小李", CASHIER_PIN)
        counter = counter_of(qtbot, window)
        type_into(qtbot, counter.basket.amount.edit, "20")
        press(qtbot, Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier)
        page = at_the_page(qtbot, window)
        write(qtbot, "2", "", "2", "1")
        press(qtbot, Qt.Key.Key_Return)
        assert page.over.isVisible()
        assert isinstance(page.slip._paper, ClosePaper)
        assert len(page.slip._paper.digest) == 64
        press(qtbot, Qt.Key.Key_1)
        assert counter.idle.last_heading.text().startswith("Counts for ")
        type_into(qtbot, counter.basket.amount.edit, "5")
        press(qtbot, Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier)

    assert run(qtbot, ["--file", str(path), "--language", "en"], evening) == 0

    def next_morning(window: MainWindow) -> None:
        sign_in(qtbot, window, "小李", CASHIER_PIN)
        counter_of(qtbot, window)
        page = at_the_page(qtbot, window)
        press(qtbot, Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier)
        assert page.closed.model.rowCount() == 1

    assert run(qtbot, ["--file", str(path), "--language", "en"], next_morning) == 0
    shop = opening.open_shop(path, now=utc_now)
    [closed] = closing.closes(shop)
    [shift] = close_papers.of_day(shop, closed.id).shifts
    assert (shift.by, shift.to, shift.counted) == ("老板", "小李", Money(23000))
    assert (closed.paid, closed.counted, closed.over) == (Money(5000), Money(25000), Money())
    assert settings.today(shop) > closed.day
    assert closing.state(shop).figures.paid == Money(500)
    assert auditing.problems(shop) == []
    shop.close()
