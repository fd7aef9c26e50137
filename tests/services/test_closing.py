"""The end of the day: counted, closed, and nothing of it can be changed."""

from datetime import date
from pathlib import Path

import pytest
from peewee import IntegrityError

from shopfans.database.shop import Shop
from shopfans.domain.errors import DayClosed, DayNotBegun, FloatAboveCount, SaleOfClosedDay
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Tender
from shopfans.services import auditing, closing, importing, refunding, settings
from shopfans.services.closing import Found
from tests.conftest import Clock
from tests.services.test_selling import sell


def close(shop: Shop, by: Staff, yuan: int = 0, request: str = "close") -> int:
    day = closing.state(shop).day
    found = Found(Money(yuan * 100), Money())
    return closing.close_day(shop, by=by, day=day, found=found, request=request)


def test_the_drawer_is_three_yuan_short(shop: Shop, cashier: Staff) -> None:
    sell(shop, cashier, 30, "s1")
    now = closing.state(shop)
    cash = dict(now.figures.takings).get(Tender.CASH, Money())
    assert now.drawer.expected == cash
    found = Found(cash + Money(19700), Money(20000 if cash.fen >= 300 else 0), opening=Money(20000))
    number = closing.close_day(shop, by=cashier, day=now.day, found=found, request="c")
    count = closing.paper(shop, number).count
    assert count is not None
    assert count.over == Money(-300)
    assert closing.paper(shop, number).figures == now.figures


def test_after_the_close_a_sale_is_of_the_next_day(
    shop: Shop, cashier: Staff, clock: Clock
) -> None:
    sell(shop, cashier, 30, "s1")
    close(shop, cashier)
    assert settings.today(shop) == date(2026, 3, 11)
    sell(shop, cashier, 5, "s2")
    with pytest.raises(DayNotBegun):
        close(shop, cashier, request="again")
    clock.pass_days(1)
    assert settings.today(shop) == date(2026, 3, 11)
    assert closing.state(shop).figures.paid == Money(500)


def test_nothing_of_a_closed_day_changes(shop: Shop, cashier: Staff, owner: Staff,
                                         tmp_path: Path) -> None:  # fmt: skip
    sale = sell(shop, cashier, 30, "s1").sale
    number = close(shop, cashier)
    before = closing.paper(shop, number)
    with pytest.raises(SaleOfClosedDay):
        refunding.void_sale(shop, by=owner, sale=sale, request="v")
    with pytest.raises(DayClosed):
        closing.close_day(shop, by=owner, day=date(2026, 3, 10), found=None, request="twice")
    past = tmp_path / "past.csv"
    past.write_text("member,date,amount\nA,2026-03-10,5\n", "utf-8")
    with pytest.raises(DayClosed):
        importing.import_sales(shop, by=owner, path=past)
    for statement in (
        f"INSERT INTO payment VALUES ({sale}, 'alipay', 1, 1)",
        f"UPDATE sale SET paid = 1 WHERE id = {sale}",
        f"DELETE FROM sale_line WHERE sale_id = {sale}",
    ):
        with pytest.raises(IntegrityError, match="only grows"), shop.changing():
            shop.rows(statement)
    refunding.refund_sale(shop, by=owner, sale=sale, quantities=None, request="r")
    assert closing.paper(shop, number) == before
    assert auditing.problems(shop) == []


def test_forgotten_days_are_closed_along(shop: Shop, cashier: Staff, clock: Clock) -> None:
    sell(shop, cashier, 30, "s1")
    assert closing.forgotten(shop) == []
    close(shop, cashier)
    for number in range(2):
        clock.pass_days(1)
        sell(shop, cashier, 10, f"late {number}")
    clock.pass_days(1)
    assert closing.forgotten(shop) == [date(2026, 3, 11), date(2026, 3, 12)]
    assert closing.state(shop).is_late
    close(shop, cashier, request="late")
    assert [row.day.day for row in closing.closes(shop)] == [12, 11, 10]
    assert closing.forgotten(shop) == []


def test_the_float_goes_on_from_shift_to_shift(shop: Shop, cashier: Staff, owner: Staff) -> None:
    found = Found.of({10000: 3}, stays=Money(20000), opening=Money(30000))
    assert owner.id is not None
    closing.hand_over(shop, by=cashier, to=owner.id, found=found, request="h")
    assert closing.state(shop).drawer.opening == Money(20000)
    [shift] = closing.state(shop).shifts
    assert (shift.over, shift.taken_out) == (Money(), Money(10000))
    with pytest.raises(FloatAboveCount):
        closing.hand_over(shop, by=owner, to=owner.id, found=Found(Money(1), Money(2)), request="x")
