"""The counter as a cashier uses it: keys, fields, and what the screen says."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.earning_rule import EarningRule
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Tender
from shopfans.services import settings
from shopfans.services.goods import pricing
from shopfans.services.members import finding, forgetting
from shopfans.services.sales import listing
from tests.conftest import Clock, confirm_date, join
from tests.services.test_closing import close
from tests.services.test_selling import sell
from ui.counter.place import Counter
from ui.desk import Desk


@pytest.fixture
def counter(qtbot: QtBot, desk: Desk) -> Counter:
    place = Counter(desk)
    place.retranslate()
    qtbot.addWidget(place)
    place.resize(1190, 800)
    place.show()
    place.activateWindow()
    qtbot.waitUntil(place.isActiveWindow)
    place.arrive()
    return place


def press(qtbot: QtBot, counter: Counter, key: Qt.Key) -> None:
    qtbot.keyClick(counter, key)


def ring(qtbot: QtBot, counter: Counter, amount: str) -> None:
    qtbot.keyClicks(counter.basket.amount.edit, amount)
    qtbot.keyClick(counter.basket.amount.edit, Qt.Key.Key_Return)


def test_a_regular_in_a_few_keys(qtbot: QtBot, counter: Counter, shop: Shop, mei: int) -> None:
    qtbot.keyClicks(counter.finder, "5678")
    qtbot.keyClick(counter.finder, Qt.Key.Key_Return)
    assert counter.member.name.whole() == "王小美"
    assert counter.member.contact.whole().startswith("138****5678")
    ring(qtbot, counter, "32")
    assert counter.basket.earns.text() == "earns 32 points"
    counter.basket.pays[next(iter(counter.basket.pays))].click()
    assert "¥32.00" in counter.last_sale.words.text()
    assert "32 points earned" in counter.last_sale.words.text()
    assert finding.card(shop, mei).points == 32


def test_after_a_sale_nothing_of_the_guest_is_left(
    qtbot: QtBot, counter: Counter, mei: int
) -> None:
    counter.guests.serve(mei)
    ring(qtbot, counter, "32")
    counter.basket.pays[next(iter(counter.basket.pays))].click()
    assert counter.till.basket.guest is None
    assert counter.till.basket.lines == []
    assert counter.finder.text() == ""
    assert counter.member.name.whole() == ""
    assert counter.side.currentWidget() is counter.idle
    assert "王小美" not in counter.last_sale.words.text()


def test_an_amount_still_in_the_field_is_paid_too(
    qtbot: QtBot, counter: Counter, shop: Shop
) -> None:
    counter.basket.amount.edit.insert("１８．５")  # Qt's test keyboard has no full-width keys
    counter.basket.pays[next(iter(counter.basket.pays))].click()
    assert listing.page_of_sales(shop)[0].paid == Money(1850)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("0", "The amount must be more than zero."),
        ("-5", "The amount must be more than zero."),
        ("1e9", "This is not an amount. Type it like 12.50."),
        ("1000000000", "No amount may be larger than ¥10,000,000.00."),
        ("1.234", "No more than 2 decimals."),
        ("abc", "This is not an amount. Type it like 12.50."),
    ],
)
def test_a_wrong_amount_is_refused_beside_the_field(
    qtbot: QtBot, counter: Counter, typed: str, words: str
) -> None:
    ring(qtbot, counter, typed)
    assert counter.basket.amount.error.text() == words
    assert counter.basket.amount.error.isVisible()
    assert counter.till.basket.lines == []


def test_paying_nothing_asks_for_an_amount(counter: Counter, shop: Shop) -> None:
    counter.basket.pays[next(iter(counter.basket.pays))].click()
    assert counter.basket.amount.error.text() == "Enter an amount or choose goods first."
    assert listing.page_of_sales(shop) == []


def test_more_points_than_she_has(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, mei: int
) -> None:
    sell(shop, cashier, 50, "s1", member=mei)
    counter.guests.serve(mei)
    ring(qtbot, counter, "20")
    qtbot.keyClicks(counter.basket.points, "51")
    assert counter.basket.points_wrong.text() == "She has 50 points, not 51."
    assert not next(iter(counter.basket.pays.values())).isEnabled()
    counter.basket.take_all.click()
    assert counter.basket.due.text() == "¥19.50"


def test_points_and_coupon_go_into_the_sum(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, mei: int
) -> None:
    sell(shop, cashier, 300, "s1", member=mei)
    counter.guests.serve(mei)
    ring(qtbot, counter, "20")
    counter.member.coupon_pressed.emit(finding.card(shop, mei).coupons[0])
    qtbot.keyClicks(counter.basket.points, "300")
    assert counter.basket.due.text() == "¥12.00"
    assert counter.basket.earns.text() == "earns 12 points"
    counter.basket.pays[next(iter(counter.basket.pays))].click()
    assert (finding.card(shop, mei).points, finding.card(shop, mei).coupons) == (12, ())


def test_goods_are_sold_from_the_list(
    qtbot: QtBot, counter: Counter, shop: Shop, owner: Staff
) -> None:
    pricing.add_good(
        shop, by=owner, name="芒果布丁", category="甜品", price=Money(1800), request="g"
    )
    good = pricing.goods(shop)[0]
    counter.goods.picked.emit(good)
    counter.goods.picked.emit(good)
    assert counter.basket.lines.index(0, 2).data() == "× 2"
    assert counter.basket.due.text() == "¥36.00"
    counter.basket.fewer.click()
    counter.basket.drop.click()
    assert counter.till.basket.lines == []


def test_scanning_a_coupon_brings_its_holder(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int
) -> None:
    counter.scanned(finding.card(shop, mei).coupons[0].code)
    ring(qtbot, counter, "20")
    assert counter.member.name.whole() == "王小美"
    assert counter.basket.due.text() == "¥15.00"


def test_a_code_that_cannot_be_used_says_why(
    counter: Counter, shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock
) -> None:
    coupon = finding.card(shop, mei).coupons[0].code
    code = finding.card(shop, mei).code
    sell(shop, cashier, 20, "s1", member=mei, coupon=coupon, due=1500)
    said = []
    for scanned in (coupon, "7000000000000000", "712345"):
        counter.scanned(scanned)
        said.append(counter.find_problem.text())
    ana = join(shop, cashier, "Ana", "13987654321")
    lapsed = finding.card(shop, ana).coupons[0].code
    clock.pass_days(30)
    counter.scanned(lapsed)
    said.append(counter.find_problem.text())
    forgetting.erase(shop, by=owner, member_id=mei, request="e")
    counter.scanned(code)
    said.append(counter.find_problem.text())
    assert said == [
        "This coupon was used on 2026-03-10 10:00 by 小李, in sale No. 1.",
        "This shop has not given out the code 7000000000000000.",
        "This shop has not given out the code 712345.",
        "This coupon lapsed on 2026-04-08.",
        "This member asked to be forgotten; her data is gone.",
    ]


def test_another_members_coupon_is_refused(
    counter: Counter, shop: Shop, cashier: Staff, mei: int
) -> None:
    ana = join(shop, cashier, "Ana", "13987654321")
    counter.guests.serve(ana)
    counter.scanned(finding.card(shop, mei).coupons[0].code)
    assert counter.find_problem.text() == "This coupon belongs to another member."
    assert counter.till.basket.guest is not None
    assert counter.till.basket.guest.id == ana


def test_what_stands_where_a_new_member_has_no_visits(
    counter: Counter, shop: Shop, cashier: Staff, mei: int
) -> None:
    counter.guests.serve(mei)
    assert counter.member.visits.no_visits.isVisible()
    sell(shop, cashier, 20, "s1", member=mei)
    counter.refresh()
    assert counter.member.visits.view.isVisible()
    assert not counter.member.visits.no_visits.isVisible()


def test_voiding_asks_once_more(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, mei: int
) -> None:
    sell(shop, cashier, 20, "s1", member=mei)
    press(qtbot, counter, Qt.Key.Key_F8)
    assert "Void sale No. 1 of 10:00, ¥20.00?" in counter.last_sale.words.text()
    press(qtbot, counter, Qt.Key.Key_Escape)
    assert finding.card(shop, mei).points == 20
    press(qtbot, counter, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: counter.last_sale.hears_yes)
    press(qtbot, counter, Qt.Key.Key_F8)
    assert "Sale No. 1 is voided" in counter.last_sale.words.text()
    assert finding.card(shop, mei).points == 0


def test_signing_up_by_keyboard(qtbot: QtBot, counter: Counter, shop: Shop) -> None:
    press(qtbot, counter, Qt.Key.Key_F6)
    qtbot.keyClicks(counter.form.phone.edit, "13711112222")
    qtbot.keyClicks(counter.form.name.edit, "Zoe")
    counter.form.save.click()
    assert counter.form.consent_wrong.isVisible()
    counter.form.consent.setChecked(True)
    counter.form.save.click()
    assert counter.member.name.whole() == "Zoe"
    assert counter.form.phone.text() == ""


@pytest.mark.parametrize(
    ("phone", "name", "field", "words"),
    [
        ("12", "Zoe", "phone", "This is not a phone number."),
        ("13711112222", "  ", "name", "Please enter a name."),
        ("13711112222", "x" * 10_000, "name", "The name is too long: 60 characters at most."),
        ("13812345678", "Zoe", "phone", "This phone number belongs to 王小美 already."),
    ],
)
def test_a_wrong_form_is_refused_beside_the_field(
    counter: Counter, mei: int, phone: str, name: str, field: str, words: str
) -> None:
    counter.pages.show_form()
    counter.form.phone.edit.setText(phone)
    counter.form.name.edit.setText(name)
    counter.form.consent.setChecked(True)
    counter.form.save.click()
    assert getattr(counter.form, field).error.text() == words


@pytest.mark.parametrize("name", ["<b>Zoe</b>", "'; DROP TABLE member; --", "🍰🍰", "=1+1"])
def test_a_hostile_name_is_just_a_name(
    counter: Counter, shop: Shop, cashier: Staff, name: str
) -> None:
    member = join(shop, cashier, name, "13711112222")
    counter.guests.serve(member)
    assert counter.member.name.whole() == name
    assert counter.member.name.textFormat() is Qt.TextFormat.PlainText


def test_a_click_on_the_balance_shows_every_line(
    counter: Counter, shop: Shop, cashier: Staff, mei: int
) -> None:
    sell(shop, cashier, 20, "s1", member=mei)
    sell(shop, cashier, 30, "s2", member=mei)
    counter.guests.serve(mei)
    counter.member.points.click()
    assert counter.side.currentWidget() is counter.statement
    counter.step_back()
    assert counter.side.currentWidget() is counter.member


def test_esc_leaves_nothing_of_the_guest(qtbot: QtBot, counter: Counter, mei: int) -> None:
    counter.guests.serve(mei)
    ring(qtbot, counter, "20")
    press(qtbot, counter, Qt.Key.Key_Escape)
    assert counter.till.basket.guest is None
    assert counter.till.basket.lines == []
    assert counter.member.name.whole() == ""


def test_money_that_is_received_is_given_back_only_when_esc_comes_twice(
    qtbot: QtBot, counter: Counter
) -> None:
    part_of_a_sale(qtbot, counter)
    press(qtbot, counter, Qt.Key.Key_Escape)
    said = "¥6.00 is received already. Once more, and it goes back to the guest."
    assert counter.basket.paying.given_wrong.text() == said
    assert counter.till.basket.parts == {Tender.CASH: Money(600)}
    press(qtbot, counter, Qt.Key.Key_Escape)
    assert counter.till.basket.lines == []
    assert not counter.basket.paying.given_wrong.isVisible()


def test_money_that_is_received_is_put_aside_with_the_basket(
    qtbot: QtBot, counter: Counter, shop: Shop
) -> None:
    part_of_a_sale(qtbot, counter)
    counter.park()
    assert counter.till.basket.parts == {}
    [parked] = counter.parked.rows
    counter.take_up(parked.id)
    assert counter.till.rest() == Money(1_200)
    press(qtbot, counter, Qt.Key.Key_F9)
    assert listing.page_of_sales(shop)[0].paid == Money(1_800)


def part_of_a_sale(qtbot: QtBot, counter: Counter) -> None:
    """18.00, and 6.00 of it in cash."""
    ring(qtbot, counter, "18")
    counter.open_given()
    qtbot.keyClicks(counter.basket.paying.given, "6")
    press(qtbot, counter, Qt.Key.Key_F11)


def test_the_language_changes_while_a_guest_is_served(counter: Counter, mei: int) -> None:
    from shopfans import texts

    counter.guests.serve(mei)
    texts.speak("zh_CN")
    counter.retranslate()
    assert counter.title.text() == "收银台"
    assert counter.member.name.whole() == "王小美"


def test_a_held_key_does_a_thing_once(counter: Counter) -> None:
    keys = counter.findChildren(QShortcut)
    assert len(keys) >= 12
    assert not any(key.autoRepeat() for key in keys)


def test_another_guest_never_gets_a_basket_unsaid(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, mei: int
) -> None:
    ana = join(shop, cashier, "Ana", "13987654321")
    counter.guests.serve(mei)
    ring(qtbot, counter, "20")
    counter.guests.receive(ana)
    assert counter.last_sale.words.text() == "Finish or clear the basket of 王小美 first"
    assert counter.till.basket.guest is not None
    assert counter.till.basket.guest.id == mei
    counter.scanned(finding.card(shop, ana).code)
    assert counter.last_sale.words.text() == "The basket is Ana's now"
    assert counter.till.basket.guest.id == ana


def test_points_that_cannot_be_read_stop_the_sale(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, mei: int
) -> None:
    sell(shop, cashier, 400, "s1", member=mei)
    counter.guests.serve(mei)
    ring(qtbot, counter, "20")
    qtbot.keyClicks(counter.basket.points, "300x")
    counter.refresh()
    assert counter.basket.points_wrong.text() == "This is not a whole number."
    counter.checkout.pay(Tender.CASH)
    assert finding.card(shop, mei).points == 400


def test_a_coupon_that_lapsed_in_the_basket_is_left_out(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int, clock: Clock
) -> None:
    counter.guests.serve(mei)
    ring(qtbot, counter, "20")
    counter.member.coupon_pressed.emit(finding.card(shop, mei).coupons[0])
    clock.pass_days(31)
    counter.checkout.pay(Tender.CASH)
    assert counter.basket.problem.text() == "This coupon lapsed on 2026-04-08."
    assert counter.basket.due.text() == "¥20.00"
    counter.checkout.pay(Tender.CASH)
    assert listing.page_of_sales(shop)[0].paid == Money(2000)


def test_a_coupon_whose_last_day_another_till_closed_says_so(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    clock.pass_days(29)
    confirm_date(shop)
    counter.guests.serve(mei)
    ring(qtbot, counter, "20")
    counter.member.coupon_pressed.emit(finding.card(shop, mei).coupons[0])
    shop.on_change = lambda _topics: None  # the other till tells this one a moment later
    close(shop, cashier)
    counter.checkout.pay(Tender.CASH)
    assert counter.basket.problem.text() == (
        "This coupon lasted until 2026-04-08, and that day is closed: what is sold now counts "
        "for the next one."
    )
    assert counter.basket.due.text() == "¥20.00"


def test_a_guest_erased_meanwhile_is_said(
    qtbot: QtBot, counter: Counter, shop: Shop, owner: Staff, mei: int
) -> None:
    counter.guests.serve(mei)
    ring(qtbot, counter, "20")
    forgetting.erase(shop, by=owner, member_id=mei, request="e")
    qtbot.waitUntil(counter.find_problem.isVisible)
    assert counter.find_problem.text() == "This member asked to be forgotten; her data is gone."
    assert counter.till.basket.guest is None


def test_an_open_statement_follows_the_balance(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, mei: int
) -> None:
    sell(shop, cashier, 20, "s1", member=mei)
    counter.guests.serve(mei)
    counter.member.points.click()
    sell(shop, cashier, 30, "s2", member=mei)
    assert counter.statement.model.rowCount() == 2


def test_new_terms_are_in_the_sum_at_once(
    qtbot: QtBot, counter: Counter, shop: Shop, owner: Staff, mei: int
) -> None:
    counter.guests.serve(mei)
    ring(qtbot, counter, "20")
    terms = replace(settings.load(shop), earning=EarningRule(2, Money(100)))
    settings.save(shop, by=owner, terms=terms, request="t")
    assert counter.basket.earns.text() == "earns 40 points"


def test_a_hostile_name_is_no_markup_in_a_tooltip(
    counter: Counter, shop: Shop, cashier: Staff
) -> None:
    counter.guests.serve(join(shop, cashier, "<h1>Bob</h1>", "13711112222"))
    assert "&lt;h1&gt;Bob" in counter.member.name.toolTip()


def test_a_click_leaves_the_focus_where_digits_belong(
    qtbot: QtBot, counter: Counter, shop: Shop, owner: Staff, mei: int
) -> None:
    pricing.add_good(
        shop, by=owner, name="芒果布丁", category="甜品", price=Money(1800), request="g"
    )
    good = counter.goods.findChild(QPushButton, "good")
    counter.basket.amount.setFocus()
    qtbot.mouseClick(good, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is counter.basket.amount.edit
    counter.guests.serve(mei)
    counter.finder.setFocus()
    counter.member.coupon_pressed.emit(finding.card(shop, mei).coupons[0])
    assert QApplication.focusWidget() is counter.basket.amount.edit


def test_the_sum_counts_what_is_being_typed(qtbot: QtBot, counter: Counter, mei: int) -> None:
    counter.guests.serve(mei)
    ring(qtbot, counter, "10")
    qtbot.keyClicks(counter.basket.amount.edit, "6.5")
    assert counter.basket.due.text() == "¥16.50"
    assert counter.basket.earns.text() == "earns 16 points"
    qtbot.keyClicks(counter.basket.amount.edit, "x")
    assert counter.basket.due.text() == "¥10.00"


def test_a_sum_that_cannot_be_is_not_shown_as_nothing(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, mei: int
) -> None:
    sell(shop, cashier, 50, "s1", member=mei)
    counter.guests.serve(mei)
    ring(qtbot, counter, "8")
    qtbot.keyClicks(counter.basket.points, "99999")
    assert counter.basket.due.text() == "–"


def test_quantities_change_by_keys(qtbot: QtBot, counter: Counter) -> None:
    ring(qtbot, counter, "8")
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(counter, Qt.Key.Key_Plus, ctrl)
    assert counter.basket.due.text() == "¥16.00"
    qtbot.keyClick(counter, Qt.Key.Key_Minus, ctrl)
    qtbot.keyClick(counter, Qt.Key.Key_Delete, ctrl)
    assert counter.till.basket.lines == []


def test_an_amount_typed_into_the_find_box_is_rung(qtbot: QtBot, counter: Counter) -> None:
    qtbot.keyClicks(counter.finder, "25.5")
    qtbot.keyClick(counter.finder, Qt.Key.Key_Return)
    assert counter.basket.due.text() == "¥25.50"
    assert QApplication.focusWidget() is counter.basket.amount.edit


def test_a_sale_by_touch_alone(qtbot: QtBot, counter: Counter, shop: Shop) -> None:
    counter.basket.touch.click()
    qtbot.mouseClick(counter.basket.amount.edit, Qt.MouseButton.LeftButton)
    for name in ("1", "8", "5", "⌫", ".", "5"):
        qtbot.mouseClick(counter.pad.keys[name], Qt.MouseButton.LeftButton)
    assert counter.basket.due.text() == "¥18.50"
    qtbot.mouseClick(counter.pad.keys["↵"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(next(iter(counter.basket.pays.values())), Qt.MouseButton.LeftButton)
    assert listing.page_of_sales(shop)[0].paid == Money(1850)
