"""The owner forgot her PIN: the sheet's code, typed at the sign-in, and a new PIN."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.services.staff import recovering, staffing
from ui.recovering import Recovering
from ui.recovery_sheet import RecoveryPage
from ui.sign_in import SignIn

NEW_PIN = "864297"


@pytest.fixture
def code(shop: Shop, owner: Staff) -> str:
    return recovering.new_code(shop, by=owner, request="sheet")


@pytest.fixture
def page(qtbot: QtBot, shop: Shop, code: str) -> SignIn:
    """The sign-in, where she has said that she forgot it."""
    page = SignIn(shop)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.forgot.click()
    return page


def fill(qtbot: QtBot, form: Recovering, code: str, pin: str = NEW_PIN, again: str = "") -> None:
    for field, text in ((form.code, code), (form.pin, pin), (form.again, again or pin)):
        field.edit.clear()
        qtbot.keyClicks(field.edit, text)
    qtbot.keyClick(form.again.edit, Qt.Key.Key_Return)


def test_the_code_and_a_new_pin_let_her_in_at_once(
    qtbot: QtBot, page: SignIn, shop: Shop, owner: Staff, code: str
) -> None:
    assert QApplication.focusWidget() is page.recovering.code.edit
    with qtbot.waitSignal(page.signed_in) as signed_in:
        fill(qtbot, page.recovering, code)
    assert signed_in.args == [owner]
    assert staffing.sign_in(shop, staff_id=owner.id or 0, pin=NEW_PIN) == owner
    assert not recovering.has_sheet(shop)


def test_the_code_is_understood_without_its_spaces(
    qtbot: QtBot, page: SignIn, owner: Staff, code: str
) -> None:
    with qtbot.waitSignal(page.signed_in):
        fill(qtbot, page.recovering, code.replace(" ", ""))


@pytest.mark.parametrize(
    ("typed", "pin", "again", "wrong"),
    [
        ("0000 0000 0000 0000 0000", NEW_PIN, NEW_PIN, "code"),
        (None, "123456", "123456", "pin"),
        (None, NEW_PIN, "864298", "again"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_sheet_stays_good(
    qtbot: QtBot, page: SignIn, shop: Shop, code: str, typed: str | None, pin: str, again: str,
    wrong: str,
) -> None:  # fmt: skip
    fill(qtbot, page.recovering, typed or code, pin, again)
    assert getattr(page.recovering, wrong).error.isVisible()
    assert recovering.has_sheet(shop)


def test_who_remembers_after_all_goes_back_to_her_pin(page: SignIn) -> None:
    page.recovering.back.click()
    assert page.pin.isVisible()
    assert QApplication.focusWidget() is page.pin.edit


def test_without_a_sheet_there_is_no_such_way(qtbot: QtBot, shop: Shop) -> None:
    page = SignIn(shop)
    qtbot.addWidget(page)
    page.show()
    assert not page.forgot.isVisible()


def test_a_new_shop_is_shown_its_code_once(qtbot: QtBot, shop: Shop, owner: Staff) -> None:
    page = RecoveryPage(shop, owner)
    qtbot.addWidget(page)
    page.show()
    code = page.sheet.code.text()
    assert len(code.replace(" ", "")) == recovering.DIGITS
    with qtbot.waitSignal(page.done):
        page.go_on.click()
    assert (
        recovering.recover(shop, staff_id=owner.id or 0, code=code, pin=NEW_PIN, request="r")
        == owner
    )


def test_where_there_is_a_printer_enter_prints_the_sheet_first(
    qtbot: QtBot, shop: Shop, owner: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Laser"])
    page = RecoveryPage(shop, owner)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.arrive()
    assert QApplication.focusWidget() is page.sheet.print_it
    qtbot.keyClick(page.sheet.print_it, Qt.Key.Key_Return)
    assert "Laser" in page.sheet.told.text()  # it was pulled out just now
    page.sheet.printed.emit()
    assert QApplication.focusWidget() is page.go_on
