"""Points by hand on the member's ledger: seen before, allowed in place, told afterwards."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.roles import Right, Staff
from shopfans.services.belonging import adjusting, rewarding
from shopfans.services.staff import approving, tracing
from tests.conftest import OWNER_PIN
from tests.ui.approving import allow
from tests.ui.showing import shown
from ui.desk import Desk
from ui.members.her_points import HerPoints
from ui.members.place import Members


def given(shop: Shop, owner: Staff, member: int, points: int) -> None:
    by = approving.with_reason(by=owner, right=Right.ADJUST, reason="opening", request="opening")
    adjusting.adjust_points(shop, by=by, member=member, change=points, request="opening")


def ledger_of(qtbot: QtBot, desk: Desk) -> HerPoints:
    place = shown(qtbot, Members(desk))
    place.finder.setText("王小美")
    place.profile.statement_wanted.emit()
    qtbot.keyClick(place.statement.view, Qt.Key.Key_F6)
    return place.statement


@pytest.fixture
def ledger(qtbot: QtBot, desk: Desk, shop: Shop, owner: Staff, mei: int) -> HerPoints:
    """Of 王小美, who has 120; F6 is pressed."""
    given(shop, owner, mei, 120)
    return ledger_of(qtbot, desk)


def changes(shop: Shop, member: int) -> list[int]:
    return [line.change for line in rewarding.statement(shop, member)]


def type_in(qtbot: QtBot, ledger: HerPoints, text: str) -> None:
    field = ledger.adjusting.change.edit
    field.clear()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_the_owner_says_how_many_and_why_and_sees_what_it_makes(
    qtbot: QtBot, ledger: HerPoints, shop: Shop, mei: int
) -> None:
    form = ledger.adjusting
    assert QApplication.focusWidget() is form.change.edit
    assert form.effect.text() == "has 120"
    type_in(qtbot, ledger, "50")
    assert form.effect.text() == "has 120, will have 170"
    assert form.approval.pin.isHidden()
    qtbot.keyClicks(form.approval.reason.edit, "forgotten on Sunday")
    qtbot.keyClick(form.approval.reason.edit, Qt.Key.Key_Return)
    assert form.isHidden()
    assert ledger.told.whole() == "+50: 王小美 has 170 now"
    assert changes(shop, mei) == [50, 120]
    assert ledger.model.rowCount() == 2
    assert QApplication.focusWidget() is ledger.print_slip


def test_a_cashier_asks_the_owner_in_place(
    qtbot: QtBot, desk: Desk, shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    given(shop, owner, mei, 120)
    desk.by = cashier
    ledger = ledger_of(qtbot, desk)
    type_in(qtbot, ledger, "-20")
    assert changes(shop, mei) == [120]
    allow(qtbot, ledger.adjusting.approval, OWNER_PIN, "given twice")
    assert changes(shop, mei) == [-20, 120]
    line = tracing.page(shop, by=owner, limit=1)[0]
    assert (line.staff, line.allowed_by, line.reason) == ("小李", "老板", "given twice")


@pytest.mark.parametrize("text", ["-121", "0", "many", "1000001"])
def test_what_cannot_be_is_refused_beside_the_field_and_nobody_is_asked(
    qtbot: QtBot, ledger: HerPoints, shop: Shop, mei: int, text: str
) -> None:
    type_in(qtbot, ledger, text)
    assert ledger.adjusting.change.error.isVisible()
    assert ledger.adjusting.approval.isHidden()
    assert changes(shop, mei) == [120]


def test_another_number_after_the_question_is_asked_again(
    qtbot: QtBot, ledger: HerPoints, shop: Shop, mei: int
) -> None:
    type_in(qtbot, ledger, "5")
    qtbot.keyClicks(ledger.adjusting.change.edit, "0")
    assert ledger.adjusting.approval.isHidden()
    assert changes(shop, mei) == [120]


def test_escape_leaves_the_reason_then_the_form(
    qtbot: QtBot, ledger: HerPoints, shop: Shop, mei: int
) -> None:
    type_in(qtbot, ledger, "50")
    qtbot.keyClick(ledger.adjusting.approval.reason.edit, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is ledger.adjusting.change.edit
    qtbot.keyClick(ledger.adjusting.change.edit, Qt.Key.Key_Escape)
    assert ledger.adjusting.isHidden()
    assert QApplication.focusWidget() is ledger.view
    assert changes(shop, mei) == [120]
