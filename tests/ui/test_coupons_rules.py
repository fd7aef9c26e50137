"""Gifts, the stamp card, coupons by rule, and member cards, in the coupons place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.stamps import StampRule
from shopfans.domain.terms import RefundPolicy
from shopfans.services import settings
from shopfans.services.coupons import designing
from shopfans.services.days.keeping_up import keep_up
from shopfans.services.goods import gifting, pricing
from shopfans.services.members import carding, finding
from tests.conftest import Clock, join
from tests.services.issues import FIVE_OFF, template
from tests.services.test_selling import pass_working_days
from tests.ui.showing import shown
from ui.coupons.cards import FREE
from ui.coupons.place import CARDS, RULES, Coupons
from ui.desk import Desk


@pytest.fixture
def rules(qtbot: QtBot, desk: Desk, shop: Shop, owner: Staff) -> Iterator[Coupons]:
    pricing.add_good(
        shop, by=owner, name="Tea", category="Drinks", price=Money(1800), request="tea"
    )
    template(shop, owner, FIVE_OFF, name="Birthday")
    place = shown(qtbot, Coupons(desk))
    place.show_section(RULES)
    yield place
    place.end()


@pytest.fixture
def cards(qtbot: QtBot, desk: Desk) -> Iterator[Coupons]:
    place = shown(qtbot, Coupons(desk))
    place.show_section(CARDS)
    yield place
    place.end()


def add_gift(qtbot: QtBot, place: Coupons, name: str, points: str) -> None:
    gifts = place.rules.gifts
    gifts.name_field.edit.setText(name)
    gifts.points.edit.setText(points)
    qtbot.keyClick(gifts.points.edit, Qt.Key.Key_Return)


def test_a_gift_is_put_on_the_shelf(qtbot: QtBot, rules: Coupons, shop: Shop) -> None:
    gifts = rules.rules.gifts
    assert gifts.listing.empty.isVisible()
    add_gift(qtbot, rules, "Cup", "1,500")
    assert [(gift.name, gift.points) for gift in gifting.gifts(shop)] == [("Cup", 1500)]
    assert [gifts.model.index(0, at).data() for at in (0, 1)] == ["Cup", "1,500"]
    assert gifts.name_field.edit.hasFocus()


def test_a_gift_costs_otherwise_and_goes(qtbot: QtBot, rules: Coupons, shop: Shop) -> None:
    add_gift(qtbot, rules, "Cup", "1500")
    gifts = rules.rules.gifts
    gifts.change.click()
    assert gifts.problem.text() == ("Type below what Cup costs from now on, then press once more.")
    qtbot.keyClicks(gifts.points.edit, "900")
    gifts.change.click()
    assert gifts.told.text() == "Cup costs 900 points now."
    assert gifting.gifts(shop)[0].points == 900
    gifts.retire.click()
    assert gifting.gifts(shop) == []
    assert not gifts.retire.isEnabled()


@pytest.mark.parametrize(
    ("name", "points", "words"),
    [
        ("", "5", "Please enter a name."),
        ("Cup", "", "This is not a whole number."),
        ("Cup", "0", "Type a whole number from 1 to 1,000,000,000."),
    ],
)
def test_what_cannot_be_a_gift_is_refused(
    qtbot: QtBot, rules: Coupons, shop: Shop, name: str, points: str, words: str
) -> None:
    add_gift(qtbot, rules, name, points)
    assert rules.rules.gifts.problem.text() == words
    assert gifting.gifts(shop) == []


def test_a_stamp_card_begins_and_ends(rules: Coupons, shop: Shop) -> None:
    stamps = rules.rules.stamps
    assert not stamps.fields.isEnabled()
    stamps.on.click()
    stamps.needed.edit.setText("5")
    stamps.lasts.edit.setText("90")
    stamps.picker.list.item(0).setCheckState(Qt.CheckState.Checked)
    assert stamps.sentence.text() == "Buy 5, and the next one is free."
    stamps.keeping.save.click()
    assert settings.load(shop).stamps == StampRule(5, (), ("Drinks",), 90)
    assert stamps.keeping.saved.isVisible()
    stamps.on.click()
    stamps.keeping.save.click()
    assert settings.load(shop).stamps is None


def test_a_number_of_stamps_that_cannot_be_is_refused_beside_it(rules: Coupons, shop: Shop) -> None:
    stamps = rules.rules.stamps
    stamps.on.click()
    stamps.needed.edit.setText("101")
    stamps.keeping.save.click()
    assert stamps.needed.error.text() == "Type a whole number from 1 to 100."
    assert settings.load(shop).stamps is None


def test_what_is_being_written_is_not_overwritten(rules: Coupons, shop: Shop, owner: Staff) -> None:
    stamps = rules.rules.stamps
    stamps.on.click()
    stamps.needed.edit.setText("5")
    settings.save(shop, by=owner, terms=settings.load(shop), request="elsewhere")
    assert (stamps.on.isChecked(), stamps.needed.text()) == (True, "5")


def test_coupons_by_rule_are_chosen(rules: Coupons, shop: Shop) -> None:
    by_rule = rules.rules.by_rule
    assert by_rule.welcome.currentText() == "Welcome"
    assert by_rule.birthday.currentText() == "none"
    by_rule.welcome.setCurrentIndex(0)
    by_rule.birthday.setCurrentText("Birthday")
    by_rule.ahead.edit.setText("14")
    by_rule.grace.edit.setText("3")
    by_rule.policy.button(RefundPolicy.KEEP_BACK).click()
    by_rule.keeping.save.click()
    terms = settings.load(shop)
    assert (terms.welcome_template, terms.birthday_template) == (None, 2)
    assert (terms.birthday_ahead, terms.coupon_grace) == (14, 3)
    assert terms.refund_policy is RefundPolicy.KEEP_BACK


def test_a_stopped_coupon_that_is_given_by_rule_says_so(
    rules: Coupons, shop: Shop, owner: Staff
) -> None:
    designing.stop_issuing(shop, by=owner, template=1, request="stop")
    assert rules.rules.by_rule.welcome.currentText() == "Welcome (stopped)"


def test_the_program_gives_birthday_coupons_by_itself(
    rules: Coupons, shop: Shop, cashier: Staff, clock: Clock
) -> None:
    ana = join(shop, cashier, "Ana", "13987654321", "3-19")
    by_rule = rules.rules.by_rule
    by_rule.birthday.setCurrentText("Birthday")
    by_rule.keeping.save.click()
    pass_working_days(shop, cashier, clock, 3)
    for _time in range(2):
        keep_up(shop)
    assert [coupon.name for coupon in finding.card(shop, ana).coupons] == ["Welcome", "Birthday"]


def test_days_that_cannot_be_are_refused_beside_their_field(rules: Coupons, shop: Shop) -> None:
    by_rule = rules.rules.by_rule
    by_rule.ahead.edit.setText("61")
    by_rule.keeping.save.click()
    assert by_rule.ahead.error.text() == "Type a whole number from 0 to 60."
    assert settings.load(shop).birthday_ahead == 7


def test_cards_are_printed_and_listed(
    qtbot: QtBot, cards: Coupons, shop: Shop, tmp_path: Path
) -> None:
    page = cards.cards
    assert page.listing.empty.isVisible()
    page.how_many.edit.setText("11")
    assert page.pages.text() == "2 pages"
    page.paper.path.edit.setText(str(tmp_path / "cards.pdf"))
    page.paper.start.click()
    qtbot.waitUntil(page.paper.told.isVisible)
    assert (tmp_path / "cards.pdf").read_bytes().startswith(b"%PDF")
    assert page.model.rowCount() == 11
    assert page.model.index(0, 0).data() == "000011"
    assert page.count.text() == "11 printed · 0 in use"


def test_the_list_tells_whose_a_card_is(
    qtbot: QtBot, cards: Coupons, shop: Shop, owner: Staff, mei: int
) -> None:
    first, _second = carding.print_cards(shop, by=owner, count=2, request="print")
    carding.bind_card(shop, by=owner, code=first.code, member=mei, request="bind")
    model = cards.cards.model
    assert [model.index(n, 1).data() for n in (0, 1)] == ["nobody's yet", "王小美"]
    assert model.index(1, 2).data() == "2026-03-10 10:00"
    cards.cards.which.button(FREE).click()
    assert [model.index(n, 0).data() for n in range(model.rowCount())] == ["000002"]


def test_more_cards_are_read_when_asked_for(
    qtbot: QtBot, cards: Coupons, shop: Shop, owner: Staff
) -> None:
    carding.print_cards(shop, by=owner, count=250, request="print")
    page = cards.cards
    assert page.model.rowCount() == 200
    page.more.click()
    assert page.model.rowCount() == 250
    assert not page.more.isVisible()
    assert page.model.index(249, 0).data() == "000001"
