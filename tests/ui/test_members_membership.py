"""Her memberships on the members' page, and the fee of the days left given back."""

import pytest
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.services.memberships import usage
from tests.conftest import Clock
from tests.services.memberships import GOLD, buy, join_plan, offer
from tests.services.test_selling import pass_working_days
from tests.ui.showing import shown
from ui.desk import Desk
from ui.members.place import Members


@pytest.fixture
def members(
    qtbot: QtBot, desk: Desk, shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> Members:
    """Mei bought Gold a hundred days ago, and with it a cake."""
    offer(shop, GOLD)
    join_plan(shop, cashier, mei, "gold")
    buy(shop, cashier, mei, 1_000, "cake", due=900)
    pass_working_days(shop, cashier, clock, 99)
    place = shown(qtbot, Members(desk))
    place.refresh()
    return place


def test_her_profile_says_until_when_and_what_it_saved(members: Members) -> None:
    words = members.profile.membership.whole()
    assert words == "Gold until 2027-03-09 · saved ¥1.00 so far, plus points"


def test_who_never_had_one_is_told_nothing(qtbot: QtBot, desk: Desk, mei: int) -> None:
    place = shown(qtbot, Members(desk))
    place.refresh()
    assert not place.profile.membership.isVisible()


def test_it_is_ended_for_a_reason_and_the_days_left_go_back(
    qtbot: QtBot, members: Members, shop: Shop, mei: int
) -> None:
    members.profile.membership.click()
    page = members.membership
    assert page.isVisible()
    assert "265 of 365 days are left, and ¥288.96 goes back" in page.effect.text()
    page.end.click()
    assert page.approval.isVisible()
    qtbot.keyClicks(page.approval.reason.edit, "moves away")
    page.approval.go.click()
    assert page.told.whole() == "¥288.96 goes back to her."
    assert not page.giving_back.isVisible()
    [line] = usage.statement(shop, mei)
    assert line.membership.returned is not None
    assert page.model.index(0, 5).data() == "given back"


def test_the_renewal_has_to_go_first(
    members: Members, shop: Shop, cashier: Staff, mei: int
) -> None:
    join_plan(shop, cashier, mei, "more")
    members.profile.membership.click()
    page = members.membership
    assert page.model.index(0, 5).data() == "begins 2027-03-10"
    assert page.giving_back.isVisible()
    page.view.selectRow(1)
    assert page.effect.text() == "Take the renewal from 2027-03-10 back first."
    assert not page.giving_back.isVisible()
