"""A desk with the owner at it."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from tests.ui.patience import qtbot
from ui import theme
from ui.changes import Changes
from ui.counter.place import Counter
from ui.desk import Desk
from ui.scanner import Scanner
from ui.sweeper import Sweeper
from ui.workspace import Workspace

__all__ = ["qtbot"]


@pytest.fixture(autouse=True, scope="session")
def dressed(qapp: QApplication) -> None:
    """The fonts and the look people see: Qt's own choice of a Chinese font lacks glyphs."""
    theme.put_on(qapp)
    Sweeper(qapp)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """What was being read in the background is heard while its shop is still open; so is what is
    read because of it."""
    pool, is_first = QThreadPool.globalInstance(), True
    while is_first or pool.activeThreadCount():
        is_first = False
        pool.waitForDone()
        QApplication.processEvents()
    yield
    gc.unfreeze()  # what a window put aside would stay for all the tests to come


@pytest.fixture
def desk(qapp: object, shop: Shop, owner: Staff) -> Iterator[Desk]:
    changes = Changes()
    shop.on_change = changes.tell
    desk = Desk(shop, changes, owner)
    yield desk
    desk.upkeep.end()
    QThreadPool.globalInstance().waitForDone()
    changes.drop()


@pytest.fixture
def workspace(qtbot: QtBot, desk: Desk) -> Workspace:
    """All the places, in a window that has the keys, as small as most are."""
    page = Workspace(desk)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.arrive()
    return page


@pytest.fixture
def counter(workspace: Workspace) -> Counter:
    return workspace.counter()


@pytest.fixture(autouse=True)
def own_preferences(tmp_path: Path) -> Iterator[None]:
    """Nothing of the developer's own is read or changed."""
    native, user = QSettings.Format.NativeFormat, QSettings.Scope.UserScope
    before = Path(QSettings(native, user, "ShopFans", "ShopFans").fileName()).parent.parent
    QSettings.setPath(native, user, str(tmp_path / "preferences"))
    yield
    QThreadPool.globalInstance().waitForDone()
    QSettings.setPath(native, user, str(before))


@pytest.fixture
def scanner(qapp: QApplication) -> Iterator[Scanner]:
    scanner = Scanner(qapp)
    yield scanner
    scanner.stop()


@pytest.fixture
def heard(scanner: Scanner) -> list[str]:
    """Every code that was scanned so far."""
    codes: list[str] = []
    scanner.scanned.connect(codes.append)
    return codes
