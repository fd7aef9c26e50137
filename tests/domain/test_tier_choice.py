"""The discount of her tier with coupons, or coupons without it: whichever saves her more."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain import combining, tiers
from shopfans.domain.coupon_discounts import Held, Item, discounts
from shopfans.domain.errors import CouponNotWithTier
from shopfans.domain.money import Money
from shopfans.domain.tier_choice import Basket, choose, fitting
from tests.domain.baskets import TODAY, coupons, five_off, items


def basket_of(some: list[Item], percent: int) -> Basket:
    off = tiers.shares(percent, [item.amount for item in some])
    reduced = [
        item._replace(amount=item.amount - share) for item, share in zip(some, off, strict=True)
    ]
    return Basket(some, reduced)


TEN = Item(Money(1000))


def test_a_coupon_that_allows_the_discount_comes_on_top() -> None:
    choice = choose(basket_of([TEN], 1000), [five_off()], TODAY, with_points=False)
    assert (choice.with_tier, choice.saved, choice.has_other) == (True, Money(600), False)


def test_a_coupon_that_bars_the_discount_wins_if_it_saves_more() -> None:
    alone = five_off(with_tier=False)
    choice = choose(basket_of([TEN], 1000), [alone], TODAY, with_points=False)
    assert (choice.with_tier, choice.saved, choice.other) == (False, Money(500), Money(100))
    assert choice.proposal.codes == (alone.code,)
    choice = choose(basket_of([TEN], 6000), [alone], TODAY, with_points=False)
    assert (choice.with_tier, choice.saved, choice.other) == (True, Money(600), Money(500))
    assert choice.proposal.codes == ()


def test_of_equal_ways_the_discount_keeps_the_coupon_in_hand() -> None:
    choice = choose(basket_of([TEN], 5000), [five_off(with_tier=False)], TODAY, with_points=False)
    assert (choice.with_tier, choice.saved, choice.other) == (True, Money(500), Money(500))


def test_without_a_discount_there_is_nothing_to_choose() -> None:
    choice = choose(basket_of([TEN], 0), [five_off(with_tier=False)], TODAY, with_points=False)
    assert (choice.with_tier, choice.has_other, choice.saved) == (False, False, Money(500))


def test_each_coupon_is_told_by_itself_as_it_would_be_used() -> None:
    beside, instead = five_off(), five_off(template=2, fen=700, with_tier=False)
    found = fitting(basket_of([TEN], 1000), [beside, instead], TODAY, with_points=False)
    assert [(one.coupon, one.off) for one in found] == [
        (instead, Money(700)), (beside, Money(500)),
    ]  # fmt: skip


def test_beside_the_discount_a_coupon_that_bars_it_is_refused() -> None:
    alone = five_off(with_tier=False)
    with pytest.raises(CouponNotWithTier):
        discounts([TEN], [alone], TODAY, with_points=False, with_tier=True)


def with_or_without(some: list[Held], bars: list[bool]) -> list[Held]:
    """Those of one template have the same terms."""
    return [
        one._replace(terms=replace(one.terms, with_tier=bars[one.template % len(bars)]))
        for one in some
    ]


@given(
    items(),
    coupons(most=5),
    st.lists(st.booleans(), min_size=1, max_size=5),
    st.sampled_from([0, 1, 500, 1000, 5000, 9000]),
    st.booleans(),
)
def test_it_is_lawful_and_no_way_saves_more(
    some: list[Item], held: list[Held], bars: list[bool], percent: int, with_points: bool
) -> None:
    basket, held = basket_of(some, percent), with_or_without(held, bars)
    choice = choose(basket, held, TODAY, with_points=with_points)
    by_code = {one.code: one for one in held}
    chosen = [by_code[code] for code in choice.proposal.codes]
    taken = discounts(
        basket.reduced if choice.with_tier else basket.without, chosen, TODAY,
        with_points=with_points, with_tier=choice.with_tier,
    )  # fmt: skip
    off = Money.total(one.off for one in taken)
    assert choice.saved == off + (basket.off if choice.with_tier else Money())
    without = combining.best(basket.without, held, TODAY, with_points=with_points)
    allow = [one for one in held if one.terms.with_tier]
    beside = combining.best(basket.reduced, allow, TODAY, with_points=with_points)
    assert choice.saved >= max(basket.off + beside.off, without.off if basket.off else Money())
    if choice.has_other:
        assert choice.other <= choice.saved
