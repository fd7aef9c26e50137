"""The owner's page of session cards: written, changed, taken off sale, and what is returned."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.roles import SYSTEM
from shopfans.domain.session_cards import CardPart, CardReturn, CardTerms
from shopfans.services import settings
from shopfans.services.goods import pricing
from shopfans.services.sessions import offering
from tests.services.session_cards import TEN_FACIALS, offer
from ui.coupons.place import SESSIONS, Coupons
from ui.coupons.session_kinds import SessionKinds
from ui.desk import Desk


@pytest.fixture
def place(qtbot: QtBot, desk: Desk, shop: Shop) -> Coupons:
    pricing.add_good(
        shop, by=SYSTEM, name="补水护理", category="面部", price=Money(12_800), request="good"
    )
    place = Coupons(desk)
    desk.changes.happened.connect(place.refresh)
    place.retranslate()
    qtbot.addWidget(place)
    place.resize(1190, 800)
    place.show()
    place.show_section(SESSIONS)
    return place


@pytest.fixture
def page(place: Coupons) -> SessionKinds:
    return place.sessions


def test_the_first_card_is_written(qtbot: QtBot, page: SessionKinds, shop: Shop) -> None:
    form = page.form
    assert page.listing.currentWidget() is page.listing.empty
    form.name_field.edit.insert("十次补水")
    form.price.edit.insert("980")
    form.lasts.edit.insert("365")
    form.lines.add.click()
    [line] = form.lines.lines
    line.service.setCurrentIndex(line.service.findText("补水护理"))
    line.service.activated.emit(line.service.currentIndex())
    assert line.price.text() == "128.00"
    line.sessions.edit.insert("10")
    form.save.click()
    [kind] = offering.kinds(shop)
    good = pricing.goods(shop)[0].id
    part = CardPart("补水护理", 10, Money(12_800), good, "面部")
    assert kind.terms == CardTerms("十次补水", Money(98_000), (part,), lasts=365)


def test_a_group_of_goods_or_a_name_of_its_own_will_do(page: SessionKinds, shop: Shop) -> None:
    form = page.form
    form.name_field.edit.insert("套餐")
    form.price.edit.insert("500")
    for name, price in (("Any of 面部", "120"), ("肩颈按摩", "99")):
        form.lines.add.click()
        line = form.lines.lines[-1]
        line.service.setEditText(name)
        line.sessions.edit.insert("3")
        line.price.edit.insert(price)
    form.save.click()
    first, second = offering.kinds(shop)[0].terms.parts
    assert (first.good, first.category) == (None, "面部")
    assert (second.good, second.category, second.name) == (None, "", "肩颈按摩")


def test_what_is_missing_is_said(page: SessionKinds, shop: Shop) -> None:
    form = page.form
    form.save.click()
    assert form.problem.text() != ""
    form.price.edit.insert("980")
    form.save.click()
    assert "name" in form.problem.text()
    form.name_field.edit.insert("十次")
    form.save.click()
    assert "add a service" in form.problem.text()
    assert offering.kinds(shop) == []


def test_the_chosen_one_is_changed_and_taken_off_sale(page: SessionKinds, shop: Shop) -> None:
    offer(shop)
    page.refresh()
    assert page.form.name_field.text() == TEN_FACIALS.name
    page.form.price.edit.setText("880")
    page.form.save.click()
    [kind] = offering.kinds(shop)
    assert kind.terms == TEN_FACIALS._replace(price=Money(88_000))
    page.stop.click()
    assert offering.on_sale(shop) == []
    page.refresh()
    page.stop.click()
    assert len(offering.on_sale(shop)) == 1


def test_the_rule_of_giving_back_shows_what_it_comes_to(page: SessionKinds, shop: Shop) -> None:
    offer(shop)
    page.refresh()
    assert "¥686.00" in page.example.text()
    page.returning.button(CardReturn.LIST_PRICE).click()
    assert "¥596.00" in page.example.text()
    assert settings.load(shop).sessions.returning is CardReturn.LIST_PRICE


def test_enter_saves(qtbot: QtBot, page: SessionKinds, shop: Shop) -> None:
    offer(shop)
    page.refresh()
    page.form.name_field.edit.setText("Ten")
    qtbot.keyClick(page.form.name_field.edit, Qt.Key.Key_Return)
    assert offering.kinds(shop)[0].terms.name == "Ten"
