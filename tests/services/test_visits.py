"""What a guest came for last: sales and sessions used, in one list."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Line, Tender
from shopfans.services.sales import refunding, selling, visits
from shopfans.services.sessions import using
from shopfans.services.sessions.held import CardHeld
from tests.conftest import Clock, join
from tests.services.session_cards import offer, use
from tests.services.session_cards import sell as sell_card
from tests.services.test_past_sales import TODAY, take, undo
from tests.services.test_selling import sell


class Told(NamedTuple):
    """A visit as one speaks of it."""

    day: date
    what: tuple[str, ...]
    staff: str
    paid: Money | None
    sessions: int


def told(shop: Shop, member: int, limit: int = 20) -> list[Told]:
    return [
        Told(row.day, row.what, row.staff, row.sale.paid if row.sale else None, row.sessions)
        for row in visits.of_member(shop, member, limit=limit)
    ]


@pytest.fixture
def card(shop: Shop, cashier: Staff, mei: int) -> CardHeld:
    """Ten facials, paid on the first day."""
    return sell_card(shop, cashier, mei, offer(shop))[1]


def test_sales_and_sessions_stand_in_the_order_of_time(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, card: CardHeld, clock: Clock
) -> None:
    first = date(2026, 3, 10)
    use(shop, cashier, card)
    sell(shop, cashier, 20, "s1", member=mei)
    use(shop, cashier, card, sessions=2, served_by=owner.id)
    clock.pass_days(1)
    selling.record_sale(
        shop, by=owner, request="s2", member=mei, payments={Tender.CASH: Money(3000)},
        lines=[Line(Money(1200), name="芋圆"), Line(Money(1800), name="拿铁")],
    )  # fmt: skip
    assert told(shop, mei) == [
        Told(date(2026, 3, 11), ("芋圆", "拿铁"), owner.name, Money(3000), 0),
        Told(first, ("面部护理",), owner.name, None, 2),
        Told(first, (), cashier.name, Money(2000), 0),
        Told(first, ("面部护理",), cashier.name, None, 1),
    ]
    assert told(shop, mei, limit=2) == told(shop, mei)[:2]


def test_more_sessions_than_there_is_room_for_do_not_hide_a_newer_sale(
    shop: Shop, cashier: Staff, mei: int, card: CardHeld
) -> None:
    for _time in range(4):
        use(shop, cashier, card)
    sell(shop, cashier, 20, "s1", member=mei)
    assert [row.sessions for row in told(shop, mei, limit=3)] == [0, 1, 1]


def test_a_use_that_was_taken_back_was_no_visit(
    shop: Shop, cashier: Staff, mei: int, card: CardHeld
) -> None:
    kept, undone = use(shop, cashier, card), use(shop, cashier, card, sessions=3)
    using.undo(shop, by=cashier, use=undone.id, request=new_request())
    assert [row.sessions for row in told(shop, mei)] == [kept.sessions]


def test_a_sale_that_was_taken_back_stands_with_its_refund(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    sold = sell(shop, cashier, 20, "s1", member=mei)
    refunding.void_sale(shop, by=cashier, sale=sold.sale, request="v")
    back, sale = (row.sale for row in visits.of_member(shop, mei, limit=20))
    assert back is not None
    assert sale is not None
    assert (back.reverses, sale.completed_by) == (sold.sale, back.id)


def test_nobody_else_is_in_it(shop: Shop, cashier: Staff, mei: int, card: CardHeld) -> None:
    use(shop, cashier, card)
    sell(shop, cashier, 20, "s1", member=mei)
    sell(shop, cashier, 30, "s2")
    lan = join(shop, cashier, "兰兰", "13900000000")
    assert told(shop, lan) == []
    assert len(told(shop, mei)) == 2


def test_what_came_and_went_with_an_import_is_not_in_it(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    sell(shop, owner, 5, "s1", member=mei)
    before = told(shop, mei)
    take(shop, owner, tmp_path, f"phone,date,amount\n13812345678,{TODAY},7\n")
    assert len(told(shop, mei)) == 2
    undo(shop, owner)
    assert told(shop, mei) == before
