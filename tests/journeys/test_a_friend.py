"""A friend from the code on a guest's phone to the visit that rewards both, and back, through the
real window."""

import re
import shutil
from pathlib import Path
from urllib.request import urlopen

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database import opening
from shopfans.services.books import auditing
from shopfans.services.staff import staffing
from tests.conftest import join
from tests.journeys.test_a_day import counter_of, run, signed_in, type_into
from tests.services.friends import has, reward
from tests.ui.printers import closed_port
from tests.ui.test_door import WIFI, settled
from ui.counter.place import Counter
from ui.main_window import MainWindow
from ui.members.history import FRIENDS
from ui.members.place import Members
from ui.preferences import Joining
from ui.workspace import COUNTER, MEMBERS, Workspace

_CTRL = Qt.KeyboardModifier.ControlModifier


def test_both_are_rewarded_for_her_first_visit_until_it_is_taken_back(
    qtbot: QtBot, blank_shop: Path, own_home: Path
) -> None:
    path = Path(shutil.copy(blank_shop, own_home / "our.shop"))
    shop = opening.open_shop(path)
    reward(shop)
    mei = join(shop, staffing.staff(shop)[1], "王小美", "13812345678")
    shop.close()

    def day(window: MainWindow) -> None:
        space = signed_in(qtbot, window)
        counter = counter_of(qtbot, window)
        window.scanned(code_on_her_phone(qtbot, counter))
        assert counter.form.sent_by.text() == "Sent by 王小美"
        sign_up(qtbot, counter)
        pay(qtbot, counter)
        assert told_of_friends(space, mei) == ["Zoe", "rewarded", "1", "32.00"]
        take_it_back(qtbot, counter, space)
        assert told_of_friends(space, mei)[:2] == ["Zoe", "not yet here"]

    assert run(qtbot, ["--file", str(path), "--language", "en"], day) == 0
    shop = opening.open_shop(path)
    assert has(shop, mei, mei + 1) == [0, 0]
    assert auditing.problems(shop) == []
    shop.close()


def code_on_her_phone(qtbot: QtBot, counter: Counter) -> str:
    """She opens her page on the shop's Wi-Fi and holds the code for a friend out."""
    door = counter.desk.door
    door._networks = lambda: [WIFI]
    settled(qtbot, door, lambda: door.choose(Joining(is_on=True, port=closed_port())))
    type_into(qtbot, counter.finder, "5678")
    qtbot.keyClick(counter, Qt.Key.Key_H, _CTRL)
    with urlopen(counter.side.her_page.url) as answer:
        found = re.search(r'href="(http://[^"]+[?]from=[0-9]+)"', answer.read().decode())
    assert found
    qtbot.keyClick(counter, Qt.Key.Key_Escape)
    qtbot.keyClick(counter, Qt.Key.Key_Escape)
    return found[1]


def sign_up(qtbot: QtBot, counter: Counter) -> None:
    qtbot.keyClicks(counter.form.phone.edit, "13711112222")
    qtbot.keyClicks(counter.form.name.edit, "Zoe")
    counter.form.consent.setChecked(True)
    qtbot.mouseClick(counter.form.save, Qt.MouseButton.LeftButton)
    assert counter.member.name.whole() == "Zoe"


def pay(qtbot: QtBot, counter: Counter) -> None:
    type_into(qtbot, counter.basket.amount.edit, "32")
    told = "Brought by 王小美: she gets 20 points, this guest 30 points"
    assert counter.basket.sums.thanks.whole() == told
    qtbot.keyClick(counter, Qt.Key.Key_F9)
    assert "both rewarded" in counter.last_sale.words.text()
    assert [points_of(qtbot, counter, digits) for digits in ("5678", "2222")] == ["20", "62"]


def take_it_back(qtbot: QtBot, counter: Counter, space: Workspace) -> None:
    space.go(COUNTER)
    qtbot.keyClick(counter, Qt.Key.Key_R, _CTRL)
    qtbot.keyClick(counter, Qt.Key.Key_A, _CTRL)
    summary = counter.side.sale.summary.text()
    assert "rewards for a friend who was brought go back" in summary
    qtbot.keyClick(counter, Qt.Key.Key_F8)
    assert [points_of(qtbot, counter, digits) for digits in ("5678", "2222")] == ["0", "0"]


def points_of(qtbot: QtBot, counter: Counter, digits: str) -> str:
    """As her card at the counter shows them."""
    qtbot.keyClick(counter, Qt.Key.Key_F2)
    type_into(qtbot, counter.finder, digits)
    shown = counter.member.points.figure.text()
    qtbot.keyClick(counter, Qt.Key.Key_Escape)
    return shown


def told_of_friends(space: Workspace, member: int) -> list[str]:
    """The friend she brought, as the member's own record shows her."""
    members = space.go(MEMBERS)
    assert isinstance(members, Members)
    members.profile.show_member(member)
    members.profile.history.show_page(FRIENDS)
    model = members.profile.history.friends
    return [str(model.index(0, at).data()) for at in range(model.columnCount())]
