"""The sum at the counter: what is taken off the basket, what is due and what it earns."""

from collections.abc import Sequence
from datetime import date
from itertools import starmap
from operator import sub

from shopfans.domain import coupon_discounts, earning, points, spending, stamps, tiers
from shopfans.domain.coupon_discounts import Held, Item
from shopfans.domain.earning import Earning
from shopfans.domain.errors import (
    AmountNotPositive,
    AmountTooLarge,
    GiftNeedsMember,
    NotEnoughPoints,
    NothingForStamps,
    NothingToSell,
    OffTooMuch,
    PointsNeedMember,
    ReasonMissing,
)
from shopfans.domain.kinds import Discount
from shopfans.domain.money import MOST, Money
from shopfans.domain.points import Points
from shopfans.domain.sales import STANDING, Buyer, Line, Off, Quote
from shopfans.domain.shares import apportion
from shopfans.domain.stored_value import EarnsOn
from shopfans.domain.terms import Terms


def quote(
    lines: Sequence[Line],
    terms: Terms,
    day: date,
    *,
    buyer: Buyer | None = None,
    coupons: Sequence[Held] = (),
    spend: Points = Points(0),
    free_pieces: int = 0,
    with_tier: bool = True,
    stored: Money = Money(),
) -> Quote:
    """What the guest pays and earns; the screen before the sale and the sale itself both ask here.

    First comes off what the operator gives, then the free pieces of a full stamp card, the standing
    discount of her tier or membership unless it is left out, the coupons, and the points. What she
    pays of it from stored value, if terms have it so, earns nothing. Raises NothingToSell,
    AmountNotPositive, AmountTooLarge, OffTooMuch, ReasonMissing, and what coupons, points, stamps
    and gifts refuse.
    """
    gross = _gross(lines)
    rest = [line.amount for line in lines]
    offs: list[Off] = []

    def take(off: Off) -> None:
        nonlocal rest
        rest = list(starmap(sub, zip(rest, off.shares, strict=True)))
        offs.append(off)

    for index, line in enumerate(lines):
        if line.off:
            take(_off_line(line, index, len(lines)))
    free = [0] * len(lines)
    if free_pieces:
        free = _free(lines, rest, terms, buyer, free_pieces)
        take(_off_stamps(lines, rest, free, terms))
    no_cost = (0,) * len(lines)
    standing = buyer.standing if buyer and with_tier else None
    if standing is not None and any(off := tiers.shares(standing.percent, rest)):
        take(Off(standing.kind, off, no_cost, standing.name))
    if coupons:
        for one in coupon_discounts.discounts(
            items_of(lines, rest, free), coupons, day, with_points=spend > 0,
            with_tier=has_standing(offs),
        ):  # fmt: skip
            take(Off(Discount.COUPON, one.shares, no_cost, coupon=one.code))
    gifts = _gifts(lines, buyer)
    if spend:
        take(_off_points(rest, terms, buyer, spend, gifts.cost))
    if gifts.cost:
        take(gifts)
    return Quote(
        gross,
        tuple(offs),
        tuple(rest),
        _stamps(lines, free, terms, buyer),
        tuple(free),
        _earning(lines, rest, offs, terms, day, buyer, stored),
    )


def has_standing(offs: Sequence[Off]) -> bool:
    """Whether the standing discount of her tier or membership is among them."""
    return any(off.kind in STANDING for off in offs)


def _gross(lines: Sequence[Line]) -> Money:
    if not lines:
        raise NothingToSell()
    if any(line.quantity < 1 or line.unit_price.fen < 0 or line.off.fen < 0 for line in lines):
        raise AmountNotPositive()
    gross = Money.total(line.amount for line in lines)
    if not gross and not any(line.gift for line in lines):
        raise AmountNotPositive()
    if gross > MOST:
        raise AmountTooLarge(MOST.fen)
    return gross


def _off_line(line: Line, index: int, count: int) -> Off:
    if line.off > line.amount:
        raise OffTooMuch(line.amount.fen)
    if not line.reason.strip():
        raise ReasonMissing()
    shares = [Money()] * count
    shares[index] = line.off
    return Off(Discount.LINE, tuple(shares), (0,) * count, line.reason)


def _free(
    lines: Sequence[Line], rest: Sequence[Money], terms: Terms, buyer: Buyer | None, wanted: int
) -> list[int]:
    rule = terms.stamps
    if rule is None or buyer is None:
        raise NothingForStamps()
    pieces = [
        (left.fen // line.quantity, line.quantity)
        if rule.counts(line.good, line.category)
        else (0, 0)
        for line, left in zip(lines, rest, strict=True)
    ]
    return stamps.free_pieces(rule.needed, buyer.stamps, wanted, pieces)


def _off_stamps(
    lines: Sequence[Line], rest: Sequence[Money], free: Sequence[int], terms: Terms
) -> Off:
    assert terms.stamps is not None
    shares = tuple(
        Money(left.fen * pieces // line.quantity)
        for line, left, pieces in zip(lines, rest, free, strict=True)
    )
    return Off(Discount.STAMPS, shares, tuple(terms.stamps.needed * pieces for pieces in free))


def _off_points(
    rest: Sequence[Money], terms: Terms, buyer: Buyer | None, spend: Points, promised: int
) -> Off:
    if buyer is None:
        raise PointsNeedMember()
    spending.check(
        terms.spending,
        spend,
        balance=Points(buyer.points - promised),
        due=Money.total(rest),
        point_value=terms.point_value,
    )
    shares = apportion(points.worth(spend, terms.point_value).fen, [left.fen for left in rest])
    return Off(Discount.POINTS, tuple(map(Money, shares)), tuple(apportion(spend, shares)))


def _gifts(lines: Sequence[Line], buyer: Buyer | None) -> Off:
    off = Off(
        Discount.GIFT,
        (Money(),) * len(lines),
        tuple(line.points_each * line.quantity if line.gift else 0 for line in lines),
    )
    if off.cost and buyer is None:
        raise GiftNeedsMember()
    if buyer is not None and off.cost > max(0, buyer.points):
        raise NotEnoughPoints(balance=buyer.points, asked=off.cost)
    return off


def items_of(
    lines: Sequence[Line], rest: Sequence[Money], free: Sequence[int] | None = None
) -> list[Item]:
    """The basket as coupons see it; `rest` is what is left of each line, `free` the pieces of it
    that stamps have made free."""
    return [
        Item(left, line.quantity - given, line.good, line.category)
        for line, left, given in zip(lines, rest, free or [0] * len(lines), strict=True)
    ]


def _stamps(
    lines: Sequence[Line], free: Sequence[int], terms: Terms, buyer: Buyer | None
) -> tuple[int, ...]:
    rule = terms.stamps
    if rule is None or buyer is None:
        return (0,) * len(lines)
    return tuple(
        line.quantity - given if rule.counts(line.good, line.category) else 0
        for line, given in zip(lines, free, strict=True)
    )


def _earning(
    lines: Sequence[Line],
    rest: Sequence[Money],
    offs: Sequence[Off],
    terms: Terms,
    day: date,
    buyer: Buyer | None,
    stored: Money,
) -> Earning:
    if buyer is None:
        return earning.nothing(len(lines))
    with_points = [Money()] * len(lines)
    for off in offs:
        if off.kind is Discount.POINTS:
            with_points = list(off.shares)
    silent = Money() if terms.stored_value.earns is EarnsOn.PAYING else stored
    without = apportion(silent.fen, [left.fen for left in rest])
    pieces = [
        earning.Piece(
            received=left - Money(unheard),
            paid_with_points=by_points,
            discounted=line.amount - left - by_points,
            category=line.category,
            earns=line.earns,
        )
        for line, left, by_points, unheard in zip(lines, rest, with_points, without, strict=True)
    ]
    found = earning.earn(
        terms.earning,
        pieces,
        day=day,
        birthday=buyer.birthday,
        carried=buyer.carried,
        standing=buyer.multiplier,
    )
    if found.points > points.MOST_AT_ONCE:
        raise AmountTooLarge(points.MOST_AT_ONCE * terms.earning.each.fen // terms.earning.points)
    return found
