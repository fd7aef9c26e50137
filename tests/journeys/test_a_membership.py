"""From main() by keys alone: a guest is weighed, buys a membership, and pays less at once."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database import opening
from shopfans.domain.money import Money
from shopfans.domain.roles import SYSTEM
from shopfans.services import founding
from shopfans.services.books import auditing
from shopfans.services.memberships import usage
from shopfans.services.sales import listing
from tests.conftest import OWNER_PIN, join
from tests.journeys.test_a_day import counter_of, run, signed_in, type_into
from tests.services.memberships import GOLD, offer
from ui.main_window import MainWindow

_CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_guest_buys_a_membership_and_pays_less_at_once(qtbot: QtBot, own_home: Path) -> None:
    path = own_home / "our.shop"
    shop = founding.found_shop(
        path, name="甜甜", owner_name="老板", owner_pin=OWNER_PIN, welcome_name="Welcome"
    )
    offer(shop, GOLD)
    mei = join(shop, SYSTEM, "王小美", "13812345678")
    shop.close()

    def visit(window: MainWindow) -> None:
        signed_in(qtbot, window)
        counter = counter_of(qtbot, window)
        type_into(qtbot, counter.finder, "5678")
        qtbot.waitUntil(lambda: counter.till.basket.guest is not None)
        qtbot.keyClick(counter, Qt.Key.Key_N, _CTRL)
        page_of_cards = counter.side.sell_card
        assert page_of_cards.worth.text().startswith("She bought nothing")
        qtbot.keyClick(page_of_cards.list, Qt.Key.Key_F11)
        assert counter.side.currentWidget() is counter.member
        type_into(qtbot, counter.basket.amount.edit, "100")
        qtbot.keyClick(counter, Qt.Key.Key_F11)
        qtbot.waitUntil(lambda: counter.till.basket.guest is None)

    assert run(qtbot, ["--file", str(path), "--language", "en"], visit) == 0
    shop = opening.open_shop(path)
    [line] = usage.statement(shop, mei)
    assert (line.membership.plan, line.used.off) == (GOLD, Money(1_000))
    assert listing.page_of_sales(shop)[0].paid == Money(9_000)
    assert auditing.problems(shop) == []
    shop.close()
