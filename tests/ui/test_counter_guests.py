"""Who is served at the counter: found, scanned, signed up, and read whole on her card."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.services.members import finding, forgetting
from tests.conftest import Clock, join
from tests.services import session_cards
from tests.services.test_selling import sell
from tests.ui.at_the_counter import counter, press, ring
from ui.counter.place import Counter

__all__ = ["counter"]


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


def test_what_she_had_last_time_stands_with_who_served_her(
    counter: Counter, shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock
) -> None:
    _paid, card = session_cards.sell(shop, cashier, mei, session_cards.offer(shop))
    sold = sell(shop, cashier, 20, "s1", member=mei)
    clock.pass_days(1)
    session_cards.use(shop, owner, card)
    counter.guests.serve(mei)
    model = counter.member.visits.model
    assert [[model.index(n, part).data() for part in range(4)] for n in range(2)] == [
        ["2026-03-11", "面部护理", owner.name, "1 session"],
        ["2026-03-10", "", cashier.name, "¥20.00"],
    ]
    counter.member.visits.view.clicked.emit(model.index(0, 0))
    assert counter.side.currentWidget() is counter.side.her_cards
    assert counter.side.her_cards.uses.rowCount() == 1
    counter.step_back()
    counter.member.visits.view.clicked.emit(model.index(1, 0))
    assert counter.pages.has_sale
    assert f"No. {sold.sale}" in counter.side.sale.heading.whole()


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


def test_the_language_changes_while_a_guest_is_served(counter: Counter, mei: int) -> None:
    from shopfans import texts

    counter.guests.serve(mei)
    texts.speak("zh_CN")
    counter.retranslate()
    assert counter.title.text() == "收银台"
    assert counter.member.name.whole() == "王小美"


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


def test_a_hostile_name_is_no_markup_in_a_tooltip(
    counter: Counter, shop: Shop, cashier: Staff
) -> None:
    counter.guests.serve(join(shop, cashier, "<h1>Bob</h1>", "13711112222"))
    assert "&lt;h1&gt;Bob" in counter.member.name.toolTip()
