"""First start and sign-in."""

from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.services import settings
from shopfans.services.staff import staffing
from tests.conftest import CASHIER_PIN, OWNER_PIN
from ui.first_start import FirstStart
from ui.page import Curtain
from ui.sign_in import SignIn


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> FirstStart:
    page = FirstStart(tmp_path / "folder" / "our.shop")
    qtbot.addWidget(page)
    page.show()
    return page


def fill(
    page: FirstStart, name: str = "甜甜", pin: str = OWNER_PIN, again: str = OWNER_PIN
) -> None:
    page.shop_name.edit.setText(name)
    page.pin.edit.setText(pin)
    page.again.edit.setText(again)


def test_four_answers_make_a_shop(qtbot: QtBot, page: FirstStart) -> None:
    fill(page)
    page.currency.setCurrentIndex(page.currency.findData("TWD"))
    page.zone.setCurrentText("Asia/Taipei")
    with qtbot.waitSignal(page.founded) as founded:
        page.start.click()
    assert founded.args is not None
    shop = founded.args[0]
    terms = settings.load(shop)
    assert (terms.shop_name, terms.currency_code, terms.zone) == ("甜甜", "TWD", "Asia/Taipei")
    assert staffing.sign_in(shop, staff_id=1, pin=OWNER_PIN).name == "Owner"
    shop.close()


def test_what_is_wrong_is_said_beside_the_field(page: FirstStart) -> None:
    fill(page, name=" ")
    page.start.click()
    assert page.shop_name.error.text() == "Please enter a name."
    fill(page, pin="123456", again="123456")
    page.start.click()
    assert page.pin.error.text().startswith("Choose a PIN of 6 to 32 digits")
    fill(page, again="246814")
    page.start.click()
    assert page.again.error.text() == "The two PINs differ."
    fill(page)
    page.zone.setCurrentText("Mars/Base")
    page.start.click()
    assert page.problem.text().startswith("“Mars/Base” is not a time zone.")


def test_a_folder_that_cannot_be_written_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    page = FirstStart(tmp_path / "file" / "our.shop")
    qtbot.addWidget(page)
    fill(page)
    page.start.click()
    assert "cannot be written" in page.problem.text()


def test_the_chosen_person_signs_in_with_her_pin(qtbot: QtBot, shop: Shop, cashier: Staff) -> None:
    page = SignIn(shop)
    qtbot.addWidget(page)
    page.names.buttons()[1].click()
    page.pin.edit.setText(CASHIER_PIN)
    with qtbot.waitSignal(page.signed_in) as signed_in:
        page.enter.click()
    assert signed_in.args == [cashier]


def test_a_wrong_pin_is_refused_and_gone(qtbot: QtBot, shop: Shop) -> None:
    page = SignIn(shop)
    qtbot.addWidget(page)
    page.pin.edit.setText("000000")
    page.enter.click()
    assert page.pin.error.text() == "The PIN is wrong."
    assert page.pin.text() == ""


def test_a_curtain_that_goes_as_soon_as_it_is_painted_tells_nobody(qtbot: QtBot) -> None:
    curtain, told = Curtain(), []
    curtain.painted.connect(lambda: told.append("painted"))
    curtain.grab()
    shiboken6.delete(curtain)
    QApplication.processEvents()
    assert told == []


def test_a_curtain_tells_once_that_it_is_painted(qtbot: QtBot) -> None:
    curtain, told = Curtain(), []
    qtbot.addWidget(curtain)
    curtain.painted.connect(lambda: told.append("painted"))
    curtain.grab()
    qtbot.waitUntil(lambda: bool(told))
    curtain.grab()
    QApplication.processEvents()
    assert told == ["painted"]
