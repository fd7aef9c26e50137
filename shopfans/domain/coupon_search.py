"""The best of many coupons that may be used together."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date

from shopfans.domain.coupon_discounts import Fit, Left, off_whole, take, turn
from shopfans.domain.coupon_terms import WHOLE, CouponKind

MOST_STEPS = 200
"""After so many the best found so far will do: the guest waits."""

Rank = tuple[int, int, list[date], list[str]]


def rank(off: int, chosen: Sequence[Fit]) -> Rank:
    """The least is best: most taken off, then fewest coupons, then those that lapse soonest."""
    lapses = sorted(one.coupon.last for one in chosen)
    return -off, len(chosen), lapses, sorted(one.coupon.code for one in chosen)


class Search:
    """Takes or leaves each coupon in the order they apply, and turns back where it cannot win.

    More coupons take more off, but for the fen that rounding moves between lines. So what all that
    are not yet left out would take, rounded nowhere, and those fen, is the most to be had.
    """

    def __init__(self, fits: Sequence[Fit], left: Left) -> None:
        self._fits = sorted(fits, key=turn)
        self._slack = [self._moved(place) for place in range(len(fits))]
        self._steps = MOST_STEPS + len(fits)
        self.off = 0
        self.best: tuple[Fit, ...] = ()
        self._rank: Rank = rank(0, ())
        self._begin_with_the_largest(left)
        self._go(0, left, 0, ())

    @property
    def is_proved(self) -> bool:
        """Whether it came to its end, so that nothing can be better."""
        return self._steps > 0

    def _moved(self, place: int) -> float:
        """How many fen the rounding of one coupon's shares can bring a later one, at most.

        None where each later one is for all of its lines or for none of them.
        """
        lines = set(self._fits[place].lines)
        if self._fits[place].coupon.terms.kind is CouponKind.FREE_ITEM:
            return 0
        later = (lines & set(one.lines) for one in self._fits[place + 1 :])
        return len(lines) / 4 if any(common and common != lines for common in later) else 0

    def _begin_with_the_largest(self, left: Left) -> None:
        """So many of the largest as take off what all would: the first to be bettered."""
        largest = sorted(self._fits, key=lambda one: -one.alone)
        most, _ = together(self._fits, left)
        enough = bisect_left(
            range(len(largest)), most, key=lambda count: together(largest[:count], left)[0]
        )
        self.off, self.best = together(largest[:enough], left)
        self._rank = rank(self.off, self.best)

    def _go(self, place: int, left: Left, off: int, chosen: tuple[Fit, ...]) -> None:
        if not self._steps or not self._can_win(place, left, off, chosen):
            return
        self._steps -= 1
        if place == len(self._fits):
            if (found := rank(off, chosen)) < self._rank:
                self._rank, self.best, self.off = found, chosen, off
            return
        one = self._fits[place]
        after, parts = take(one, left)
        if any(parts):
            self._go(place + 1, after, off + sum(parts), (*chosen, one))
        self._go(place + 1, left, off, chosen)

    def _can_win(self, place: int, left: Left, off: int, chosen: tuple[Fit, ...]) -> bool:
        most = off + int(self._at_most(place, left))
        if most != self.off:
            return most > self.off
        needed = self._needed(place, left, self.off - off)
        rest = sorted(one.coupon.last for one in self._fits[place:])[:needed]
        lapses = sorted([*(one.coupon.last for one in chosen), *rest])
        return (len(chosen) + needed, lapses) <= self._rank[1:3]

    def _needed(self, place: int, left: Left, missing: int) -> int:
        """How many more coupons it takes at least to get so many fen off."""
        needed = 0
        for off in sorted((self._now(one, left) for one in self._fits[place:]), reverse=True):
            if missing <= 0:
                break
            missing -= off
            needed += 1
        return needed

    def _now(self, one: Fit, left: Left) -> int:
        if _is_free(one):
            return one.alone
        return off_whole(one.coupon.terms, sum([left.fen[line] for line in one.lines]))

    def _at_most(self, place: int, left: Left) -> float:
        """What the coupons from here on can take off, in fractions of a fen: a bound, no amount."""
        rest = left
        while place < len(self._fits) and _is_free(self._fits[place]):
            rest, _ = take(self._fits[place], rest)
            place += 1
        off = float(sum(left.fen) - sum(rest.fen))
        fen = list(map(float, rest.fen))
        for one in self._fits[place:]:
            amount = sum([fen[line] for line in one.lines])
            if amount > 0:
                part = _off_exactly(one, amount)
                keeps = 1 - part / amount
                for line in one.lines:
                    fen[line] *= keeps
                off += part
        return off + sum(self._slack[place:]) + 0.01


def together(fits: Iterable[Fit], left: Left) -> tuple[int, tuple[Fit, ...]]:
    """What they take off, in fen, and those of them that take anything."""
    off, useful = 0, []
    for one in sorted(fits, key=turn):
        left, parts = take(one, left)
        if got := sum(parts):
            off += got
            useful.append(one)
    return off, tuple(useful)


def _is_free(one: Fit) -> bool:
    return one.coupon.terms.kind is CouponKind.FREE_ITEM


def _off_exactly(one: Fit, amount: float) -> float:
    terms = one.coupon.terms
    if terms.kind is CouponKind.AMOUNT_OFF:
        return min(terms.off.fen, amount)
    off = amount * terms.percent / WHOLE
    return off if terms.cap is None else min(terms.cap.fen, off)
