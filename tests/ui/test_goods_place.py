"""The goods: changed where they stand, filled from Excel, scanned in."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain import codes
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.services.goods import pricing
from shopfans.services.goods.pricing import GoodOnSale
from shopfans.services.staff import tracing
from tests.conftest import OWNER_PIN
from tests.services.test_pricing import names, stock
from tests.ui.approving import allow
from tests.ui.showing import shown
from ui.desk import Desk
from ui.goods.place import Goods, Shelf
from ui.goods.table import FIELDS
from ui.workspace import GOODS, Workspace

GTIN = "6901234567892"


@pytest.fixture
def stocked(shop: Shop, owner: Staff) -> None:
    for name, category, fen in (
        ("芒果布丁", "甜品", 1800),
        ("红茶", "茶", 900),
        ("绿茶", "茶", 800),
    ):
        stock(shop, owner, name, category=category, price=Money(fen))


@pytest.fixture
def place(qtbot: QtBot, desk: Desk, stocked: None) -> Goods:
    return shown(qtbot, Goods(desk))


def seen(place: Goods, field: str = "name") -> list[str]:
    model = place.sheet.model
    column = FIELDS.index(field)
    return [model.index(number, column).data() for number in range(model.rowCount())]


def stand_at(place: Goods, number: int, field: str) -> None:
    place.sheet.view.setFocus()
    place.sheet.view.setCurrentIndex(place.sheet.model.index(number, FIELDS.index(field)))


def editor(place: Goods) -> QLineEdit:
    [line] = [one for one in place.sheet.view.findChildren(QLineEdit) if one.isVisible()]
    return line


def write(qtbot: QtBot, place: Goods, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """Open the cell the keys are for, type over it, and end with this key."""
    qtbot.keyClick(place.sheet.view, Qt.Key.Key_Return)
    type_over(qtbot, place, text, end)


def type_over(qtbot: QtBot, place: Goods, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    line, told = editor(place), []
    place.sheet.model.written.connect(lambda *what: told.append(what))
    line.selectAll()
    line.insert(text)
    qtbot.keyClick(line, end)
    qtbot.waitUntil(lambda: bool(told))  # Enter is heard only after the line has had it


def test_goods_stand_by_category_with_all_that_is_known(place: Goods) -> None:
    assert seen(place) == ["芒果布丁", "红茶", "绿茶"]
    assert seen(place, "price") == ["18.00", "9.00", "8.00"]
    assert place.sheet.count.text() == "3 items"
    assert [one.text() for one in place.chips.buttons()] == ["All  3", "甜品  1", "茶  2"]


@pytest.mark.parametrize(
    ("field", "typed", "expected"),
    [
        ("name", "大红茶", {"name": "大红茶"}),
        ("category", "饮品", {"category": "饮品"}),
        ("price", "１２．５", {"price": Money(1250)}),
        ("barcode", GTIN, {"barcode": GTIN}),
        ("lasts", "30", {"lasts": 30}),
    ],
)
def test_a_cell_is_changed_where_it_stands(
    qtbot: QtBot, place: Goods, shop: Shop, field: str, typed: str, expected: dict[str, Any]
) -> None:
    before = place.sheet.model.row(1)
    assert before is not None
    stand_at(place, 1, field)
    write(qtbot, place, typed)
    assert pricing.good_rows(shop, [before.id]) == [before._replace(**expected)]
    assert seen(place)[1] == expected.get("name", "红茶")


def test_tab_goes_on_to_the_next_cell(qtbot: QtBot, place: Goods, shop: Shop) -> None:
    stand_at(place, 1, "category")
    write(qtbot, place, "饮品", Qt.Key.Key_Tab)
    assert editor(place).text() == "9.00"
    type_over(qtbot, place, "9.5")
    (tea,) = pricing.find_goods(shop, "红茶")
    assert (tea.category, tea.price) == ("饮品", Money(950))


def test_what_cannot_be_is_said_and_its_cell_opens_again(
    qtbot: QtBot, place: Goods, shop: Shop
) -> None:
    stand_at(place, 1, "price")
    write(qtbot, place, "cheap", Qt.Key.Key_Tab)
    assert place.sheet.told.whole() == "This is not an amount. Type it like 12.50."
    assert editor(place).text() == "cheap"
    qtbot.keyClick(editor(place), Qt.Key.Key_Escape)
    assert seen(place, "price")[1] == "9.00"
    assert pricing.find_goods(shop, "红茶")[0].price == Money(900)


def test_a_switch_is_turned_by_a_key(qtbot: QtBot, place: Goods, shop: Shop) -> None:
    stand_at(place, 1, "earns")
    qtbot.keyClick(place.sheet.view, Qt.Key.Key_Space)
    assert seen(place, "earns") == ["yes", "no", "yes"]
    assert not pricing.find_goods(shop, "红茶")[0].earns


def test_a_good_goes_off_sale_and_comes_back_at_once(
    qtbot: QtBot, place: Goods, shop: Shop
) -> None:
    stand_at(place, 1, "name")
    qtbot.keyClick(place.sheet.view, Qt.Key.Key_Delete)
    assert seen(place) == ["芒果布丁", "绿茶"]
    assert place.sheet.told.whole() == "红茶 is off sale."
    qtbot.mouseClick(place.sheet.undo, Qt.MouseButton.LeftButton)
    assert seen(place) == ["芒果布丁", "红茶", "绿茶"]
    assert not place.sheet.undo.isVisible()


def test_goods_off_sale_have_a_shelf_of_their_own(
    qtbot: QtBot, place: Goods, shop: Shop, owner: Staff
) -> None:
    (tea,) = pricing.find_goods(shop, "红茶")
    pricing.retire_good(shop, by=owner, good=tea.id, request="r")
    place.chips.button(Shelf(off_sale=True)).click()
    assert seen(place) == ["红茶"]
    place.sheet.put.click()
    assert names(pricing.goods(shop)) == ["芒果布丁", "红茶", "绿茶"]
    assert place.chips.value() == Shelf()


def test_typing_finds_and_a_chip_narrows(qtbot: QtBot, place: Goods) -> None:
    qtbot.keyClicks(place.finder, "mgbd")
    assert seen(place) == ["芒果布丁"]
    assert place.sheet.count.text() == "1 found"
    place.chips.button(Shelf("茶")).click()
    assert place.finder.text() == ""
    assert seen(place) == ["红茶", "绿茶"]
    qtbot.keyClicks(place.finder, "zzz")
    assert place.sheet.listing.empty.isVisible()


def test_a_heading_sorts(place: Goods) -> None:
    place.sheet.view.horizontalHeader().sectionClicked.emit(FIELDS.index("price"))
    assert seen(place, "price") == ["8.00", "9.00", "18.00"]
    place.sheet.view.horizontalHeader().sectionClicked.emit(FIELDS.index("price"))
    assert seen(place, "price") == ["18.00", "9.00", "8.00"]


def test_rows_stay_in_place_while_one_writes_in_them(qtbot: QtBot, place: Goods) -> None:
    place.sheet.view.horizontalHeader().sectionClicked.emit(FIELDS.index("price"))
    stand_at(place, 0, "price")
    write(qtbot, place, "99")
    assert seen(place, "price") == ["99.00", "9.00", "18.00"]


def test_a_new_good_is_added_in_a_line(qtbot: QtBot, place: Goods, shop: Shop) -> None:
    adding = place.adding
    for field, text in (
        (adding.name, "Shampoo"), (adding.category, "Care"), (adding.price, "49.9"),
        (adding.barcode, GTIN), (adding.lasts, "60"),
    ):  # fmt: skip
        field.edit.setText(text)
    adding.earns.setChecked(False)
    qtbot.keyClick(adding.lasts.edit, Qt.Key.Key_Return)
    assert pricing.by_barcode(shop, GTIN) == GoodOnSale(
        4, "Shampoo", "Care", Money(4990), earns=False, barcode=GTIN, lasts=60
    )
    assert place.sheet.told.whole() == "Shampoo is on sale."
    assert (adding.name.text(), adding.category.text()) == ("", "Care")
    assert adding.name.edit.hasFocus()


@pytest.mark.parametrize(
    ("name", "price", "barcode", "lasts", "concerned", "words"),
    [
        ("", "5", "", "", "name", "Please enter a name."),
        ("Tea", "", "", "", "price", "This is not an amount. Type it like 12.50."),
        ("Tea", "5", "甜", "", "barcode", "A barcode has letters, digits and - . / only, and 40 of "
         "them at most. Codes for paying are none."),
        ("Tea", "5", "", "9999", "lasts", "Type a whole number from 1 to 3,650."),
    ],
)  # fmt: skip
def test_a_new_good_that_cannot_be_is_refused_beside_its_field(
    place: Goods, shop: Shop, name: str, price: str, barcode: str, lasts: str, concerned: str,
    words: str,
) -> None:  # fmt: skip
    adding = place.adding
    typed = {"name": name, "price": price, "barcode": barcode, "lasts": lasts}
    for field, text in typed.items():
        getattr(adding, field).edit.setText(text)
    adding.add.click()
    assert adding.problem.text() == words
    assert getattr(adding, concerned).edit.hasFocus()
    assert len(pricing.goods(shop)) == 3


def test_an_unknown_barcode_is_for_the_new_good(place: Goods) -> None:
    assert place.scanned(GTIN)
    assert place.adding.barcode.text() == GTIN
    assert place.adding.name.edit.hasFocus()


def test_an_unknown_barcode_is_for_the_chosen_good_that_has_none(place: Goods, shop: Shop) -> None:
    stand_at(place, 1, "name")
    place.scanned(GTIN)
    assert pricing.by_barcode(shop, GTIN).name == "红茶"
    stand_at(place, 1, "name")
    place.scanned("96385074")
    assert pricing.by_barcode(shop, GTIN).name == "红茶"
    assert place.adding.barcode.text() == "96385074"


def test_a_known_barcode_shows_its_good(place: Goods, shop: Shop, owner: Staff) -> None:
    (tea,) = pricing.find_goods(shop, "绿茶")
    pricing.change_good(shop, by=owner, good=tea.id, barcode=GTIN, request="c")
    place.scanned(GTIN)
    assert seen(place) == ["绿茶"]
    assert place.sheet.told.whole() == "This is 绿茶."


def test_a_scan_goes_where_it_belongs(
    qtbot: QtBot, desk: Desk, stocked: None, shop: Shop, mei: int
) -> None:
    space = Workspace(desk)
    qtbot.addWidget(space)
    space.show()
    place = space.go(GOODS)
    assert isinstance(place, Goods)
    space.scanned(GTIN)
    assert place.isVisible()
    assert place.adding.barcode.text() == GTIN
    with shop.reading():
        [(code,)] = shop.rows("SELECT code FROM member WHERE id = ?", mei)
    assert codes.kind_of(code) is codes.Kind.MEMBER
    space.scanned(code)
    assert space.counter().isVisible()
    guest = space.counter().till.basket.guest
    assert guest is not None
    assert guest.id == mei


def test_a_category_is_renamed_in_place(qtbot: QtBot, place: Goods, shop: Shop) -> None:
    assert not place.sheet.renaming.isVisible()
    place.chips.button(Shelf("茶")).click()
    place.sheet.renaming.begin.click()
    line = place.sheet.renaming.name
    assert (line.text(), line.hasFocus()) == ("茶", True)
    line.setText("饮品")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert pricing.categories(shop) == {"甜品": 1, "饮品": 2}
    assert place.chips.value() == Shelf("饮品")
    assert seen(place) == ["红茶", "绿茶"]
    assert place.sheet.told.whole() == (
        "The category is 饮品 now, in rules, coupons and session cards too."
    )


def test_a_cashier_sees_the_list_and_what_is_the_owners(
    qtbot: QtBot, desk: Desk, cashier: Staff, stocked: None, shop: Shop
) -> None:
    desk.by = cashier
    place = shown(qtbot, Goods(desk))
    assert seen(place) == ["芒果布丁", "红茶", "绿茶"]
    assert "with the owner's PIN" in place.sheet.hint.text()
    for part in (place.adding, place.fetch, place.sheet.put):
        assert not part.isVisible()
    stand_at(place, 1, "earns")
    qtbot.keyClick(place.sheet.view, Qt.Key.Key_Space)
    qtbot.keyClick(place.sheet.view, Qt.Key.Key_Delete)
    stand_at(place, 1, "name")
    qtbot.keyClick(place.sheet.view, Qt.Key.Key_Return)
    assert [one for one in place.sheet.view.findChildren(QLineEdit) if one.isVisible()] == []
    assert all(good.earns for good in pricing.goods(shop))
    place.scanned(GTIN)
    assert place.sheet.told.whole() == f"No item has the barcode {GTIN}."


def test_a_cashier_changes_a_price_by_the_owners_leave(
    qtbot: QtBot, desk: Desk, cashier: Staff, stocked: None, shop: Shop, owner: Staff
) -> None:
    desk.by = cashier
    place = shown(qtbot, Goods(desk))
    stand_at(place, 1, "price")
    write(qtbot, place, "9.50")
    assert seen(place, "price")[1] == "9.00"
    assert place.sheet.told.whole() == "红茶: ¥9.50?"
    allow(qtbot, place.sheet.approval, OWNER_PIN, "tea is dearer")
    assert seen(place, "price")[1] == "9.50"
    assert place.sheet.told.whole() == "红茶 costs ¥9.50 now."
    line = tracing.page(shop, by=owner, limit=1)[0]
    assert (line.staff, line.allowed_by, line.reason) == ("小李", "老板", "tea is dearer")


def test_a_price_that_is_not_allowed_stays(
    qtbot: QtBot, desk: Desk, cashier: Staff, stocked: None
) -> None:
    desk.by = cashier
    place = shown(qtbot, Goods(desk))
    stand_at(place, 1, "price")
    write(qtbot, place, "9.50")
    qtbot.keyClick(place.sheet.approval.pin.edit, Qt.Key.Key_Escape)
    assert seen(place, "price")[1] == "9.00"
    assert place.sheet.view.hasFocus()


def test_with_no_goods_it_says_what_to_do(qtbot: QtBot, desk: Desk) -> None:
    place = shown(qtbot, Goods(desk))
    assert place.sheet.listing.empty.isVisible()
    assert "import a list" in place.sheet.listing.empty.words.text()
