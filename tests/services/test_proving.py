"""Points above the owner's limit need a proof that they are hers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.errors import (
    CodeOfElsewhere,
    CodeSpent,
    CodeTooOld,
    MemberErased,
    PointsNeedProof,
    StoredValueNeedsProof,
    WrongDigits,
)
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Line, Tender
from shopfans.domain.spending import SpendingRule
from shopfans.services import settings
from shopfans.services.belonging import rewarding
from shopfans.services.members import forgetting, proving
from shopfans.services.sales import selling
from shopfans.services.sales.selling import Receipt
from tests.conftest import Clock, join
from tests.services.stored_value import RULE, allow, has, pay, top_up
from tests.services.test_selling import sell


@pytest.fixture
def rich(shop: Shop, owner: Staff, cashier: Staff, mei: int) -> int:
    """She has 1,000 points, of which 100 may be used without a proof."""
    sell(shop, cashier, 1000, "earn", member=mei)
    rule = SpendingRule(unproven=100)
    terms = replace(settings.load(shop), spending=rule)
    settings.save(shop, by=owner, terms=terms, request="limit")
    return mei


def use(shop: Shop, by: Staff, member: int, points: int, request: str, digits: str = "") -> Receipt:
    return selling.record_sale(
        shop, by=by, request=request, lines=[Line(Money(10_000))],
        payments={Tender.CASH: Money(10_000 - points)}, member=member, spend=Points(points),
        last_digits=digits,
    )  # fmt: skip


def test_few_points_need_none(shop: Shop, cashier: Staff, rich: int) -> None:
    assert use(shop, cashier, rich, 100, "s").balance == 1000 - 100 + 99


def test_more_need_her_code_scanned_for_this_sale(shop: Shop, cashier: Staff, rich: int) -> None:
    with pytest.raises(PointsNeedProof):
        use(shop, cashier, rich, 101, "s")
    assert proving.show(shop, by=cashier, code=proving.code_of(shop, rich), request="s") == rich
    use(shop, cashier, rich, 500, "s")
    with pytest.raises(PointsNeedProof):
        use(shop, cashier, rich, 101, "another")
    assert len(rewarding.statement(shop, rich)) == 3


def test_much_stored_value_needs_the_same(shop: Shop, cashier: Staff, mei: int) -> None:
    allow(shop, replace(RULE, unproven=Money(10_000)))
    top_up(shop, cashier, mei, 500, "t")
    pay(shop, cashier, mei, 10_000, "little")
    with pytest.raises(StoredValueNeedsProof) as refusal:
        pay(shop, cashier, mei, 10_001, "much")
    assert refusal.value.most_fen == 10_000
    proving.show(shop, by=cashier, code=proving.code_of(shop, mei), request="much")
    pay(shop, cashier, mei, 10_001, "much")
    assert has(shop, mei) == (50_000 - 20_001, 5_000)


def test_or_the_last_four_digits_of_her_number(shop: Shop, cashier: Staff, rich: int) -> None:
    for wrong in ("5679", "678", "12345678", "四五六七", " "):
        with pytest.raises((WrongDigits, PointsNeedProof)):
            use(shop, cashier, rich, 500, "s", wrong)
    use(shop, cashier, rich, 500, "s", "５６７８")


def test_a_code_of_somebody_else_proves_nothing(shop: Shop, cashier: Staff, rich: int) -> None:
    ana = join(shop, cashier, "Ana", "13900001111")
    proving.show(shop, by=cashier, code=proving.code_of(shop, ana), request="s")
    with pytest.raises(PointsNeedProof):
        use(shop, cashier, rich, 500, "s")


def test_a_code_serves_for_one_sale(shop: Shop, cashier: Staff, rich: int) -> None:
    code = proving.code_of(shop, rich)
    for request in ("left", "s", "s"):  # scanned, cleared, scanned again
        proving.show(shop, by=cashier, code=code, request=request)
    use(shop, cashier, rich, 200, "s")
    proving.show(shop, by=cashier, code=code, request="s")
    with pytest.raises(CodeSpent):
        proving.show(shop, by=cashier, code=code, request="next")


def test_it_dies_with_its_time_with_her_and_with_the_key(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock
) -> None:
    code = proving.code_of(shop, mei)
    clock.at += timedelta(seconds=89)
    assert proving.show(shop, by=cashier, code=code, request="s") == mei
    clock.at += timedelta(seconds=1)
    with pytest.raises(CodeTooOld):
        proving.show(shop, by=cashier, code=code, request="s")
    code = proving.code_of(shop, mei)
    proving.renew_key(shop)
    with pytest.raises(CodeOfElsewhere):
        proving.show(shop, by=cashier, code=code, request="s")
    code = proving.code_of(shop, mei)
    forgetting.erase(shop, by=owner, member_id=mei, request="e")
    with pytest.raises(MemberErased):
        proving.show(shop, by=cashier, code=code, request="s")
