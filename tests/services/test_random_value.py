"""Stored value in any order: topped up, used, refunded, voided, paid out; the books are true, and
who gives everything back gets all that she paid in."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
)

from shopfans.domain.errors import (
    AlreadyVoided,
    DayOver,
    NotEnoughStoredValue,
    NothingToPayOut,
    PartlyRefunded,
    TopUpUsed,
)
from shopfans.domain.money import Money
from shopfans.domain.sales import Line, Tender
from shopfans.domain.stored_value import Draw, Offer, Returning, StoredValueRule
from shopfans.services import settings as terms_of
from shopfans.services.books import auditing
from shopfans.services.prepaid import instalments, paying_out, prepaying
from shopfans.services.sales import refunding, selling
from tests.conftest import join
from tests.services.random_history import RandomHistory, play
from tests.services.stored_value import allow, has, pay
from tests.services.test_selling import pass_working_days

OFFERS = (Offer(Money(1_000), Money(333)), Offer(Money(5_000), Money(777), months=3))


class RandomValue(RandomHistory):
    def __init__(self) -> None:
        super().__init__()
        self.mei = join(self.shop, self.by, "王小美", "13812345678")
        self.top_ups: dict[int, tuple[date, int]] = {}
        """Those that stand: their day and what was paid in."""
        self.sales: dict[int, tuple[date, int]] = {}
        """Their day, and how many pieces are left."""
        self.paid_in = self.returned = 0
        self.back_late = 0
        """Stored value that sales brought back after some of her money was returned."""

    def teardown(self) -> None:
        self.give_everything_back()
        super().teardown()

    @initialize(draw=st.sampled_from(Draw), returning=st.sampled_from(Returning))
    def the_owner_decides(self, draw: Draw, returning: Returning) -> None:
        allow(self.shop, StoredValueRule(True, OFFERS, draw, returning=returning))

    @rule(draw=st.sampled_from(Draw), returning=st.sampled_from(Returning))
    def the_owner_changes_her_mind(self, draw: Draw, returning: Returning) -> None:
        rule = replace(terms_of.load(self.shop).stored_value, draw=draw, returning=returning)
        allow(self.shop, rule, points_last=400 + self.requests)
        self.requests += 1

    @rule(fen=st.sampled_from([1, 999, 1_000, 4_999, 5_000, 12_345]))
    def top_up(self, fen: int) -> None:
        done = prepaying.top_up(
            self.shop, by=self.by, request=self.request(), member=self.mei,
            payments={Tender.CASH: Money(fen)},
        )  # fmt: skip
        self.top_ups[done.id] = (self.today, fen)
        self.paid_in += fen

    @rule(share=st.sampled_from([1, 7, 33, 100]), pieces=st.integers(1, 3), cash=st.integers(0, 9))
    def pay_a_part(self, share: int, pieces: int, cash: int) -> None:
        """So many percent of what she has, beside a little cash, for some pieces of one price."""
        stored = sum(has(self.shop, self.mei)) * share // 100 // pieces * pieces
        if not stored:
            return
        money = {Tender.STORED_VALUE: Money(stored), Tender.CASH: Money(cash * pieces)}
        sold = selling.record_sale(
            self.shop, by=self.by, request=self.request(), member=self.mei,
            lines=[Line(Money(stored // pieces + cash), pieces)],
            payments={tender: amount for tender, amount in money.items() if amount},
        )  # fmt: skip
        self.sales[sold.sale] = (self.today, pieces)

    @rule()
    def ask_for_too_much(self) -> None:
        before = has(self.shop, self.mei)
        with pytest.raises(NotEnoughStoredValue):
            pay(self.shop, self.by, self.mei, sum(before) + 1, self.request())
        assert has(self.shop, self.mei) == before

    @precondition(lambda self: self.sales)
    @rule(which=st.integers(0, 99), pieces=st.integers(1, 3), in_cash=st.booleans())
    def give_back(self, which: int, pieces: int, in_cash: bool) -> None:
        sale = list(self.sales)[which % len(self.sales)]
        day, left = self.sales[sale]
        wanted = min(pieces, left)
        if not wanted:
            with pytest.raises(AlreadyVoided):
                self.refund(sale, None)
            return
        self.refund(sale, {1: wanted}, Tender.CASH if in_cash else None)
        self.sales[sale] = (day, left - wanted)

    def refund(
        self, sale: int, quantities: dict[int, int] | None, tender: Tender | None = None
    ) -> None:
        before = sum(has(self.shop, self.mei))
        refunding.refund_sale(
            self.shop, by=self.by, sale=sale, quantities=quantities, request=self.request(),
            tender=tender,
        )  # fmt: skip
        self.note_what_came_back(before)

    def note_what_came_back(self, before: int) -> None:
        if self.returned:
            self.back_late += sum(has(self.shop, self.mei)) - before

    @precondition(lambda self: self.sales)
    @rule()
    def void_the_last_sale(self) -> None:
        sale = list(self.sales)[-1]
        day, _left = self.sales[sale]
        before = sum(has(self.shop, self.mei))
        try:
            refunding.void_sale(self.shop, by=self.by, sale=sale, request=self.request())
        except DayOver:
            assert day != self.today
        except (PartlyRefunded, AlreadyVoided):
            pass
        else:
            self.sales[sale] = (day, 0)
            self.note_what_came_back(before)

    @precondition(lambda self: self.top_ups)
    @rule(which=st.integers(0, 99))
    def take_a_top_up_back(self, which: int) -> None:
        top_up = list(self.top_ups)[which % len(self.top_ups)]
        day, fen = self.top_ups[top_up]
        try:
            prepaying.void(self.shop, by=self.by, top_up=top_up, request=self.request())
        except DayOver:
            assert day != self.today
        except TopUpUsed:
            assert self.sales or self.returned
        else:
            del self.top_ups[top_up]
            self.paid_in -= fen

    @precondition(lambda self: self.top_ups)
    @rule(which=st.integers(0, 99), all_of_it=st.booleans())
    def pay_out(self, which: int, all_of_it: bool) -> None:
        sheet = paying_out.sheet(self.shop, member=self.mei)
        rows = sheet.rows
        if rows and not all_of_it:
            rows = (rows[which % len(rows)],)
        due = sum(row.returnable.fen for row in rows)
        try:
            done = paying_out.pay_out(
                self.shop, by=self.owner, member=self.mei, top_ups=[row.top_up for row in rows],
                returned=Money(due), tender=Tender.CASH, request=self.request(),
            )  # fmt: skip
        except NothingToPayOut:
            assert due == 0
        else:
            assert done.returned.fen == due
            self.returned += due

    @rule(days=st.sampled_from([1, 8, 31]))
    def days_pass(self, days: int) -> None:
        pass_working_days(self.shop, self.by, self.clock, days)
        instalments.add_due(self.shop)

    @invariant()
    def nothing_is_below_nothing_and_no_more_goes_out_than_came_in(self) -> None:
        principal, bonus = has(self.shop, self.mei)
        assert min(principal, bonus) >= 0
        assert 0 <= self.returned <= self.paid_in

    def give_everything_back(self) -> None:
        """Whatever was used comes back, and then all of her money."""
        for sale, (_day, left) in self.sales.items():
            if left:
                self.refund(sale, None)
        self.pay_out(0, all_of_it=True)
        assert self.returned == self.paid_in
        # no money, but hers to spend: test_paying_out has the case with its figures
        rows = paying_out.sheet(self.shop, member=self.mei).rows
        assert [row for row in rows if row.returnable] == []
        assert sum(has(self.shop, self.mei)) <= self.back_late or not self.paid_in
        assert auditing.problems(self.shop) == []


@pytest.mark.hypothesis
def test_in_any_order_the_books_are_true_and_all_comes_back(blank_shop: Path) -> None:
    play(RandomValue, blank_shop)
