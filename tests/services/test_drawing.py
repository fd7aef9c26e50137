"""Paying with stored value: what leaves her lots, and what comes back to them."""

from dataclasses import replace
from typing import Any

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.errors import (
    MergeUsed,
    NoChangeKept,
    NotEnoughStoredValue,
    SaleUsedHers,
    StoredValueNeedsMember,
    StoredValueNotReceived,
    TenderMismatch,
    TopUpUsed,
)
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Line, Tender
from shopfans.domain.stored_value import Draw, EarnsOn
from shopfans.services.members import merging
from shopfans.services.prepaid import prepaying
from shopfans.services.sales import reassigning, refunding, selling
from tests.conftest import join
from tests.services.stored_value import RULE, allow, has, pay, top_up


@pytest.fixture(autouse=True)
def she_topped_up(shop: Shop, cashier: Staff, mei: int) -> None:
    allow(shop)
    top_up(shop, cashier, mei, 500, "t")


@pytest.mark.parametrize(
    ("draw", "left"),
    [
        (Draw.PRINCIPAL_FIRST, (0, 3_000)),
        (Draw.BONUS_FIRST, (3_000, 0)),
        (Draw.IN_PROPORTION, (2_728, 272)),
    ],
)
def test_a_payment_takes_by_the_owners_rule(
    shop: Shop, cashier: Staff, mei: int, draw: Draw, left: tuple[int, int]
) -> None:
    allow(shop, replace(RULE, draw=draw))
    pay(shop, cashier, mei, 52_000, "s")
    assert has(shop, mei) == left


def test_it_pays_a_part_beside_cash(shop: Shop, cashier: Staff, mei: int) -> None:
    receipt = pay(shop, cashier, mei, 1_000, "s", cash=500)
    assert (receipt.paid, has(shop, mei)) == (Money(1_500), (49_000, 5_000))


def test_more_than_she_has_is_refused_and_nothing_happens(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    with pytest.raises(NotEnoughStoredValue):
        pay(shop, cashier, mei, 55_001, "s")
    assert has(shop, mei) == (50_000, 5_000)


def test_nobody_without_a_name_pays_with_it(shop: Shop, cashier: Staff) -> None:
    with pytest.raises(StoredValueNeedsMember):
        pay(shop, cashier, None, 100, "s")


def test_a_void_brings_it_back_to_where_it_was(shop: Shop, cashier: Staff, mei: int) -> None:
    sold = pay(shop, cashier, mei, 52_000, "s")
    refunding.void_sale(shop, by=cashier, sale=sold.sale, request="v")
    assert has(shop, mei) == (50_000, 5_000)


def test_what_comes_back_in_part_goes_to_both_in_proportion(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    sold = selling.record_sale(
        shop, by=cashier, request="s", member=mei, lines=[Line(Money(26_000), 2)],
        payments={Tender.STORED_VALUE: Money(52_000)},
    )  # fmt: skip
    refunding.refund_sale(shop, by=cashier, sale=sold.sale, quantities={1: 1}, request="r")
    assert has(shop, mei) == (25_000, 4_000)
    refunding.refund_sale(shop, by=cashier, sale=sold.sale, quantities=None, request="r2")
    assert has(shop, mei) == (50_000, 5_000)


def test_stored_value_never_becomes_cash_by_a_refund(shop: Shop, cashier: Staff, mei: int) -> None:
    sold = selling.record_sale(
        shop, by=cashier, request="s", member=mei, lines=[Line(Money(5_000), 2)],
        payments={Tender.STORED_VALUE: Money(4_000), Tender.WECHAT: Money(6_000)},
    )  # fmt: skip
    for request, quantities in (("r", {1: 1}), ("r2", None)):
        told = refunding.preview(shop, sold.sale, quantities, Tender.CASH)
        assert told.tenders == {Tender.CASH: Money(3_000), Tender.STORED_VALUE: Money(2_000)}
        refunding.refund_sale(
            shop, by=cashier, sale=sold.sale, quantities=quantities, request=request,
            tender=Tender.CASH,
        )  # fmt: skip
    assert has(shop, mei) == (50_000, 5_000)


def test_money_never_becomes_stored_value_by_a_refund(shop: Shop, cashier: Staff, mei: int) -> None:
    sold = pay(shop, cashier, mei, 0, "s", cash=1_000)
    with pytest.raises(StoredValueNotReceived):
        refunding.refund_sale(
            shop, by=cashier, sale=sold.sale, quantities=None, request="r",
            tender=Tender.STORED_VALUE,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("earns", "points"), [(EarnsOn.PAYING, 15), (EarnsOn.NOTHING, 5), (EarnsOn.TOPPING_UP, 5)]
)
def test_points_come_once_at_most(
    shop: Shop, cashier: Staff, mei: int, earns: EarnsOn, points: int
) -> None:
    allow(shop, replace(RULE, earns=earns))
    assert pay(shop, cashier, mei, 1_000, "s", cash=500).earned == points


def test_change_is_kept_where_the_owner_allows(shop: Shop, cashier: Staff, mei: int) -> None:
    cash = {Tender.CASH: Money(1_850)}
    sale: dict[str, Any] = {
        "by": cashier,
        "lines": [Line(Money(1_850))],
        "payments": cash,
        "member": mei,
    }
    handed = {Tender.CASH: Money(2_000)}
    with pytest.raises(NoChangeKept):
        selling.record_sale(shop, **sale, received=handed, keep=Money(150), request="s")
    allow(shop, replace(RULE, keeps_change=True))
    receipt = selling.record_sale(shop, **sale, received=handed, keep=Money(150), request="s1")
    assert (receipt.change, has(shop, mei)) == (Money(), (50_150, 5_000))
    with pytest.raises(TenderMismatch):
        selling.record_sale(shop, **sale, received=handed, keep=Money(151), request="s2")


def test_a_sale_paid_from_her_stored_value_is_not_moved_to_another(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    sold = pay(shop, cashier, mei, 1_000, "s")
    ana = join(shop, cashier, "Ana", "13987654321")
    with pytest.raises(SaleUsedHers):
        reassigning.reassign_sale(shop, by=cashier, sale=sold.sale, member=ana, request="r")


def test_two_records_that_become_one_have_both_values_and_back(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    ana = join(shop, cashier, "Ana", "13987654321")
    top_up(shop, cashier, ana, 500, "ana")
    sold = pay(shop, cashier, ana, 51_000, "s")
    merge = merging.merge(shop, by=owner, kept=mei, gone=ana, request="m")
    assert has(shop, mei) == (50_000, 9_000)
    merging.undo(shop, by=owner, merge=merge, request="u")
    assert (has(shop, mei), has(shop, ana)) == ((50_000, 5_000), (0, 4_000))
    merging.merge(shop, by=owner, kept=mei, gone=ana, request="m2")
    refunding.refund_sale(shop, by=cashier, sale=sold.sale, quantities=None, request="r")
    assert has(shop, mei) == (100_000, 10_000)


def test_a_merge_stays_once_what_came_with_it_was_used(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    ana = join(shop, cashier, "Ana", "13987654321")
    top_up(shop, cashier, ana, 100, "ana")
    merge = merging.merge(shop, by=owner, kept=ana, gone=mei, request="m")
    pay(shop, cashier, ana, 11_000, "s")
    with pytest.raises(MergeUsed):
        merging.undo(shop, by=owner, merge=merge, request="u")


def test_a_top_up_that_a_merge_moved_is_not_taken_back(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    ana = join(shop, cashier, "Ana", "13987654321")
    done = top_up(shop, cashier, ana, 500, "ana")
    merging.merge(shop, by=owner, kept=mei, gone=ana, request="m")
    with pytest.raises(TopUpUsed):
        prepaying.void(shop, by=cashier, top_up=done.id, request="v")
