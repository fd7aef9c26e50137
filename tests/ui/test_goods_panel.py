"""The goods at the counter: touched, typed or called by a key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.services.goods import keys, pricing
from shopfans.services.goods.pricing import GoodOnSale
from tests.services.test_pricing import sell, stock
from ui.counter.good_button import GoodButton
from ui.counter.goods_panel import GoodsPanel
from ui.desk import Desk

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class Stand(QWidget):
    """A window with a field and the goods, as the counter is one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.field, self.panel = QLineEdit(), GoodsPanel(desk)
        self.picked: list[GoodOnSale] = []
        self.panel.picked.connect(self.picked.append)
        down = QVBoxLayout(self)
        down.addWidget(self.field)
        down.addWidget(self.panel)

    def names(self) -> list[str]:
        """Of the goods that are seen, in their order."""
        return [good.name for good in self.panel.goods]


@pytest.fixture
def stand(qtbot: QtBot, desk: Desk, owner: Staff, shop: Shop) -> Stand:
    for name, category in (("芒果布丁", "甜品"), ("红茶", "茶"), ("绿茶", "茶")):
        stock(shop, owner, name, category=category)
    stand = Stand(desk)
    stand.panel.retranslate()
    qtbot.addWidget(stand)
    stand.resize(400, 700)
    stand.show()
    stand.activateWindow()
    qtbot.waitUntil(stand.isActiveWindow)
    stand.field.setFocus()
    return stand


def buttons(stand: Stand) -> list[GoodButton]:
    return [one for one in stand.findChildren(GoodButton) if one.isVisible()]


def test_a_touch_picks_one(qtbot: QtBot, stand: Stand) -> None:
    mango = next(one for one in buttons(stand) if one.accessibleName() == "芒果布丁")
    assert mango.height() >= 60
    qtbot.mouseClick(mango, Qt.MouseButton.LeftButton)
    assert [good.name for good in stand.picked] == ["芒果布丁"]
    assert stand.field.hasFocus()


def test_typing_narrows_and_enter_picks_the_first(qtbot: QtBot, stand: Stand) -> None:
    qtbot.keyClick(stand, Qt.Key.Key_G, CTRL)
    assert stand.panel.search.hasFocus()
    qtbot.keyClicks(stand.panel.search, "lc")
    assert stand.names() == ["绿茶"]
    qtbot.keyClick(stand.panel.search, Qt.Key.Key_Return)
    assert [good.name for good in stand.picked] == ["绿茶"]
    assert stand.panel.search.text() == ""
    assert len(buttons(stand)) == 3


def test_enter_on_nothing_typed_picks_nothing(qtbot: QtBot, stand: Stand) -> None:
    qtbot.keyClick(stand.panel.search, Qt.Key.Key_Return)
    assert stand.picked == []


def test_esc_leads_back_to_where_one_was(qtbot: QtBot, stand: Stand) -> None:
    qtbot.keyClick(stand, Qt.Key.Key_G, CTRL)
    qtbot.keyClicks(stand.panel.search, "zz")
    assert stand.names() == []
    assert stand.panel.empty.text() == "Nothing found. Try a piece of the name."
    qtbot.keyClick(stand.panel.search, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is stand.field
    assert len(buttons(stand)) == 3


def test_the_best_sellers_stand_first_and_answer_to_keys(
    qtbot: QtBot, stand: Stand, shop: Shop, cashier: Staff
) -> None:
    qtbot.keyClick(stand, Qt.Key.Key_1, ALT)
    assert stand.picked == []
    (green,) = pricing.find_goods(shop, "绿茶")
    sell(shop, cashier, green.id, 2)
    stand.panel.refresh()
    assert stand.names() == ["绿茶", "芒果布丁", "红茶", "绿茶"]
    qtbot.keyClick(stand, Qt.Key.Key_1, ALT)
    assert [good.name for good in stand.picked] == ["绿茶"]
    assert buttons(stand)[0].accessibleDescription() == "¥12.00 Alt+1"


def test_a_key_keeps_its_good_while_others_overtake_it(
    qtbot: QtBot, stand: Stand, shop: Shop, cashier: Staff
) -> None:
    green, red = (pricing.find_goods(shop, name)[0].id for name in ("绿茶", "红茶"))
    sell(shop, cashier, green, 1)
    stand.panel.refresh()
    sell(shop, cashier, red, 5)
    stand.panel.refresh()
    assert stand.names()[:2] == ["绿茶", "红茶"]


def test_a_category_shows_its_goods_alone(qtbot: QtBot, stand: Stand) -> None:
    stand.panel.chips.button("茶").click()
    assert stand.names() == ["红茶", "绿茶"]
    assert stand.field.hasFocus()
    stand.panel.chips.button(None).click()
    assert len(stand.names()) == 3


def test_a_good_off_sale_is_gone_at_the_next_look(stand: Stand, shop: Shop, owner: Staff) -> None:
    (green,) = pricing.find_goods(shop, "绿茶")
    pricing.retire_good(shop, by=owner, good=green.id, request="r")
    stand.panel.refresh()
    assert stand.names() == ["芒果布丁", "红茶"]


def test_a_long_list_makes_few_buttons_and_says_how_to_find_the_rest(
    stand: Stand, shop: Shop, owner: Staff
) -> None:
    with shop.changing():
        shop.write_many(
            "INSERT INTO good (name, category, price, active, earns, sold) "
            "VALUES (?, '', 100, 1, 1, 0)",
            [(f"g{number}",) for number in range(500)],
        )
    keys.complete(shop)
    stand.panel.refresh()
    assert len(stand.findChildren(GoodButton)) == 60
    assert stand.panel.empty.text() == "These are the first 60. Type to find any other."
    stand.panel.search.setText("g499")
    assert stand.names() == ["g499"]


def test_with_nothing_to_sell_it_says_what_to_do(qtbot: QtBot, desk: Desk, shop: Shop) -> None:
    panel = GoodsPanel(desk)
    panel.retranslate()
    qtbot.addWidget(panel)
    panel.show()
    assert "under Goods" in panel.empty.text()
    assert not panel.search.isVisible()


def test_a_new_price_is_on_the_button(stand: Stand, shop: Shop, owner: Staff) -> None:
    (green,) = pricing.find_goods(shop, "绿茶")
    pricing.change_good(shop, by=owner, good=green.id, price=Money(999), request="c")
    stand.panel.refresh()
    assert "¥9.99" in [one.accessibleDescription() for one in buttons(stand)]
