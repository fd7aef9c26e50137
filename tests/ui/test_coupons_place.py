"""Coupons: written, issued, printed and taken back, all in their place."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans import texts
from shopfans.database.shop import Shop
from shopfans.domain.coupon_terms import CouponKind, CouponTerms, Span
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.tiers import TierRule
from shopfans.services.belonging import tiering
from shopfans.services.coupons import designing, issuing, recalling
from shopfans.services.coupons.designing import TemplateRow
from shopfans.services.goods import pricing
from shopfans.services.members import finding
from tests.conftest import join
from tests.services.issues import FIVE_OFF, issue, template
from tests.services.test_selling import sell
from tests.services.test_tiering import RULE
from tests.ui.showing import shown
from ui.coupons.among_fields import AmongFields
from ui.coupons.audience_fields import AMONG, EVERYBODY, JOINED, SEARCH
from ui.coupons.place import Coupons
from ui.coupons.template_table import ALL, STOPPED
from ui.coupons.when_fields import FIXED
from ui.desk import Desk


@pytest.fixture
def goods(shop: Shop, owner: Staff) -> None:
    for name, category, fen in (("Tea", "Drinks", 1800), ("Roll", "Cakes", 2200)):
        pricing.add_good(
            shop, by=owner, name=name, category=category, price=Money(fen), request=name
        )


@pytest.fixture
def place(qtbot: QtBot, desk: Desk, goods: None) -> Iterator[Coupons]:
    """The place once the list has been read: the welcome coupon stands in it."""
    place = shown(qtbot, Coupons(desk))
    qtbot.waitUntil(lambda: place.templates.table.model.rowCount() == 1)
    yield place
    place.end()


def choose(qtbot: QtBot, place: Coupons, number: int) -> None:
    """Wait until the list has this one, and choose it."""
    place.templates.refresh()
    place.templates.table.choose(number)
    qtbot.waitUntil(lambda: chosen(place) == number)


def chosen(place: Coupons) -> int:
    one = place.templates.chosen.template
    return one.id if one else 0


def row_of(shop: Shop, name: str) -> TemplateRow:
    return next(row for row in designing.templates(shop) if row.name == name)


def write(place: Coupons, name: str, off: str) -> None:
    place.templates.table.add.click()
    form = place.templates.form
    form.name_field.edit.setText(name)
    form.gift.off.edit.setText(off)


def test_a_new_coupon_stands_in_the_list(qtbot: QtBot, place: Coupons, shop: Shop) -> None:
    write(place, "Five off", "5")
    place.templates.form.save.click()
    qtbot.waitUntil(lambda: place.templates.chosen.name.whole() == "Five off")
    assert row_of(shop, "Five off").terms == FIVE_OFF
    table = place.templates.table
    assert [table.model.index(0, at).data() for at in (0, 2, 3, 4, 5)] == [
        "Five off", "0", "–", "0", "Active",
    ]  # fmt: skip
    assert table.model.index(0, 1).data().startswith("¥5.00 off")
    assert table.view.hasFocus()


def test_every_term_is_taken_from_its_field(qtbot: QtBot, place: Coupons, shop: Shop) -> None:
    write(place, "All of it", "")
    form = place.templates.form
    form.gift.kind.button(CouponKind.PERCENT_OFF).click()
    form.gift.percent.edit.setText("12.5%")
    form.gift.cap.edit.setText("20")
    form.gift.minimum.edit.setText("100")
    form.gift.picker.choose([1], ["Cakes"])
    form.when.way.button(FIXED).click()
    form.when.first.choose(date(2026, 4, 1))
    form.when.last.choose(date(2026, 4, 30))
    form.when.weekdays.days[5].click()
    form.when.weekdays.days[6].click()
    form.when.blackouts.first.choose(date(2026, 4, 4))
    form.when.blackouts.last.choose(date(2026, 4, 6))
    form.when.blackouts.add.click()
    form.limits.per_member.edit.setText("2")
    form.limits.in_all.edit.setText("500")
    form.limits.with_points.click()
    form.limits.with_coupons.click()
    form.save.click()
    assert row_of(shop, "All of it").terms == CouponTerms(
        CouponKind.PERCENT_OFF, percent=1250, cap=Money(2000), minimum=Money(10000),
        goods=(1,), categories=("Cakes",), days=None, first=date(2026, 4, 1),
        last=date(2026, 4, 30), weekdays=(0, 1, 2, 3, 4),
        blackout=(Span(date(2026, 4, 4), date(2026, 4, 6)),), per_member=2, in_all=500,
        with_points=False, with_coupons=True,
    )  # fmt: skip


def test_only_the_fields_of_the_kind_are_seen(place: Coupons) -> None:
    place.templates.table.add.click()
    gift = place.templates.form.gift
    seen = []
    for kind in CouponKind:
        gift.kind.button(kind).click()
        seen.append((kind, gift.off.isVisible(), gift.percent.isVisible()))
    assert seen == [
        (CouponKind.AMOUNT_OFF, True, False),
        (CouponKind.PERCENT_OFF, False, True),
        (CouponKind.FREE_ITEM, False, False),
    ]


def test_what_the_guest_will_read_is_shown_as_one_types(qtbot: QtBot, place: Coupons) -> None:
    place.templates.table.add.click()
    form = place.templates.form
    qtbot.keyClicks(form.name_field.edit, "Spring")
    qtbot.keyClicks(form.gift.off.edit, "5")
    card = form.card
    assert (card.title.whole(), card.gift.text()) == ("Spring", "¥5.00 off")
    assert card.example.text() == "A basket of ¥38.00 becomes ¥33.00."
    form.gift.minimum.edit.clear()
    qtbot.keyClicks(form.gift.minimum.edit, "100")
    assert card.gift.text() == "¥5.00 off from ¥100.00"
    assert card.example.text() == "A basket of ¥100.00 becomes ¥95.00."
    form.gift.kind.button(CouponKind.FREE_ITEM).click()
    form.gift.minimum.edit.clear()
    form.gift.picker.list.item(0).setCheckState(Qt.CheckState.Checked)
    assert card.example.text() == "With Roll in it, a basket of ¥38.00 becomes ¥16.00."


def test_goods_are_found_by_a_piece_of_their_name(qtbot: QtBot, place: Coupons) -> None:
    place.templates.table.add.click()
    picker = place.templates.form.gift.picker
    qtbot.keyClicks(picker.finder, "rol")
    shown_now = [item.text() for item in picker._items() if not item.isHidden()]
    assert shown_now == ["Roll"]


def test_what_is_wrong_is_said_beside_its_field(place: Coupons, shop: Shop) -> None:
    write(place, "", "five")
    form = place.templates.form
    form.save.click()
    assert form.name_field.error.text() == "Please enter a name."
    form.name_field.edit.setText("Five")
    form.save.click()
    assert form.gift.off.error.text() == "This is not an amount. Type it like 12.50."
    assert form.gift.off.edit.hasFocus()
    form.gift.kind.button(CouponKind.FREE_ITEM).click()
    form.save.click()
    assert form.gift.picker.error.text() == "Say which goods or categories are free."
    form.gift.picker.choose([1], [])
    form.when.way.button(FIXED).click()
    form.when.last.choose(date(2026, 3, 1))
    form.save.click()
    assert form.when.error.text() == "2026-03-01 is before 2026-03-10."
    assert len(designing.templates(shop)) == 1


def test_editing_an_issued_coupon_makes_another(
    qtbot: QtBot, place: Coupons, shop: Shop, mei: int
) -> None:
    one = place.templates.chosen
    qtbot.waitUntil(lambda: one.template is not None and one.template.issued == 1)
    one.edit.click()
    form = place.templates.form
    assert form.note.isVisible()
    assert form.gift.off.text() == "5.00"
    form.gift.off.edit.setText("8")
    form.save.click()
    qtbot.waitUntil(lambda: chosen(place) == 2)
    assert [(row.id, row.active) for row in designing.templates(shop)] == [(2, True), (1, False)]


def test_a_coupon_is_stopped_and_resumed(qtbot: QtBot, place: Coupons, shop: Shop) -> None:
    one = place.templates.chosen
    place.templates.table.which.button(ALL).click()
    one.stop.click()
    qtbot.waitUntil(lambda: one.state.text() == "Stopped")
    assert not one.issue.isEnabled()
    assert one.told.text() == "Welcome is no longer issued; those in hand are honoured."
    one.stop.click()
    qtbot.waitUntil(lambda: one.state.text() == "Active")
    assert one.issue.isEnabled()


def test_the_list_shows_what_is_asked_for(
    qtbot: QtBot, place: Coupons, shop: Shop, owner: Staff
) -> None:
    template(shop, owner, FIVE_OFF, name="春日礼")
    designing.stop_issuing(shop, by=owner, template=1, request="stop")
    table = place.templates.table
    qtbot.waitUntil(lambda: table.model.index(0, 0).data() == "春日礼")
    assert table.model.rowCount() == 1
    table.which.button(STOPPED).click()
    assert [table.model.index(0, 0).data()] == ["Welcome"]
    table.which.button(ALL).click()
    qtbot.keyClicks(table.finder, "chunri")
    assert [table.model.index(n, 0).data() for n in range(table.model.rowCount())] == ["春日礼"]
    qtbot.keyClicks(table.finder, "x")
    assert table.listing.empty.title.text() == "No such coupon"


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


@pytest.fixture
def half_used(shop: Shop, owner: Staff, mei: int) -> int:
    """A batch of two coupons, of which Mei has used hers."""
    made = template(shop, owner, FIVE_OFF)
    ana = join(shop, owner, "Ana", "13987654321")
    issue(shop, owner, made, mei, ana)
    code = next(c.code for c in finding.card(shop, mei).coupons if c.template == made)
    sell(shop, owner, 20, "s", member=mei, coupon=code, due=1500)
    return made


def test_taking_back_is_asked_once_and_shows_what_was_used(
    qtbot: QtBot, place: Coupons, shop: Shop, half_used: int
) -> None:
    choose(qtbot, place, half_used)
    batches = place.templates.chosen.batches
    qtbot.waitUntil(lambda: batches.model.rowCount() == 1)
    cells = [batches.model.index(0, at).data() for at in range(5)]
    assert cells == ["2026-03-10", "Picked members", "2", "1", "1"]
    batches.take_back.click()
    assert batches.question.text() == ("Take back 1 coupon that is in hand? 1 that was used stays.")
    batches.keep.click()
    assert not batches.asking.isVisible()
    batches.take_back.click()
    batches.sure.click()
    assert batches.told.text() == "1 coupon taken back."
    assert [batches.used_model.index(0, at).data() for at in (1, 3)] == ["王小美", "5.00"]
    batches.back.click()
    qtbot.waitUntil(lambda: not batches.take_back.isEnabled())
    assert recalling.batches(shop)[0].taken_back == 1
    assert batches.model.index(0, 1).data().endswith("Taken back")


def open_sheet(qtbot: QtBot, place: Coupons, path: Path, count: str) -> None:
    choose(qtbot, place, 1)
    place.templates.chosen.sheet.click()
    place.templates.sheet.count.edit.setText(count)
    place.templates.sheet.paper.path.edit.setText(str(path))


def test_a_sheet_is_saved_and_its_coupons_are_nobodys(
    qtbot: QtBot, place: Coupons, shop: Shop, tmp_path: Path
) -> None:
    open_sheet(qtbot, place, tmp_path / "sheet", "12")
    sheet = place.templates.sheet
    assert sheet.pages_needed.text() == "2 pages · costs ¥60.00 at most"
    sheet.paper.start.click()
    qtbot.waitUntil(sheet.paper.told.isVisible, timeout=20_000)
    assert sheet.paper.told.whole() == f"Saved: {tmp_path / 'sheet.pdf'}"
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    [batch] = recalling.batches(shop)
    assert (batch.issued, batch.audience) == (12, issuing.PRINTED)


def test_a_sheet_that_could_not_be_saved_is_saved_again_not_issued_again(
    qtbot: QtBot, place: Coupons, shop: Shop, tmp_path: Path
) -> None:
    open_sheet(qtbot, place, tmp_path / "nowhere" / "sheet.pdf", "12")
    sheet = place.templates.sheet
    sheet.paper.start.click()
    qtbot.waitUntil(lambda: not sheet.paper.is_running, timeout=20_000)
    assert "cannot be written" in sheet.paper.path.error.text()
    sheet.paper.path.edit.setText(str(tmp_path / "sheet.pdf"))
    sheet.paper.start.click()
    qtbot.waitUntil(sheet.paper.told.isVisible, timeout=20_000)
    assert [batch.issued for batch in recalling.batches(shop)] == [12]


def test_a_printed_batch_goes_on_paper_once_more(
    qtbot: QtBot, place: Coupons, shop: Shop, owner: Staff
) -> None:
    issuing.print_batch(shop, by=owner, template=1, count=7, request="print")
    choose(qtbot, place, 1)
    batches, sheet = place.templates.chosen.batches, place.templates.sheet
    qtbot.waitUntil(batches.sheet.isVisible)
    batches.sheet.click()
    assert sheet.count.text() == "7"
    assert not sheet.count.edit.isEnabled()
    assert sheet.isVisible()


@pytest.mark.parametrize("count", ["", "0", "many", "5001"])
def test_a_number_of_coupons_that_cannot_be_is_refused(
    qtbot: QtBot, place: Coupons, shop: Shop, tmp_path: Path, count: str
) -> None:
    open_sheet(qtbot, place, tmp_path / "sheet.pdf", count)
    sheet = place.templates.sheet
    qtbot.keyClick(sheet.count.edit, Qt.Key.Key_Return)
    assert sheet.count.error.isVisible()
    assert recalling.batches(shop) == []


def test_escape_leads_back(qtbot: QtBot, place: Coupons) -> None:
    templates = place.templates
    templates.table.add.click()
    qtbot.keyClick(templates.form.name_field.edit, Qt.Key.Key_Escape)
    assert templates.table.isVisible()
    open_issue(qtbot, place, 1)
    qtbot.keyClick(templates.issue.audience.members.finder, Qt.Key.Key_Escape)
    assert templates.chosen.isVisible()


def test_a_cashier_is_told_why_she_sees_no_coupons(
    qtbot: QtBot, desk: Desk, cashier: Staff
) -> None:
    desk.by = cashier
    place = shown(qtbot, Coupons(desk))
    assert place.closed.isVisible()
    assert place.closed.title.text() == "Coupons are the owner's to write and to issue"
    assert not place.section.isVisible()


def test_the_language_changes_while_the_place_is_open(qtbot: QtBot, place: Coupons) -> None:
    texts.speak("zh_CN")
    place.retranslate()
    assert place.title.text() == "优惠券"
    place.templates.table.add.click()
    place.retranslate()
    assert place.templates.form.name_field.isVisible()
