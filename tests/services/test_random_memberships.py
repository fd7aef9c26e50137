"""Memberships in any order: sold, renewed, used, refunded, voided, ended, merged, their holders
forgotten; the books are true, no day she paid for is lost, and of each fee what is earned and what
is not make the whole."""

from contextlib import nullcontext
from datetime import date, timedelta
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
    FeeOwed,
    MembershipOver,
    MembershipRenewed,
    MembershipUsed,
    MergeOver,
    MergeUsed,
    NothingToPayOut,
    PartlyRefunded,
)
from shopfans.domain.money import Money
from shopfans.services.members import finding, forgetting, merging
from shopfans.services.memberships import benefits, held
from shopfans.services.memberships import selling as plans
from shopfans.services.memberships.held import Held
from shopfans.services.sales import refunding
from tests.conftest import join
from tests.services.memberships import GOLD, buy, end, join_plan, offer, template
from tests.services.random_history import RandomHistory, play
from tests.services.test_selling import pass_working_days

A_DAY = timedelta(days=1)


class RandomMemberships(RandomHistory):
    def __init__(self) -> None:
        super().__init__()
        self.members = [
            join(self.shop, self.by, "王小美", "13812345678", "1990-05-01"),
            join(self.shop, self.by, "王晓梅", "13900000000"),
        ]
        self.fees: list[int] = []
        """The prepayments, those taken back too."""
        self.sales: list[int] = []
        self.forgotten: list[int] = []
        self.merges: list[tuple[int, int]] = []
        """Each with the record that went."""
        self.received = self.returned = 0

    def hers(self, member: int) -> list[Held]:
        with self.shop.reading():
            return held.of_member(member)

    @initialize(months=st.sampled_from([1, 12]))
    def the_owner_offers(self, months: int) -> None:
        five = template(self.shop, "five")
        short = GOLD._replace(key=2, name="Short", months=months, price=Money(3_001), monthly=five)
        self.plans = (GOLD._replace(first=five, firsts=2), short)
        offer(self.shop, *self.plans)

    @rule(plan=st.integers(0, 1), which=st.integers(0, 1))
    def join_or_renew(self, plan: int, which: int) -> None:
        member = self.members[which % len(self.members)]
        before = self.hers(member)
        told = join_plan(self.shop, self.by, member, self.request(), self.plans[plan])
        self.received += told.paid.fen
        self.fees.append(told.id)
        new = next(one for one in self.hers(member) if one.prepayment == told.id)
        last = max((one.run.ends for one in before), default=date.min)
        assert new.run.starts == max(self.today, last + A_DAY)

    @rule(fen=st.sampled_from([1, 999, 12_345]), which=st.integers(0, 1))
    def buy(self, fen: int, which: int) -> None:
        member = self.members[which % len(self.members)]
        benefits.touch(self.shop, member)
        has = any(one.run.holds_on(self.today) for one in self.hers(member))
        due = fen - (fen // 10 if has else 0)
        sold = buy(self.shop, self.by, member, fen, self.request(), due=due)
        self.sales.append(sold.sale)

    @rule(which=st.integers(0, 1))
    def come_twice(self, which: int) -> None:
        member = self.members[which % len(self.members)]
        benefits.touch(self.shop, member)
        assert benefits.touch(self.shop, member) == 0

    @precondition(lambda self: self.sales)
    @rule(which=st.integers(0, 9), whole_day=st.booleans())
    def give_back(self, which: int, whole_day: bool) -> None:
        sale = self.sales[which % len(self.sales)]
        try:
            if whole_day:
                refunding.void_sale(self.shop, by=self.by, sale=sale, request=self.request())
            else:
                refunding.refund_sale(
                    self.shop, by=self.by, sale=sale, quantities=None, request=self.request()
                )
        except (AlreadyVoided, DayOver, PartlyRefunded):
            pass

    @precondition(lambda self: self.fees)
    @rule(which=st.integers(0, 9))
    def take_a_fee_back(self, which: int) -> None:
        fee = self.fees[which % len(self.fees)]
        try:
            told = plans.void(self.shop, by=self.by, prepayment=fee, request=self.request())
        except (AlreadyVoided, DayOver, MembershipRenewed, MembershipUsed):
            return
        self.received += told.paid.fen

    @rule(which=st.integers(0, 1))
    def end_the_last(self, which: int) -> None:
        hers = self.hers(self.members[which % len(self.members)])
        for one in reversed(hers):
            try:
                told = end(self.shop, self.owner, one.id, self.request())
            except (MembershipOver, MembershipRenewed, NothingToPayOut):
                continue
            assert Money() < -told.paid <= one.fee
            self.returned -= told.paid.fen
            return

    @precondition(lambda self: len(self.members) == 2)
    @rule(turned=st.booleans())
    def they_are_one(self, turned: bool) -> None:
        kept, gone = self.members[::-1] if turned else self.members
        merge = merging.merge(
            self.shop, by=self.owner, kept=kept, gone=gone, request=self.request()
        )
        self.members = [kept]
        self.merges.append((merge, gone))

    @precondition(lambda self: self.merges)
    @rule()
    def they_are_two_after_all(self) -> None:
        merge, gone = self.merges[-1]
        try:
            merging.undo(self.shop, by=self.owner, merge=merge, request=self.request())
        except (MergeOver, MergeUsed):
            return
        self.merges.pop()
        self.members.append(gone)

    @precondition(lambda self: any(self.hers(member) for member in self.members))
    @rule(which=st.integers(0, 1))
    def forget_her(self, which: int) -> None:
        """Refused while the shop has a fee of hers to earn; whoever comes next is a newcomer."""
        some = [member for member in self.members if self.hers(member)]
        member = some[which % len(some)]
        owed = sum(
            one.fee.fen - one.earned(self.today).fen
            for one in self.hers(member)
            if one.returned is None
        )
        with pytest.raises(FeeOwed) if owed else nullcontext():
            forgetting.erase(self.shop, by=self.owner, member_id=member, request=self.request())
        if owed:
            return
        self.forgotten.append(member)
        phone = f"1370000{len(self.forgotten):04}"
        self.members[self.members.index(member)] = join(self.shop, self.by, "Ana", phone)

    @rule(days=st.sampled_from([1, 8, 31]))
    def days_pass(self, days: int) -> None:
        pass_working_days(self.shop, self.by, self.clock, days)

    @invariant()
    def a_fee_is_earned_returned_or_to_come(self) -> None:
        everybody = [*self.members, *self.forgotten]
        held_now = [one for member in everybody for one in self.hers(member)]
        assert sum(one.fee.fen for one in held_now) == self.received
        assert sum(one.returned.fen for one in held_now if one.returned) == self.returned
        for one in held_now:
            assert Money() <= one.earned(self.today) <= one.fee

    @invariant()
    def what_the_counter_says_holds(self) -> None:
        for member in self.members:
            plan = finding.card(self.shop, member).buyer.plan
            assert (plan is not None) == any(
                one.run.holds_on(self.today) for one in self.hers(member)
            )


@pytest.mark.hypothesis
def test_in_any_order_the_books_are_true_and_no_fee_is_lost(blank_shop: Path) -> None:
    play(RandomMemberships, blank_shop)
