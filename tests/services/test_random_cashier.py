"""A random cashier: whatever she does, the books are true and equal a small model of them."""

import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from shopfans.database import opening
from shopfans.domain.errors import (
    AlreadyVoided,
    CouponLapsed,
    CouponUsed,
    DayOver,
    MemberErased,
    NotEnoughPoints,
    PhoneTaken,
    ShopError,
)
from shopfans.domain.kinds import Reason
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.services import (
    auditing,
    enrolling,
    finding,
    listing,
    refunding,
    reminding,
    rewarding,
    staffing,
)
from shopfans.services import settings as terms_of
from tests.conftest import Clock, join
from tests.services.test_selling import sell

LASTS = timedelta(days=365)
SHARES = st.sampled_from([0, 0, 0.5, 1])
"""Of her points, to be spent."""


@dataclass
class Lot:
    lapses: date
    left: int = 0


@dataclass
class Guest:
    coupon: str
    coupon_lapses: date
    coupon_used: bool = False
    erased: bool = False
    lots: list[Lot] = field(default_factory=list)

    @property
    def balance(self) -> int:
        return sum(lot.left for lot in self.lots)

    def lapse(self, today: date) -> int:
        gone = [lot for lot in self.lots if lot.lapses < today and lot.left > 0]
        points = sum(lot.left for lot in gone)
        for lot in gone:
            lot.left = 0
        return points

    def settle(self) -> None:
        for debt in [lot for lot in self.lots if lot.left < 0]:
            for lot in sorted(self.lots, key=lambda lot: lot.lapses):
                moved = max(0, min(lot.left, -debt.left))
                lot.left -= moved
                debt.left += moved

    def spend(self, points: int) -> list[tuple[Lot, int]]:
        taken = []
        for lot in sorted(self.lots, key=lambda lot: lot.lapses):
            part = max(0, min(lot.left, points))
            lot.left -= part
            points -= part
            taken.append((lot, part))
        return taken


@dataclass
class Sold:
    day: date
    member: int | None
    paid: int
    arguments: dict[str, Any]
    lot: Lot | None = None
    earned: int = 0
    taken: list[tuple[Lot, int]] = field(default_factory=list)
    coupon: bool = False
    voided: bool = False


class Cashier(RuleBasedStateMachine):
    blank: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(shutil.copy(self.blank, Path(self.folder.name) / "our.shop"))
        self.clock = Clock()
        self.shop = opening.open_shop(self.path, now=self.clock)
        self.owner, self.by = staffing.staff(self.shop)
        self.guests: dict[int, Guest] = {}
        self.sales: dict[int, Sold] = {}
        self.requests = 0

    def teardown(self) -> None:
        self.shop.close()
        self.folder.cleanup()

    @property
    def today(self) -> date:
        return terms_of.today(self.shop)

    def request(self) -> str:
        self.requests += 1
        return f"r{self.requests}"

    def pass_days(self, days: int) -> None:
        """The day before the new one was worked on, so that the date is known."""
        if days:
            self.clock.pass_days(days - 1)
            self.walk_in(1)
            self.clock.pass_days(1)

    @initialize()
    def the_first_two_join(self) -> None:
        self.newcomer()
        self.newcomer()

    @rule()
    def newcomer(self) -> None:
        number = len(self.guests)
        member = join(self.shop, self.by, "王小美", f"138{number:08}", "02-29")
        (coupon,) = finding.card(self.shop, member).coupons
        self.guests[member] = Guest(coupon.code, self.today + timedelta(days=29))
        with pytest.raises(PhoneTaken):
            enrolling.enroll(
                self.shop, by=self.by, request=self.request(),
                applicant=enrolling.Applicant("Ana", f"+86138{number:08}", None, False),
            )  # fmt: skip

    @rule(yuan=st.integers(1, 300))
    def walk_in(self, yuan: int) -> None:
        self.ring(yuan, None, coupon=False, spend=0)

    @rule(who=st.integers(0, 99), yuan=st.integers(1, 300), coupon=st.booleans(), share=SHARES)
    def serve(self, who: int, yuan: int, coupon: bool, share: float) -> None:
        member = list(self.guests)[who % len(self.guests)]
        guest = self.guests[member]
        coupon = coupon and not guest.erased
        due = yuan * 100 - (min(500, yuan * 100) if coupon else 0)
        usable = sum(lot.left for lot in guest.lots if lot.lapses >= self.today or lot.left < 0)
        spend = min(int(max(0, usable) * share), due)
        self.ring(yuan, member, coupon=coupon, spend=spend)

    @rule(
        orders=st.lists(
            st.tuples(st.integers(0, 1), st.integers(1, 300), st.booleans(), SHARES),
            min_size=2,
            max_size=4,
        ),
        backs=st.lists(st.integers(0, 3), max_size=3),
    )
    def busy_hour(self, orders: list[tuple[int, int, bool, float]], backs: list[int]) -> None:
        for order in orders:
            self.serve(*order)
        for back in backs if self.sales else []:
            self.void(back)
            self.the_books_are_true()
            self.the_books_equal_the_model()

    @rule(who=st.integers(0, 99), gap=st.integers(7, 40))
    def come_regularly(self, who: int, gap: int) -> None:
        for _ in range(4):
            self.pass_days(gap)
            self.serve(who, 100, coupon=False, share=0)

    def ring(self, yuan: int, member: int | None, *, coupon: bool, spend: int) -> None:
        guest = self.guests.get(member or 0)
        off = min(500, yuan * 100) if coupon else 0
        paid = yuan * 100 - off - spend
        arguments: dict[str, Any] = {"due": paid, "member": member, "spend": Points(spend)}
        if guest and coupon:
            arguments["coupon"] = guest.coupon
        request = self.request()
        if refusal := self.refusal(guest, coupon=coupon):
            with pytest.raises(refusal):
                sell(self.shop, self.by, yuan, request, **arguments)
            return
        receipt = sell(self.shop, self.by, yuan, request, **arguments)
        sold = Sold(self.today, member, paid, {"yuan": yuan, "request": request, **arguments})
        self.sales[receipt.sale] = sold
        sold.coupon = coupon
        if guest:
            guest.lapse(self.today)
            sold.taken = guest.spend(spend)
            sold.earned = paid // 100
            sold.lot = Lot(self.today + LASTS, sold.earned)
            guest.lots.append(sold.lot)
            guest.settle()
            guest.coupon_used |= coupon
            assert (receipt.earned, receipt.balance) == (sold.earned, guest.balance)

    def refusal(self, guest: Guest | None, *, coupon: bool) -> type[ShopError] | None:
        if guest is None:
            return None
        if guest.erased:
            return MemberErased
        if coupon and guest.coupon_used:
            return CouponUsed
        return CouponLapsed if coupon and guest.coupon_lapses < self.today else None

    @precondition(lambda self: self.sales)
    @rule(which=st.integers(0, 99))
    def send_again(self, which: int) -> None:
        number = list(self.sales)[which % len(self.sales)]
        count = len(listing.page_of_sales(self.shop))
        assert sell(self.shop, self.by, **self.sales[number].arguments).sale == number
        assert len(listing.page_of_sales(self.shop)) == count

    @rule(who=st.integers(0, 99))
    def ask_for_too_many_points(self, who: int) -> None:
        member = list(self.guests)[who % len(self.guests)]
        asked = max(0, self.guests[member].balance) + 1
        refusal = MemberErased if self.guests[member].erased else NotEnoughPoints
        with pytest.raises(refusal):
            sell(
                self.shop, self.by, 10**6, self.request(), member=member, spend=Points(asked),
                due=10**8 - asked,
            )  # fmt: skip

    @precondition(lambda self: self.sales)
    @rule(back=st.integers(0, 3))
    def void(self, back: int) -> None:
        number = list(self.sales)[-1 - back % len(self.sales)]
        sold, request = self.sales[number], self.request()
        if sold.voided or sold.day != self.today:
            with pytest.raises(AlreadyVoided if sold.voided else DayOver):
                refunding.void_sale(self.shop, by=self.by, sale=number, request=request)
            return
        mirror = refunding.void_sale(self.shop, by=self.by, sale=number, request=request)
        again = refunding.void_sale(self.shop, by=self.by, sale=number, request=request)
        assert again == mirror
        assert mirror.paid == Money(-sold.paid)
        sold.voided = True
        if sold.member is not None and sold.lot is not None:
            guest = self.guests[sold.member]
            sold.lot.left -= sold.earned
            for lot, part in sold.taken:
                lot.left += part
            guest.settle()
            guest.lapse(self.today)
            guest.coupon_used &= not sold.coupon

    @rule(days=st.sampled_from([1, 1, 6, 29, 30, 366]))
    def days_pass(self, days: int) -> None:
        self.pass_days(days)

    @rule(late=st.integers(0, 1))
    def the_last_day_of_some_points_comes(self, late: int) -> None:
        ahead = [
            lot.lapses
            for guest in self.guests.values()
            for lot in guest.lots
            if lot.left and lot.lapses >= self.today
        ]
        if ahead:
            self.pass_days((min(ahead) - self.today).days + late)

    @rule()
    def morning(self) -> None:
        expected = sum(guest.lapse(self.today) for guest in self.guests.values())
        assert rewarding.lapse_points(self.shop) == expected
        assert rewarding.lapse_points(self.shop) == 0

    @rule(who=st.integers(0, 99))
    def forget(self, who: int) -> None:
        member = list(self.guests)[who % len(self.guests)]
        if self.guests[member].erased:
            with pytest.raises(MemberErased):
                enrolling.erase(self.shop, by=self.owner, member_id=member, request=self.request())
            return
        request = self.request()
        for _ in range(2):
            enrolling.erase(self.shop, by=self.owner, member_id=member, request=request)
        self.guests[member].erased = True

    @rule()
    def tick_off_the_first(self) -> None:
        open_ones = [one for one in reminding.today_list(self.shop).reminders if not one.done]
        assert not any(self.guests[one.member].erased for one in open_ones)
        for one in open_ones[:1]:
            for note in ("called", "called again"):
                reminding.tick_off(
                    self.shop, by=self.by, member=one.member, reason=one.reason,
                    occasion=one.occasion, note=note, request=self.request(),
                )  # fmt: skip
            done = [
                two.done.note
                for two in reminding.today_list(self.shop).reminders
                if (two.member, two.reason, two.occasion)
                == (one.member, one.reason, one.occasion) and two.done
            ]  # fmt: skip
            assert done == ["called"]

    @rule()
    def next_day_at_the_till(self) -> None:
        self.shop.close()
        self.shop = opening.open_shop(self.path, now=self.clock)

    @invariant()
    def the_books_are_true(self) -> None:
        assert auditing.problems(self.shop) == []

    @invariant()
    def the_books_equal_the_model(self) -> None:
        standing = [sold for sold in self.sales.values() if not sold.voided]
        rows = listing.page_of_sales(self.shop, limit=1000)
        assert sum(row.paid.fen for row in rows) == sum(sold.paid for sold in standing)
        coupons = {
            one.member
            for one in reminding.today_list(self.shop).reminders
            if one.reason is Reason.COUPON
        }
        for member, guest in self.guests.items():
            lines = rewarding.statement(self.shop, member)
            assert (lines[0].after if lines else 0) == guest.balance
            in_hand = not guest.coupon_used and guest.coupon_lapses >= self.today
            soon = guest.coupon_lapses <= self.today + timedelta(days=7)
            assert (member in coupons) <= (in_hand and soon and not guest.erased)
            if guest.erased:
                continue
            card = finding.card(self.shop, member)
            hers = [sold for sold in standing if sold.member == member]
            assert card.points == guest.balance
            assert card.visits == len({sold.day for sold in hers})
            assert card.spent == Money(sum(sold.paid for sold in hers))
            assert [coupon.code for coupon in card.coupons] == [guest.coupon] * in_hand


def test_whatever_she_does_the_books_equal_the_model(blank_shop: Path) -> None:
    class CashierHere(Cashier):
        blank = blank_shop

    run_state_machine_as_test(
        CashierHere,
        settings=settings(
            max_examples=12,
            stateful_step_count=30,
            deadline=None,
            phases=[Phase.reuse, Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )
