"""Which of the coupons in hand are best used on a basket, and why."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from typing import NamedTuple

from shopfans.domain.coupon_discounts import Fit, Held, Item, Taken, fit, taken, whole
from shopfans.domain.coupon_search import Search, rank
from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money


class Why(Enum):
    NONE_IN_HAND = "none_in_hand"
    NONE_FITS = "none_fits"
    ONLY_ONE = "only_one"
    """No other fits."""
    TOGETHER = "together"
    """These stand together and no other fits."""
    MORE = "more"
    """More than the next best takes off."""
    FEWER = "fewer"
    """As much as the next best, with fewer coupons."""
    SOONER = "sooner"
    """As much and as few, but these lapse sooner."""
    AS_GOOD = "as_good"


class Proposal(NamedTuple):
    """What to use; the next best, if there is one, and what it would take off."""

    taken: tuple[Taken, ...]
    why: Why
    next_codes: tuple[str, ...] = ()
    next_off: Money = Money()
    refusal: ShopError | None = None
    """NONE_FITS: what is wrong with the one that would lapse soonest."""

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(one.code for one in self.taken)

    @property
    def off(self) -> Money:
        return Money.total(one.off for one in self.taken)


class Fitting(NamedTuple):
    """A coupon in hand: what it takes off by itself, or why it cannot be used."""

    coupon: Held
    off: Money
    refusal: ShopError | None = None


def best(
    items: Sequence[Item],
    held: Sequence[Held],
    day: date,
    *,
    with_points: bool,
    with_tier: bool = False,
) -> Proposal:
    """Most taken off; among equals the fewest coupons, then those that lapse soonest.

    Of very many that cover their goods several times over, fewest and soonest are not looked for
    to the very end.
    """
    fits, refused = _sorted_out(items, held, day, with_points, with_tier)
    if not fits:
        why = Why.NONE_FITS if refused else Why.NONE_IN_HAND
        return Proposal((), why, refusal=refused[0].refusal if refused else None)
    sets = _alternatives(items, _one_of_each_template(fits))
    (off, chosen), *others = sorted(sets, key=lambda found: rank(*found))
    others = [other for other in others if not set(other[1]) <= set(chosen)]
    found = Proposal(tuple(taken(items, chosen)), _why(off, chosen, others))
    if not others:
        return found
    next_off, following = others[0]
    codes = tuple(one.coupon.code for one in following)
    return found._replace(next_codes=codes, next_off=Money(next_off))


def fitting(
    items: Sequence[Item],
    held: Sequence[Held],
    day: date,
    *,
    with_points: bool,
    with_tier: bool = False,
) -> list[Fitting]:
    """Each coupon by itself: the best that fits first; then those that do not, soonest to lapse."""
    fits, refused = _sorted_out(items, held, day, with_points, with_tier)
    fits.sort(key=lambda one: rank(one.alone, [one]))
    return [Fitting(one.coupon, Money(one.alone)) for one in fits] + refused


def _sorted_out(
    items: Sequence[Item], held: Sequence[Held], day: date, with_points: bool, with_tier: bool
) -> tuple[list[Fit], list[Fitting]]:
    fits, refused = [], []
    for coupon in sorted(held, key=lambda coupon: (coupon.last, coupon.code)):
        try:
            fits.append(fit(items, coupon, day, with_points=with_points, with_tier=with_tier))
        except ShopError as problem:
            refused.append(Fitting(coupon, Money(), problem))
    return fits, refused


def _one_of_each_template(fits: Sequence[Fit]) -> list[Fit]:
    """Of several of a template the one that lapses first."""
    found: dict[int, Fit] = {}
    for one in sorted(fits, key=lambda one: rank(one.alone, [one])):
        found.setdefault(one.coupon.template, one)
    return list(found.values())


def _alternatives(
    items: Sequence[Item], fits: Sequence[Fit]
) -> Iterable[tuple[int, tuple[Fit, ...]]]:
    """Each coupon by itself, and the best of those that stand together."""
    yield from ((one.alone, (one,)) for one in fits)
    company = [one for one in fits if one.coupon.terms.with_coupons]
    if len(company) > 1:
        search = Search(company, whole(items))
        if len(search.best) > 1:
            yield search.off, search.best


def _why(off: int, chosen: Sequence[Fit], others: Sequence[tuple[int, tuple[Fit, ...]]]) -> Why:
    if not others:
        return Why.ONLY_ONE if len(chosen) == 1 else Why.TOGETHER
    ours, theirs = rank(off, chosen), rank(*others[0])
    reasons = (Why.MORE, Why.FEWER, Why.SOONER, Why.AS_GOOD)
    return next(why for why, a, b in zip(reasons, ours, theirs, strict=True) if a != b)
