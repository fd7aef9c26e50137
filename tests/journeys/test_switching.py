"""The operator changes while a guest stands at the counter: nothing of hers is lost."""

import shutil
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopfans.database import opening
from shopfans.services.goods import pricing
from shopfans.services.sales import listing
from shopfans.services.staff import staffing
from tests.conftest import CASHIER_PIN, OWNER_PIN, join
from tests.journeys.test_a_day import counter_of, run, type_into
from tests.services.stored_value import allow
from tests.services.test_pricing import sell, stock
from tests.ui.showing import focus
from tests.ui.test_counter_cards import tenders
from ui.counter.place import Counter
from ui.main_window import MainWindow
from ui.sign_in import SignIn

CTRL = Qt.KeyboardModifier.ControlModifier


def locked(qtbot: QtBot, window: MainWindow) -> SignIn:
    page = window.page
    assert isinstance(page, SignIn)
    qtbot.waitUntil(page.pin.edit.hasFocus)
    return page


def switch(qtbot: QtBot, window: MainWindow, counter: Counter) -> SignIn:
    qtbot.keyClick(counter, Qt.Key.Key_L, CTRL)
    return locked(qtbot, window)


def chosen(page: SignIn) -> str:
    """Whose PIN is asked for."""
    name = page.names.checkedButton()
    assert name is not None
    return name.text()


def test_a_guest_is_handed_on_with_her_basket_in_a_few_keys(
    qtbot: QtBot, own_home: Path, blank_shop: Path
) -> None:
    path = own_home / "our.shop"
    shutil.copy(blank_shop, path)

    def day(window: MainWindow) -> None:
        type_into(qtbot, locked(qtbot, window).pin.edit, OWNER_PIN)
        counter = counter_of(qtbot, window)
        type_into(qtbot, counter.basket.amount.edit, "32")

        page = switch(qtbot, window, counter)
        qtbot.keyClick(page.pin.edit, Qt.Key.Key_Down)
        type_into(qtbot, page.pin.edit, CASHIER_PIN)
        cashiers = counter_of(qtbot, window)
        assert cashiers is not counter
        assert cashiers.desk.by.name == "小李"
        assert cashiers.basket.due.text() == "¥32.00"

        page = switch(qtbot, window, cashiers)  # the one before is chosen already
        type_into(qtbot, page.pin.edit, OWNER_PIN)
        owners = counter_of(qtbot, window)
        assert owners.desk.by.name == "老板"
        assert owners.basket.due.text() == "¥32.00"
        qtbot.keyClick(owners, Qt.Key.Key_F9)

    assert run(qtbot, ["--file", str(path), "--language", "en"], day) == 0
    shop = opening.open_shop(path)
    [sale] = listing.page_of_sales(shop)
    assert (sale.paid.fen, sale.staff) == (3200, "老板")
    shop.close()


def test_who_locks_and_comes_back_finds_all_as_it_was(
    qtbot: QtBot, own_home: Path, blank_shop: Path
) -> None:
    path = own_home / "our.shop"
    shutil.copy(blank_shop, path)

    def day(window: MainWindow) -> None:
        type_into(qtbot, locked(qtbot, window).pin.edit, OWNER_PIN)
        counter = counter_of(qtbot, window)
        qtbot.keyClick(counter, Qt.Key.Key_F6)
        qtbot.keyClicks(counter.form.name.edit, "Zo")
        focus = QApplication.focusWidget()
        assert focus is not None
        page = switch(qtbot, window, counter)
        window.scanned("12345678")  # nobody may sell or look now
        assert not counter.isVisible()
        type_into(qtbot, page.pin.edit, OWNER_PIN)
        qtbot.waitUntil(counter.isVisible)
        assert counter.form.name.text() == "Zo"
        assert QApplication.focusWidget() is focus

    assert run(qtbot, ["--file", str(path), "--language", "en"], day) == 0


def test_who_takes_over_finds_the_money_received_in_part_and_is_told_by_whom(
    qtbot: QtBot, own_home: Path, blank_shop: Path
) -> None:
    path = own_home / "our.shop"
    shutil.copy(blank_shop, path)
    with closing(opening.open_shop(path)) as shop:
        owner = staffing.sign_in(shop, staff_id=1, pin=OWNER_PIN)
        mei = join(shop, owner, "小美", "13800138000")
        allow(shop)

    def day(window: MainWindow) -> None:
        type_into(qtbot, locked(qtbot, window).pin.edit, OWNER_PIN)
        counter = counter_of(qtbot, window)
        counter.guests.serve(mei)
        type_into(qtbot, counter.basket.amount.edit, "32")
        qtbot.keyClick(counter, Qt.Key.Key_M, CTRL)
        qtbot.keyClicks(counter.basket.paying.given, "12")
        qtbot.keyClick(counter, Qt.Key.Key_F11)
        qtbot.keyClick(counter, Qt.Key.Key_U, CTRL)
        page = counter.side.top_up
        page.amount.edit.setText("500")
        page.pays.given.setText("200")
        qtbot.keyClick(counter, Qt.Key.Key_F11)

        lock = switch(qtbot, window, counter)
        qtbot.keyClick(lock.pin.edit, Qt.Key.Key_Down)
        type_into(qtbot, lock.pin.edit, CASHIER_PIN)
        cashiers = counter_of(qtbot, window)
        told = "老板 has received ¥212.00 of it already"
        assert cashiers.last_sale.words.text() == told
        page = cashiers.side.top_up
        assert page.isVisible()
        assert page.pays.given.hasFocus()
        assert page.pays.change.whole() == "¥300.00 still to pay"
        qtbot.keyClick(cashiers, Qt.Key.Key_F9)
        assert cashiers.basket.paying.change.whole() == "¥20.00 still to pay"

    assert run(qtbot, ["--file", str(path), "--language", "en"], day) == 0
    with closing(opening.open_shop(path)) as shop:
        assert tenders(shop) == [("cash", 20_000, 20_000), ("wechat", 30_000, 30_000)]


def test_a_key_brings_the_same_good_whoever_works(
    qtbot: QtBot, own_home: Path, blank_shop: Path
) -> None:
    path = own_home / "our.shop"
    shutil.copy(blank_shop, path)
    with closing(opening.open_shop(path)) as shop:
        owner = staffing.sign_in(shop, staff_id=1, pin=OWNER_PIN)
        for name, pieces in (("绿茶", 2), ("红茶", 1)):
            sell(shop, owner, stock(shop, owner, name), pieces)

    def day(window: MainWindow) -> None:
        type_into(qtbot, locked(qtbot, window).pin.edit, OWNER_PIN)
        counter = counter_of(qtbot, window)
        for _piece in range(2):  # now more of the second one are sold
            qtbot.keyClick(counter, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
        qtbot.keyClick(counter, Qt.Key.Key_F9)
        page = switch(qtbot, window, counter)
        qtbot.keyClick(page.pin.edit, Qt.Key.Key_Down)
        type_into(qtbot, page.pin.edit, CASHIER_PIN)
        cashiers = counter_of(qtbot, window)
        assert [good.name for good in cashiers.goods.goods[:2]] == ["绿茶", "红茶"]

    assert run(qtbot, ["--file", str(path), "--language", "en"], day) == 0
    with closing(opening.open_shop(path)) as shop:
        assert [good.name for good in pricing.best_sellers(shop)] == ["红茶", "绿茶"]


def test_the_next_morning_begins_with_who_worked_last_on_this_computer(
    qtbot: QtBot, own_home: Path, blank_shop: Path
) -> None:
    path, arguments = own_home / "our.shop", ["--file", str(own_home / "our.shop")]
    shutil.copy(blank_shop, path)

    def evening(window: MainWindow) -> None:
        page = locked(qtbot, window)
        assert chosen(page) == "老板"
        type_into(qtbot, page.pin.edit, OWNER_PIN)
        lock = switch(qtbot, window, counter_of(qtbot, window))
        qtbot.keyClick(lock.pin.edit, Qt.Key.Key_Down)
        type_into(qtbot, lock.pin.edit, CASHIER_PIN)
        assert counter_of(qtbot, window).desk.by.name == "小李"

    def morning(window: MainWindow) -> None:
        page = locked(qtbot, window)
        assert chosen(page) == "小李"
        assert page.pin.text() == ""

    def when_she_has_left(window: MainWindow) -> None:
        assert chosen(locked(qtbot, window)) == "老板"

    assert run(qtbot, arguments, evening) == 0
    assert run(qtbot, arguments, morning) == 0
    with closing(opening.open_shop(path)) as shop:
        owner, cashier = staffing.staff(shop)[:2]
        assert cashier.id is not None
        staffing.let_go(shop, by=owner, staff_id=cashier.id, request="leaves")
    assert run(qtbot, arguments, when_she_has_left) == 0


def test_who_takes_over_types_on_at_the_basket_though_a_top_up_is_open_beside_it(
    qtbot: QtBot, own_home: Path, blank_shop: Path
) -> None:
    path = own_home / "our.shop"
    shutil.copy(blank_shop, path)
    with closing(opening.open_shop(path)) as shop:
        allow(shop)
        mei = join(shop, staffing.staff(shop)[0], "Mei", "13812345678")
    typed: list[str] = []

    def day(window: MainWindow) -> None:
        type_into(qtbot, locked(qtbot, window).pin.edit, OWNER_PIN)
        counter = counter_of(qtbot, window)
        counter.guests.serve(mei)
        counter.pages.show_top_up()
        qtbot.keyClicks(focus(), "20")
        counter.basket.amount.setFocus()
        qtbot.keyClicks(focus(), "4")
        page = switch(qtbot, window, counter)
        qtbot.keyClick(page.pin.edit, Qt.Key.Key_Down)
        type_into(qtbot, page.pin.edit, CASHIER_PIN)
        cashiers = counter_of(qtbot, window)
        assert cashiers is not counter
        qtbot.keyClicks(focus(), "5")
        typed.extend((cashiers.basket.amount.text(), cashiers.side.top_up.amount.text()))

    assert run(qtbot, ["--file", str(path), "--language", "en"], day) == 0
    assert typed == ["45", "20"]
