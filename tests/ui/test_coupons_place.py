"""Coupons are written in their place, listed, edited and stopped."""

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans import texts
from shopfans.database.shop import Shop
from shopfans.domain.coupon_terms import CouponKind, CouponTerms, Span
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.services.coupons import designing
from tests.services.issues import FIVE_OFF, template
from tests.ui.at_the_coupons import chosen, goods, place, row_of
from tests.ui.showing import shown
from ui.coupons.place import Coupons
from ui.coupons.template_table import ALL, STOPPED
from ui.coupons.when_fields import FIXED
from ui.desk import Desk

__all__ = ["goods", "place"]


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
