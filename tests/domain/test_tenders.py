"""One sum in several ways: parts come first, change from cash alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.errors import GivenTooMuch
from shopfans.domain.money import Money
from shopfans.domain.sales import Tender
from shopfans.domain.tenders import take

AMOUNTS = st.integers(1, 2_000).map(Money)


def test_less_than_what_is_left_is_a_part() -> None:
    taken = take({Tender.CASH: Money(100)}, Money(880), Tender.CASH, Money(400))
    assert (taken.is_all, taken.payments) == (False, {Tender.CASH: Money(500)})


def test_more_cash_than_what_is_left_gives_change() -> None:
    taken = take({Tender.WECHAT: Money(480)}, Money(500), Tender.CASH, Money(600))
    assert taken.payments == {Tender.WECHAT: Money(480), Tender.CASH: Money(500)}
    assert taken.received == {Tender.WECHAT: Money(480), Tender.CASH: Money(600)}


@pytest.mark.parametrize(("rest", "handed"), [(500, 501), (-1, 0)])
def test_nothing_else_gives_change(rest: int, handed: int) -> None:
    with pytest.raises(GivenTooMuch):
        take({}, Money(rest), Tender.WECHAT, Money(handed))


@given(AMOUNTS, st.lists(st.tuples(st.sampled_from([Tender.CASH, Tender.CARD]), AMOUNTS)))
def test_however_it_is_paid_the_payments_make_the_sum(
    due: Money, handings: list[tuple[Tender, Money]]
) -> None:
    parts: dict[Tender, Money] = {}
    for tender, handed in [*handings, (Tender.CASH, Money(2_000))]:
        try:
            taken = take(parts, due - Money.total(parts.values()), tender, handed)
        except GivenTooMuch:
            continue
        parts = taken.payments
        if taken.is_all:
            break
    assert Money.total(parts.values()) == due
    change = Money.total(taken.received.values()) - due
    assert (
        Money()
        <= change
        == taken.received.get(Tender.CASH, Money()) - parts.get(Tender.CASH, Money())
    )
