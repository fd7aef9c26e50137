"""What a refund brings, in the words of the counter."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from shopfans.domain.money import Currency, Money
from shopfans.domain.sales import Tender
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, day_text, money_text
from shopfans.texts.labels import ways_text


class CouponBack(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def lapses(self) -> date: ...
    @property
    def has_grace(self) -> bool: ...


class Refund(Protocol):
    """What the words need of a refund."""

    @property
    def tenders(self) -> Mapping[Tender, Money]: ...
    @property
    def taken(self) -> int: ...
    @property
    def given(self) -> int: ...
    @property
    def kept_back(self) -> Money: ...
    @property
    def kept_points(self) -> int: ...
    @property
    def below_zero(self) -> int: ...
    @property
    def coupons(self) -> Sequence[CouponBack]: ...
    @property
    def ends_thanks(self) -> bool: ...


def refund_text(refund: Refund, currency: Currency) -> str:
    """By which tender how much goes back, and what becomes of points and coupons: a line each."""
    return "\n".join(_lines(refund, currency))


def _lines(refund: Refund, currency: Currency) -> Iterator[str]:
    if refund.tenders:
        yield ways_text(refund.tenders, currency)
    if refund.given:
        yield ngettext(
            "{n} used point comes back", "{n} used points come back", refund.given
        ).format(n=count_text(refund.given))
    if refund.taken:
        yield ngettext(
            "{n} earned point is taken", "{n} earned points are taken", refund.taken
        ).format(n=count_text(refund.taken))
    if refund.kept_points:
        yield ngettext(
            "{n} of its points is spent already: {money} is kept back for it",
            "{n} of its points are spent already: {money} is kept back for them",
            refund.kept_points,
        ).format(n=count_text(refund.kept_points), money=money_text(refund.kept_back, currency))
    if refund.below_zero:
        yield ngettext(
            "{n} of its points is spent already: her points go below zero",
            "{n} of its points are spent already: her points go below zero",
            refund.below_zero,
        ).format(n=count_text(refund.below_zero))
    for coupon in refund.coupons:
        words = _("Coupon {name} comes back, until {day}")
        if coupon.has_grace:
            words = _("Coupon {name} comes back, with days of grace until {day}")
        yield words.format(name=coupon.name, day=day_text(coupon.lapses))
    if refund.ends_thanks:
        yield _("The rewards for a friend who was brought go back too.")
