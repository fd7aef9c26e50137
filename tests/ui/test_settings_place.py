"""Settings: what is typed is what holds, or the field says why not."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.roles import Role, Staff
from shopfans.services import settings
from shopfans.services.staff import staffing
from tests.ui.showing import shown
from ui.desk import Desk
from ui.settings.place import COMPUTER, POINTS, SHOP, Settings


@pytest.fixture
def place(qtbot: QtBot, desk: Desk) -> Settings:
    return shown(qtbot, Settings(desk))


def test_the_shop_is_saved_as_typed(qtbot: QtBot, place: Settings, shop: Shop) -> None:
    form = place.terms
    form.shop_name.edit.clear()
    form.shop_name.edit.insert(" 甜甜二店 ")
    form.ahead.edit.clear()
    qtbot.keyClicks(form.ahead.edit, "10")
    form.day_ends.edit.setText("0")
    form.drawer_line.edit.setText("2.50")
    form.keeping.save.click()
    terms = settings.load(shop)
    assert (terms.shop_name, terms.days_ahead) == ("甜甜二店", 10)
    assert (terms.day_ends_at, terms.drawer_line) == (0, Money(250))
    assert form.keeping.saved.isVisible()
    assert form.shop_name.text() == "甜甜二店"


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("shop_name", "  ", "Please enter a name."),
        ("ahead", "99", "Type a whole number from 0 to 60."),
        ("day_ends", "12", "Type a whole number from 0 to 11."),
        ("drawer_line", "much", "This is not an amount. Type it like 12.50."),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    place: Settings, shop: Shop, name: str, typed: str, words: str
) -> None:
    before = settings.load(shop)
    field = getattr(place.terms, name)
    field.edit.setText(typed)
    place.terms.keeping.save.click()
    assert field.error.isVisible()
    assert field.error.text() == words
    assert settings.load(shop) == before


def test_each_section_has_a_page(qtbot: QtBot, place: Settings) -> None:
    for section, part in (
        (POINTS, place.points),
        (COMPUTER, place.computer),
        (SHOP, place.staff),
    ):
        place.sections.button(section).click()
        assert part.isVisible()
        for other in {place.points, place.computer, place.staff} - {part}:
            assert not other.isVisible()


def test_the_arrows_lead_from_page_to_page(qtbot: QtBot, place: Settings) -> None:
    assert place.sections.button(SHOP).hasFocus()
    qtbot.keyClick(place.sections.button(SHOP), Qt.Key.Key_Right)
    assert place.points.isVisible()
    assert place.sections.value() == POINTS


def test_no_pin_stays_behind_when_another_page_is_opened(place: Settings) -> None:
    place.staff.staff.pin.edit.setText("8264")
    place.sections.button(POINTS).click()
    assert place.staff.staff.pin.text() == ""


def test_what_is_being_typed_is_not_overwritten(
    qtbot: QtBot, place: Settings, shop: Shop, owner: Staff
) -> None:
    place.terms.shop_name.edit.clear()
    qtbot.keyClicks(place.terms.shop_name.edit, "Sweet")
    settings.save(shop, by=owner, terms=settings.load(shop), request="elsewhere")
    assert place.terms.shop_name.text() == "Sweet"


def test_a_new_cashier_can_sign_in(place: Settings, shop: Shop) -> None:
    place.staff.staff.name.edit.setText("小王")
    place.staff.staff.pin.edit.setText("8264")
    place.staff.staff.add.click()
    newcomer = staffing.staff(shop)[-1]
    assert newcomer.role is Role.CASHIER
    assert staffing.sign_in(shop, staff_id=newcomer.id or 0, pin="8264").name == "小王"
    assert place.staff.staff.model.rowCount() == 3
    assert place.staff.staff.pin.text() == ""
    assert place.staff.staff.told.text() == "小王 can sign in now."


@pytest.mark.parametrize(
    ("name", "pin", "words"),
    [
        ("小王", "12", "Choose a PIN of 4 to 32 digits that is not as simple as 1234 or 1122."),
        ("小李", "8264", "There is already somebody called 小李."),
    ],
)
def test_a_weak_pin_or_a_name_that_is_taken_is_refused(
    place: Settings, shop: Shop, name: str, pin: str, words: str
) -> None:
    place.staff.staff.name.edit.setText(name)
    place.staff.staff.pin.edit.setText(pin)
    place.staff.staff.add.click()
    assert place.staff.staff.problem.text() == words
    assert len(staffing.staff(shop)) == 2


def test_an_owner_needs_a_longer_pin(place: Settings) -> None:
    place.staff.staff.role.button(Role.OWNER).click()
    assert place.staff.staff.pin.edit.placeholderText() == "at least 6 digits"


def test_language_and_look_are_passed_on(qtbot: QtBot, place: Settings) -> None:
    place.turn_to(COMPUTER)
    with qtbot.waitSignal(place.language_chosen) as spoken:
        place.computer.language.button("zh_TW").click()
    assert spoken.args == ["zh_TW"]
    with qtbot.waitSignal(place.look_chosen) as dressed:
        place.computer.look.button("dark").click()
    assert dressed.args == ["dark"]


def test_a_cashier_finds_language_and_look_alone(qtbot: QtBot, desk: Desk, cashier: Staff) -> None:
    desk.by = cashier
    place = shown(qtbot, Settings(desk))
    assert place.computer.isVisible()
    assert place.closed.isVisible()
    for part in (place.sections, place.terms, place.points, place.staff):
        assert not part.isVisible()
