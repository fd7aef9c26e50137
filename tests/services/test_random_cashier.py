"""A random cashier: whatever she does, the books are true and equal a small model of them."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
)

from shopfans.database import opening
from shopfans.database.models import CouponTemplate
from shopfans.database.operations import begin
from shopfans.domain.earning_rule import EarningRule
from shopfans.domain.errors import (
    AlreadyVoided,
    CouponLapsed,
    CouponUsed,
    MemberErased,
    NotEnoughPoints,
    PhoneTaken,
    SaleUsedHers,
)
from shopfans.domain.kinds import Act, Reason
from shopfans.domain.money import MOST, Money
from shopfans.domain.points import Points
from shopfans.domain.roles import SYSTEM
from shopfans.domain.stamps import StampRule
from shopfans.domain.terms import RefundPolicy
from shopfans.domain.touches import TouchKind
from shopfans.services import settings as terms_of
from shopfans.services import stored
from shopfans.services.belonging import rewarding
from shopfans.services.coupons import couponing
from shopfans.services.goods import pricing
from shopfans.services.members import enrolling, finding, forgetting
from shopfans.services.reminders import reminding, touching
from shopfans.services.sales import listing, reassigning, refunding, selling
from tests.conftest import join
from tests.services.random_history import play
from tests.services.random_shop import (
    CAKES,
    GOODS,
    MUG,
    NEEDED,
    ORDERS,
    STAMPS_LAST,
    TEMPLATES,
    Guest,
    Order,
    RandomShop,
)
from tests.services.small_model import Ticket
from tests.services.test_selling import sell


class Cashier(RandomShop):
    @initialize(
        policy=st.sampled_from(RefundPolicy), carries=st.booleans(), grace=st.sampled_from([0, 7])
    )
    def the_owner_decides(self, policy: RefundPolicy, carries: bool, grace: int) -> None:
        self.policy, self.carries, self.grace = policy, carries, grace
        for name, category, price in GOODS:
            pricing.add_good(
                self.shop, by=self.owner, name=name, category=category, price=Money(price),
                request=self.request(),
            )  # fmt: skip
        self.goods = {good.name: good for good in pricing.goods(self.shop)}
        with self.shop.changing():
            self.shop.rows("INSERT INTO gift VALUES (1, '杯子', ?, 1)", MUG)
            self.templates = {
                name: CouponTemplate.insert(name=name, terms=stored.text(terms)).execute()
                for name, terms in TEMPLATES.items()
            }
        terms = replace(
            terms_of.load(self.shop),
            refund_policy=policy,
            refund_limit=MOST,  # whose leave a large refund takes is another test's matter
            coupon_grace=grace,
            earning=EarningRule(1, Money(100), carries=carries),
            stamps=StampRule(NEEDED, categories=("甜",), lasts=STAMPS_LAST.days),
        )
        terms_of.save(self.shop, by=self.owner, terms=terms, request=self.request())
        self.newcomer()
        self.newcomer()

    @rule()
    def newcomer(self) -> None:
        number = len(self.guests)
        member = join(self.shop, self.by, "王小美", f"138{number:08}", "02-29")
        (coupon,) = finding.card(self.shop, member).coupons
        ticket = Ticket(0, 500, self.today + timedelta(days=29))
        self.guests[member] = Guest({coupon.code: ("welcome", ticket)})
        with pytest.raises(PhoneTaken):
            enrolling.enroll(
                self.shop, by=self.by, request=self.request(),
                applicant=enrolling.Applicant("Ana", f"+86138{number:08}", None, False),
            )  # fmt: skip

    @rule(who=st.integers(0, 99), names=st.sampled_from([("percent",), ("percent", "amount")]))
    def a_guest_is_given_coupons(self, who: int, names: tuple[str, ...]) -> None:
        member = self.member(who)
        for name in names if not self.guests[member].erased else ():
            with self.shop.changing():
                done = begin(
                    self.shop, Act.ISSUE, terms=terms_of.load(self.shop), by=SYSTEM,
                    request=self.request(), asked=name,
                )  # fmt: skip
                code = couponing.issue(done, self.templates[name], member)
            terms = TEMPLATES[name]
            ticket = Ticket(terms.percent, terms.off.fen, self.today + timedelta(days=29))
            self.guests[member].coupons[code] = (name, ticket)

    @rule(order=ORDERS)
    def walk_in(self, order: Order) -> None:
        self.ring(order, None)

    @rule(who=st.integers(0, 99), order=ORDERS)
    def serve(self, who: int, order: Order) -> None:
        self.ring(order, self.member(who))

    @rule(
        orders=st.lists(st.tuples(st.integers(0, 1), ORDERS), min_size=2, max_size=4),
        backs=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4)), max_size=3),
    )
    def busy_hour(self, orders: list[tuple[int, Order]], backs: list[tuple[int, int]]) -> None:
        for who, order in orders:
            self.serve(who, order)
        for back, pieces in backs if self.sales else []:
            self.give_back(back, [pieces])
            self.void(back)
            self.the_books_are_true()
            self.the_books_equal_the_model()

    @rule(who=st.integers(0, 99), gap=st.integers(7, 40))
    def come_regularly(self, who: int, gap: int) -> None:
        for _ in range(4):
            self.pass_days(gap)
            self.ring(CAKES, self.member(who))

    @precondition(lambda self: self.sales)
    @rule(which=st.integers(0, 99))
    def send_again(self, which: int) -> None:
        number = list(self.sales)[which % len(self.sales)]
        arguments = self.sales[number].arguments
        if "request" in arguments:
            count = len(listing.page_of_sales(self.shop))
            assert selling.record_sale(self.shop, by=self.owner, **arguments).sale == number
            assert len(listing.page_of_sales(self.shop)) == count

    @rule(who=st.integers(0, 99))
    def ask_for_too_many_points(self, who: int) -> None:
        member = self.member(who)
        asked = max(0, self.guests[member].points.balance) + 1
        refusal = MemberErased if self.guests[member].erased else NotEnoughPoints
        with pytest.raises(refusal):
            sell(
                self.shop, self.by, 10**6, self.request(), member=member, spend=Points(asked),
                due=10**8 - asked,
            )  # fmt: skip

    @rule(who=st.integers(0, 99))
    def ask_for_a_coupon_that_is_gone(self, who: int) -> None:
        member = self.member(who)
        guest = self.guests[member]
        for code, (_, ticket) in guest.coupons.items():
            if code not in guest.in_hand(self.today) and not guest.erased:
                refusal = CouponLapsed if ticket.used_by is None else CouponUsed
                with pytest.raises(refusal):
                    sell(self.shop, self.by, 90, self.request(), member=member, coupon=code)

    @precondition(lambda self: self.sales)
    @rule(back=st.integers(0, 3))
    def void(self, back: int) -> None:
        number, sold = self.latest(back)
        request = self.request()
        if refusal := self.why_not_void(sold):
            with pytest.raises(refusal):
                refunding.void_sale(self.shop, by=self.by, sale=number, request=request)
            return
        everything = {place: piece.quantity for place, piece in sold.pieces.items()}
        in_use = self.coupons_of(number)
        mirror = refunding.void_sale(self.shop, by=self.by, sale=number, request=request)
        again = refunding.void_sale(self.shop, by=self.by, sale=number, request=request)
        assert again == mirror
        assert -mirror.paid.fen == self.gone(sold, everything, kept=0)
        for ticket in in_use.values():
            ticket.used_by = None

    @precondition(lambda self: self.sales)
    @rule(back=st.integers(0, 6), wanted=st.lists(st.integers(0, 4), min_size=1, max_size=4))
    def give_back(self, back: int, wanted: list[int]) -> None:
        """Some pieces of some lines, or all that is left if none is named."""
        number, sold = self.latest(back)
        request = self.request()
        if sold.is_gone:
            with pytest.raises(AlreadyVoided):
                refunding.refund_sale(
                    self.shop, by=self.by, sale=number, quantities=None, request=request
                )
            return
        pieces = {
            place: min(piece.quantity, wanted[(place - 1) % len(wanted)])
            for place, piece in sold.pieces.items()
        }
        asked = pieces if any(pieces.values()) else None
        if asked is None:
            pieces = {place: piece.quantity for place, piece in sold.pieces.items()}
        told = refunding.preview(self.shop, number, asked)
        in_use = self.coupons_of(number)
        receipt = refunding.refund_sale(
            self.shop, by=self.by, sale=number, quantities=asked, request=request
        )
        assert receipt.paid == -told.back
        back_paid = self.gone(sold, pieces, kept=told.kept_points)
        assert told.back.fen == back_paid
        returned = {coupon.code: coupon.lapses for coupon in told.coupons}
        assert set(returned) <= set(in_use)
        assert set(returned) == set(in_use) or not sold.is_gone
        for code, lapses in returned.items():
            ticket = in_use[code]
            ticket.used_by = None
            if self.grace:
                graced = self.today + timedelta(days=self.grace - 1)
                ticket.lapses = max(ticket.lapses, graced)
            assert ticket.lapses == lapses

    @rule(
        who=st.integers(0, 1),
        order=ORDERS,
        days=st.sampled_from([0, 3, 31, 60]),
        wanted=st.lists(st.lists(st.integers(0, 4), min_size=1, max_size=4), max_size=3),
    )
    def she_comes_back_with_some_of_it(
        self, who: int, order: Order, days: int, wanted: list[list[int]]
    ) -> None:
        """Bought with new coupons; meanwhile she has spent what points she has."""
        names = order.coupons if order.coupons != ("welcome",) else ()
        self.a_guest_is_given_coupons(who, names)
        self.serve(who, order)
        sold_at = len(self.sales) - 1
        self.pass_days(days)
        self.serve(who, Order([(1, 4, 0)], share=1))
        for pieces in wanted if sold_at >= 0 else []:
            self.give_back(len(self.sales) - 1 - sold_at, pieces)
            self.the_books_are_true()
            self.the_books_equal_the_model()

    @rule(who=st.integers(0, 1), order=ORDERS, other=st.integers(0, 99))
    def the_wrong_guest_at_once(self, who: int, order: Order, other: int) -> None:
        self.serve(who, order._replace(coupons=(), share=0, has_free_piece=False, mugs=0))
        if self.sales:
            self.was_the_wrong_guest(0, other, is_nobody_s=other % 4 == 0)

    @precondition(lambda self: self.sales)
    @rule(back=st.integers(0, 3), who=st.integers(0, 99), is_nobody_s=st.booleans())
    def was_the_wrong_guest(self, back: int, who: int, is_nobody_s: bool) -> None:
        number, sold = self.latest(back)
        member = None if is_nobody_s else self.member(who)
        refusal = self.why_not_void(sold)
        if refusal is None and sold.uses_hers:
            refusal = SaleUsedHers
        if refusal is None and member and self.guests[member].erased:
            refusal = MemberErased
        asked: dict[str, Any] = {
            "by": self.by,
            "sale": number,
            "member": member,
            "request": self.request(),
        }
        if refusal:
            with pytest.raises(refusal):
                reassigning.reassign_sale(self.shop, **asked)
            return
        receipt = reassigning.reassign_sale(self.shop, **asked)
        assert reassigning.reassign_sale(self.shop, **asked) == receipt
        everything = {place: piece.quantity for place, piece in sold.pieces.items()}
        due = self.gone(sold, everything, kept=0)
        assert receipt.paid == Money(due)
        again = {key: value for key, value in sold.arguments.items() if key != "request"}
        self.note(receipt.sale, member, due, 0, again, uses_hers=False)

    @rule(days=st.sampled_from([1, 1, 6, 29, 30, 366]))
    def days_pass(self, days: int) -> None:
        self.pass_days(days)

    @rule(late=st.integers(0, 1))
    def the_last_day_of_something_comes(self, late: int) -> None:
        ahead = [
            lot.lapses
            for guest in self.guests.values()
            for lot in (*guest.points.lots, *guest.stamps.lots)
            if lot.left and lot.lapses is not None and lot.lapses >= self.today
        ]
        if ahead:
            self.pass_days((min(ahead) - self.today).days + late)

    @rule()
    def morning(self) -> None:
        expected = sum(guest.points.lapse(self.today) for guest in self.guests.values())
        for guest in self.guests.values():
            guest.stamps.lapse(self.today)
        assert rewarding.lapse_points(self.shop) == expected
        assert rewarding.lapse_points(self.shop) == 0

    @rule(who=st.integers(0, 99))
    def forget(self, who: int) -> None:
        member = self.member(who)
        if self.guests[member].erased:
            with pytest.raises(MemberErased):
                forgetting.erase(self.shop, by=self.owner, member_id=member, request=self.request())
            return
        request = self.request()
        for _ in range(2):
            forgetting.erase(self.shop, by=self.owner, member_id=member, request=request)
        self.guests[member].erased = True

    @rule()
    def tick_off_the_first(self) -> None:
        open_ones = [one for one in reminding.today_list(self.shop).reminders if not one.done]
        assert not any(self.guests[one.member].erased for one in open_ones)
        for one in open_ones[:1]:
            for note in ("called", "called again"):
                touching.touch(
                    self.shop, by=self.by, member=one.member, kind=TouchKind.DONE,
                    reason=one.reason,
                    occasion=one.occasion, note=note, request=self.request(),
                )  # fmt: skip
            done = [
                two.done.note
                for two in reminding.today_list(self.shop).reminders
                if (two.member, two.reason, two.occasion)
                == (one.member, one.reason, one.occasion) and two.done
            ]  # fmt: skip
            assert done == ["called again"]

    @rule()
    def next_day_at_the_till(self) -> None:
        self.shop.close()
        self.shop = opening.open_shop(self.path, now=self.clock)

    @invariant()
    def the_books_equal_the_model(self) -> None:
        rows = listing.page_of_sales(self.shop, limit=1000)
        assert sum(row.paid.fen for row in rows) == self.money
        reminded = {
            one.member
            for one in reminding.today_list(self.shop).reminders
            if one.reason is Reason.COUPON
        }
        soon = self.today + timedelta(days=7)
        for member, guest in self.guests.items():
            lines = rewarding.statement(self.shop, member)
            assert (lines[0].after if lines else 0) == guest.points.balance
            in_hand = guest.in_hand(self.today)
            lapsing = [code for code, (_, ticket) in in_hand.items() if ticket.lapses <= soon]
            assert (member in reminded) <= (bool(lapsing) and not guest.erased)
            if not guest.erased:
                self.her_card_equals_the_model(member, guest)

    def her_card_equals_the_model(self, member: int, guest: Guest) -> None:
        card = finding.card(self.shop, member)
        days = {
            sold.day for sold in self.sales.values() if sold.member == member and not sold.is_gone
        }
        assert (card.points, card.visits) == (guest.points.balance, len(days))
        assert card.spent == Money(guest.spent)
        assert (max(0, card.buyer.stamps), card.buyer.carried) == (
            guest.stamps.usable(self.today), guest.carried,
        )  # fmt: skip
        assert {coupon.code: coupon.lapses for coupon in card.coupons} == {
            code: ticket.lapses for code, (_, ticket) in guest.in_hand(self.today).items()
        }


@pytest.mark.hypothesis
def test_whatever_she_does_the_books_equal_the_model(blank_shop: Path) -> None:
    play(Cashier, blank_shop, histories=12, steps=30)
