"""A closed day changes no more: what is tried is refused, or counts for the day that is open."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import pytest
from peewee import IntegrityError

from shopfans.database import bulk
from shopfans.database.models import LedgerEntry
from shopfans.database.shop import Shop
from shopfans.domain.errors import DayClosed, SaleOfClosedDay, ShopError
from shopfans.domain.points import Points
from shopfans.domain.roles import Staff
from shopfans.services.belonging import rewarding
from shopfans.services.books import auditing
from shopfans.services.days import close_papers
from shopfans.services.members import forgetting, merging
from shopfans.services.sales import reassigning, refunding
from tests.conftest import Clock, join
from tests.services.past_sales import bring
from tests.services.test_closing import close
from tests.services.test_selling import sell

CLOSED, OPEN = date(2026, 3, 10), date(2026, 3, 11)


class Evening(NamedTuple):
    shop: Shop
    owner: Staff
    cashier: Staff
    clock: Clock
    member: int
    sale: int
    close: int


@pytest.fixture
def evening(shop: Shop, owner: Staff, cashier: Staff, clock: Clock, mei: int) -> Evening:
    """The day is closed with a sale to her."""
    sale = sell(shop, cashier, 30, "s1", member=mei).sale
    return Evening(shop, owner, cashier, clock, mei, sale, close(shop, cashier))


def void(one: Evening) -> object:
    return refunding.void_sale(one.shop, by=one.owner, sale=one.sale, request="v")


def move(one: Evening) -> object:
    return reassigning.reassign_sale(
        one.shop, by=one.owner, sale=one.sale, member=None, request="move"
    )


def bring_past_sales(one: Evening) -> object:
    past = one.shop.path.with_suffix(".csv")
    past.write_text(f"member,date,amount\nA,{CLOSED},5\n", "utf-8")
    [row] = bring(one.shop, one.owner, past).rows
    assert row.why is not None
    raise row.why


def refund(one: Evening) -> object:
    return refunding.refund_sale(
        one.shop, by=one.owner, sale=one.sale, quantities=None, request="refund"
    )


def refund_a_part(one: Evening) -> object:
    return refunding.refund_sale(
        one.shop, by=one.owner, sale=one.sale, quantities={1: 1}, request="part"
    )


def sell_late(one: Evening) -> object:
    return sell(one.shop, one.cashier, 12, "late", member=one.member)


def sell_backdated(one: Evening) -> object:
    one.clock.pass_days(-2)
    sold = sell(one.shop, one.cashier, 12, "backdated", member=one.member)
    one.clock.pass_days(2)
    return sold


def use_points(one: Evening) -> object:
    return sell(
        one.shop, one.cashier, 12, "points", member=one.member, spend=Points(5), due=1195
    )  # fmt: skip


def sign_up(one: Evening) -> object:
    return join(one.shop, one.cashier, "Ana", "13987654321")


def forget_her(one: Evening) -> object:
    return forgetting.erase(one.shop, by=one.owner, member_id=one.member, request="forget")


def merge_her(one: Evening) -> object:
    kept = join(one.shop, one.cashier, "王小美", "13987654321")
    return merging.merge(one.shop, by=one.owner, kept=kept, gone=one.member, request="merge")


@pytest.mark.parametrize(
    ("act", "refusal"),
    [(void, SaleOfClosedDay), (move, SaleOfClosedDay), (bring_past_sales, DayClosed)],
)
def test_what_would_change_it_is_refused(
    evening: Evening, act: Callable[[Evening], object], refusal: type[ShopError]
) -> None:
    before = close_papers.of_day(evening.shop, evening.close)
    with pytest.raises(refusal) as refused:
        act(evening)
    assert refused.value.day == CLOSED  # type: ignore[attr-defined]  # each of these has one
    assert close_papers.of_day(evening.shop, evening.close) == before
    assert operations_since(evening.shop) == []


@pytest.mark.parametrize(
    "act",
    [refund, refund_a_part, sell_late, sell_backdated, use_points, sign_up, forget_her, merge_her],
)
def test_what_puts_it_right_counts_for_the_day_that_is_open(
    evening: Evening, act: Callable[[Evening], object]
) -> None:
    before = close_papers.of_day(evening.shop, evening.close)
    act(evening)
    assert close_papers.of_day(evening.shop, evening.close) == before
    days = operations_since(evening.shop)
    assert days
    assert set(days) == {OPEN}
    assert auditing.problems(evening.shop) == []


def test_points_that_lapse_by_night_lapse_on_the_open_day(evening: Evening) -> None:
    evening.clock.pass_days(1)
    rewarding.lapse_points(evening.shop)
    assert set(operations_since(evening.shop)) <= {OPEN}


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO operation SELECT NULL, 'x', act, asked, staff_id, at, day FROM operation "
        "WHERE act = 'sale'",
        "INSERT INTO sale SELECT NULL, (SELECT MAX(id) FROM operation), member_id, day, "
        "reverses_id, completes, replaces_id, gross, paid FROM sale",
        "INSERT INTO payment VALUES (1, 'alipay', 1, 1)",
        "INSERT INTO sale_line SELECT sale_id, 9, good_id, gift_id, name, category, quantity, "
        "list_price, unit_price, amount, paid, earned, stamps FROM sale_line",
        "INSERT INTO ledger_entry SELECT NULL, operation_id, member_id, unit, kind, change, lot,"
        " lapses, reverses_id, digest FROM ledger_entry",
        "UPDATE sale SET paid = 1",
        "DELETE FROM payment",
        "UPDATE day_close SET paid = 1",
        "DELETE FROM day_seal",
        "UPDATE closed_sale SET digest = x'00'",
        "UPDATE drawer_count SET counted = 1",
    ],
)
def test_another_tool_is_stopped_by_the_file_itself(evening: Evening, statement: str) -> None:
    with pytest.raises(IntegrityError, match="only grows"), evening.shop.changing():
        evening.shop.rows(statement)


def test_many_lines_at_once_are_stopped_as_one_is(evening: Evening) -> None:
    with evening.shop.reading():
        [(_, *said)] = evening.shop.rows("SELECT * FROM ledger_entry")
    with pytest.raises(IntegrityError, match="only grows"), evening.shop.changing():
        bulk.insert(LedgerEntry, [(None, *said)] * 100)


def test_a_close_says_the_same_whoever_asks_later(evening: Evening) -> None:
    first = close_papers.of_day(evening.shop, evening.close)
    evening.clock.pass_days(1)
    sell(evening.shop, evening.cashier, 8, "next day")
    close(evening.shop, evening.owner, "next close")
    again = close_papers.of_day(evening.shop, evening.close, is_copy=True)
    assert again.is_copy
    assert (again.figures, again.digest) == (first.figures, first.digest)


def operations_since(shop: Shop) -> list[date]:
    """The days of all that was done after the close."""
    with shop.reading():
        rows = shop.rows(
            "SELECT day FROM operation WHERE id > (SELECT MAX(operation_id) FROM day_close)"
        )
    return [date.fromisoformat(day) for (day,) in rows]
