"""The owner's ten minutes: the demo shop's list worked through from main() by keys alone."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopfans.database import opening
from shopfans.domain.roles import Role
from shopfans.domain.sections import ORDER
from shopfans.domain.touches import TouchKind
from shopfans.services import demo
from shopfans.services.books import auditing
from shopfans.services.demo.founded import OWNER_PIN
from shopfans.services.reminders import touching
from shopfans.services.staff import staffing
from tests.journeys.test_a_day import counter_of, run, signed_in
from ui.main_window import MainWindow
from ui.today.place import LIST, Today


def test_the_list_is_worked_through_by_keys(qtbot: QtBot, own_home: Path) -> None:
    path = own_home / "our.shop"
    until = datetime.now().astimezone().date()
    demo.make_demo(path, members=120, sales_per_member=16, seed=3, until=until).close()
    spoken: list[tuple[int, TouchKind]] = []

    def evening(window: MainWindow) -> None:
        space = signed_in(qtbot, window, OWNER_PIN)
        counter_of(qtbot, window)
        assert space.desk.by.role is Role.OWNER
        qtbot.keyClick(window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
        today = next(place for place in space.findChildren(Today))
        qtbot.waitUntil(lambda: today.isVisible() and not today.is_busy)
        assert today.pages_choice.value() == LIST
        places = [ORDER.index(line.reason) for line in today.list_page.lines()]
        assert places == sorted(places)
        assert len(places) > 5  # whichever day it is; who they are depends on it
        note = today.list_page.working.note.edit
        assert QApplication.focusWidget() is note
        for key, kind in (
            (Qt.Key.Key_F3, TouchKind.CALLED),
            (Qt.Key.Key_F6, TouchKind.WILL_COME),
            (Qt.Key.Key_F7, TouchKind.SNOOZED),
            (Qt.Key.Key_F8, TouchKind.DO_NOT_CONTACT),
            (Qt.Key.Key_F9, TouchKind.DONE),
        ):
            line = today.list_page.view.chosen().line
            qtbot.keyClicks(note, "ok")
            qtbot.keyClick(note, key)
            assert today.list_page.view.chosen().line != line
            spoken.append((line.member, kind))
        qtbot.keyClick(note, Qt.Key.Key_Down)
        qtbot.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(space.counter().isVisible)

    assert run(qtbot, ["--file", str(path), "--language", "en"], evening) == 0
    shop = opening.open_shop(path)
    for member, kind in spoken:  # one may stand there for two reasons
        last = next(touch for touch in touching.history(shop, member) if touch.kind is kind)
        assert (last.note, last.staff) == ("ok", staffing.staff(shop)[0].name)
    assert auditing.problems(shop) == []
    shop.close()
