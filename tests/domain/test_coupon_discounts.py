"""What coupons take off, line by line, to the fen."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.coupon_discounts import Held, Item, discounts, fit, take, taken, whole
from shopfans.domain.coupon_terms import Span
from shopfans.domain.errors import (
    CouponBlackout,
    CouponLapsed,
    CouponNeedsMore,
    CouponNotForThese,
    CouponNotToday,
    CouponNotWithPoints,
    CouponNotYet,
    CouponStandsAlone,
    CouponTakesNothing,
    SameCouponTwice,
    ShopError,
)
from shopfans.domain.money import Money
from tests.domain.baskets import TODAY, coupons, five_off, free_item, items, percent_off


def cake(fen: int, quantity: int = 1, good: int = 1) -> Item:
    return Item(Money(fen), quantity, good, "cakes")


def tea(fen: int, quantity: int = 1, good: int = 2) -> Item:
    return Item(Money(fen), quantity, good, "tea")


def typed(fen: int) -> Item:
    return Item(Money(fen))


def shares(basket: list[Item], *used: Held) -> list[tuple[str, list[int]]]:
    found = discounts(basket, used, TODAY, with_points=False)
    return [(one.code, [share.fen for share in one.shares]) for one in found]


def off(basket: list[Item], *used: Held) -> list[int]:
    return [one.off.fen for one in discounts(basket, used, TODAY, with_points=False)]


def test_an_amount_is_shared_by_what_the_lines_cost() -> None:
    assert shares([cake(2000), tea(1000)], five_off()) == [("C1", [333, 167])]


def test_an_amount_takes_no_more_than_the_goods_cost() -> None:
    assert off([typed(1)], five_off()) == [1]
    assert off([cake(300), tea(9000)], five_off(categories=("cakes",))) == [300]


@pytest.mark.parametrize(
    ("fen", "percent", "gives"),
    [
        ([3333, 3333, 3333], 1200, 1199),  # 11.9988
        ([9999], 1200, 1199),
        ([100], 50, None),  # 0.005 of 1.00 is half a fen: nothing
        ([200], 50, 1),
        ([199], 50, None),
        ([1], 10_000, 1),
        ([1], 9_999, None),
        ([101, 102, 104], 3333, 102),  # 102.32
        ([9_999_999], 1234, 1_233_999),
    ],
)
def test_a_percentage_is_of_all_its_lines_at_once_and_rounded_down(
    fen: list[int], percent: int, gives: int | None
) -> None:
    basket = [typed(amount) for amount in fen]
    if gives is None:
        with pytest.raises(CouponTakesNothing):
            off(basket, percent_off(percent))
    else:
        assert off(basket, percent_off(percent)) == [gives]


def test_thirty_three_thirty_three_three_times_shares_every_fen() -> None:
    assert shares([typed(3333)] * 3, percent_off(1200)) == [("C2", [399, 400, 400])]
    assert shares([typed(3333)] * 3, five_off(fen=1)) == [("C1", [0, 0, 1])]


def test_a_percentage_stops_at_its_cap() -> None:
    assert off([typed(10_000)], percent_off(1200, cap=Money(1200))) == [1200]
    assert off([typed(10_000)], percent_off(1200, cap=Money(1199))) == [1199]


def test_a_free_item_is_a_piece_of_the_dearest_line_it_is_for() -> None:
    basket = [cake(5000, 5), cake(1200), tea(9900)]
    assert shares(basket, free_item(categories=("cakes",))) == [("C3", [0, 1200, 0])]


def test_pieces_given_away_add_up_to_the_line() -> None:
    left, given = whole([cake(100, 3)]), []
    one = fit([cake(100, 3)], free_item(goods=(1,)), TODAY, with_points=False)
    for _ in range(4):
        left, parts = take(one, left)
        given += parts
    assert given == [34, 33, 33, 0]


def test_free_items_come_before_percents_and_percents_before_amounts() -> None:
    used = [
        five_off(with_coupons=True),
        percent_off(1000, with_coupons=True),
        free_item(goods=(1,), with_coupons=True),
    ]
    assert shares([cake(2000), tea(3000)], *used) == [
        ("C3", [2000, 0]),
        ("C2", [0, 300]),
        ("C1", [0, 500]),
    ]


def test_of_a_kind_the_one_for_fewer_lines_comes_first() -> None:
    for_all = five_off(template=1, fen=3000, with_coupons=True)
    for_cakes = five_off(template=9, fen=2000, categories=("cakes",), with_coupons=True)
    found = discounts([cake(3000), tea(2000)], [for_all, for_cakes], TODAY, with_points=False)
    assert [(one.code, one.off.fen) for one in found] == [("C9", 2000), ("C1", 3000)]


def test_the_minimum_counts_its_own_goods_before_any_coupon() -> None:
    basket = [cake(2000), tea(1000)]
    half = percent_off(5000, with_coupons=True)
    assert off(basket, half, five_off(minimum=Money(3000), with_coupons=True)) == [1500, 500]
    with pytest.raises(CouponNeedsMore) as refusal:
        off(basket, five_off(minimum=Money(3000), categories=("cakes",)))
    assert refusal.value.minimum_fen == 3000
    with pytest.raises(CouponNeedsMore):
        off(basket, five_off(minimum=Money(3001)))


def test_an_amount_typed_by_hand_is_no_good_and_of_no_category() -> None:
    assert off([typed(900)], five_off()) == [500]
    with pytest.raises(CouponNotForThese):
        off([typed(900)], five_off(goods=(1,)))
    with pytest.raises(CouponNotForThese):
        off([typed(900)], five_off(categories=("cakes",)))


CLOSED = (Span(date(2026, 3, 9), date(2026, 3, 11)),)


@pytest.mark.parametrize(
    ("coupon", "refusal"),
    [
        (five_off()._replace(first=date(2026, 3, 11)), CouponNotYet(date(2026, 3, 11))),
        (five_off()._replace(last=date(2026, 3, 9)), CouponLapsed(date(2026, 3, 9))),
        (five_off(weekdays=(5, 6)), CouponNotToday((5, 6))),
        (five_off(blackout=CLOSED), CouponBlackout(date(2026, 3, 11))),
        (five_off(with_points=False), CouponNotWithPoints()),
        (five_off(goods=(9,)), CouponNotForThese()),
        (five_off(minimum=Money(10_000)), CouponNeedsMore(10_000)),
        (percent_off(1, cap=Money(100)), CouponTakesNothing()),
    ],
)
def test_a_refusal_says_what_is_wrong(coupon: Held, refusal: ShopError) -> None:
    with pytest.raises(type(refusal)) as raised:
        discounts([cake(2000)], [coupon], TODAY, with_points=True)
    assert vars(raised.value) == vars(refusal)


def test_its_first_and_last_day_count() -> None:
    coupon = five_off()._replace(first=TODAY, last=TODAY)
    assert off([typed(900)], coupon) == [500]


def test_one_that_stands_alone_keeps_no_company() -> None:
    alone, friend = five_off(template=1), five_off(template=2, with_coupons=True)
    assert off([typed(900)], alone) == [500]
    with pytest.raises(CouponStandsAlone) as refusal:
        off([typed(900)], friend, alone)
    assert refusal.value.code == alone.code


def test_two_of_one_template_are_refused() -> None:
    one = five_off(with_coupons=True)
    with pytest.raises(SameCouponTwice):
        off([typed(5000)], one, one._replace(code="another"))


def test_a_coupon_is_not_used_up_for_nothing() -> None:
    first = percent_off(10_000, with_coupons=True)
    with pytest.raises(CouponTakesNothing):
        off([typed(900)], first, five_off(with_coupons=True))


@given(items(), coupons(companions=True, one_each=True), st.randoms(use_true_random=False))
def test_shares_add_up_and_never_exceed_the_line_in_any_order(basket, held, random) -> None:
    fits = []
    for coupon in held:
        try:
            fits.append(fit(basket, coupon, TODAY, with_points=False))
        except ShopError:
            continue
    try:
        found = taken(basket, fits)
    except CouponTakesNothing:
        return
    for one in found:
        assert one.off.fen == sum(share.fen for share in one.shares) > 0
        assert min(share.fen for share in one.shares) >= 0
    for line, item in enumerate(basket):
        assert sum(one.shares[line].fen for one in found) <= item.amount.fen
    random.shuffle(fits)
    assert taken(basket, fits) == found


@given(items(), coupons(most=1))
def test_a_dearer_basket_never_gets_less_off_an_amount_or_a_percentage(basket, held) -> None:
    coupon = held[0]._replace(terms=replace(held[0].terms, minimum=Money(), with_points=True))
    dearer = [item._replace(amount=item.amount + Money(1)) for item in basket]

    def gives(lines: list[Item]) -> int:
        try:
            return fit(lines, coupon, TODAY, with_points=True).alone
        except ShopError:
            return 0

    assert gives(basket) <= gives(dearer)


@given(items(), coupons(most=1))
def test_no_coupon_takes_what_it_is_not_for(basket, held) -> None:
    try:
        found = discounts(basket, held[:1], TODAY, with_points=False)
    except ShopError:
        return
    terms = held[0].terms
    for item, share in zip(basket, found[0].shares, strict=True):
        assert not share or terms.is_for(item.good, item.category)
    most = Money.total(item.amount for item in basket)
    assert found[0].off <= most
