"""The counter in the smallest window there is: nothing stands on anything else."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from shopfans.database.operations import begin
from shopfans.database.shop import Shop
from shopfans.domain.kinds import Act
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Tender
from shopfans.domain.tiers import Tier, TierRule
from shopfans.services import settings
from shopfans.services.belonging import tiering
from shopfans.services.coupons import couponing
from shopfans.services.goods import pricing
from shopfans.services.members import noting
from tests.services import memberships, session_cards, stored_value
from tests.services.memberships import GOLD
from tests.services.test_selling import sell
from ui.counter.coupons_box import CouponsBox
from ui.counter.good_button import GoodButton
from ui.counter.place import Counter
from ui.desk import Desk
from ui.main_window import SMALLEST
from ui.tokens import NAV

WELCOME = 1
"""The coupon of every newcomer, as a template."""


@pytest.fixture
def counter(qtbot: QtBot, desk: Desk, owner: Staff) -> Iterator[Counter]:
    """Beside the strip of places: a window of its own would grow to what it needs."""
    for number in range(12):
        pricing.add_good(
            desk.shop, by=owner, name=f"Good {number}", price=Money(1_000 + number),
            category=f"Kind {number % 5}", request=f"good {number}",
        )  # fmt: skip
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(SMALLEST)
    place = Counter(desk)
    place.setParent(window)
    place.retranslate()
    place.setGeometry(NAV, 0, SMALLEST.width() - NAV, SMALLEST.height())
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    place.arrive()
    yield place
    window.close()


def states(counter: Counter, member: int) -> Iterator[str]:
    """What a cashier comes by in a sale, and the pages in place of the card."""
    yield "empty"
    counter.guests.serve(member)
    yield "member"
    for good in counter.goods.goods[:3]:
        counter.goods.picked.emit(good)
    yield "basket"
    counter.checkout.edit_line()
    yield "line"
    counter.step_back()
    counter.basket.paying.open_given()
    counter.basket.paying.given.setText("5")
    counter.checkout.pay(Tender.WECHAT)
    yield "split"
    counter.checkout.pay(Tender.CASH)
    yield "sold"
    counter.last_sale.void()
    yield "void"
    counter.step_back()
    counter.pages.show_keys()
    yield "keys"
    counter.step_back()
    counter.pages.toggle_pad()
    yield "pad"
    counter.pages.toggle_pad()
    counter.pages.show_form()
    yield "form"
    counter.step_back()
    counter.pages.show_sign_up()
    yield "sign-up"


def columns(counter: Counter) -> list[QWidget]:
    every = (counter.side, counter.middle, counter.basket)
    return [column for column in every if column.isVisible()]


def within(counter: Counter, part: QWidget) -> QRect:
    return QRect(part.mapTo(counter, QPoint(0, 0)), part.size())


def goods_of(counter: Counter) -> list[GoodButton]:
    return counter.goods.shelf.findChildren(GoodButton)


@pytest.fixture
def rich(shop: Shop, owner: Staff, mei: int) -> int:
    """A guest who has all there is to have: a near tier, a membership, stored value, sessions,
    points, coupons, a tag and a note."""
    silver = TierRule((Tier(1, "Silver", 100_000, percent=500),))
    tiering.save_rule(shop, by=owner, rule=silver, request="tiers")
    stored_value.allow(shop)
    memberships.offer(shop, GOLD)
    memberships.join_plan(shop, owner, mei, "gold")
    stored_value.top_up(shop, owner, mei, 500, "top up")
    session_cards.sell(shop, owner, mei, session_cards.offer(shop))
    sell(shop, owner, 600, "before", due=54_000, member=mei)
    noting.set_note(shop, by=owner, member=mei, note="likes mango", request="note")
    return mei


@pytest.fixture(params=["mei", "rich"])
def guest(request: pytest.FixtureRequest) -> int:
    return int(request.getfixturevalue(request.param))


def test_nothing_overlaps_and_nothing_is_squeezed(counter: Counter, guest: int) -> None:
    for state in states(counter, guest):
        for _asked in range(3):  # who needs another size asks the one around, who asks in turn
            QApplication.processEvents()
        places = [within(counter, one) for one in columns(counter)]
        assert all(one.right() < next_one.left() for one, next_one in pairwise(places)), state
        assert all(counter.rect().contains(one) for one in places), state
        needs = counter.minimumSizeHint()
        assert counter.width() == SMALLEST.width() - NAV
        assert needs.width() <= counter.width(), state
        assert needs.height() <= counter.height(), state


def test_with_more_room_the_goods_stand_in_two_files_again(qtbot: QtBot, counter: Counter) -> None:
    first, second, *_more = goods_of(counter)
    qtbot.waitUntil(lambda: first.x() == second.x())
    counter.resize(1280 - NAV, 800)
    qtbot.waitUntil(lambda: first.y() == second.y())


def test_a_second_coupon_is_seen_whole_before_the_last_visits_are(
    counter: Counter, owner: Staff, mei: int
) -> None:
    shop, panel = counter.desk.shop, counter.side.member
    with shop.changing():
        done = begin(
            shop, Act.ISSUE, terms=settings.load(shop), by=owner, request="gift", asked=mei
        )
        couponing.issue(done, WELCOME, mei)
    counter.guests.serve(mei)
    counter.goods.picked.emit(counter.goods.goods[0])
    for height in range(SMALLEST.height(), 900, 10):
        counter.resize(SMALLEST.width() - NAV, height)
        for _asked in range(4):  # who needs another size asks the one around, who asks in turn
            QApplication.processEvents()
        assert not panel.visits.is_listed or is_whole(panel.coupons, 1), height
    assert panel.visits.is_listed


def test_a_visit_is_seen_from_its_day_to_its_amount(
    counter: Counter, owner: Staff, mei: int
) -> None:
    sell(counter.desk.shop, owner, 90_000, "s1", member=mei)
    counter.guests.serve(mei)
    view = counter.side.member.visits.view
    for width in (SMALLEST.width() - NAV, 1600):
        counter.resize(width, 900)
        for _asked in range(4):  # who needs another size asks the one around, who asks in turn
            QApplication.processEvents()
        amount = view.visualRect(view.model().index(0, 3))
        assert view.viewport().rect().contains(amount), width
        assert amount.width() >= view.sizeHintForColumn(3), width
        assert view.isColumnHidden(2) is (width < 1600)


def is_whole(box: CouponsBox, place: int) -> bool:
    item, seen = box.list.itemAt(place), box.scrolled.viewport()
    coupon = item.widget() if item is not None else None
    assert coupon is not None
    return seen.rect().contains(coupon.mapTo(seen, coupon.rect().bottomLeft()))
