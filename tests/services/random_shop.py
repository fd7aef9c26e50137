"""The shop of a random cashier beside its small model: what is done to the one is noted in the
other."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest
from hypothesis import strategies as st

from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.errors import (
    AlreadyVoided,
    DayOver,
    MemberErased,
    PartlyRefunded,
)
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.sales import Line, Tender
from shopfans.domain.terms import RefundPolicy
from shopfans.services.goods.pricing import GoodOnSale
from shopfans.services.sales import selling
from tests.conftest import confirm_date
from tests.services import small_model
from tests.services.random_history import RandomHistory
from tests.services.small_model import Account, Lot, Piece, Taken, Ticket
from tests.services.test_selling import sell

POINTS_LAST, STAMPS_LAST = timedelta(days=365), timedelta(days=40)
NEEDED = 3
"""Stamps for a free piece."""
MUG = 20
"""Points for the gift."""
GOODS = (("布丁", "甜", 1200), ("蛋糕", "甜", 3333), ("吸管", "", 1))
TEMPLATES = {
    "percent": CouponTerms(CouponKind.PERCENT_OFF, percent=1250, with_coupons=True),
    "amount": CouponTerms(CouponKind.AMOUNT_OFF, off=Money(333), with_coupons=True),
}
"""Beside the welcome coupon of 5.00, which stands alone."""


class Order(NamedTuple):
    """What a guest wants."""

    basket: list[tuple[int, int, int]]
    """(number of the good, or past them an amount typed by hand; pieces; percent off by hand)."""
    coupons: tuple[str, ...] = ()
    share: float = 0
    """Of her points, to be used."""
    has_free_piece: bool = False
    mugs: int = 0


ORDERS = st.builds(
    Order,
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(1, 4), st.sampled_from([0, 0, 0, 7, 100])),
        min_size=1,
        max_size=3,
    ),
    st.sampled_from([(), ("welcome",), ("percent",), ("amount",), ("percent", "amount")]),
    st.sampled_from([0, 0, 0.5, 1]),
    st.booleans(),
    st.sampled_from([0, 0, 1, 2]),
)
CAKES = Order([(1, 3, 0)])


@dataclass
class Guest:
    coupons: dict[str, tuple[str, Ticket]]
    """By code: the template's name, and what it is."""
    erased: bool = False
    points: Account = field(default_factory=Account)
    stamps: Account = field(default_factory=Account)
    carried: int = 0
    spent: int = 0

    def in_hand(self, today: date) -> dict[str, tuple[str, Ticket]]:
        return {
            code: (name, ticket)
            for code, (name, ticket) in self.coupons.items()
            if ticket.used_by is None and ticket.lapses >= today
        }


@dataclass
class Sold:
    day: date
    member: int | None
    pieces: dict[int, Piece]
    arguments: dict[str, Any]
    uses_hers: bool
    carried: int = 0
    """Thousandths of a point more than before."""
    points: Lot = field(default_factory=lambda: Lot(None, 0))
    stamps: Lot = field(default_factory=lambda: Lot(None, 0))
    points_used: list[Taken] = field(default_factory=list)
    stamps_used: list[Taken] = field(default_factory=list)
    is_touched: bool = False
    """Something of it came back."""

    @property
    def is_gone(self) -> bool:
        return not any(piece.quantity for piece in self.pieces.values())


class RandomShop(RandomHistory):
    policy: RefundPolicy
    carries: bool
    grace: int
    goods: dict[str, GoodOnSale]

    def __init__(self) -> None:
        super().__init__()
        self.guests: dict[int, Guest] = {}
        self.sales: dict[int, Sold] = {}
        self.money = 0

    def member(self, who: int) -> int:
        return list(self.guests)[who % len(self.guests)]

    def pass_days(self, days: int) -> None:
        """The day before the new one was worked on, on a date that is known."""
        if days:
            self.clock.pass_days(days - 1)
            confirm_date(self.shop)
            self.ring(Order([(2, 1, 0)]), None)
            self.clock.pass_days(1)

    def ring(self, order: Order, member: int | None) -> None:
        """Sell what is wanted as far as she can have it, by a due worked out here."""
        guest = self.guests.get(member or 0)
        if guest and guest.erased:
            with pytest.raises(MemberErased):
                sell(self.shop, self.by, 1, self.request(), member=member)
            return
        lines, rests = self.rung(order)
        tickets = self.chosen(order, guest)
        free = self.cheapest_is_free(order, lines, rests, guest)
        due = small_model.due(rests, [ticket for _, ticket in tickets])
        if due is None:
            tickets, due = [], small_model.due(rests, [])
        assert due is not None
        has = guest.points.usable(self.today) if guest else 0
        mugs = min(order.mugs, has // MUG)
        if mugs:
            lines.append(Line(Money(), mugs, "杯子", gift=1, points_each=Points(MUG), earns=False))
        spend = min(int((has - MUG * mugs) * order.share), due)
        due -= spend
        arguments: dict[str, Any] = {
            "lines": lines,
            "payments": {Tender.CASH: Money(due)} if due else {},
            "member": member,
            "coupons": [code for code, _ in tickets],
            "spend": Points(spend),
            "free_pieces": int(free),
            "request": self.request(),
        }
        receipt = selling.record_sale(self.shop, by=self.owner, **arguments)
        assert (receipt.paid, receipt.points_off) == (Money(due), Money(spend))
        uses_hers = bool(tickets or mugs or spend or free)
        self.note(receipt.sale, member, due, MUG * mugs + spend, arguments, uses_hers=uses_hers)
        for _, ticket in tickets:
            ticket.used_by = receipt.sale
        if guest:
            assert receipt.balance == guest.points.balance

    def rung(self, order: Order) -> tuple[list[Line], list[tuple[int, int, int]]]:
        """The lines, and (fen after the discount by hand, pieces, free ones) of each."""
        lines, rests = [], []
        for number, pieces, percent in order.basket:
            line = Line(Money(199), pieces)
            if number < len(GOODS):
                good = self.goods[GOODS[number][0]]
                line = Line(
                    good.price, pieces, good.name, good.id, good.category, list_price=good.price
                )
            off = line.amount.fen * percent // 100
            lines.append(line._replace(off=Money(off), reason="chipped" if off else ""))
            rests.append((line.amount.fen - off, pieces, 0))
        return lines, rests

    def chosen(self, order: Order, guest: Guest | None) -> list[tuple[str, Ticket]]:
        """The first of each kind that she has in hand."""
        found: dict[str, tuple[str, Ticket]] = {}
        for code, (name, ticket) in (guest.in_hand(self.today) if guest else {}).items():
            if name in order.coupons:
                found.setdefault(name, (code, ticket))
        return list(found.values())

    def cheapest_is_free(
        self,
        order: Order,
        lines: Sequence[Line],
        rests: list[tuple[int, int, int]],
        guest: Guest | None,
    ) -> bool:
        """Mark the cheapest sweet piece as free, if she wants and has the stamps."""
        sweet = [
            (fen // pieces, index)
            for index, (fen, pieces, _) in enumerate(rests)
            if lines[index].category == "甜" and fen
        ]
        has = guest.stamps.usable(self.today) if guest else 0
        if not (order.has_free_piece and sweet and has >= NEEDED):
            return False
        _, index = min(sweet)
        fen, pieces, _ = rests[index]
        rests[index] = (fen, pieces, 1)
        return True

    def note(
        self,
        sale: int,
        member: int | None,
        due: int,
        points: int,
        arguments: dict[str, Any],
        *,
        uses_hers: bool,
    ) -> None:
        """Take a sale into the model; how it falls on its lines is read, their sums are not."""
        pieces = self.pieces_of(sale)
        sold = Sold(self.today, member, pieces, arguments, uses_hers)
        self.sales[sale] = sold
        self.money += due
        free, every = arguments["free_pieces"], pieces.values()
        sweet = sum(line.quantity for line in arguments["lines"] if line.category == "甜")
        stamps = sweet - free if member else 0
        assert sum(piece.paid for piece in every) == due
        assert sum(sum(piece.points_used) for piece in every) == points
        assert sum(piece.stamps_used for piece in every) == NEEDED * free
        assert sum(piece.stamps for piece in every) == stamps
        if member is None:
            assert not any(piece.earned for piece in every)
            return
        guest = self.guests[member]
        guest.points.lapse(self.today)
        guest.stamps.lapse(self.today)
        parts = due * 10 + (guest.carried if self.carries else 0)
        earned = max(0, parts // 1000)
        assert sum(piece.earned for piece in every) == earned
        sold.carried = parts - 1000 * earned - guest.carried if self.carries else 0
        guest.carried += sold.carried
        guest.spent += due
        sold.points_used = guest.points.spend(points)
        sold.points = guest.points.grant(earned, self.today + POINTS_LAST)
        sold.stamps_used = guest.stamps.spend(NEEDED * free)
        sold.stamps = guest.stamps.grant(stamps, self.today + STAMPS_LAST)

    def pieces_of(self, sale: int) -> dict[int, Piece]:
        with self.shop.reading():
            costs: dict[tuple[int, bool], list[int]] = {}
            for line, is_stamps, cost in self.shop.rows(
                "SELECT line, kind = 'stamps', h.cost FROM sale_share h JOIN sale_discount d "
                "ON d.sale_id = h.sale_id AND d.position = discount WHERE d.sale_id = ?",
                sale,
            ):
                costs.setdefault((line, bool(is_stamps)), []).append(cost)
            lines = self.shop.rows(
                "SELECT position, quantity, paid, earned, stamps FROM sale_line WHERE sale_id = ?",
                sale,
            )
        return {
            place: Piece(
                quantity, paid, earned, stamps, costs.get((place, False), []),
                sum(costs.get((place, True), [])),
            )
            for place, quantity, paid, earned, stamps in lines
        }  # fmt: skip

    def latest(self, back: int) -> tuple[int, Sold]:
        number = list(self.sales)[-1 - back % len(self.sales)]
        return number, self.sales[number]

    def why_not_void(self, sold: Sold) -> type[Exception] | None:
        if sold.is_gone:
            return AlreadyVoided
        if sold.is_touched:
            return PartlyRefunded
        return DayOver if sold.day != self.today else None

    def coupons_of(self, sale: int) -> dict[str, Ticket]:
        guest = self.guests.get(self.sales[sale].member or 0)
        every = guest.coupons.items() if guest else ()
        return {code: ticket for code, (_, ticket) in every if ticket.used_by == sale}

    def gone(self, sold: Sold, pieces: dict[int, int], *, kept: int) -> int:
        """Take so many pieces out of the model; the money that goes back for them."""
        backs = [sold.pieces[place].back(count) for place, count in pieces.items() if count]
        sold.is_touched = True
        paid, earned = sum(one.paid for one in backs), sum(one.earned for one in backs)
        used = sum(sum(one.points_used) for one in backs)
        if sold.member is not None:
            guest = self.guests[sold.member]
            if self.policy is RefundPolicy.KEEP_BACK and kept:
                short = earned - max(0, guest.points.balance + used)
                assert kept == min(max(0, short), paid)
            paid -= kept
            guest.points.take_back(sold.points, earned - kept, sold.points_used, used, self.today)
            guest.stamps.take_back(
                sold.stamps, sum(one.stamps for one in backs), sold.stamps_used,
                sum(one.stamps_used for one in backs), self.today,
            )  # fmt: skip
            guest.carried -= sold.carried if sold.is_gone else 0
            guest.spent -= paid
        self.money -= paid
        return paid
