"""The week's odd things: a planted month of fraud shows them all, an honest one hardly any."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from shopfans.database.operations import begin
from shopfans.database.shop import Shop
from shopfans.domain.errors import WrongPin
from shopfans.domain.kinds import Act
from shopfans.domain.money import Money
from shopfans.domain.oddities import OddLine, Pattern
from shopfans.domain.roles import Right, Staff
from shopfans.services import demo, settings
from shopfans.services.belonging import adjusting
from shopfans.services.days import closing
from shopfans.services.days.counting import Found
from shopfans.services.sales import reassigning, refunding
from shopfans.services.staff import approving, oddities, staffing, tracing
from shopfans.texts.oddities import why_odd
from tests.conftest import CASHIER_PIN, Clock, join
from tests.services.test_selling import sell


def of_weeks(shop: Shop, by: Staff, first: date, weeks: int) -> list[OddLine]:
    lasts = [first + timedelta(days=7 * week + 6) for week in range(weeks)]
    return [line for last in lasts for line in oddities.of_week(shop, by=by, last=last)]


def plant(shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock) -> None:
    """A month in which everything was tried once."""
    own = join(shop, cashier, "小李的妈", "13900000001")
    for day in range(4):  # her own card on strangers' sales
        for number in range(4):
            sell(shop, cashier, 20, f"own {day} {number}", member=own)
        sell(shop, cashier, 20, f"honest {day}", member=mei)
        clock.pass_days(1)
    clock.pass_days(7)
    stranger = sell(shop, cashier, 30, "stranger").sale
    reassigning.reassign_sale(shop, by=cashier, sale=stranger, member=own, request="mine")
    for _ in range(3):  # the colleague's PIN
        with pytest.raises(WrongPin):
            staffing.sign_in(shop, staff_id=cashier.id or 0, pin="1111")
    staffing.sign_in(shop, staff_id=cashier.id or 0, pin=CASHIER_PIN)
    evening = sell(shop, cashier, 50, "evening").sale
    closing.close_day(
        shop, by=cashier, day=settings.today(shop),
        found=Found(Money(8000), Money(0)), request="close",
    )  # fmt: skip
    refunding.refund_sale(shop, by=cashier, sale=evening, quantities=None, request="after")
    clock.pass_days(7)
    clock.wait(14 * 3600)  # midnight in Shanghai
    by = approving.with_reason(by=owner, right=Right.ADJUST, reason="补登", request="night")
    adjusting.adjust_points(shop, by=by, member=own, change=500, request="night")
    with shop.changing():
        terms = settings.load(shop)
        begin(shop, Act.TOP_UP, terms=terms, by=cashier, request="forged", asked=())


def test_a_month_of_fraud_shows_all_eight(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock
) -> None:
    first = settings.today(shop)
    plant(shop, owner, cashier, mei, clock)
    found = of_weeks(shop, owner, first, 4)
    assert {line.odd.pattern for line in found} == set(Pattern)
    for line in found:
        assert len(tracing.lines(shop, by=owner, operations=line.odd.operations)) == len(
            line.odd.operations
        )
        assert "{" not in why_odd(line)
    said = [why_odd(line) for line in found if line.odd.pattern is Pattern.CARD_OF_A_CASHIER]
    assert said == ["16 of 20 sales that 小李 rang for members went to the card of 小李的妈."]


def test_an_honest_month_shows_two_at_most(tmp_path: Path) -> None:
    shop = demo.make_demo(
        tmp_path / "demo.shop", members=100, sales_per_member=24, seed=1, until=date(2026, 3, 10)
    )
    try:
        owner = staffing.staff(shop)[0]
        assert len(of_weeks(shop, owner, date(2026, 2, 10), 4)) <= 2
    finally:
        shop.close()


def test_sales_that_were_taken_back_are_not_held_against_a_card(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    for number in range(4):
        sale = sell(shop, cashier, 20, f"s{number}", member=mei).sale
    refunding.void_sale(shop, by=cashier, sale=sale, request="v")
    assert oddities.of_week(shop, by=owner, last=settings.today(shop)) == []
