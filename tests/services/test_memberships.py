"""A membership is sold, renewed without a gap, used, taken back and ended."""

from datetime import date

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.errors import (
    AlreadyVoided,
    DayOver,
    FeeOwed,
    MembershipOver,
    MembershipRenewed,
    MembershipUsed,
    NotAllowed,
    PayoutChanged,
    StoredValueNotReceived,
    TenderMismatch,
    UnknownPlan,
    WhyMissing,
)
from shopfans.domain.money import Money
from shopfans.domain.periods import Period
from shopfans.domain.roles import Leave, Right, Staff
from shopfans.domain.sales import Tender
from shopfans.domain.tiers import Tier, TierRule
from shopfans.services.belonging import tiering
from shopfans.services.exporting.statement import statement
from shopfans.services.members import finding, forgetting
from shopfans.services.memberships import benefits, ending, held
from shopfans.services.memberships import selling as plans
from shopfans.services.sales import refunding
from tests.conftest import Clock
from tests.services.memberships import (
    GOLD,
    buy,
    end,
    join_plan,
    offer,
    runs,
    template,
)
from tests.services.test_selling import pass_working_days

TODAY = date(2026, 3, 10)


def membership(shop: Shop, prepayment: int) -> int:
    with shop.reading():
        found = held.of_prepayment(prepayment)
    assert found is not None
    return found.id


def test_it_holds_from_the_day_of_paying_for_its_term(shop: Shop, cashier: Staff, mei: int) -> None:
    offer(shop, GOLD)
    told = join_plan(shop, cashier, mei, "gold")
    assert told.paid == Money(39_800)
    assert runs(shop, mei) == [(TODAY, date(2027, 3, 9))]
    assert finding.card(shop, mei).buyer.plan == GOLD


def test_the_same_request_again_sells_one(shop: Shop, cashier: Staff, mei: int) -> None:
    offer(shop, GOLD)
    assert join_plan(shop, cashier, mei, "gold") == join_plan(shop, cashier, mei, "gold")
    assert len(runs(shop, mei)) == 1


def test_a_renewal_goes_on_where_it_ends(shop: Shop, cashier: Staff, mei: int) -> None:
    offer(shop, GOLD)
    join_plan(shop, cashier, mei, "gold")
    (offered,) = plans.offers(shop, member=mei)
    assert offered.renews
    join_plan(shop, cashier, mei, "more")
    assert runs(shop, mei)[1] == (date(2027, 3, 10), date(2028, 3, 9)) == tuple(offered.run)


def test_it_takes_its_share_off_and_doubles_the_points(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    offer(shop, GOLD)
    join_plan(shop, cashier, mei, "gold")
    sold = buy(shop, cashier, mei, 10_000, "cake", due=9_000)
    assert (sold.paid, sold.earned) == (Money(9_000), 180)


def test_what_was_sold_stays_as_it_was_sold(shop: Shop, cashier: Staff, mei: int) -> None:
    offer(shop, GOLD)
    join_plan(shop, cashier, mei, "gold")
    offer(shop, GOLD._replace(percent=100, price=Money(100)))
    assert buy(shop, cashier, mei, 10_000, "cake", due=9_000).paid == Money(9_000)


def test_after_its_last_day_it_gives_nothing(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    offer(shop, GOLD._replace(months=1))
    join_plan(shop, cashier, mei, "gold", GOLD)
    pass_working_days(shop, cashier, clock, 30)
    assert buy(shop, cashier, mei, 1_000, "last", due=900).paid == Money(900)
    pass_working_days(shop, cashier, clock, 1)
    assert buy(shop, cashier, mei, 1_000, "after").paid == Money(1_000)


def test_the_better_of_tier_and_membership_counts_each_by_itself(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    offer(shop, GOLD)
    silver = Tier(1, "Silver", 1_000, percent=2_000, times=150)
    tiering.save_rule(shop, by=owner, rule=TierRule((silver,)), request="tiers")
    buy(shop, cashier, mei, 1_000, "reach")
    join_plan(shop, cashier, mei, "gold")
    sold = buy(shop, cashier, mei, 10_000, "cake", due=8_000)
    assert (sold.paid, sold.earned) == (Money(8_000), 160)


def test_a_plan_that_is_not_sold_any_more_is_refused(shop: Shop, cashier: Staff, mei: int) -> None:
    with pytest.raises(UnknownPlan):
        join_plan(shop, cashier, mei, "gold")


def test_another_price_than_was_seen_is_refused(shop: Shop, cashier: Staff, mei: int) -> None:
    offer(shop, GOLD._replace(price=Money(49_800)))
    with pytest.raises(TenderMismatch):
        join_plan(shop, cashier, mei, "gold", GOLD)
    assert runs(shop, mei) == []


def test_stored_value_does_not_pay_for_it(shop: Shop, cashier: Staff, mei: int) -> None:
    offer(shop, GOLD)
    with pytest.raises(StoredValueNotReceived):
        join_plan(shop, cashier, mei, "gold", tender=Tender.STORED_VALUE)


# Taken back on the same day


def test_a_void_gives_the_fee_back_and_withdraws_what_came(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    five = template(shop, "five")
    offer(shop, GOLD._replace(first=five, firsts=2))
    sold = join_plan(shop, cashier, mei, "gold")
    assert len(coupons(shop, mei)) == 2
    back = plans.void(shop, by=cashier, prepayment=sold.id, request="void")
    assert back.paid == Money(-39_800)
    assert (runs(shop, mei), coupons(shop, mei)) == ([], [])
    assert buy(shop, cashier, mei, 1_000, "cake").paid == Money(1_000)
    with pytest.raises(AlreadyVoided):
        plans.void(shop, by=cashier, prepayment=sold.id, request="again")


def test_what_she_bought_with_it_has_to_come_back_before_a_void(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    offer(shop, GOLD)
    sold = join_plan(shop, cashier, mei, "gold")
    cake = buy(shop, cashier, mei, 1_000, "cake", due=900)
    with pytest.raises(MembershipUsed):
        plans.void(shop, by=cashier, prepayment=sold.id, request="void")
    refunding.void_sale(shop, by=cashier, sale=cake.sale, request="no cake")
    plans.void(shop, by=cashier, prepayment=sold.id, request="now")


def test_on_a_later_day_it_can_only_be_ended(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    offer(shop, GOLD)
    sold = join_plan(shop, cashier, mei, "gold")
    clock.pass_days(1)
    with pytest.raises(DayOver):
        plans.void(shop, by=cashier, prepayment=sold.id, request="void")


def test_the_renewal_goes_first(shop: Shop, owner: Staff, cashier: Staff, mei: int) -> None:
    offer(shop, GOLD)
    first = join_plan(shop, cashier, mei, "gold")
    second = join_plan(shop, cashier, mei, "more")
    with pytest.raises(MembershipRenewed) as refused:
        plans.void(shop, by=cashier, prepayment=first.id, request="void")
    assert refused.value.starts == date(2027, 3, 10)
    with pytest.raises(MembershipRenewed):
        ending.due(shop, membership=membership(shop, first.id))
    plans.void(shop, by=cashier, prepayment=second.id, request="second")
    plans.void(shop, by=cashier, prepayment=first.id, request="first")


# Ended early


def test_the_days_left_are_returned_to_the_fen(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock
) -> None:
    offer(shop, GOLD)
    sold = join_plan(shop, cashier, mei, "gold")
    pass_working_days(shop, cashier, clock, 99)
    one = membership(shop, sold.id)
    due = ending.due(shop, membership=one)
    # 100 of 365 days are over: 39,800 × 265 ÷ 365 = 28,895.9
    assert (due.days_left, due.returned) == (265, Money(28_896))
    assert end(shop, owner, one, "end").paid == Money(-28_896)
    assert runs(shop, mei) == [(TODAY, date(2026, 6, 17))]
    assert buy(shop, cashier, mei, 1_000, "today", due=900).paid == Money(900)
    pass_working_days(shop, cashier, clock, 1)
    assert buy(shop, cashier, mei, 1_000, "after").paid == Money(1_000)
    with pytest.raises(MembershipOver):
        ending.due(shop, membership=one)


def test_in_the_first_seven_days_all_comes_back_less_what_it_saved_her(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock
) -> None:
    offer(shop, GOLD)
    sold = join_plan(shop, cashier, mei, "gold")
    buy(shop, cashier, mei, 1_000, "cake", due=900)
    pass_working_days(shop, cashier, clock, 7)
    due = ending.due(shop, membership=membership(shop, sold.id))
    assert due.needs_no_reason
    assert due.returned == Money(39_700)


def test_one_that_has_not_begun_is_returned_whole(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock
) -> None:
    offer(shop, GOLD)
    join_plan(shop, cashier, mei, "gold")
    later = join_plan(shop, cashier, mei, "more")
    pass_working_days(shop, cashier, clock, 30)
    assert end(shop, owner, membership(shop, later.id), "end").paid == Money(-39_800)
    assert join_plan(shop, cashier, mei, "after all").paid == Money(39_800)
    assert runs(shop, mei)[-1][0] == date(2027, 3, 10)


def test_ending_it_is_the_owners_and_wants_a_reason(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    offer(shop, GOLD)
    one = membership(shop, join_plan(shop, cashier, mei, "gold").id)
    for by, refusal in ((cashier, NotAllowed), (owner, WhyMissing)):
        with pytest.raises(refusal):
            ending.end(
                shop, by=by, membership=one, returned=Money(39_800), tender=Tender.CASH,
                request="end",
            )  # fmt: skip


def test_another_sum_than_was_seen_is_refused(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    offer(shop, GOLD)
    one = membership(shop, join_plan(shop, cashier, mei, "gold").id)
    by = owner.with_leave(Leave(owner.id, Right.CARD_BACK, "why", "end"))
    with pytest.raises(PayoutChanged):
        ending.end(
            shop, by=by, membership=one, returned=Money(1), tender=Tender.CASH, request="end"
        )


def test_she_is_not_forgotten_while_days_she_paid_for_are_to_come(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock
) -> None:
    offer(shop, GOLD)
    one = membership(shop, join_plan(shop, cashier, mei, "gold").id)
    with pytest.raises(FeeOwed):
        forgetting.erase(shop, by=owner, member_id=mei, request="forget")
    end(shop, owner, one, "end")
    forgetting.erase(shop, by=owner, member_id=mei, request="forget now")


def test_her_statement_says_what_it_saved_her(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock
) -> None:
    offer(shop, GOLD._replace(first=template(shop, "five")))
    join_plan(shop, cashier, mei, "gold")
    code = next(one.code for one in finding.card(shop, mei).coupons if one.name == "five")
    buy(shop, cashier, mei, 10_000, "cake", due=8_500, coupons=[code])
    march = Period.around(TODAY)
    _points, paid_for, _bought = statement(shop, by=owner, member=mei, period=march).parts
    assert paid_for.title == "Memberships"
    assert paid_for.rows == [
        ("Gold", "2026-03-10", "2027-03-09", 39_800, None, 1_000, 1, 500, 1_500)
    ]
    before = statement(shop, by=owner, member=mei, period=march.moved(-1))
    assert "Memberships" not in [part.title for part in before.parts]


# Month by month


def test_coupons_of_a_month_come_once_when_she_comes(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    five, cup = template(shop, "five"), template(shop, "cup")
    offer(shop, GOLD._replace(monthly=five, monthlies=2, item=cup))
    join_plan(shop, cashier, mei, "gold")
    assert sorted(coupons(shop, mei)) == ["cup", "five", "five"]
    assert benefits.touch(shop, mei) == 0
    pass_working_days(shop, cashier, clock, 30)
    assert benefits.touch(shop, mei) == 0  # 9 April is in her first month still
    pass_working_days(shop, cashier, clock, 1)
    assert [benefits.touch(shop, mei) for _time in range(3)] == [3, 0, 0]


def test_a_month_in_which_she_does_not_come_brings_nothing(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    offer(shop, GOLD._replace(monthly=template(shop, "five")))
    join_plan(shop, cashier, mei, "gold")
    pass_working_days(shop, cashier, clock, 95)
    assert [benefits.touch(shop, mei) for _time in range(2)] == [1, 0]


def test_a_renewal_brings_its_first_coupons_when_it_has_begun(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    plan = GOLD._replace(months=1, first=template(shop, "five"))
    offer(shop, plan)
    join_plan(shop, cashier, mei, "gold", plan)
    join_plan(shop, cashier, mei, "more", plan)
    assert coupons(shop, mei) == ["five"]
    pass_working_days(shop, cashier, clock, 31)
    assert benefits.touch(shop, mei) == 1


def test_ended_it_leaves_no_unused_coupon(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    offer(shop, GOLD._replace(first=template(shop, "five"), firsts=3))
    one = membership(shop, join_plan(shop, cashier, mei, "gold").id)
    end(shop, owner, one, "end")
    assert coupons(shop, mei) == []


def coupons(shop: Shop, member: int) -> list[str]:
    """The names of those in her hand that are not the shop's welcome."""
    held = finding.card(shop, member).coupons
    return [one.name for one in held if one.name != "Welcome"]
