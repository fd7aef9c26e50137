"""The evening on which the owner goes back to a backup, and the day the computer is a new one."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database import opening
from shopfans.database.shop import Shop
from shopfans.domain.backups import Why
from shopfans.services import founding
from shopfans.services.backups import backing_up
from shopfans.services.books import auditing
from shopfans.services.sales import listing
from tests.conftest import OWNER_PIN
from tests.journeys.test_a_day import counter_of, run, signed_in, type_into
from tests.ui.approving import allow
from ui.first_start import FirstStart
from ui.main_window import MainWindow
from ui.restoring_page import BringBack
from ui.settings.place import BACKUPS, Settings
from ui.sign_in import SignIn
from ui.workspace import SETTINGS, Workspace


def test_the_owner_goes_back_to_this_mornings_backup(qtbot: QtBot, own_home: Path) -> None:
    path = own_home / "our.shop"
    founded(path)

    def evening(window: MainWindow) -> None:
        signed_in(qtbot, window)
        place = settings_of(window)
        page = place.backups
        with qtbot.waitSignal(page.list.working.finished):
            qtbot.mouseClick(page.list.make, Qt.MouseButton.LeftButton)
        ring(qtbot, window, "12.50")
        place = settings_of(window)
        with qtbot.waitSignal(page.restoring.working.finished):
            qtbot.mouseClick(page.list.restore, Qt.MouseButton.LeftButton)
        qtbot.keyClick(page.restoring.restore, Qt.Key.Key_Return)
        assert page.restoring.approval is not None
        allow(qtbot, page.restoring.approval, OWNER_PIN, "a wrong import")
        qtbot.waitUntil(lambda: isinstance(window.page, SignIn))
        assert isinstance(window.page, SignIn)
        assert window.page.hint.text() == "The backup is restored. Sign in to go on."
        signed_in(qtbot, window)
        ring(qtbot, window, "3")

    assert run(qtbot, ["--file", str(path), "--language", "en"], evening) == 0
    shop = opening.open_shop(path)
    assert [row.paid.fen for row in listing.page_of_sales(shop)] == [300]
    assert auditing.problems(shop) == []
    whys = [one.stamp.why for one in backing_up.here(path)]
    assert sorted(why.value for why in whys) == [Why.HAND.value, Why.RESTORE.value]
    shop.close()


def test_a_new_computer_begins_with_the_backup(qtbot: QtBot, own_home: Path) -> None:
    old, path = own_home / "old" / "our.shop", own_home / "our.shop"
    shop = founded(old, stays_open=True)
    assert shop is not None
    made = backing_up.before(shop, Why.UPGRADE)
    shop.close()

    def first_day(window: MainWindow) -> None:
        first = window.page
        assert isinstance(first, FirstStart)
        first.backup_chosen.emit(made.path)
        page = window.page
        assert isinstance(page, BringBack)
        qtbot.waitUntil(page.form.restore.isVisible)
        qtbot.mouseClick(page.form.restore, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: isinstance(window.page, SignIn))
        signed_in(qtbot, window)

    assert run(qtbot, ["--file", str(path), "--language", "en"], first_day) == 0
    opening.open_shop(path).close()


def founded(path: Path, *, stays_open: bool = False) -> Shop | None:
    shop = founding.found_shop(
        path, name="甜甜", owner_name="老板", owner_pin=OWNER_PIN, welcome_name="Welcome"
    )
    if stays_open:
        return shop
    shop.close()
    return None


def settings_of(window: MainWindow) -> Settings:
    space = window.page
    assert isinstance(space, Workspace)
    place = space.go(SETTINGS)
    assert isinstance(place, Settings)
    place.turn_to(BACKUPS)
    return place


def ring(qtbot: QtBot, window: MainWindow, amount: str) -> None:
    counter = counter_of(qtbot, window)
    type_into(qtbot, counter.basket.amount.edit, amount)
    qtbot.keyClick(counter, Qt.Key.Key_F9)
