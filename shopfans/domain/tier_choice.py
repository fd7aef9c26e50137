"""The discount of her tier and her coupons: which of both, or of either, saves her more."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from shopfans.domain import combining
from shopfans.domain.combining import Fitting, Proposal
from shopfans.domain.coupon_discounts import Held, Item
from shopfans.domain.money import Money


class Basket(NamedTuple):
    """A basket before any coupon, with and without the discount of her tier."""

    without: Sequence[Item]
    reduced: Sequence[Item]
    """After it."""

    @property
    def off(self) -> Money:
        """What it takes off."""
        whole = Money.total(item.amount for item in self.without)
        return whole - Money.total(item.amount for item in self.reduced)


class Choice(NamedTuple):
    """The better of the two ways; of equal ones the discount of her tier, which keeps coupons."""

    with_tier: bool
    proposal: Proposal
    saved: Money
    """By the discount, if it is part of it, and the coupons."""
    other: Money
    """What the other way would save."""
    has_other: bool
    """Whether there is another way worth a word: she has a discount, and coupons that would save
    something without it."""


def choose(basket: Basket, held: Sequence[Held], day: date, *, with_points: bool) -> Choice:
    """The discount with the coupons that allow it, or the coupons without the discount.

    Whichever saves more; why these coupons of those that may be used is told by the proposal.
    """
    alone = [one for one in held if not one.terms.with_tier]
    if not basket.off or not alone:
        proposal = combining.best(
            basket.reduced, held, day, with_points=with_points, with_tier=bool(basket.off)
        )
        return Choice(bool(basket.off), proposal, basket.off + proposal.off, Money(), False)
    beside = combining.best(basket.reduced, held, day, with_points=with_points, with_tier=True)
    instead = combining.best(basket.without, held, day, with_points=with_points)
    both = basket.off + beside.off
    if instead.off > both:
        return Choice(False, instead, instead.off, both, True)
    return Choice(True, beside, both, instead.off, bool(instead.off))


def fitting(basket: Basket, held: Sequence[Held], day: date, *, with_points: bool) -> list[Fitting]:
    """Each coupon by itself: beside the discount of her tier if it allows it, else without it."""
    beside = [one for one in held if one.terms.with_tier]
    instead = [one for one in held if not one.terms.with_tier]
    found = combining.fitting(basket.reduced, beside, day, with_points=with_points)
    found += combining.fitting(basket.without, instead, day, with_points=with_points)
    return sorted(found, key=lambda one: (one.refusal is not None, -one.off.fen))
