"""Tiers at the counter: the badge, what is missing, the discount and the coupons beside it."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.audiences import TheseMembers
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.services.belonging import tiering
from shopfans.services.coupons import issuing
from shopfans.services.sales import listing
from tests.services.test_selling import sell
from tests.services.test_tiering import RULE, template
from tests.ui.at_the_counter import counter, ring
from ui.counter.place import Counter

__all__ = ["counter"]


@pytest.fixture
def ranked(shop: Shop, owner: Staff) -> Shop:
    tiering.save_rule(shop, by=owner, rule=RULE, request="tiers")
    return shop


@pytest.fixture
def silver(ranked: Shop, cashier: Staff, mei: int) -> int:
    sell(ranked, cashier, 1000, "s1", member=mei)
    return mei


def give(shop: Shop, owner: Staff, member: int, name: str, **terms: object) -> None:
    made = template(shop, owner, name, **terms)
    issuing.issue_batch(
        shop, by=owner, template=made, audience=TheseMembers((member,)), request=f"give {name}"
    )


def pay(counter: Counter) -> None:
    counter.basket.pays[next(iter(counter.basket.pays))].click()


def test_her_card_shows_the_tier_and_the_discount_is_in_the_sum(
    qtbot: QtBot, counter: Counter, shop: Shop, silver: int
) -> None:
    counter.guests.serve(silver)
    assert counter.member.tier_badge.text() == "Silver"
    assert "¥2,000.00 short of Gold" in counter.member.tier.whole()
    ring(qtbot, counter, "100")
    sums = counter.basket.sums
    assert sums.tier_title.whole() == "Silver · 5% off"
    assert sums.tier_off.text().endswith("¥5.00")
    assert sums.explained.whole() == "95.00 × 1, Silver ×1.5 = 142"
    pay(counter)
    assert listing.page_of_sales(shop)[0].paid == Money(9500)


def test_who_is_near_is_whispered(
    qtbot: QtBot, counter: Counter, ranked: Shop, cashier: Staff, mei: int
) -> None:
    sell(ranked, cashier, 950, "s1", member=mei)
    counter.guests.serve(mei)
    assert counter.member.tier_badge.isHidden()
    assert counter.member.whisper.whole().startswith("¥50.00 short of Silver")


def test_the_cashier_leaves_the_discount_out_and_takes_it_again(
    qtbot: QtBot, counter: Counter, shop: Shop, silver: int
) -> None:
    counter.guests.serve(silver)
    ring(qtbot, counter, "100")
    qtbot.keyClick(counter, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert counter.till.quote().due == Money(10_000)
    assert counter.basket.sums.tier_key.text() == "Use  Ctrl+D"
    counter.basket.sums.tier_key.click()
    assert counter.till.quote().due == Money(9500)
    qtbot.keyClick(counter, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    pay(counter)
    assert listing.page_of_sales(shop)[0].paid == Money(10_000)


def test_the_better_of_discount_and_coupons_is_proposed_and_says_why(
    qtbot: QtBot, counter: Counter, shop: Shop, owner: Staff, silver: int
) -> None:
    give(shop, owner, silver, "alone", with_tier=False, off=Money(2000))
    counter.guests.serve(silver)
    ring(qtbot, counter, "100")
    why = counter.member.coupons.why
    # beside it: 5.00, and 5.00 of the welcome coupon
    assert why.text() == "Saves ¥20.00 without the Silver discount; with it only ¥10.00."
    counter.checkout.take_proposal()
    assert counter.till.quote().due == Money(8000)
    counter.checkout.take_proposal()  # none again: the discount is back
    assert counter.till.quote().due == Money(9500)
    ring(qtbot, counter, "400")
    assert why.text() == "Saves ¥30.00 beside the Silver discount; without it only ¥20.00."
    counter.checkout.take_proposal()
    assert counter.till.quote().due == Money(47_000)


def test_a_coupon_that_stands_without_it_takes_its_place_and_gives_it_back(
    qtbot: QtBot, counter: Counter, shop: Shop, owner: Staff, silver: int
) -> None:
    give(shop, owner, silver, "alone", with_tier=False)
    counter.guests.serve(silver)
    ring(qtbot, counter, "100")
    guest = counter.till.basket.guest
    assert guest is not None
    coupon = next(one for one in guest.coupons if one.name == "alone")
    counter.checkout.toggle_coupon(coupon)
    assert counter.till.quote().due == Money(9000)
    counter.checkout.toggle_coupon(coupon)
    assert counter.till.quote().due == Money(9500)
    counter.checkout.toggle_coupon(coupon)
    counter.checkout.toggle_tier()  # the discount bars the coupon: it is left
    assert counter.till.basket.coupons == []
    assert counter.till.quote().due == Money(9500)


def test_a_basket_put_aside_keeps_whether_the_discount_is_used(
    qtbot: QtBot, counter: Counter, shop: Shop, silver: int
) -> None:
    counter.guests.serve(silver)
    ring(qtbot, counter, "100")
    counter.checkout.toggle_tier()
    counter.park()
    with shop.reading():
        [(parked,)] = shop.rows("SELECT id FROM parked_sale")
    counter.take_up(parked)
    assert counter.till.quote().due == Money(10_000)


def test_the_next_guest_has_nothing_of_it(
    qtbot: QtBot, counter: Counter, shop: Shop, silver: int
) -> None:
    counter.guests.serve(silver)
    ring(qtbot, counter, "100")
    counter.clear()
    ring(qtbot, counter, "100")
    assert counter.basket.sums.tier_row.isHidden()
    assert counter.till.quote().due == Money(10_000)
