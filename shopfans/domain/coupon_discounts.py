"""What coupons take off a basket, line by line, to the fen.

One order for all: free items, then percents, then amounts; of each kind those for fewer lines
first, the larger first, the older template first. Each takes of what the earlier ones left of its
lines. Its minimum is judged before any coupon. A percentage is taken of all its lines at once and
rounded down to the fen; of a line of several pieces the first one given away bears the odd fen.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from shopfans.domain.coupon_terms import WHOLE, CouponKind, CouponTerms, check_day
from shopfans.domain.errors import (
    CouponLapsed,
    CouponNeedsMore,
    CouponNotForThese,
    CouponNotWithPoints,
    CouponNotWithTier,
    CouponNotYet,
    CouponStandsAlone,
    CouponTakesNothing,
    SameCouponTwice,
)
from shopfans.domain.money import Money
from shopfans.domain.shares import apportion

_KINDS = (CouponKind.FREE_ITEM, CouponKind.PERCENT_OFF, CouponKind.AMOUNT_OFF)


class Item(NamedTuple):
    """A line of the basket; `amount` is what all its pieces cost after their own discount."""

    amount: Money
    quantity: int = 1
    good: int | None = None
    category: str = ""


class Held(NamedTuple):
    """A coupon in hand. Those of one template have the same terms."""

    code: str
    template: int
    terms: CouponTerms
    first: date
    last: date


class Taken(NamedTuple):
    """What one coupon takes off, and its share of each line of the basket."""

    code: str
    off: Money
    shares: tuple[Money, ...]


class Fit(NamedTuple):
    """A coupon that may be used here by itself, and the lines it is for."""

    coupon: Held
    lines: tuple[int, ...]
    alone: int
    """What it takes off by itself, in fen."""


class Left(NamedTuple):
    """What is left of each line: fen, and pieces to give away."""

    fen: list[int]
    pieces: list[int]


def discounts(
    items: Sequence[Item],
    coupons: Sequence[Held],
    day: date,
    *,
    with_points: bool,
    with_tier: bool = False,
) -> list[Taken]:
    """What each takes off when used together, in the order they apply.

    `with_points`: points are used in the same sale; `with_tier`: so is the discount of her tier,
    which is taken off the items already. Raises what `fit` raises, CouponStandsAlone,
    SameCouponTwice, and CouponTakesNothing for one the others leave nothing to.
    """
    _check_company(coupons)
    fits = [
        fit(items, coupon, day, with_points=with_points, with_tier=with_tier) for coupon in coupons
    ]
    return taken(items, fits)


def taken(items: Sequence[Item], fits: Sequence[Fit]) -> list[Taken]:
    """The same for coupons that may be used together. Raises CouponTakesNothing."""
    left, found = whole(items), []
    for one in sorted(fits, key=turn):
        left, parts = take(one, left)
        if not any(parts):
            raise CouponTakesNothing()
        shares = [0] * len(items)
        for line, part in zip(one.lines, parts, strict=True):
            shares[line] = part
        found.append(Taken(one.coupon.code, Money(sum(parts)), tuple(map(Money, shares))))
    return found


def fit(
    items: Sequence[Item],
    coupon: Held,
    day: date,
    *,
    with_points: bool,
    with_tier: bool = False,
) -> Fit:
    """The coupon as it stands in this basket by itself.

    Raises CouponNotYet, CouponLapsed, CouponNotToday, CouponBlackout, CouponNotWithPoints,
    CouponNotWithTier, CouponNotForThese, CouponNeedsMore or CouponTakesNothing.
    """
    terms = coupon.terms
    if day < coupon.first:
        raise CouponNotYet(coupon.first)
    if day > coupon.last:
        raise CouponLapsed(coupon.last)
    check_day(terms, day)
    if with_points and not terms.with_points:
        raise CouponNotWithPoints()
    if with_tier and not terms.with_tier:
        raise CouponNotWithTier()
    lines = [
        line
        for line, item in enumerate(items)
        if item.amount and terms.is_for(item.good, item.category)
    ]
    if not lines:
        raise CouponNotForThese()
    if Money.total(items[line].amount for line in lines) < terms.minimum:
        raise CouponNeedsMore(terms.minimum.fen)
    if terms.kind is CouponKind.FREE_ITEM:
        lines.sort(key=lambda line: -_piece(items[line]))
    found = Fit(coupon, tuple(lines), alone=0)
    if not (off := sum(take(found, whole(items))[1])):
        raise CouponTakesNothing()
    return found._replace(alone=off)


def turn(one: Fit) -> tuple[int, int, int, int, int, str]:
    """Sorts coupons into the order they apply in."""
    terms = one.coupon.terms
    return (
        _KINDS.index(terms.kind),
        len(one.lines),
        -terms.percent,
        -terms.off.fen,
        one.coupon.template,
        one.coupon.code,
    )


def whole(items: Sequence[Item]) -> Left:
    """The basket before any coupon."""
    return Left([item.amount.fen for item in items], [item.quantity for item in items])


def take(one: Fit, left: Left) -> tuple[Left, list[int]]:
    """What is left after this coupon, and its part of each of its lines, in fen."""
    terms, lines = one.coupon.terms, one.lines
    if terms.kind is CouponKind.FREE_ITEM:
        return _give_dearest(lines, left)
    weights = [left.fen[line] for line in lines]
    parts = apportion(off_whole(terms, sum(weights)), weights)
    fen = left.fen.copy()
    for line, part in zip(lines, parts, strict=True):
        fen[line] -= part
    return Left(fen, left.pieces), parts


def off_whole(terms: CouponTerms, amount: int) -> int:
    """What an amount or a percentage takes of so many fen."""
    if terms.kind is CouponKind.AMOUNT_OFF:
        return min(terms.off.fen, amount)
    off = amount * terms.percent // WHOLE
    return off if terms.cap is None else min(terms.cap.fen, off)


def _give_dearest(lines: Sequence[int], left: Left) -> tuple[Left, list[int]]:
    """One piece of the first line that has any; the lines come dearest first."""
    fen, pieces, parts = left.fen.copy(), left.pieces.copy(), [0] * len(lines)
    for place, line in enumerate(lines):
        if fen[line]:
            parts[place] = -(-fen[line] // pieces[line])
            fen[line] -= parts[place]
            pieces[line] -= 1
            break
    return Left(fen, pieces), parts


def _piece(item: Item) -> Fraction:
    return Fraction(item.amount.fen, item.quantity)


def _check_company(coupons: Sequence[Held]) -> None:
    templates = set()
    for coupon in coupons:
        if coupon.template in templates:
            raise SameCouponTwice()
        templates.add(coupon.template)
    for coupon in coupons:
        if len(coupons) > 1 and not coupon.terms.with_coupons:
            raise CouponStandsAlone(coupon.code)
