"""Who may do what, how far alone, and one's own PIN: the owner's pages about her staff."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.errors import WrongPin
from shopfans.domain.money import Money
from shopfans.domain.roles import RIGHTS, Right, Role, Staff
from shopfans.services import settings
from shopfans.services.staff import staffing
from tests.conftest import CASHIER_PIN, OWNER_PIN
from tests.ui.showing import shown
from ui.desk import Desk
from ui.settings.own_pin import OwnPin
from ui.settings.place import COMPUTER, Settings


@pytest.fixture
def place(qtbot: QtBot, desk: Desk) -> Settings:
    return shown(qtbot, Settings(desk))


@pytest.fixture
def form(place: Settings) -> OwnPin:
    place.turn_to(COMPUTER)
    return place.own_pin


def type_pins(qtbot: QtBot, form: OwnPin, old: str, new: str, again: str) -> None:
    for field, text in ((form.old, old), (form.new, new), (form.again, again)):
        field.edit.clear()
        qtbot.keyClicks(field.edit, text)
    qtbot.keyClick(form.again.edit, Qt.Key.Key_Return)


def test_the_table_of_rights_says_what_the_rules_say(place: Settings) -> None:
    place.staff.show_rights()
    table = place.staff.rights
    assert table.isVisible()
    for line, right in enumerate(Right):
        ticks = [table.model.index(line, 1 + number).data() for number in range(len(Role))]
        assert ticks == ["✓" if right in RIGHTS[role] else "–" for role in Role]


def test_a_right_is_named_with_the_owners_limit(place: Settings, shop: Shop) -> None:
    table = place.staff.rights
    line = list(Right).index(Right.REFUND)
    assert table.model.index(line, 0).data() == "Give back up to ¥200.00 for a sale"


def test_from_the_rights_one_comes_back_to_the_staff(place: Settings) -> None:
    place.staff.show_rights()
    assert QApplication.focusWidget() is place.staff.rights.back
    place.staff.rights.back.click()
    assert place.staff.staff.isVisible()


def test_the_limits_hold_as_they_were_typed(qtbot: QtBot, place: Settings, shop: Shop) -> None:
    form = place.limits
    for field, text in ((form.refund, "350"), (form.discount, "15"), (form.idle, "0")):
        field.edit.clear()
        qtbot.keyClicks(field.edit, text)
    qtbot.keyClick(form.idle.edit, Qt.Key.Key_Return)
    terms = settings.load(shop)
    assert (terms.refund_limit, terms.discount_limit, terms.locks_after) == (Money(35_000), 15, 0)
    assert form.keeping.saved.isVisible()
    line = list(Right).index(Right.REFUND)
    place.staff.retranslate()
    assert "¥350.00" in place.staff.rights.model.index(line, 0).data()


@pytest.mark.parametrize(
    ("name", "typed"), [("refund", "-1"), ("discount", "101"), ("idle", "soon")]
)
def test_a_limit_that_is_none_is_refused_beside_its_field(
    qtbot: QtBot, place: Settings, shop: Shop, name: str, typed: str
) -> None:
    before, field = settings.load(shop), getattr(place.limits, name)
    field.edit.clear()
    qtbot.keyClicks(field.edit, typed)
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.error.isVisible()
    assert settings.load(shop) == before


def test_the_limits_of_another_window_do_not_overwrite_what_is_being_typed(
    qtbot: QtBot, place: Settings, shop: Shop
) -> None:
    place.limits.discount.edit.clear()
    qtbot.keyClicks(place.limits.discount.edit, "3")
    place.refresh()
    assert place.limits.discount.text() == "3"


def test_a_cashier_chooses_a_new_pin_of_her_own(
    qtbot: QtBot, desk: Desk, shop: Shop, cashier: Staff
) -> None:
    desk.by = cashier
    place = shown(qtbot, Settings(desk))
    form = place.own_pin
    assert form.heading.text() == "PIN of 小李"
    type_pins(qtbot, form, CASHIER_PIN, "8264", "8264")
    assert form.told.isVisible()
    assert [field.text() for field in (form.old, form.new, form.again)] == ["", "", ""]
    assert staffing.sign_in(shop, staff_id=cashier.id or 0, pin="8264") == cashier
    with pytest.raises(WrongPin):
        staffing.sign_in(shop, staff_id=cashier.id or 0, pin=CASHIER_PIN)


@pytest.mark.parametrize(
    ("old", "new", "again", "wrong"),
    [
        ("000000", "864297", "864297", "old"),
        (OWNER_PIN, "8642", "8642", "new"),
        (OWNER_PIN, "864297", "864298", "again"),
    ],
)
def test_a_pin_that_cannot_be_is_refused_at_its_field_and_nothing_changes(
    qtbot: QtBot, form: OwnPin, shop: Shop, owner: Staff, old: str, new: str, again: str, wrong: str
) -> None:
    type_pins(qtbot, form, old, new, again)
    assert QApplication.focusWidget() is getattr(form, wrong).edit
    assert form.problem.isVisible()
    assert staffing.sign_in(shop, staff_id=owner.id or 0, pin=OWNER_PIN) == owner


def test_no_pin_stays_behind_when_one_goes_elsewhere(
    qtbot: QtBot, place: Settings, form: OwnPin
) -> None:
    qtbot.keyClicks(form.old.edit, OWNER_PIN)
    place.hide()
    assert form.old.text() == ""
