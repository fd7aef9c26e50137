"""She wants her money back: what the sheet says, with the figures, and what the payout writes."""

from dataclasses import replace

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.errors import NothingToPayOut, PayoutChanged, StoredValueNotReceived
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Tender
from shopfans.domain.stored_value import Draw, EarnsOn, Offer, Returning, Value
from shopfans.services.days import closing
from shopfans.services.members import finding, merging
from shopfans.services.prepaid import instalments, paying_out
from shopfans.services.prepaid.paying_out import PaidOut
from shopfans.services.sales import refunding
from tests.conftest import Clock, join
from tests.services.stored_value import RULE, allow, has, pay, top_up
from tests.services.test_selling import pass_working_days


@pytest.fixture(autouse=True)
def a_shop_that_takes_top_ups(shop: Shop) -> None:
    allow(shop)


def pay_out(
    shop: Shop, by: Staff, member: int, request: str = "p", returned: Money | None = None
) -> PaidOut:
    sheet = paying_out.sheet(shop, member=member)
    return paying_out.pay_out(
        shop, by=by, member=member, top_ups=[row.top_up for row in sheet.rows],
        returned=sheet.returnable if returned is None else returned, tender=Tender.CASH,
        request=request,
    )  # fmt: skip


def test_the_sheet_shows_268_50_and_how_it_got_there(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    top_up(shop, cashier, mei, 500, "t")
    pay(shop, cashier, mei, 23_150, "s")
    pass_working_days(shop, cashier, clock, 8)
    [row] = paying_out.sheet(shop, member=mei).rows
    assert row.use.granted == Value(Money(50_000), Money(5_000))
    assert (row.use.used, row.left) == (
        Value(Money(23_150), Money(0)), Value(Money(26_850), Money(5_000)),
    )  # fmt: skip
    assert (row.needs_no_reason, row.counted) == (False, Returning.AS_DRAWN)
    assert (row.returnable, row.forfeited) == (Money(26_850), Money(5_000))


def test_the_effect_of_a_rule_is_seen_before_it_is_kept(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    top_up(shop, cashier, mei, 500, "t")
    pay(shop, cashier, mei, 23_150, "s")
    pass_working_days(shop, cashier, clock, 8)
    said = {
        returning: paying_out.sheet(
            shop, member=mei, rule=replace(RULE, returning=returning)
        ).returnable.fen
        for returning in Returning
    }
    assert said == {
        Returning.AS_DRAWN: 26_850, Returning.BONUS_FIRST: 31_850,
        Returning.PRINCIPAL_FIRST: 26_850, Returning.IN_PROPORTION: 28_955,
    }  # fmt: skip


def test_within_seven_days_she_gets_what_she_paid_whatever_the_rule(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    """法释〔2025〕4号, Art. 14: the principal, asked for within seven days from paying."""
    allow(shop, replace(RULE, returning=Returning.PRINCIPAL_FIRST))
    top_up(shop, cashier, mei, 500, "t")
    pay(shop, cashier, mei, 4_000, "s")
    clock.pass_days(7)
    [row] = paying_out.sheet(shop, member=mei).rows
    assert (row.needs_no_reason, row.returnable) == (True, Money(50_000))
    pass_working_days(shop, cashier, clock, 1)
    [row] = paying_out.sheet(shop, member=mei).rows
    assert (row.needs_no_reason, row.returnable) == (False, Money(46_000))


def test_each_top_up_is_worked_out_on_its_own(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    top_up(shop, cashier, mei, 500, "old")
    pass_working_days(shop, cashier, clock, 30)
    top_up(shop, cashier, mei, 200, "new")
    pay(shop, cashier, mei, 51_000, "s")
    old, new = paying_out.sheet(shop, member=mei).rows
    assert (old.returnable, old.forfeited) == (Money(0), Money(5_000))
    assert (new.returnable, new.needs_no_reason) == (Money(19_000), True)


def test_a_payout_takes_all_that_is_left_and_leaves_the_drawer(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    top_up(shop, cashier, mei, 500, "t")
    pay(shop, cashier, mei, 23_150, "s")
    paid = pay_out(shop, owner, mei)
    assert paid.returned == Money(31_850)
    assert has(shop, mei) == (0, 0)
    assert closing.state(shop).drawer.cash == Money(50_000 - 31_850)
    assert pay_out_again(shop, owner, mei, paid) == paid


def pay_out_again(shop: Shop, owner: Staff, mei: int, paid: PaidOut) -> PaidOut:
    return paying_out.pay_out(
        shop, by=owner, member=mei, top_ups=[1], returned=paid.returned, tender=Tender.CASH,
        request="p",
    )  # fmt: skip


def test_what_changed_since_she_was_told_is_not_paid(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    top_up(shop, cashier, mei, 500, "t")
    told = paying_out.sheet(shop, member=mei).returnable
    pay(shop, cashier, mei, 5_100, "s")
    with pytest.raises(PayoutChanged) as refusal:
        pay_out(shop, owner, mei, returned=told)
    assert refusal.value.returned_fen == 49_900


def test_nothing_is_paid_where_nothing_is_left(shop: Shop, owner: Staff, mei: int) -> None:
    with pytest.raises(NothingToPayOut):
        pay_out(shop, owner, mei)


def test_stored_value_is_not_paid_out_as_stored_value(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    done = top_up(shop, cashier, mei, 500, "t")
    with pytest.raises(StoredValueNotReceived):
        paying_out.pay_out(
            shop, by=owner, member=mei, top_ups=[done.id], returned=Money(50_000),
            tender=Tender.STORED_VALUE, request="p",
        )  # fmt: skip


def test_a_refund_after_the_payout_can_be_paid_out_too_and_never_more_than_was_paid_in(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    top_up(shop, cashier, mei, 500, "t")
    sold = pay(shop, cashier, mei, 52_000, "s")
    assert pay_out(shop, owner, mei).returned == Money(3_000)
    refunding.refund_sale(shop, by=cashier, sale=sold.sale, quantities=None, request="r")
    assert has(shop, mei) == (50_000, 2_000)
    assert pay_out(shop, owner, mei, "p2").returned == Money(47_000)
    assert has(shop, mei) == (0, 0)


def test_what_comes_back_after_all_of_her_money_was_returned_is_hers_to_spend_and_no_money(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    allow(shop, replace(RULE, draw=Draw.PRINCIPAL_FIRST))
    top_up(shop, cashier, mei, 500, "t")
    sold = pay(shop, cashier, mei, 1_300, "s")
    # within seven days what she used counts as bonus: all she paid in is returned
    assert pay_out(shop, owner, mei).returned == Money(50_000)
    assert has(shop, mei) == (0, 0)
    refunding.refund_sale(shop, by=cashier, sale=sold.sale, quantities=None, request="r")
    assert has(shop, mei) == (1_300, 0)
    assert paying_out.sheet(shop, member=mei).returnable == Money()
    with pytest.raises(NothingToPayOut):
        pay_out(shop, owner, mei, "p2")


def test_what_has_not_come_of_a_bonus_never_comes_after_a_payout(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock
) -> None:
    allow(shop, replace(RULE, offers=(Offer(Money(50_000), Money(5_000), months=5),)))
    top_up(shop, cashier, mei, 500, "t")
    pay_out(shop, owner, mei)
    pass_working_days(shop, cashier, clock, 100)
    assert instalments.add_due(shop) == 0
    assert has(shop, mei) == (0, 0)


def test_points_that_a_top_up_earned_go_with_the_money(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    allow(shop, replace(RULE, earns=EarnsOn.TOPPING_UP))
    top_up(shop, cashier, mei, 500, "t")
    pay(shop, cashier, mei, 30_000, "s")
    pay_out(shop, owner, mei)
    assert finding.card(shop, mei).points == 250


def test_of_a_merged_record_each_top_up_is_known(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    ana = join(shop, cashier, "Ana", "13987654321")
    top_up(shop, cashier, ana, 500, "ana")
    pay(shop, cashier, ana, 1_000, "s")
    top_up(shop, cashier, mei, 300, "mei")
    merging.merge(shop, by=owner, kept=mei, gone=ana, request="m")
    pay(shop, cashier, mei, 30_500, "s2")
    [row] = paying_out.sheet(shop, member=mei).rows
    assert row.use.granted == Value(Money(50_000), Money(5_000))
    assert row.use.used == Value(Money(1_500), Money())
    assert pay_out(shop, owner, mei).returned == Money(50_000)
