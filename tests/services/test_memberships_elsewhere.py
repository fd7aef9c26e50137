"""A membership on Today's list, at her birthday, on paper and when two records become one."""

from dataclasses import replace

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.errors import MergeUsed
from shopfans.domain.kinds import Reason
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.services import settings
from shopfans.services.coupons import celebrating, designing
from shopfans.services.members import finding, merging
from shopfans.services.memberships import selling, usage
from shopfans.services.prepaid import prepaid_papers
from shopfans.texts.reasons import why
from shopfans.texts.receipts import rows
from shopfans.texts.rows import Band, Note, Pair, Total
from tests.conftest import Clock, join
from tests.services.memberships import GOLD, buy, end, join_plan, offer, runs, template
from tests.services.test_memberships import membership
from tests.services.test_reminding import listed
from tests.services.test_selling import pass_working_days


def test_today_says_that_it_ends_until_she_renews(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    offer(shop, GOLD)
    join_plan(shop, cashier, mei, "gold")
    pass_working_days(shop, cashier, clock, 365 - 9)
    assert listed(shop, Reason.MEMBERSHIP) == []
    pass_working_days(shop, cashier, clock, 1)
    (line,) = listed(shop, Reason.MEMBERSHIP)
    assert why(line, settings.today(shop)) == "Gold ends on Tuesday 03-09"
    join_plan(shop, cashier, mei, "more")
    assert listed(shop, Reason.MEMBERSHIP) == []


def test_nobody_is_reminded_of_one_that_was_given_back(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock
) -> None:
    offer(shop, GOLD)
    sold = join_plan(shop, cashier, mei, "gold")
    pass_working_days(shop, cashier, clock, 360)
    assert len(listed(shop, Reason.MEMBERSHIP)) == 1
    end(shop, owner, membership(shop, sold.id), "end")
    assert listed(shop, Reason.MEMBERSHIP) == []


def test_at_her_birthday_she_gets_the_gift_of_her_plan_and_no_other(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    everybody, hers = template(shop, "for all"), template(shop, "for gold")
    offer(shop, GOLD._replace(birthday=hers), birthday_template=everybody)
    ana = join(shop, cashier, "Ana", "13987654321", "3-28")
    join_plan(shop, cashier, mei, "gold")
    assert celebrating.issue_birthdays(shop) == 1  # Mei's is on 15 March
    assert "for gold" in [one.name for one in finding.card(shop, mei).coupons]
    terms = replace(settings.load(shop), birthday_ahead=30)
    settings.save(shop, by=owner, terms=terms, request="a month")
    assert celebrating.issue_birthdays(shop) == 1
    assert "for all" in [one.name for one in finding.card(shop, ana).coupons]


def test_the_plans_on_sale_follow_a_coupon_and_what_was_sold_does_not(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    five = template(shop, "five")
    plan = GOLD._replace(first=five)
    offer(shop, plan)
    join_plan(shop, cashier, mei, "gold", plan)
    six = designing.change_template(
        shop, by=owner, template=five, name="six",
        terms=CouponTerms(CouponKind.AMOUNT_OFF, off=Money(600)), request="six",
    )  # fmt: skip
    assert settings.load(shop).plans == (plan._replace(first=six),)
    (line,) = usage.statement(shop, mei)
    assert line.membership.plan == plan


def test_its_slips_say_what_she_gets_and_what_went_back(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    offer(shop, GOLD)
    sold = join_plan(shop, cashier, mei, "gold")
    said = rows(prepaid_papers.paper(shop, sold.id))
    for row in (
        Band("Membership"), Total("Paid", "¥398.00"), Pair("Cash", "398.00"),
        Pair("Last day", "2027-03-09", is_strong=True), Note("10% off · points ×2"),
    ):  # fmt: skip
        assert row in said
    back = selling.void(shop, by=cashier, prepayment=sold.id, request="void")
    assert Band(f"Void of membership {sold.id}") in rows(prepaid_papers.paper(shop, back.id))
    again = join_plan(shop, cashier, mei, "again")
    ended = rows(prepaid_papers.paper(shop, end(shop, owner, membership(shop, again.id), "e").id))
    assert Band("Membership ended") in ended
    assert Total("Given back", "¥398.00") in ended
    assert Pair("Last day", "2026-03-10", is_strong=True) in ended


def test_of_two_records_both_memberships_go_on_and_the_better_counts(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    silver = GOLD._replace(key=2, name="Silver", percent=500, months=6)
    offer(shop, GOLD, silver)
    twin = join(shop, cashier, "王晓梅", "13900000000")
    join_plan(shop, cashier, mei, "silver", silver)
    join_plan(shop, cashier, twin, "gold")
    merging.merge(shop, by=owner, kept=mei, gone=twin, request="m")
    assert len(runs(shop, mei)) == 2
    assert buy(shop, cashier, mei, 1_000, "cake", due=900).paid == Money(900)


def test_a_merge_stays_once_she_renewed(shop: Shop, owner: Staff, cashier: Staff, mei: int) -> None:
    offer(shop, GOLD)
    twin = join(shop, cashier, "王晓梅", "13900000000")
    join_plan(shop, cashier, twin, "gold")
    merging.merge(shop, by=owner, kept=mei, gone=twin, request="m")
    merging.undo(shop, by=owner, merge=1, request="u")
    assert (len(runs(shop, mei)), len(runs(shop, twin))) == (0, 1)
    merging.merge(shop, by=owner, kept=mei, gone=twin, request="m2")
    join_plan(shop, cashier, mei, "more")
    with pytest.raises(MergeUsed):
        merging.undo(shop, by=owner, merge=2, request="u2")
