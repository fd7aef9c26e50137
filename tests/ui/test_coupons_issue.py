"""Coupons are issued in their place: to whom, at what cost, and how it can be stopped."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.domain.tiers import TierRule
from shopfans.services.belonging import tiering
from shopfans.services.members import finding
from tests.conftest import join
from tests.services.issues import FIVE_OFF, issue, template
from tests.services.test_tiering import RULE
from tests.ui.at_the_coupons import choose, goods, place, row_of
from ui.coupons.among_fields import AmongFields
from ui.coupons.audience_fields import AMONG, EVERYBODY, JOINED, SEARCH
from ui.coupons.place import Coupons
from ui.desk import Desk

__all__ = ["goods", "place"]


def open_issue(qtbot: QtBot, place: Coupons, number: int) -> None:
    choose(qtbot, place, number)
    place.templates.chosen.issue.click()


def test_a_member_is_picked_by_keyboard_and_given_one(
    qtbot: QtBot, place: Coupons, shop: Shop, owner: Staff, mei: int
) -> None:
    made = template(shop, owner, FIVE_OFF)
    open_issue(qtbot, place, made)
    form = place.templates.issue
    assert not form.issue.isEnabled()
    qtbot.keyClicks(form.audience.members.finder, "wxm")
    qtbot.keyClick(form.audience.members.finder, Qt.Key.Key_Return)
    qtbot.waitUntil(form.issue.isEnabled)
    assert form.count.text() == "1 member"
    assert form.cost.text() == "Costs ¥5.00 at most, if every one is used."
    form.issue.click()
    qtbot.waitUntil(lambda: not form.is_running)
    assert place.templates.chosen.told.text() == "1 coupon issued."
    assert [c.template for c in finding.card(shop, mei).coupons] == [1, made]


def test_who_was_picked_can_be_put_back(
    qtbot: QtBot, place: Coupons, shop: Shop, owner: Staff, mei: int
) -> None:
    open_issue(qtbot, place, 1)
    picker = place.templates.issue.audience.members
    qtbot.keyClicks(picker.finder, "wxm")
    qtbot.keyClick(picker.finder, Qt.Key.Key_Return)
    assert picker.ids() == [mei]
    picker.view.setFocus()
    qtbot.keyClick(picker.view, Qt.Key.Key_Delete)
    assert picker.ids() == []


def test_a_search_takes_everybody_it_finds(
    qtbot: QtBot, place: Coupons, shop: Shop, owner: Staff
) -> None:
    for number in range(55):
        join(shop, owner, f"林 {number}", f"139876543{number:02}")
    made = template(shop, owner, FIVE_OFF)
    open_issue(qtbot, place, made)
    form = place.templates.issue
    form.audience.kind.button(SEARCH).click()
    form.audience.search.edit.setText("lin")
    qtbot.waitUntil(lambda: form.count.text() == "55 members")
    form.issue.click()
    qtbot.waitUntil(lambda: not form.is_running)
    assert row_of(shop, "Five off").issued == 55


def test_days_the_wrong_way_round_are_said_at_once(qtbot: QtBot, place: Coupons) -> None:
    open_issue(qtbot, place, 1)
    form = place.templates.issue
    form.audience.kind.button(JOINED).click()
    form.audience.first.choose(date(2026, 3, 10))
    form.audience.last.choose(date(2026, 3, 9))
    assert form.problem.text() == "2026-03-09 is before 2026-03-10."
    assert not form.issue.isEnabled()


def test_whose_birthday_is_next_month_gets_one(
    qtbot: QtBot, place: Coupons, shop: Shop, owner: Staff, mei: int
) -> None:
    ana = join(shop, owner, "Ana", "13987654321", "1990-04-02")
    made = template(shop, owner, FIVE_OFF)
    open_issue(qtbot, place, made)
    form = place.templates.issue
    form.audience.kind.button(AMONG).click()
    assert form.audience.among.tier.hasFocus()
    qtbot.waitUntil(lambda: form.count.text() == "2 members")
    form.audience.among.month.setCurrentIndex(2)
    qtbot.waitUntil(lambda: form.count.text() == "1 member")
    form.issue.click()
    qtbot.waitUntil(lambda: not form.is_running)
    assert finding.card(shop, ana).coupons[-1].name == "Five off"
    batches = place.templates.chosen.batches.model
    qtbot.waitUntil(lambda: batches.rowCount() == 1)
    assert batches.index(0, 1).data() == "Birthday in 2026-04"


def test_the_tier_that_was_chosen_stays_chosen_when_there_are_others(
    qtbot: QtBot, desk: Desk, shop: Shop, owner: Staff
) -> None:
    tiering.save_rule(shop, by=owner, rule=RULE, request="two")
    fields = AmongFields(desk)
    qtbot.addWidget(fields)
    fields.retranslate()
    silver, gold = RULE.tiers
    fields.tier.setCurrentIndex(1)
    assert fields.audience().tier == silver.key
    tiering.save_rule(shop, by=owner, rule=TierRule((gold,)), request="one")
    fields.retranslate()
    assert fields.audience().tier is None
    fields.tier.setCurrentIndex(1)
    tiering.save_rule(shop, by=owner, rule=RULE, request="two again")
    fields.retranslate()
    assert fields.audience().tier == gold.key


def test_who_is_left_out_is_said_before(
    qtbot: QtBot, place: Coupons, shop: Shop, owner: Staff, mei: int
) -> None:
    join(shop, owner, "Ana", "13987654321")
    made = template(shop, owner, replace(FIVE_OFF, per_member=1, in_all=1))
    issue(shop, owner, made, mei)
    open_issue(qtbot, place, made)
    form = place.templates.issue
    form.audience.kind.button(EVERYBODY).click()
    qtbot.waitUntil(lambda: form.count.text() == "1 member")
    assert form.left_out.text() == "1 left out: she has had as many as one member may."
    assert form.problem.text() == "Only 0 more coupons of this kind can be issued."
    assert not form.issue.isEnabled()


def test_cancel_issues_none(
    qtbot: QtBot, place: Coupons, shop: Shop, owner: Staff, mei: int
) -> None:
    made = template(shop, owner, FIVE_OFF)
    open_issue(qtbot, place, made)
    form = place.templates.issue
    form.audience.kind.button(EVERYBODY).click()
    qtbot.waitUntil(form.issue.isEnabled)
    with shop.changing():  # the issue has to wait, and is cancelled before it may begin
        form.issue.click()
        assert form.working.isVisible()
        assert form.working.stop.hasFocus()
        form.working.stop.click()
    qtbot.waitUntil(lambda: not form.is_running)
    assert form.problem.text() == "Stopped. Nothing was written."
    assert row_of(shop, "Five off").issued == 0
    assert form.issue.isEnabled()


def test_the_list_is_alive_while_coupons_are_issued(
    qtbot: QtBot, place: Coupons, shop: Shop, owner: Staff, mei: int
) -> None:
    made = template(shop, owner, FIVE_OFF)
    open_issue(qtbot, place, made)
    form, table = place.templates.issue, place.templates.table
    form.audience.kind.button(EVERYBODY).click()
    qtbot.waitUntil(form.issue.isEnabled)
    with shop.changing():
        form.issue.click()
        qtbot.keyClicks(table.finder, "welc")
        assert table.model.index(0, 0).data() == "Welcome"
        assert place.templates.right.currentWidget() is form
    qtbot.waitUntil(lambda: not form.is_running)
    assert row_of(shop, "Five off").issued == 1


def test_escape_leads_back(qtbot: QtBot, place: Coupons) -> None:
    templates = place.templates
    templates.table.add.click()
    qtbot.keyClick(templates.form.name_field.edit, Qt.Key.Key_Escape)
    assert templates.table.isVisible()
    open_issue(qtbot, place, 1)
    qtbot.keyClick(templates.issue.audience.members.finder, Qt.Key.Key_Escape)
    assert templates.chosen.isVisible()
