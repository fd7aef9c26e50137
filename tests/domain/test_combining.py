"""The best of the coupons in hand, beside every other way to use them."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.combining import Why, best, fitting
from shopfans.domain.coupon_discounts import Held, Item, discounts, fit, whole
from shopfans.domain.coupon_search import Search
from shopfans.domain.errors import CouponNeedsMore, CouponNotForThese, ShopError
from shopfans.domain.money import Money
from tests.domain.baskets import TODAY, coupons, five_off, items, percent_off
from tests.domain.many_coupons import basket_of, coupons_of
from tests.examples import examples

BASKET = [Item(Money(4000), 1, 1, "cakes"), Item(Money(2000), 1, 2, "tea")]

Rank = tuple[int, int, list[date], list[str]]


def proposed(*held: Held, basket: Sequence[Item] = BASKET):
    return best(basket, held, TODAY, with_points=False)


def by_trying_all(basket: Sequence[Item], held: Sequence[Held], *, with_points: bool) -> Rank:
    """The rank of the best lawful set, found without any cleverness."""
    ranks: list[Rank] = [(0, 0, [], [])]
    for count in range(1, len(held) + 1):
        for some in combinations(held, count):
            try:
                found = discounts(basket, some, TODAY, with_points=with_points)
            except ShopError:
                continue
            total = sum(one.off.fen for one in found)
            codes = sorted(one.code for one in some)
            ranks.append((-total, count, sorted(one.last for one in some), codes))
    return min(ranks)


@examples(300)
@given(items(), st.one_of(coupons(), coupons(companions=True, one_each=True)), st.booleans())
def test_nothing_beats_the_proposal(basket, held, with_points) -> None:
    proposal = best(basket, held, TODAY, with_points=with_points)
    lapses = {coupon.code: coupon.last for coupon in held}
    ours = (
        -proposal.off.fen,
        len(proposal.codes),
        sorted(lapses[code] for code in proposal.codes),
        sorted(proposal.codes),
    )
    assert ours == by_trying_all(basket, held, with_points=with_points)


@given(items(), coupons(), st.randoms(use_true_random=False))
def test_the_order_in_hand_does_not_matter(basket, held, random) -> None:
    before = best(basket, held, TODAY, with_points=False)
    random.shuffle(held)
    after = best(basket, held, TODAY, with_points=False)
    assert (after.taken, after.why, after.next_codes) == (
        before.taken,
        before.why,
        before.next_codes,
    )


@given(items(), coupons())
def test_the_proposal_is_what_the_sale_would_take(basket, held) -> None:
    proposal = best(basket, held, TODAY, with_points=False)
    used = [coupon for coupon in held if coupon.code in proposal.codes]
    assert tuple(discounts(basket, used, TODAY, with_points=False)) == proposal.taken


@given(items(), coupons())
def test_the_next_best_takes_off_what_it_says_and_no_more_than_the_best(basket, held) -> None:
    proposal = best(basket, held, TODAY, with_points=False)
    following = [coupon for coupon in held if coupon.code in proposal.next_codes]
    found = discounts(basket, following, TODAY, with_points=False)
    assert Money.total(one.off for one in found) == proposal.next_off <= proposal.off


def test_no_coupon_is_proposed_where_there_is_none() -> None:
    assert proposed().why is Why.NONE_IN_HAND


def test_where_none_fits_it_says_why() -> None:
    proposal = proposed(five_off(goods=(9,)))
    assert (proposal.why, proposal.taken) == (Why.NONE_FITS, ())
    assert isinstance(proposal.refusal, CouponNotForThese)


def test_the_only_one_is_used() -> None:
    proposal = proposed(five_off(), percent_off(1200, goods=(9,)))
    assert (proposal.why, proposal.codes, proposal.off) == (Why.ONLY_ONE, ("C1",), Money(500))


def test_those_that_allow_it_stand_together() -> None:
    proposal = proposed(five_off(with_coupons=True), percent_off(1200, with_coupons=True))
    assert (proposal.why, proposal.codes) == (Why.TOGETHER, ("C2", "C1"))
    assert proposal.off == Money(720 + 500)


def test_one_alone_beats_several_and_says_by_how_much() -> None:
    two = five_off(template=1, with_coupons=True), five_off(template=2, fen=300, with_coupons=True)
    proposal = proposed(*two, five_off(template=3, fen=1000))
    assert (proposal.why, proposal.codes) == (Why.MORE, ("C3",))
    assert (set(proposal.next_codes), proposal.next_off) == ({"C1", "C2"}, Money(800))


def test_among_equals_the_fewest() -> None:
    two = five_off(template=1, with_coupons=True), five_off(template=2, with_coupons=True)
    proposal = proposed(*two, five_off(template=3, fen=1000))
    assert (proposal.why, proposal.codes) == (Why.FEWER, ("C3",))


def test_among_equals_the_one_that_lapses_soonest() -> None:
    late, soon = five_off(template=1), five_off(template=2)
    proposal = proposed(late, soon._replace(last=TODAY))
    assert (proposal.why, proposal.codes) == (Why.SOONER, ("C2",))


def test_two_of_a_kind_are_as_good_and_the_sooner_goes_first() -> None:
    one = five_off(with_coupons=True)
    soon = one._replace(code="soon", last=TODAY + timedelta(days=1))
    assert proposed(one, soon).codes == ("soon",)
    assert proposed(five_off(template=1), five_off(template=2)).why is Why.AS_GOOD


def test_a_coupon_that_adds_nothing_is_kept() -> None:
    proposal = proposed(
        five_off(template=1, fen=9000, with_coupons=True),
        five_off(template=2, with_coupons=True),
    )
    assert proposal.codes == ("C1",)


def test_points_keep_out_those_that_do_not_bear_them() -> None:
    large, small = five_off(template=1, fen=900, with_points=False), five_off(template=2)
    assert best(BASKET, [large, small], TODAY, with_points=False).codes == ("C1",)
    assert best(BASKET, [large, small], TODAY, with_points=True).codes == ("C2",)


def test_those_that_fit_are_listed_first_and_the_best_of_them_before_all() -> None:
    needs_more = five_off(template=4, minimum=Money(9000))
    listed = fitting(
        BASKET,
        [needs_more, five_off(), percent_off(1200), five_off(template=5, goods=(9,))],
        TODAY,
        with_points=False,
    )
    assert [(one.coupon.code, one.off.fen) for one in listed[:2]] == [("C2", 720), ("C1", 500)]
    assert [type(one.refusal) for one in listed[2:]] == [CouponNeedsMore, CouponNotForThese]


@pytest.mark.parametrize("seed", range(4))
def test_of_thirty_that_stand_together_none_can_be_added_or_left_out_to_save_more(
    seed: int,
) -> None:
    random = Random(seed)
    basket, held = basket_of(40, random), coupons_of(30, random, share_together=1.0)
    proposal = best(basket, held, TODAY, with_points=False)
    used = [coupon for coupon in held if coupon.code in proposal.codes]
    for coupon in held:
        changed = [one for one in used if one is not coupon]
        if coupon not in used:
            changed = [*used, coupon]
        try:
            found = discounts(basket, changed, TODAY, with_points=False)
        except ShopError:
            continue
        assert Money.total(one.off for one in found) <= proposal.off


@pytest.mark.parametrize("seed", range(4))
def test_thirty_that_stand_together_are_searched_to_the_end(seed: int) -> None:
    random = Random(seed)
    basket = basket_of(40, random)
    fits = [
        fit(basket, coupon, TODAY, with_points=False)
        for coupon in coupons_of(30, random, share_together=1.0)
    ]
    assert Search(fits, whole(basket)).is_proved
