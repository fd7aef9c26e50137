"""Friends in any order: sold to, refunded, voided, merged, undone, forgotten; the books are true,
and what both got follows from what is paid still."""

from contextlib import suppress
from dataclasses import replace
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
    MergeOver,
    MergeUsed,
    PartlyRefunded,
    SaleUsedHers,
)
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.referral import ReferralRule, Reward
from shopfans.domain.sales import Line, Tender
from shopfans.services.members import forgetting, merging
from shopfans.services.sales import reassigning, refunding, selling
from tests.conftest import join
from tests.services.friends import bring, reward
from tests.services.random_history import RandomHistory, play
from tests.services.test_selling import pass_working_days

BOTH = Reward(Points(20), 1)
_SOME = st.integers(0, 99)


class RandomFriends(RandomHistory):
    def __init__(self) -> None:
        super().__init__()
        self.members = [join(self.shop, self.by, "王小美", "13812345678")]
        """Those that stand: neither merged nor forgotten."""
        self.merges: list[tuple[int, int]] = []
        """Each merge and the record that went, the last one last."""
        self.sales: list[int] = []

    def one(self, which: int) -> int:
        return self.members[which % len(self.members)]

    @initialize(least=st.sampled_from([0, 1_500]), most=st.sampled_from([1, 2, 100]))
    def the_owner_decides(self, least: int, most: int) -> None:
        self.rule = ReferralRule(True, BOTH, BOTH, Money(least), most)
        reward(self.shop, self.rule)

    @rule(gives=st.booleans(), points=st.sampled_from([0, 7, 20]))
    def the_owner_changes_her_mind(self, gives: bool, points: int) -> None:
        other = replace(self.rule, gives=gives, referrer=Reward(Points(points)))
        reward(self.shop, other, self.request())

    @rule(which=_SOME)
    def a_friend_joins(self, which: int) -> None:
        self.requests += 1
        phone = f"137{self.requests:08}"
        self.members.append(bring(self.shop, self.by, f"F{phone}", phone, self.one(which)))

    @rule(which=_SOME, pieces=st.integers(1, 3), spends=st.booleans())
    def sell(self, which: int, pieces: int, spends: bool) -> None:
        member = self.one(which)
        with self.shop.reading():
            has = self.shop.rows(
                "SELECT COALESCE(SUM(change), 0) FROM ledger_entry "
                "WHERE member_id = ? AND unit = 'points'", member,
            )[0][0]  # fmt: skip
        spend = max(0, min(has, 500)) if spends else 0
        due = Money(pieces * 1_000 - spend)
        sold = selling.record_sale(
            self.shop, by=self.by, request=self.request(), member=member, spend=Points(spend),
            lines=[Line(Money(1_000), pieces)], payments={Tender.CASH: due},
        )  # fmt: skip
        self.sales.append(sold.sale)

    @precondition(lambda self: self.sales)
    @rule(which=_SOME, pieces=st.integers(1, 3))
    def give_back(self, which: int, pieces: int) -> None:
        sale = self.sales[which % len(self.sales)]
        with suppress(AlreadyVoided):
            left = refunding.lines_left(self.shop, sale)[0].left
            refunding.refund_sale(
                self.shop, by=self.by, sale=sale, quantities={1: min(pieces, left)},
                request=self.request(),
            )  # fmt: skip

    @precondition(lambda self: self.sales)
    @rule(which=_SOME)
    def void(self, which: int) -> None:
        sale = self.sales[which % len(self.sales)]
        with suppress(AlreadyVoided, DayOver, PartlyRefunded):
            refunding.void_sale(self.shop, by=self.by, sale=sale, request=self.request())

    @precondition(lambda self: self.sales)
    @rule(which=_SOME, to=_SOME)
    def move(self, which: int, to: int) -> None:
        sale = self.sales[which % len(self.sales)]
        try:
            moved = reassigning.reassign_sale(
                self.shop, by=self.by, sale=sale, member=self.one(to), request=self.request()
            )
        except (AlreadyVoided, DayOver, PartlyRefunded, SaleUsedHers):
            pass
        else:
            self.sales.append(moved.sale)

    @precondition(lambda self: len(self.members) > 1)
    @rule(which=_SOME, other=_SOME)
    def merge(self, which: int, other: int) -> None:
        kept, gone = self.one(which), self.one(other)
        if kept != gone:
            number = merging.merge(
                self.shop, by=self.owner, kept=kept, gone=gone, request=self.request()
            )
            self.merges.append((number, gone))
            self.members.remove(gone)

    @precondition(lambda self: self.merges)
    @rule()
    def undo(self) -> None:
        number, gone = self.merges[-1]
        try:
            merging.undo(self.shop, by=self.owner, merge=number, request=self.request())
        except (MergeOver, MergeUsed):
            pass
        else:
            self.merges.pop()
            self.members.append(gone)

    @precondition(lambda self: len(self.members) > 1)
    @rule(which=_SOME)
    def forget(self, which: int) -> None:
        member = self.one(which)
        forgetting.erase(self.shop, by=self.owner, member_id=member, request=self.request())
        self.members.remove(member)

    @rule(days=st.sampled_from([1, 31]))
    def days_pass(self, days: int) -> None:
        pass_working_days(self.shop, self.by, self.clock, days)

    @invariant()
    def nobody_has_points_for_a_friend_who_paid_nothing(self) -> None:
        with self.shop.reading():
            for_friends = self.shop.rows(_FOR_FRIENDS)[0][0]
            rewards = self.shop.rows(_REWARDS)[0][0]
        assert 0 <= for_friends <= 40 * rewards


_FOR_FRIENDS = """
    SELECT COALESCE(SUM(e.change), 0) FROM ledger_entry e
    LEFT JOIN ledger_entry r ON r.id = e.reverses_id
    JOIN operation o ON o.id = COALESCE(r.operation_id, e.operation_id)
    WHERE o.act = 'referral' AND e.kind IN ('earn', 'reverse')"""

_REWARDS = """
    SELECT COUNT(*) FROM referral_reward w JOIN sale s ON s.id = w.sale_id
    WHERE w.taken_back_id IS NULL
      AND s.paid + COALESCE((SELECT SUM(paid) FROM sale WHERE reverses_id = s.id), 0) > 0"""


@pytest.mark.hypothesis
def test_in_any_order_both_have_what_a_paid_visit_brings(blank_shop: Path) -> None:
    play(RandomFriends, blank_shop, histories=10, steps=30)
