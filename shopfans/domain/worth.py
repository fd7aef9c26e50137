"""Is a membership worth it: what a plan would have saved a guest on visits she paid for already.

Never more than it would have been. Its percentage is taken of what she paid in the end, less what
her tier took off anyway; a visit with a coupon that bars such a discount saves nothing. Its coupons
come when she comes, and each is used once, on a visit on which it fits as it would have at the
counter and on which she used no other.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from shopfans.domain import coupon_discounts, coupon_terms, points, tiers
from shopfans.domain.birthdays import Birthday, next_birthday
from shopfans.domain.coupon_discounts import Held, Item
from shopfans.domain.coupon_terms import CouponTerms
from shopfans.domain.errors import ShopError
from shopfans.domain.memberships import Plan, Run
from shopfans.domain.money import Money
from shopfans.domain.points import Points


class Visit(NamedTuple):
    """A sale, less what came back of it."""

    day: date
    items: tuple[Item, ...]
    """What she paid for each line in the end."""
    standing_off: Money = Money()
    """What her tier, or a membership she had, took off."""
    has_coupon: bool = False
    bars: bool = False
    """Whether a coupon was used that stands without such a discount."""
    earned: Points = Points(0)

    @property
    def paid(self) -> Money:
        return Money.total(item.amount for item in self.items)


class Guest(NamedTuple):
    """What else her saving depends on."""

    birthday: Birthday | None = None
    """None too where she gets a coupon at her birthday anyway."""
    times: int = 100
    """Percent: the multiplier she has already."""
    ahead: int = 0
    """Days before her birthday on which its coupon comes."""


class Worth(NamedTuple):
    """What it would have saved her."""

    off: Money = Money()
    coupons: Money = Money()
    points: Money = Money()
    """What the points are worth that would have come on top: beside what it saved, as what a
    running membership saved counts money alone."""
    visits: int = 0

    @property
    def saved(self) -> Money:
        return self.off + self.coupons


def worth(
    plan: Plan,
    visits: Sequence[Visit],
    run: Run,
    templates: Mapping[int, CouponTerms],
    point_value: Money,
    guest: Guest,
) -> Worth:
    """Of the visits within these days, in their order, as if she had had it then."""
    within = [one for one in visits if run.holds_on(one.day)]
    extra = Points(sum(_more_points(plan, one, guest) for one in within))
    return Worth(
        Money.total(_off(plan, one) for one in within),
        _coupons(plan, within, list(_given(plan, within, run, guest)), templates),
        points.worth(extra, point_value),
        len(within),
    )


def _off(plan: Plan, visit: Visit) -> Money:
    if visit.bars:
        return Money()
    before = visit.paid + visit.standing_off
    off = Money(before.fen * plan.percent // coupon_terms.WHOLE)
    return max(Money(), off - visit.standing_off)


def _more_points(plan: Plan, visit: Visit, guest: Guest) -> int:
    return visit.earned * max(0, plan.times - guest.times) // guest.times


def _given(
    plan: Plan, visits: Sequence[Visit], run: Run, guest: Guest
) -> Iterator[tuple[int, date]]:
    """Each coupon she would have got, and the day on which it would have come."""
    months: set[int] = set()
    for visit in visits:
        for number in (0, run.month(visit.day)):
            if number not in months:
                months.add(number)
                yield from ((template, visit.day) for template in plan.coupons(number))
    if plan.birthday is not None and guest.birthday is not None and visits:
        kept = next_birthday(guest.birthday, run.starts)
        if run.holds_on(kept):
            yield plan.birthday, max(run.starts, kept - timedelta(days=guest.ahead))


def _coupons(
    plan: Plan,
    visits: Sequence[Visit],
    given: Sequence[tuple[int, date]],
    templates: Mapping[int, CouponTerms],
) -> Money:
    """The coupons that take most off come first; a visit takes one."""
    free = [(visit, _reduced(plan, visit)) for visit in visits if not visit.has_coupon]
    bars = bool(plan.percent)
    found = [
        (off, number, at)
        for number, (template, day) in enumerate(given)
        for at, (visit, items) in enumerate(free)
        if (off := _takes(template, templates[template], day, visit.day, items, bars=bars))
    ]
    used: set[int] = set()
    taken: set[int] = set()
    saved = Money()
    for off, number, at in sorted(found, key=lambda one: (-one[0].fen, one[1], one[2])):
        if number not in used and at not in taken:
            used.add(number)
            taken.add(at)
            saved += off
    return saved


def _reduced(plan: Plan, visit: Visit) -> list[Item]:
    """The basket after the plan's own discount."""
    off = tiers.shares(plan.percent, [item.amount for item in visit.items])
    return [
        item._replace(amount=item.amount - part)
        for item, part in zip(visit.items, off, strict=True)
    ]


def _takes(
    template: int, terms: CouponTerms, issued: date, day: date, items: Sequence[Item], *, bars: bool
) -> Money:
    """What a coupon of that day takes off on this one; nothing where it could not be used."""
    try:
        first, last = coupon_terms.validity(terms, issued)
        held = Held("", template, terms, first, last)
        fit = coupon_discounts.fit(items, held, day, with_points=False, with_tier=bars)
    except ShopError:
        return Money()
    return Money(fit.alone)
