"""A session card from the owner's page to the day it comes back, through the real window."""

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopfans.database import opening
from shopfans.domain.money import Money
from shopfans.services import settings
from shopfans.services.books import auditing
from shopfans.services.sessions import held
from shopfans.services.staff import staffing
from tests.conftest import join
from tests.journeys.test_a_day import counter_of, run, signed_in, type_into
from ui.counter.place import Counter
from ui.coupons.place import SESSIONS, Coupons
from ui.main_window import MainWindow
from ui.workspace import COUNTER, COUPONS


def test_ten_facials_are_sold_used_undone_and_given_back(
    qtbot: QtBot, blank_shop: Path, own_home: Path
) -> None:
    path = Path(shutil.copy(blank_shop, own_home / "our.shop"))
    shop = opening.open_shop(path)
    mei = join(shop, staffing.staff(shop)[1], "王小美", "13812345678")
    began = settings.today(shop)
    shop.close()

    def day(window: MainWindow) -> None:
        space = signed_in(qtbot, window)
        counter = counter_of(qtbot, window)
        coupons = space.go(COUPONS)
        assert isinstance(coupons, Coupons)
        write_the_card(qtbot, coupons)
        space.go(COUNTER)
        serve(qtbot, counter)
        give_back(qtbot, counter)

    assert run(qtbot, ["--file", str(path), "--language", "en"], day) == 0
    shop = opening.open_shop(path)
    [card] = held.cards(shop, mei)
    assert (card.left, card.parts[0].used) == (0, 1)
    assert [(one.note, one.is_undone) for one in held.uses(shop, mei)] == [
        ("wrong guest", True), ("left cheek", False),
    ]  # fmt: skip
    with shop.reading():
        paid = shop.rows("SELECT kind, paid FROM prepayment ORDER BY id")
        assert began <= card.sold <= settings.today(shop)
    assert paid == [("session_card", 98_000), ("card_back", -88_200)]
    assert auditing.problems(shop) == []
    shop.close()


def write_the_card(qtbot: QtBot, coupons: Coupons) -> None:
    coupons.show_section(SESSIONS)
    form = coupons.sessions.form
    qtbot.keyClicks(form.name_field.edit, "Ten facials")
    qtbot.keyClicks(form.price.edit, "980")
    qtbot.mouseClick(form.lines.add, Qt.MouseButton.LeftButton)
    [line] = form.lines.lines
    line.service.setEditText("Facial")
    qtbot.keyClicks(line.sessions.edit, "10")
    qtbot.keyClicks(line.price.edit, "128")
    qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    assert coupons.sessions.model.rowCount() == 1


def serve(qtbot: QtBot, counter: Counter) -> None:
    """She buys it and has the first; a second click was another guest's."""
    type_into(qtbot, counter.finder, "5678")
    qtbot.keyClick(counter, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(counter, Qt.Key.Key_F11)
    for note in ("left cheek", "wrong guest"):
        qtbot.keyClick(counter, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
        focus = QApplication.focusWidget()
        assert focus is counter.side.use_session.note.edit
        type_into(qtbot, focus, note)
    assert counter.member.sessions.whole() == "Facial 8   Ctrl+O"
    qtbot.keyClick(counter, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.mouseClick(counter.side.use_session.undo, Qt.MouseButton.LeftButton)
    assert counter.member.sessions.whole() == "Facial 9   Ctrl+O"


def give_back(qtbot: QtBot, counter: Counter) -> None:
    """The owner is signed in herself: only the reason is asked for."""
    qtbot.keyClick(counter, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.mouseClick(counter.side.use_session.all, Qt.MouseButton.LeftButton)
    page = counter.side.her_cards
    qtbot.mouseClick(page.give_back, Qt.MouseButton.LeftButton)
    type_into(qtbot, page.approval.reason.edit, "she moves away")
    assert page.told.text() == f"{counter.desk.money(Money(88_200))} goes back to her."
