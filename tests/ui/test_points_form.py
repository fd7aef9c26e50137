"""The rules of points: what is typed is what holds, the example says what it means."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.earning_rule import (
    BirthdaySpan,
    CategoryRate,
    Counts,
    EarningRule,
    Multiplier,
    Rounding,
)
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.spending import SpendingRule
from shopfans.services import settings
from shopfans.services.goods import pricing
from tests.ui.showing import shown
from ui.desk import Desk
from ui.settings.place import POINTS, Settings
from ui.settings.points import PointsForm
from ui.widgets.field import Field

EVERYTHING = EarningRule(
    points=3,
    each=Money(250),
    by_category=(CategoryRate("Sweets", 2), CategoryRate("Vouchers", 0)),
    multipliers=(
        Multiplier("", 200, (1,)),
        Multiplier("May", 150, (), date(2026, 5, 1), date(2026, 5, 7)),
    ),
    birthday_percent=300,
    birthday_span=BirthdaySpan.MONTH,
    minimum=Money(2000),
    rounding=Rounding.DOWN,
    counts=Counts.FULL_PRICE,
    carries=True,
)


@pytest.fixture
def place(qtbot: QtBot, desk: Desk) -> Settings:
    for number, category in enumerate(("Sweets", "", "Tea", "Sweets")):
        pricing.add_good(
            desk.shop, by=desk.by, name=f"{number}", category=category, price=Money(100),
            request=f"g{number}",
        )  # fmt: skip
    place = shown(qtbot, Settings(desk))
    place.turn_to(POINTS)
    return place


@pytest.fixture
def form(place: Settings) -> PointsForm:
    return place.points


def retype(qtbot: QtBot, field: Field, text: str) -> None:
    field.edit.clear()
    qtbot.keyClicks(field.edit, text)


def test_the_rules_are_saved_as_typed(qtbot: QtBot, form: PointsForm, shop: Shop) -> None:
    for field, text in (
        (form.earning.points, "2"),
        (form.earning.each, "5"),
        (form.earning.minimum, "20"),
        (form.earning.birthday, "1.5"),
        (form.spending.value, "0.05"),
        (form.spending.last, "180"),
        (form.spending.step, "100"),
        (form.spending.least, "200"),
        (form.spending.percent, "50"),
        (form.spending.most, "5000"),
    ):
        retype(qtbot, field, text)
    assert form.example.text().startswith("A sale of ¥100.00 earns 40 points")
    assert "¥2.00 off" in form.example.text()
    assert "Of ¥100.00 she can pay ¥50.00 with 1,000 points." in form.example.text()
    form.earning.rounding.button((Rounding.UP, False)).click()
    form.earning.counts.button(Counts.WITH_POINTS).click()
    form.earning.span.button(BirthdaySpan.WEEK).click()
    form.keeping.save.click()
    terms = settings.load(shop)
    assert terms.earning == EarningRule(
        2, Money(500), birthday_percent=150, birthday_span=BirthdaySpan.WEEK,
        minimum=Money(2000), rounding=Rounding.UP, counts=Counts.WITH_POINTS,
    )  # fmt: skip
    assert terms.spending == SpendingRule(100, 200, 50, 5000)
    assert (terms.point_value, terms.points_last) == (Money(5), 180)
    assert form.keeping.saved.isVisible()
    assert form.spending.last.text() == "180"


def test_the_rest_of_the_terms_stays_as_it_was(form: PointsForm, shop: Shop) -> None:
    before = settings.load(shop)
    form.keeping.save.click()
    assert settings.load(shop) == before


def test_what_was_saved_stands_in_the_fields_again(
    form: PointsForm, shop: Shop, owner: Staff
) -> None:
    terms = replace(settings.load(shop), earning=EVERYTHING, spending=SpendingRule(10, 20, 30, 40))
    settings.save(shop, by=owner, terms=terms, request="elsewhere")
    assert form.multipliers.lines[1].name.text() == "May"
    form.keeping.save.click()
    assert settings.load(shop) == terms


@pytest.mark.parametrize("rounding", list(Rounding))
def test_each_way_of_rounding_is_kept(
    form: PointsForm, shop: Shop, owner: Staff, rounding: Rounding
) -> None:
    terms = replace(settings.load(shop), earning=EarningRule(rounding=rounding))
    settings.save(shop, by=owner, terms=terms, request="elsewhere")
    form.keeping.save.click()
    assert settings.load(shop).earning.rounding is rounding


@pytest.mark.parametrize(
    ("part", "name", "typed", "words"),
    [
        ("earning", "points", "1.5", "This is not a whole number."),
        ("earning", "points", "5000", "Type a whole number from 0 to 1,000."),
        ("earning", "each", "0", "The amount must be more than zero."),
        ("earning", "minimum", "x", "This is not an amount. Type it like 12.50."),
        ("earning", "birthday", "11", "Type how many times, like 1.5, from 1 to 10."),
        ("earning", "birthday", "0.5", "Type how many times, like 1.5, from 1 to 10."),
        ("spending", "value", "0.001", "No more than 2 decimals."),
        ("spending", "last", "0", "Type a whole number from 1 to 3,650."),
        ("spending", "last", "", "This is not a whole number."),
        ("spending", "step", "0", "Type a whole number from 1 to 1,000,000."),
        ("spending", "least", "-1", "This is not a whole number."),
        ("spending", "percent", "101", "Type a whole number from 0 to 100."),
        ("spending", "most", "9999999999", "Type a whole number from 0 to 1,000,000,000."),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    form: PointsForm, shop: Shop, part: str, name: str, typed: str, words: str
) -> None:
    before = settings.load(shop)
    field = getattr(getattr(form, part), name)
    field.edit.setText(typed)
    form.keeping.save.click()
    assert field.error.isVisible()
    assert field.error.text() == words
    assert field.edit.hasFocus()
    assert settings.load(shop) == before


def test_a_category_gets_points_of_its_own(qtbot: QtBot, form: PointsForm, shop: Shop) -> None:
    assert list(form.rates.fields) == ["Sweets", "Tea"]
    qtbot.keyClicks(form.rates.fields["Tea"].edit, "0")
    form.keeping.save.click()
    assert settings.load(shop).earning.by_category == (CategoryRate("Tea", 0),)
    retype(qtbot, form.rates.fields["Tea"], "")
    form.keeping.save.click()
    assert settings.load(shop).earning.by_category == ()


def test_a_rate_outlives_the_last_good_of_its_category(
    form: PointsForm, shop: Shop, owner: Staff
) -> None:
    terms = replace(settings.load(shop), earning=EVERYTHING)
    settings.save(shop, by=owner, terms=terms, request="elsewhere")
    assert list(form.rates.fields) == ["Sweets", "Tea", "Vouchers"]
    form.rates.fields["Tea"].edit.setText("many")
    form.keeping.save.click()
    assert form.rates.problem.text() == "This is not a whole number."
    assert form.rates.problem.isVisible()


def test_a_day_that_counts_more_is_added_by_keyboard(
    qtbot: QtBot, form: PointsForm, shop: Shop
) -> None:
    assert form.multipliers.empty.isVisible()
    form.multipliers.add.setFocus()
    qtbot.keyClick(form.multipliers.add, Qt.Key.Key_Space)
    (line,) = form.multipliers.lines
    assert line.name.edit.hasFocus()
    assert not form.multipliers.empty.isVisible()
    qtbot.keyClick(line.weekdays.days[1], Qt.Key.Key_Space)
    retype(qtbot, line.times, "3")
    sums = "On Tuesday, 2026-03-10: 100.00 × 1, Tuesday ×3 = 300"
    assert form.example.text().splitlines()[1] == sums
    form.keeping.save.click()
    assert settings.load(shop).earning.multipliers == (Multiplier("", 300, (1,)),)


def test_a_day_that_counts_more_is_taken_away(form: PointsForm, shop: Shop, owner: Staff) -> None:
    terms = replace(settings.load(shop), earning=EVERYTHING)
    settings.save(shop, by=owner, terms=terms, request="elsewhere")
    form.multipliers.lines[0].remove.click()
    form.keeping.save.click()
    assert settings.load(shop).earning.multipliers == EVERYTHING.multipliers[1:]


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("name", "x" * 31, "The name is too long: 30 characters at most."),
        ("times", "twice", "Type how many times, like 1.5, from 0 to 10."),
        ("first", "May", "“May” is not a day. Type it like 2026-03-08."),
        ("last", "2026-04-30", "2026-04-30 is before 2026-05-01."),
    ],
)
def test_a_day_that_cannot_be_is_refused_below_the_list(
    form: PointsForm, shop: Shop, owner: Staff, name: str, typed: str, words: str
) -> None:
    terms = replace(settings.load(shop), earning=EVERYTHING)
    settings.save(shop, by=owner, terms=terms, request="elsewhere")
    field = getattr(form.multipliers.lines[1], name)
    field.edit.setText(typed)
    form.keeping.save.click()
    assert form.multipliers.problem.text() == words
    assert form.multipliers.problem.isVisible()
    assert field.edit.hasFocus()
    assert settings.load(shop) == terms


def test_the_line_that_is_wrong_comes_into_view(qtbot: QtBot, form: PointsForm) -> None:
    for _number in range(8):
        form.multipliers.add.click()
    for line in (form.multipliers.lines[0], form.multipliers.lines[-1]):
        line.times.edit.setText("x")
        form.keeping.save.click()
        edit = line.times.edit
        qtbot.waitUntil(lambda: edit.visibleRegion().boundingRect() == edit.rect())  # noqa: B023
        line.times.edit.setText("2")


def test_what_is_being_typed_is_not_overwritten_but_can_be_discarded(
    qtbot: QtBot, form: PointsForm, shop: Shop, owner: Staff
) -> None:
    assert not form.keeping.discard.isVisible()
    retype(qtbot, form.earning.points, "7")
    terms = replace(settings.load(shop), earning=EarningRule(4))
    settings.save(shop, by=owner, terms=terms, request="elsewhere")
    assert form.earning.points.text() == "7"
    form.keeping.discard.click()
    assert form.earning.points.text() == "4"
    assert not form.keeping.discard.isVisible()
    assert settings.load(shop) == terms
