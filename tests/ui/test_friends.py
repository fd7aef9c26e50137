"""Who brought whom, as the counter, the member's profile and the owner's page show it."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.referral import ReferralRule, Reward
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Tender
from shopfans.services import settings
from tests.conftest import join
from tests.services.friends import COUPONS, bring, has, reward
from tests.services.test_selling import sell
from tests.ui.at_the_counter import counter, ring
from tests.ui.showing import shown
from ui.counter.place import Counter
from ui.coupons.place import FRIENDS, Coupons
from ui.desk import Desk
from ui.members.history import FRIENDS as HER_FRIENDS
from ui.members.place import Members

__all__ = ["counter"]


@pytest.fixture
def ana(shop: Shop, cashier: Staff, mei: int) -> int:
    reward(shop)
    return bring(shop, cashier, "Ana", "13700000001", mei)


def test_the_sum_says_what_both_will_get_and_the_strip_that_they_got_it(
    qtbot: QtBot, counter: Counter, shop: Shop, mei: int, ana: int
) -> None:
    thanks = counter.basket.sums.thanks
    counter.guests.serve(ana)
    assert thanks.isHidden()
    ring(qtbot, counter, "32")
    assert thanks.whole() == "Brought by 王小美: she gets 20 points, this guest 30 points"
    counter.checkout.pay(Tender.WECHAT)
    assert "both rewarded" in counter.last_sale.words.text()
    assert has(shop, mei, ana) == [20, 62]
    counter.guests.serve(ana)
    ring(qtbot, counter, "32")
    assert thanks.isHidden()


def test_the_sum_says_from_how_much_on(
    qtbot: QtBot, counter: Counter, shop: Shop, ana: int
) -> None:
    same = Reward(Points(20))
    reward(shop, ReferralRule(True, same, same, Money(3_000)), "least")
    counter.guests.serve(ana)
    ring(qtbot, counter, "20")
    assert counter.basket.sums.thanks.whole() == (
        "Brought by 王小美: both get 20 points, from ¥30.00 on"
    )
    ring(qtbot, counter, "10")
    assert counter.basket.sums.thanks.whole() == "Brought by 王小美: both get 20 points"


def test_a_refund_says_beforehand_that_both_lose_it(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff, ana: int
) -> None:
    sold = sell(shop, cashier, 10, "first", member=ana)
    counter.pages.show_sale(sold.sale)
    counter.side.sale.step(1)
    assert "rewards for a friend who was brought go back" in counter.side.sale.summary.text()
    counter.side.sale.give()
    assert has(shop, ana) == [0]


def test_her_profile_shows_whom_she_brought_and_who_brought_her(
    qtbot: QtBot, desk: Desk, shop: Shop, cashier: Staff, mei: int, ana: int
) -> None:
    sell(shop, cashier, 10, "first", member=ana)
    profile = shown(qtbot, Members(desk)).profile
    profile.show_member(mei)
    profile.history.show_page(HER_FRIENDS)
    model = profile.history.friends
    told = [model.index(0, at).data() for at in range(model.columnCount())]
    assert told == ["Ana", "rewarded", "1", "10.00"]
    profile.show_member(ana)
    assert "brought by 王小美" in profile.contact.whole()
    assert profile.history.friends_listing.empty.isVisible()


def test_the_owner_sets_what_both_get_and_sees_what_it_means(
    qtbot: QtBot, desk: Desk, shop: Shop
) -> None:
    place = shown(qtbot, Coupons(desk))
    place.show_section(FRIENDS)
    form = place.friends.rule
    assert form.example.text() == "Nobody gets anything for a friend."
    assert not form.fields.isEnabled()
    form.on.click()
    form.referrer.points.edit.setText("50")
    form.referred.points.clear()
    form.referred.coupon.setCurrentIndex(form.referred.coupon.findText("Welcome"))
    form.least.edit.setText("30")
    form.most.edit.setText("3")
    form.most.edit.textEdited.emit("3")
    assert form.example.text() == (
        "Example: Ana sends Mei. Mei pays ¥30.00: Ana gets 50 points, Mei gets a coupon (Welcome)."
    )
    qtbot.keyClick(form.most.edit, Qt.Key.Key_Return)
    assert settings.load(shop).referral == ReferralRule(
        True, Reward(Points(50)), Reward(Points(0), 1), Money(3_000), 3
    )
    assert form.keeping.saved.isVisible()


def test_a_number_that_is_none_is_refused_beside_its_field(
    qtbot: QtBot, desk: Desk, shop: Shop
) -> None:
    place = shown(qtbot, Coupons(desk))
    place.show_section(FRIENDS)
    form = place.friends.rule
    form.on.click()
    form.most.clear()
    qtbot.keyClicks(form.most.edit, "0")
    qtbot.keyClick(form.most.edit, Qt.Key.Key_Return)
    assert form.most.error.isVisible()
    assert form.example.text() == ""
    assert not settings.load(shop).referral.gives


def test_who_brings_friends_is_listed_and_sorted(
    qtbot: QtBot, desk: Desk, shop: Shop, cashier: Staff, mei: int, ana: int
) -> None:
    reward(shop, COUPONS, "coupons")
    amy = join(shop, cashier, "Amy", "13900001111")
    for number in range(2):
        bring(shop, cashier, f"B{number}", f"1370000002{number}", amy)
    sell(shop, cashier, 10, "first", member=ana)
    place = shown(qtbot, Coupons(desk))
    place.show_section(FRIENDS)
    page = place.friends.list

    def names() -> list[str]:
        return [page.model.index(line, 0).data() for line in range(page.model.rowCount())]

    assert names() == ["王小美", "Amy"]
    assert [page.model.index(0, at).data() for at in range(1, 5)] == ["1", "1", "1", "10.00"]
    page.view.horizontalHeader().sectionClicked.emit(1)
    assert names() == ["Amy", "王小美"]


def test_while_nobody_brought_anybody_the_page_says_how_it_begins(qtbot: QtBot, desk: Desk) -> None:
    place = shown(qtbot, Coupons(desk))
    place.show_section(FRIENDS)
    assert place.friends.list.listing.empty.title.text() == "Nobody has brought a friend yet"
