"""The owner's page of memberships: what is sold, what it gives, and what it comes to."""

import pytest
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.memberships import Plan
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.services import settings
from tests.services.memberships import GOLD, buy, join_plan, offer, template
from tests.ui.showing import shown
from ui.desk import Desk
from ui.settings.place import MEMBERSHIP, Settings
from ui.settings.plans import PlansForm


@pytest.fixture
def place(qtbot: QtBot, desk: Desk) -> Settings:
    place = shown(qtbot, Settings(desk))
    place.turn_to(MEMBERSHIP)
    return place


@pytest.fixture
def form(qtbot: QtBot, place: Settings) -> PlansForm:
    place.refresh()
    qtbot.waitUntil(lambda: not place.plans.figures.is_reading)
    return place.plans


def test_the_first_plan_is_typed_and_kept(qtbot: QtBot, form: PlansForm, shop: Shop) -> None:
    assert form.lines.empty.isVisible()
    form.lines.add.click()
    [line] = form.lines.lines
    assert line.name.edit.hasFocus()
    for field, words in (
        (line.name, "Gold"), (line.price, "398"), (line.percent, "10"), (line.times, "2"),
        (line.monthlies, "2"),
    ):  # fmt: skip
        qtbot.keyClicks(field.edit, words)
    line.monthly.setCurrentIndex(1)
    line.monthly.activated.emit(1)
    form.keeping.save.click()
    welcome = settings.load(shop).welcome_template
    assert settings.load(shop).plans == (GOLD._replace(monthly=welcome, monthlies=2),)
    assert form.keeping.saved.isVisible()


def test_only_free_items_are_offered_as_free(form: PlansForm, shop: Shop) -> None:
    cup = template(shop, "cup", CouponTerms(CouponKind.FREE_ITEM, categories=("tea",)))
    form.refresh()
    form.lines.add.click()
    [line] = form.lines.lines
    assert [line.item.itemData(n) for n in range(line.item.count())] == [None, cup]
    assert line.monthly.findData(cup) > 0


def test_what_cannot_be_sold_is_said(qtbot: QtBot, form: PlansForm, shop: Shop) -> None:
    form.lines.add.click()
    [line] = form.lines.lines
    form.keeping.save.click()
    assert form.lines.problem.text() == "Please enter a name."
    qtbot.keyClicks(line.name.edit, "Gold")
    qtbot.keyClicks(line.price.edit, "398")
    form.keeping.save.click()
    assert form.keeping.problem.text().startswith("Gold gives nothing yet")
    assert settings.load(shop).plans == ()


def test_a_plan_that_goes_leaves_what_was_sold(
    form: PlansForm, shop: Shop, cashier: Staff, mei: int
) -> None:
    offer(shop, GOLD)
    join_plan(shop, cashier, mei, "gold")
    form.refresh()
    form.lines.lines[0].remove.click()
    form.keeping.save.click()
    assert settings.load(shop).plans == ()
    assert buy(shop, cashier, mei, 1_000, "cake", due=900).paid == Money(900)


def test_a_key_is_never_given_twice(form: PlansForm, shop: Shop) -> None:
    offer(shop, GOLD, Plan(4, "Silver", Money(100), percent=100))
    form.refresh()
    form.lines.lines[1].remove.click()
    form.lines.add.click()
    assert [line.key for line in form.lines.lines] == [1, 5]


def test_what_is_typed_is_not_lost_and_can_be_discarded(
    qtbot: QtBot, form: PlansForm, shop: Shop
) -> None:
    offer(shop, GOLD)
    form.refresh()
    price = form.lines.lines[0].price
    price.edit.selectAll()
    qtbot.keyClicks(price.edit, "298")
    form.refresh()
    assert form.lines.lines[0].price.text() == "298"
    form.keeping.discard.click()
    assert form.lines.lines[0].price.text() == "398.00"


def test_what_it_brought_and_gave_away(
    qtbot: QtBot, form: PlansForm, shop: Shop, cashier: Staff, mei: int
) -> None:
    offer(shop, GOLD)
    join_plan(shop, cashier, mei, "gold")
    buy(shop, cashier, mei, 1_000, "cake", due=900)
    form.figures.ask()
    qtbot.waitUntil(lambda: form.figures.model.rowCount() == 1)
    told = [form.figures.model.index(0, column).data() for column in range(8)]
    # a day of a year of 398.00 is earned, and a tenth of 10.00 given
    assert told == ["Gold", "1", "1", "398.00", "1.09", "1.00", "0.00", "0.09"]
