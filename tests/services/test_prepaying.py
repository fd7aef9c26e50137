"""Top-ups: what comes in, what the owner adds, and how a wrong one is taken back."""

from dataclasses import replace

import pytest

from shopfans.database.operations import begin
from shopfans.database.shop import Shop
from shopfans.domain.errors import (
    AlreadyVoided,
    AmountNotPositive,
    DayOver,
    MemberErased,
    NotAllowed,
    NothingToVoid,
    NoTopUps,
    StoredValueNotReceived,
    TopUpUsed,
    ValueOwed,
)
from shopfans.domain.kinds import Act
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Tender
from shopfans.domain.stored_value import EarnsOn, Offer, StoredValueRule, Value
from shopfans.services import settings
from shopfans.services.days import close_papers, closing, counting
from shopfans.services.members import finding, forgetting
from shopfans.services.prepaid import instalments, paying_out, prepaying
from tests.conftest import Clock, join
from tests.services.stored_value import FIFTY, RULE, allow, has, pay, top_up
from tests.services.test_selling import pass_working_days, sell

COUPONS = Offer(Money(100_000), Money(12_000), template=1, coupons=2)
"""1,000 gives 120 and two coupons."""


@pytest.fixture(autouse=True)
def a_shop_that_takes_top_ups(shop: Shop) -> None:
    allow(shop, replace(RULE, offers=(FIFTY, COUPONS)))


def test_500_gives_50_and_both_stand_apart(shop: Shop, cashier: Staff, mei: int) -> None:
    done = top_up(shop, cashier, mei, 500, "t")
    assert (done.paid, done.bonus) == (Money(50_000), Money(5_000))
    assert done.has == Value(Money(50_000), Money(5_000))
    assert has(shop, mei) == (50_000, 5_000)


def test_the_same_request_again_is_one_top_up(shop: Shop, cashier: Staff, mei: int) -> None:
    assert top_up(shop, cashier, mei, 500, "t") == top_up(shop, cashier, mei, 500, "t")
    assert has(shop, mei) == (50_000, 5_000)


def test_1000_gives_120_and_two_coupons(shop: Shop, cashier: Staff, mei: int) -> None:
    before = len(finding.card(shop, mei).coupons)
    top_up(shop, cashier, mei, 1000, "t")
    assert has(shop, mei) == (100_000, 12_000)
    assert len(finding.card(shop, mei).coupons) == before + 2


def test_what_she_sees_before_is_what_comes(shop: Shop, cashier: Staff, mei: int) -> None:
    told = prepaying.preview(shop, member=mei, paid=Money(100_000))
    assert told.offer == COUPONS
    assert top_up(shop, cashier, mei, 1000, "t").has == told.has


def test_above_5000_yuan_she_is_warned_of(shop: Shop, cashier: Staff, mei: int) -> None:
    top_up(shop, cashier, mei, 4000, "t")  # 120 come with it, and 50 or 120 with the next one
    told = [prepaying.preview(shop, member=mei, paid=Money(fen)) for fen in (83_000, 83_001)]
    assert [one.above_limit for one in told] == [None, Money(500_000)]


def test_two_tenders_pay_one_top_up_and_the_change_is_told(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    done = prepaying.top_up(
        shop, by=cashier, request="t", member=mei,
        payments={Tender.CASH: Money(20_000), Tender.WECHAT: Money(30_000)},
        received={Tender.CASH: Money(25_000)},
    )  # fmt: skip
    assert (done.paid, done.change) == (Money(50_000), Money(5_000))


def test_a_top_up_earns_nothing_unless_the_owner_says_so(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    top_up(shop, cashier, mei, 500, "t")
    assert finding.card(shop, mei).points == 0
    allow(shop, replace(RULE, earns=EarnsOn.TOPPING_UP))
    top_up(shop, cashier, mei, 500, "t2")
    assert finding.card(shop, mei).points == 500


def test_a_bonus_in_instalments_comes_when_its_day_has_come(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    allow(shop, replace(RULE, offers=(Offer(Money(50_000), Money(5_000), months=3),)))
    top_up(shop, cashier, mei, 500, "t")
    assert has(shop, mei) == (50_000, 1_666)
    pass_working_days(shop, cashier, clock, 31)
    assert [instalments.add_due(shop), instalments.add_due(shop)] == [1, 0]
    assert has(shop, mei) == (50_000, 3_333)
    pass_working_days(shop, cashier, clock, 40)
    assert instalments.add_due(shop) == 1
    assert has(shop, mei) == (50_000, 5_000)


@pytest.mark.parametrize(
    ("payments", "refusal"),
    [
        ({}, AmountNotPositive),
        ({Tender.CASH: Money(0)}, AmountNotPositive),
        ({Tender.STORED_VALUE: Money(100)}, StoredValueNotReceived),
    ],
)
def test_what_is_no_money_is_refused(
    shop: Shop, cashier: Staff, mei: int, payments: dict[Tender, Money],
    refusal: type[Exception],
) -> None:  # fmt: skip
    with pytest.raises(refusal):
        prepaying.top_up(shop, by=cashier, request="t", member=mei, payments=payments)
    assert has(shop, mei) == (0, 0)


def test_a_shop_that_takes_none_refuses(shop: Shop, cashier: Staff, mei: int) -> None:
    allow(shop, StoredValueRule())
    with pytest.raises(NoTopUps):
        top_up(shop, cashier, mei, 500, "t")


def test_a_wrong_top_up_goes_back_as_it_came(shop: Shop, cashier: Staff, mei: int) -> None:
    allow(shop, replace(RULE, offers=(COUPONS,), earns=EarnsOn.TOPPING_UP))
    before = finding.card(shop, mei)
    done = top_up(shop, cashier, mei, 1000, "t")
    back = prepaying.void(shop, by=cashier, top_up=done.id, request="v")
    assert (back.paid, back.bonus) == (Money(-100_000), Money(-12_000))
    after = finding.card(shop, mei)
    assert (after.stored, after.points, after.coupons) == (
        before.stored, before.points, before.coupons,
    )  # fmt: skip
    with pytest.raises(AlreadyVoided):
        prepaying.void(shop, by=cashier, top_up=done.id, request="v2")
    with pytest.raises(NothingToVoid):
        prepaying.void(shop, by=cashier, top_up=back.id, request="v3")


def test_once_some_of_it_is_used_it_is_not_taken_back(shop: Shop, cashier: Staff, mei: int) -> None:
    done = top_up(shop, cashier, mei, 500, "t")
    pay(shop, cashier, mei, 100, "s")
    with pytest.raises(TopUpUsed):
        prepaying.void(shop, by=cashier, top_up=done.id, request="v")
    assert has(shop, mei) == (49_900, 5_000)


def test_once_a_coupon_of_it_is_used_it_is_not_taken_back(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    had = {one.code for one in finding.card(shop, mei).coupons}
    done = top_up(shop, cashier, mei, 1000, "t")
    new = next(one.code for one in finding.card(shop, mei).coupons if one.code not in had)
    sell(shop, cashier, 20, "s", member=mei, coupon=new, due=1500)
    with pytest.raises(TopUpUsed):
        prepaying.void(shop, by=cashier, top_up=done.id, request="v")


def test_the_next_day_it_is_not_taken_back(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    done = top_up(shop, cashier, mei, 500, "t")
    clock.pass_days(1)
    with pytest.raises(DayOver):
        prepaying.void(shop, by=cashier, top_up=done.id, request="v")


def test_cash_for_stored_value_belongs_in_the_drawer_and_is_no_takings(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    top_up(shop, cashier, mei, 500, "cash")
    top_up(shop, cashier, mei, 300, "wechat", Tender.WECHAT)
    pay(shop, cashier, mei, 2_000, "s", cash=1_000)
    now = closing.state(shop)
    assert now.drawer.cash == Money(51_000)
    figures = now.figures
    assert dict(figures.takings) == {
        Tender.CASH: Money(1_000), Tender.STORED_VALUE: Money(2_000),
    }  # fmt: skip
    assert dict(figures.prepaid) == {Tender.CASH: Money(50_000), Tender.WECHAT: Money(30_000)}
    close = closing.close_day(
        shop, by=cashier, day=settings.today(shop),
        found=counting.Found.of({10_000: 5, 1_000: 1}, stays=Money()), request="close",
    )  # fmt: skip
    assert close_papers.of_day(shop, close).figures == figures
    kept = close_papers.of_day(shop, close).count
    assert kept is not None
    assert kept.over == Money()


def test_who_has_money_here_is_not_forgotten(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    top_up(shop, cashier, mei, 500, "t")
    with pytest.raises(ValueOwed):
        forgetting.erase(shop, by=owner, member_id=mei, request="e")
    [row] = paying_out.sheet(shop, member=mei).rows
    paying_out.pay_out(
        shop, by=owner, member=mei, top_ups=[row.top_up], returned=row.returnable,
        tender=Tender.CASH, request="p",
    )  # fmt: skip
    forgetting.erase(shop, by=owner, member_id=mei, request="e2")
    with pytest.raises(MemberErased):
        top_up(shop, cashier, mei, 500, "t2")


def test_what_she_had_elsewhere_is_brought_over(shop: Shop, owner: Staff, mei: int) -> None:
    terms = settings.load(shop)
    with shop.changing():
        done = begin(shop, Act.IMPORT, terms=terms, by=owner, request="i", asked="file")
        prepaying.open_balance(done, mei, Value(Money(12_300), Money(450)))
    assert has(shop, mei) == (12_300, 450)
    assert closing.state(shop).figures.prepaid == ()


def test_only_the_owner_pays_out(shop: Shop, cashier: Staff, mei: int) -> None:
    done = top_up(shop, cashier, mei, 500, "t")
    with pytest.raises(NotAllowed):
        paying_out.pay_out(
            shop, by=cashier, member=mei, top_ups=[done.id], returned=Money(50_000),
            tender=Tender.CASH, request="p",
        )  # fmt: skip


def test_a_newcomer_has_nothing(shop: Shop, cashier: Staff) -> None:
    assert has(shop, join(shop, cashier, "Ana", "13987654321")) == (0, 0)
