"""Baskets put aside, and taken up again where they were left."""

from typing import NamedTuple

from shopfans.domain import tenders
from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money
from shopfans.domain.sales import Tender
from shopfans.services.sales import parking
from shopfans.services.sales.parking import PaidPart, Parked
from ui.counter.receiving import Unfinished
from ui.counter.till import Till
from ui.desk import Desk


class Typed(NamedTuple):
    """What is typed for the basket and not entered yet."""

    amount: str
    given: str
    comes_last: bool
    """One typed there last, and not in what is open beside it."""


class Guest(NamedTuple):
    """Who stands at the counter while the operator changes."""

    parked: int | None
    """Her basket, put aside."""
    member: int | None
    typed: Typed
    unfinished: tuple[Unfinished, ...]
    """What else is being sold to her."""
    received: Money
    """Of all that is not sold yet."""
    received_by: str


class Aside:
    def __init__(self, desk: Desk, till: Till) -> None:
        self._desk, self._till = desk, till

    def park(self) -> int:
        """Put the basket aside; returns its number. Raises NothingToSell if it is empty."""
        basket = self._till.basket
        parked = Parked(
            tuple(basket.lines),
            tuple(one.code for one in basket.coupons),
            basket.spend,
            basket.free_pieces,
            basket.with_tier,
            tuple(
                PaidPart(tender, amount)
                for tender, amount in basket.parts.items()
                if tender is not Tender.STORED_VALUE
            ),
        )
        member = basket.guest.id if basket.guest else None
        number = parking.park(self._desk.shop, by=self._desk.by, basket=parked, member=member)
        self._till.clear()
        return number

    def lay_down(self, typed: Typed, unfinished: tuple[Unfinished, ...]) -> Guest | None:
        """What another operator needs to go on with this guest, for whom this is typed and not
        finished beside what is rung; None: nobody is there."""
        basket = self._till.basket
        member = basket.guest.id if basket.guest else None
        if not (basket.is_begun or typed.amount):
            return None
        paid = (basket.parts, *(one.parts for one in unfinished))
        received = Money.total(map(tenders.received, paid))
        parked = self.park() if basket.lines else None
        return Guest(parked, member, typed, unfinished, received, self._desk.by.name)

    def is_here(self, guest: Guest) -> bool:
        """Whether it is she who is served, with her basket: that may have been taken up elsewhere,
        and she may have been forgotten."""
        basket = self._till.basket
        member = basket.guest.id if basket.guest else None
        return member == guest.member and bool(basket.lines) == (guest.parked is not None)

    def take_up(self, number: int) -> list[ShopError]:
        """Go on with a basket put aside, for the right guest; returns why coupons were left out.

        Raises ParkedGone, or MemberErased for a guest who was forgotten since.
        """
        parked, member = parking.take_up(self._desk.shop, number)
        self._till.clear()
        basket, left_out = self._till.basket, []
        basket.lines = list(parked.lines)
        basket.touched = len(basket.lines) - 1
        if member is not None:
            self._till.serve(member)
            basket.lines = list(parked.lines)
        for code in parked.coupons:
            try:
                self._till.scan_coupon(code)
            except ShopError as problem:
                left_out.append(problem)
        basket.spend, basket.free_pieces = parked.spend, parked.free_pieces
        basket.with_tier, basket.parts = parked.with_tier, dict(parked.paid)
        return left_out
