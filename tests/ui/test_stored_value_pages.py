"""The owner's pages of stored value: the rules with their effect, and the refund sheet."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.stored_value import Draw, Offer, Returning, StoredValueRule
from shopfans.services import settings
from tests.conftest import Clock
from tests.services.stored_value import RULE, allow, has, pay, top_up
from tests.services.test_selling import pass_working_days
from ui.desk import Desk
from ui.members.place import Members
from ui.settings.stored_value import StoredValueForm


@pytest.fixture
def form(qtbot: QtBot, desk: Desk) -> StoredValueForm:
    made = StoredValueForm(desk)
    made.retranslate()
    qtbot.addWidget(made)
    made.refresh()
    made.show()
    return made


@pytest.fixture
def members(qtbot: QtBot, desk: Desk) -> Members:
    place = Members(desk)
    place.retranslate()
    qtbot.addWidget(place)
    place.resize(1190, 800)
    place.show()
    place.refresh()
    return place


def test_an_offer_is_added_and_kept(qtbot: QtBot, form: StoredValueForm, shop: Shop) -> None:
    form.tops_up.button(True).click()
    form.offers.add.click()
    [line] = form.offers.lines
    qtbot.keyClicks(line.paid.edit, "1000")
    qtbot.keyClicks(line.bonus.edit, "120")
    qtbot.keyClicks(line.months.edit, "3")
    line.template.setCurrentIndex(1)
    qtbot.keyClicks(line.coupons.edit, "2")
    form.keeping.save.click()
    assert settings.load(shop).stored_value == StoredValueRule(
        tops_up=True,
        offers=(Offer(Money(100_000), Money(12_000), months=3, template=1, coupons=2),),
    )
    assert form.keeping.saved.isVisible()


def test_the_effect_follows_what_is_chosen(form: StoredValueForm, shop: Shop) -> None:
    allow(shop)
    form.refresh()
    assert "takes ¥231.50 of her own money and ¥0.00 of the bonus" in form.example.text()
    assert "gets ¥268.50, and ¥50.00 goes with it" in form.example.text()
    form.draw.button(Draw.IN_PROPORTION).click()
    assert "takes ¥210.45 of her own money and ¥21.05 of the bonus" in form.example.text()
    form.returning.button(Returning.BONUS_FIRST).click()
    assert "gets ¥318.50" in form.example.text()
    form.keeping.discard.click()
    assert "gets ¥268.50" in form.example.text()


def test_how_much_needs_a_proof_is_kept_and_shown_again(
    qtbot: QtBot, form: StoredValueForm, shop: Shop
) -> None:
    qtbot.keyClicks(form.unproven.edit, "many")
    form.keeping.save.click()
    assert form.unproven.error.isVisible()
    form.unproven.edit.clear()
    qtbot.keyClicks(form.unproven.edit, "300")
    qtbot.keyClick(form.unproven.edit, Qt.Key.Key_Return)
    assert settings.load(shop).stored_value.unproven == Money(30_000)
    form.refresh()
    assert form.unproven.text() == "300.00"


def test_two_offers_of_one_amount_are_refused_in_words(
    qtbot: QtBot, form: StoredValueForm, shop: Shop
) -> None:
    for _number in range(2):
        form.offers.add.click()
        qtbot.keyClicks(form.offers.lines[-1].paid.edit, "500")
    form.keeping.save.click()
    assert form.keeping.problem.text() == "There are two offers for ¥500.00."
    assert settings.load(shop).stored_value == StoredValueRule()


def test_she_gets_her_money_back_by_the_sheet(
    members: Members, shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    allow(shop, replace(RULE, returning=Returning.IN_PROPORTION))
    top_up(shop, cashier, mei, 500, "t")
    pay(shop, cashier, mei, 23_150, "s")
    pass_working_days(shop, cashier, clock, 8)
    members.refresh()
    members.profile.stored.click()
    assert members.left.currentWidget() is members.value
    members.value.money_back.click()
    page = members.sheet
    said = page.page.document()
    assert said is not None
    text = said.toPlainText()
    assert "500.00 paid in − 231.50 used × 500.00 / 550.00 = 289.55" in text
    assert "in proportion, rounded in her favour" in text
    assert page.pay.text() == "Pay out ¥289.55"
    page.pay.click()
    assert has(shop, mei) == (0, 0)
    assert "¥289.55 goes back" in page.told.whole()
    assert not page.pay.isEnabled()
    page.back.click()
    members.profile.stored.click()
    assert not members.value.money_back.isEnabled()  # nothing is left to ask for


def test_within_seven_days_the_sheet_says_what_it_relies_on(
    members: Members, shop: Shop, cashier: Staff, mei: int
) -> None:
    allow(shop)
    top_up(shop, cashier, mei, 500, "t")
    members.refresh()
    members.profile.stored.click()
    members.value.money_back.click()
    said = members.sheet.page.document()
    assert said is not None
    assert "法释〔2025〕4号, Art. 14" in said.toPlainText()
    assert members.sheet.pay.text() == "Pay out ¥500.00"
