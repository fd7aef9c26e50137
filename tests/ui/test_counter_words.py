"""What the counter shows of who is found and served can be read whole, and is true."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.stamps import StampRule
from shopfans.domain.tiers import Tier, TierRule
from shopfans.services import settings
from shopfans.services.belonging import tiering
from shopfans.services.days import day_figures
from shopfans.services.members import carding, finding
from shopfans.services.sales import listing, refunding
from tests.conftest import join
from tests.services.test_selling import sell
from tests.ui.at_the_counter import counter
from tests.ui.test_counter_tiers import give
from ui.counter.place import Counter
from ui.widgets.tile import Tile

__all__ = ["counter"]


@pytest.fixture
def rich(shop: Shop, owner: Staff, mei: int) -> int:
    """A guest with figures as wide as they come."""
    tiering.save_rule(
        shop, by=owner, rule=TierRule((Tier(1, "Gold", 100_000, percent=500),)), request="t"
    )
    sell(shop, owner, 15_499, "rich", member=mei)
    return mei


@pytest.mark.parametrize("stamps", [None, StampRule(needed=9)])
def test_no_figure_of_hers_is_cut_off(
    qtbot: QtBot, counter: Counter, shop: Shop, owner: Staff, rich: int, stamps: StampRule | None
) -> None:
    terms = replace(settings.load(shop), stamps=stamps)
    settings.save(shop, by=owner, terms=terms, request="stamps")
    counter.guests.serve(rich)
    tiles = [tile for tile in counter.member.findChildren(Tile) if tile.isVisible()]
    assert len(tiles) == 3
    assert any("15,499.00" in tile.figure.text() + tile.more.text() for tile in tiles)
    keys = [counter.member.visits.page, counter.member.visits.write, counter.member.visits.gifts]
    parts = [part for tile in tiles for part in (tile.title, tile.figure, tile.more)] + keys
    qtbot.waitUntil(lambda: all(part.sizeHint().width() <= part.width() for part in parts))


def test_the_card_says_which_tier_lasts_until_when(counter: Counter, rich: int) -> None:
    counter.guests.serve(rich)
    assert counter.member.tier.whole().startswith("Gold until ")


def test_the_discount_is_not_compared_with_coupons_that_save_nothing(
    counter: Counter, shop: Shop, owner: Staff, mei: int, rich: int
) -> None:
    give(shop, owner, rich, "12 off", off=Money(1200), minimum=Money(50_000), with_tier=False)
    for coupon in finding.card(shop, rich).coupons:
        if coupon.name != "12 off":
            sell(shop, owner, 20, "welcome", member=rich, coupon=coupon.code, due=1400)
    counter.guests.serve(rich)
    counter.till.basket.add_amount(Money(1000))
    counter.checkout.show()
    assert counter.till.quote().due == Money(950)
    assert counter.member.coupons.why.isHidden()


def test_who_keeps_a_card_keeps_no_sale(
    counter: Counter, shop: Shop, owner: Staff, mei: int
) -> None:
    (card,) = carding.print_cards(shop, by=owner, count=1, request="c")
    counter.guests.serve(mei)
    counter.scanned(card.code)
    assert counter.last_sale.second.text() == "No, leave it  Esc"


def test_a_long_name_is_read_whole_among_the_matches(
    qtbot: QtBot, counter: Counter, shop: Shop, owner: Staff
) -> None:
    join(shop, owner, "Maria Gracia Robinson", "13700000001")
    counter.finder.setFixedWidth(560)  # as English leaves it on the smallest screen
    qtbot.keyClicks(counter.finder, "maria")
    drop = counter.finder.drop
    qtbot.waitUntil(drop.isVisible)
    name = drop.list.model().index(0, 0)
    assert drop.list.fontMetrics().horizontalAdvance(name.data()) < drop.list.columnWidth(0) - 20
    assert drop.geometry().right() < counter.width()


def test_the_day_so_far_is_told_as_on_the_slip_that_closes_it(
    qtbot: QtBot, counter: Counter, shop: Shop, cashier: Staff
) -> None:
    for number in range(3):
        sell(shop, cashier, 20, f"s{number}")
    voided = listing.last_sale(shop)
    assert voided is not None
    refunding.void_sale(shop, by=cashier, sale=voided.sale, request="v")
    counter.refresh()
    tally = counter.idle.tally
    assert tally.text() == "3 sales · 1 refund or void · ¥40.00"
    qtbot.waitUntil(lambda: tally.width() >= tally.sizeHint().width())  # beside the key it was cut
    with shop.reading():
        figures = day_figures.of_day(shop, counter.desk.today)
    assert (figures.sales, figures.refunds + figures.voids) == (3, 1)
