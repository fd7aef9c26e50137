"""The owner's page of tiers: nothing is saved before it has said whom it moves."""

import pytest
from PySide6.QtCore import Qt, QThreadPool
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.tiers import Measure, Tier, TierRule
from shopfans.services import settings
from shopfans.services.belonging import tiering
from shopfans.services.coupons import designing
from tests.conftest import join
from tests.services.test_selling import sell
from tests.services.test_tiering import GOLD, RULE, SILVER, template
from tests.ui.showing import shown
from ui.desk import Desk
from ui.settings.place import TIERS, Settings
from ui.settings.tiers import TiersForm


@pytest.fixture
def place(qtbot: QtBot, desk: Desk) -> Settings:
    place = shown(qtbot, Settings(desk))
    place.turn_to(TIERS)
    return place


@pytest.fixture
def form(qtbot: QtBot, place: Settings) -> TiersForm:
    place.refresh()
    qtbot.waitUntil(lambda: not place.tiers.near.is_reading)
    return place.tiers


@pytest.fixture
def ranked(shop: Shop, owner: Staff, cashier: Staff, mei: int) -> Shop:
    """Silver from 1,000, which Mei has; another member has spent 700."""
    tiering.save_rule(shop, by=owner, rule=RULE, request="tiers")
    sell(shop, cashier, 1000, "s1", member=mei)
    sell(shop, cashier, 700, "s2", member=join(shop, cashier, "Ana", "13987654321"))
    return shop


def told(qtbot: QtBot, form: TiersForm) -> str:
    """What the page says of the change once it knows."""
    qtbot.waitUntil(form.keeping.save.isEnabled)
    return form.moves.text()


def named(form: TiersForm) -> list[list[str]]:
    """Who is moved, as the page lists them."""
    assert form.moved.isVisible()
    model = form.moved.model
    return [
        [model.index(one, column).data() for column in range(4)] for one in range(model.rowCount())
    ]


def save(qtbot: QtBot, form: TiersForm) -> None:
    form.keeping.save.click()
    qtbot.waitUntil(lambda: form.keeping.saved.isVisible() and not form.near.is_reading)


def test_a_tier_that_asks_no_more_than_the_one_below_is_named_at_once(
    qtbot: QtBot, ranked: Shop, form: TiersForm
) -> None:
    form.lines.lines[1].threshold.edit.selectAll()
    qtbot.keyClicks(form.lines.lines[1].threshold.edit, "900")
    qtbot.waitUntil(lambda: "Silver" in form.moves.text())
    assert "Gold" in form.moves.text()
    assert not form.keeping.save.isEnabled()


def test_the_first_tier_is_typed_and_saved(qtbot: QtBot, form: TiersForm, shop: Shop) -> None:
    assert form.lines.empty.isVisible()
    form.lines.add.click()
    line = form.lines.lines[0]
    assert line.name.edit.hasFocus()
    assert not form.keeping.save.isEnabled()
    for field, words in (
        (line.name, "Silver"), (line.threshold, "1000"), (line.percent, "5"), (line.times, "1.5"),
    ):  # fmt: skip
        qtbot.keyClicks(field.edit, words)
    assert told(qtbot, form) == "This moves nobody today."
    save(qtbot, form)
    assert settings.load(shop).tiers == TierRule((SILVER,))


def test_before_it_is_saved_it_says_whom_it_moves(
    qtbot: QtBot, ranked: Shop, form: TiersForm
) -> None:
    line = form.lines.lines[0]
    line.threshold.edit.clear()
    qtbot.keyClicks(line.threshold.edit, "600")
    assert told(qtbot, form) == "1 member rises"
    assert form.counts.text() == "Silver 1 → 2   Gold 0"
    assert named(form) == [["Ana", "–", "Silver", "Rises"]]
    assert settings.load(ranked).tiers == RULE
    save(qtbot, form)
    with ranked.reading():
        assert ranked.rows("SELECT COUNT(*) FROM tier_standing") == [(2,)]


def test_a_higher_threshold_says_who_keeps_hers_until_its_year_ends(
    qtbot: QtBot, ranked: Shop, form: TiersForm
) -> None:
    line = form.lines.lines[0]
    line.threshold.edit.clear()
    qtbot.keyClicks(line.threshold.edit, "2000")
    assert told(qtbot, form).startswith("1 member keeps hers until its year ends")
    assert named(form) == [["王小美", "Silver", "–", "Falls when its year ends"]]
    qtbot.keyClicks(line.threshold.edit, "0")
    assert named(form) == []  # others are worked out


def test_a_tier_that_is_taken_out_warns_of_who_falls_at_once(
    qtbot: QtBot, ranked: Shop, form: TiersForm
) -> None:
    form.lines.lines[0].remove.click()
    assert told(qtbot, form).startswith("1 member falls at once")
    assert form.moves.property("tone") == "warn"
    assert named(form) == [["王小美", "Silver", "–", "Falls at once"]]
    form.keeping.discard.click()
    assert form.near.isVisible()
    assert [line.name.text() for line in form.lines.lines] == ["Silver", "Gold"]
    assert not form.keeping.save.isEnabled()


def test_without_any_tier_there_are_none(qtbot: QtBot, ranked: Shop, form: TiersForm) -> None:
    for line in list(form.lines.lines):
        line.remove.click()
    told(qtbot, form)
    save(qtbot, form)
    assert settings.load(ranked).tiers is None


def test_what_cannot_be_a_tier_is_never_offered_to_be_saved(
    qtbot: QtBot, ranked: Shop, form: TiersForm
) -> None:
    line = form.lines.lines[1]
    line.threshold.edit.clear()
    qtbot.keyClicks(line.threshold.edit, "900")
    qtbot.waitUntil(lambda: bool(form.moves.text()))
    assert not form.keeping.save.isEnabled()
    qtbot.keyClick(form.grace.edit, Qt.Key.Key_Return)
    assert form.keeping.problem.text() == "Gold must be reached later than Silver."
    line.threshold.edit.clear()
    qtbot.keyClick(form.grace.edit, Qt.Key.Key_Return)
    assert form.lines.problem.isVisible()
    assert line.threshold.edit.hasFocus()


def test_growth_value_asks_for_what_makes_it(qtbot: QtBot, ranked: Shop, form: TiersForm) -> None:
    assert not form.visit.isVisible()
    form.measure.button(Measure.GROWTH).click()
    assert form.visit.isVisible()
    assert form.lines.lines[0].threshold.text() == "1000"
    qtbot.keyClicks(form.visit.edit, "50")
    told(qtbot, form)
    save(qtbot, form)
    rule = settings.load(ranked).tiers
    assert rule is not None
    assert (rule.measure, rule.growth_each, rule.growth_visit) == (Measure.GROWTH, Money(100), 50)
    assert [tier.threshold for tier in rule.tiers] == [1000, 3000]


def test_gifts_are_chosen_from_the_templates_and_follow_them(
    qtbot: QtBot, ranked: Shop, owner: Staff, form: TiersForm
) -> None:
    gift = template(ranked, owner, "gift")
    form.refresh()
    box = form.lines.lines[1].gift
    box.setCurrentIndex(box.findText("gift"))
    box.activated.emit(box.currentIndex())
    told(qtbot, form)
    save(qtbot, form)
    rule = settings.load(ranked).tiers
    assert rule is not None
    assert rule.tiers == (SILVER, GOLD._replace(gift=gift))
    from shopfans.domain.coupon_terms import CouponKind, CouponTerms

    new = designing.change_template(
        ranked, by=owner, template=gift, name="better",
        terms=CouponTerms(CouponKind.AMOUNT_OFF, off=Money(2000)), request="better",
    )  # fmt: skip
    now = settings.load(ranked).tiers
    assert now is not None
    assert now.tiers[1].gift == new


def test_who_is_nearly_there_is_listed(
    qtbot: QtBot, ranked: Shop, cashier: Staff, form: TiersForm
) -> None:
    sell(ranked, cashier, 950, "s3", member=join(ranked, cashier, "Joy", "13987654322"))
    qtbot.waitUntil(lambda: not form.near.is_reading)
    form.near.ask()
    qtbot.waitUntil(lambda: form.near.model.rowCount() == 1)
    said = [form.near.model.index(0, column).data() for column in range(3)]
    assert said == ["Joy", "Silver", "¥50.00"]


def test_who_comes_near_while_the_list_is_read_is_on_it(
    qtbot: QtBot, ranked: Shop, cashier: Staff, form: TiersForm
) -> None:
    form.near.ask()
    QThreadPool.globalInstance().waitForDone()  # it is read, and the page has not heard yet
    sell(ranked, cashier, 950, "s3", member=join(ranked, cashier, "Joy", "13987654322"))
    form.near.ask()
    qtbot.waitUntil(lambda: form.near.model.rowCount() == 1)


def test_a_tier_added_after_one_was_taken_out_is_another(
    qtbot: QtBot, ranked: Shop, form: TiersForm
) -> None:
    form.lines.lines[1].remove.click()
    form.lines.add.click()
    assert form.lines.lines[1].key == 3
    assert Tier(3, "", 0).key not in {tier.key for tier in RULE.tiers}
