"""Points: every line of a balance, and points that lapse."""

from datetime import date

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.errors import NotEnoughPoints
from shopfans.domain.kinds import Entry
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.roles import Staff
from shopfans.domain.topics import Topic
from shopfans.services.belonging import rewarding
from shopfans.services.members import finding
from shopfans.services.sales import refunding
from tests.conftest import Clock, confirm_date, join
from tests.services.test_selling import pass_working_days, sell


def told(shop: Shop, member: int) -> list[tuple[Entry, int, int]]:
    """Kind, change and balance after it, in the order things happened."""
    lines = rewarding.statement(shop, member)
    return [(line.kind, line.change, line.after) for line in reversed(lines)]


def test_every_line_of_a_balance_says_why_when_and_by_whom(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    sale = sell(shop, cashier, 100, "s1", member=mei)
    clock.pass_days(1)
    sell(shop, cashier, 20, "s2", member=mei, spend=Points(40), due=1960)
    earn, redeem, first = rewarding.statement(shop, mei)
    assert [line.kind for line in (first, redeem, earn)] == [Entry.EARN, Entry.REDEEM, Entry.EARN]
    assert [line.after for line in (first, redeem, earn)] == [100, 60, 79]
    assert (first.sale, first.paid, first.staff) == (sale.sale, Money(10000), "小李")
    assert (first.at, first.lapses) == (sale.at, date(2027, 3, 10))
    assert (redeem.lapses, redeem.paid, redeem.at) == (None, Money(1960), clock.at)


def test_points_are_usable_on_their_last_day_and_gone_the_next(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    sell(shop, cashier, 100, "s1", member=mei)
    pass_working_days(shop, cashier, clock, 365)
    assert rewarding.lapse_points(shop) == 0
    sell(shop, cashier, 1, "s2", member=mei, spend=Points(10), due=90)
    clock.pass_days(1)
    assert rewarding.lapse_points(shop) == 90
    assert told(shop, mei) == [
        (Entry.EARN, 100, 100), (Entry.REDEEM, -10, 90), (Entry.EXPIRE, -90, 0),
    ]  # fmt: skip
    assert rewarding.statement(shop, mei)[0].staff == ""


def test_points_lapse_once_however_often_the_program_starts(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    sell(shop, cashier, 100, "s1", member=mei)
    clock.pass_days(10)
    sell(shop, cashier, 50, "s2", member=mei)
    pass_working_days(shop, cashier, clock, 356)
    heard: list[object] = []
    shop.on_change = heard.append
    assert [rewarding.lapse_points(shop) for _ in range(3)] == [100, 0, 0]
    assert heard == [frozenset({Topic.POINTS})]
    clock.pass_days(9)
    assert rewarding.lapse_points(shop) == 0
    clock.pass_days(1)
    assert rewarding.lapse_points(shop) == 50
    clock.pass_days(-1)
    assert rewarding.lapse_points(shop) == 0


def test_lapsed_points_cannot_be_used_even_if_nobody_took_them(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    sell(shop, cashier, 100, "s1", member=mei)
    pass_working_days(shop, cashier, clock, 366)
    with pytest.raises(NotEnoughPoints) as refusal:
        sell(shop, cashier, 20, "s2", member=mei, spend=Points(1), due=1999)
    assert refusal.value.balance == 0
    receipt = sell(shop, cashier, 20, "s2", member=mei)
    assert receipt.balance == 20
    assert [kind for kind, _, _ in told(shop, mei)] == [Entry.EARN, Entry.EXPIRE, Entry.EARN]


def test_the_soonest_to_lapse_are_used_first(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    sell(shop, cashier, 30, "s1", member=mei)
    clock.pass_days(5)
    sell(shop, cashier, 50, "s2", member=mei)
    sell(shop, cashier, 1, "s3", member=mei, spend=Points(40), due=60)
    assert [change for _, change, _ in told(shop, mei)] == [30, 50, -30, -10]
    card = finding.card(shop, mei)
    assert card.next_lapse is not None
    assert (card.next_lapse.left, card.next_lapse.lapses) == (40, date(2027, 3, 15))


def test_a_void_gives_points_back_to_the_lots_they_came_from(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    sell(shop, cashier, 30, "s1", member=mei)
    clock.pass_days(5)
    sell(shop, cashier, 50, "s2", member=mei)
    sold = sell(shop, cashier, 1, "s3", member=mei, spend=Points(40), due=60)
    before = finding.card(shop, mei).points
    refunding.void_sale(shop, by=cashier, sale=sold.sale, request="v")
    card = finding.card(shop, mei)
    assert card.points == before + 40
    assert card.next_lapse is not None
    assert (card.next_lapse.left, card.next_lapse.lapses) == (30, date(2027, 3, 10))


def test_points_owed_are_made_good_from_the_next_ones(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    earned = sell(shop, cashier, 100, "s1", member=mei)
    sell(shop, cashier, 1, "s2", member=mei, spend=Points(100), due=0)
    refunding.void_sale(shop, by=cashier, sale=earned.sale, request="v")
    clock.pass_days(1)
    sell(shop, cashier, 150, "s3", member=mei)
    assert told(shop, mei)[-3:] == [
        (Entry.EARN, 150, 50), (Entry.SETTLE, -100, -50), (Entry.SETTLE, 100, 50),
    ]  # fmt: skip
    pass_working_days(shop, cashier, clock, 366)
    assert rewarding.lapse_points(shop) == 50


def test_nobody_has_lines_before_her_first_sale(shop: Shop, mei: int) -> None:
    assert rewarding.statement(shop, mei) == []
    assert rewarding.statement(shop, 999) == []


def test_everybodys_points_lapse_in_one_go(shop: Shop, cashier: Staff, clock: Clock) -> None:
    for number in range(5):
        member = join(shop, cashier, "Ana", f"1381111222{number}")
        sell(shop, cashier, 10 * (number + 1), f"s{number}", member=member)
    pass_working_days(shop, cashier, clock, 400)
    assert rewarding.lapse_points(shop) == 150


def test_points_of_each_day_lapse_on_a_morning_of_their_own(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    for number in range(4):
        sell(shop, cashier, 10 + number, f"s{number}", member=mei)
        clock.pass_days(1)
    pass_working_days(shop, cashier, clock, 361)
    lapsed = []
    for _ in range(6):
        lapsed.append(rewarding.lapse_points(shop))
        clock.pass_days(1)
    assert lapsed == [0, 10, 11, 12, 13, 0]


def test_points_used_of_a_sale_that_is_voided_are_taken_from_her_others(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    sell(shop, cashier, 50, "s1", member=mei)
    clock.pass_days(1)
    earned = sell(shop, cashier, 100, "s2", member=mei)
    sell(shop, cashier, 1, "s3", member=mei, spend=Points(70), due=30)
    sell(shop, cashier, 40, "s4", member=mei)
    refunding.void_sale(shop, by=cashier, sale=earned.sale, request="v")
    assert told(shop, mei)[-3:] == [
        (Entry.REVERSE, -100, 20), (Entry.SETTLE, -20, 0), (Entry.SETTLE, 20, 20),
    ]  # fmt: skip
    pass_working_days(shop, cashier, clock, 365)
    assert rewarding.lapse_points(shop) == 0
    clock.pass_days(1)
    assert rewarding.lapse_points(shop) == 20


def test_a_wrong_clock_takes_no_points(shop: Shop, cashier: Staff, mei: int, clock: Clock) -> None:
    ana = join(shop, cashier, "Ana", "13987654321")
    sell(shop, cashier, 100, "s1", member=mei)
    sell(shop, cashier, 70, "s2", member=ana)
    clock.pass_days(3650)
    assert rewarding.lapse_points(shop) == 0
    sold = sell(shop, cashier, 20, "s3", member=mei)
    assert sold.balance == 120
    soonest = finding.card(shop, mei).next_lapse
    assert soonest is not None
    assert soonest.left == 20
    assert rewarding.lapse_points(shop) == 0
    assert sell(shop, cashier, 10, "s4", member=mei).balance == 130
    assert refunding.void_sale(shop, by=cashier, sale=sold.sale, request="v").balance == 110
    with pytest.raises(NotEnoughPoints) as refusal:
        sell(shop, cashier, 20, "s5", member=mei, spend=Points(11), due=1989)
    assert refusal.value.balance == 10
    clock.pass_days(-3649)
    assert rewarding.lapse_points(shop) == 0
    assert sell(shop, cashier, 20, "s6", member=mei, spend=Points(90), due=1910).balance == 39
    assert [finding.card(shop, one).points for one in (mei, ana)] == [39, 70]
    assert {kind for kind, _, _ in told(shop, mei)} == {Entry.EARN, Entry.REDEEM, Entry.REVERSE}


def test_after_a_long_holiday_points_lapse_once_the_date_is_confirmed(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    sell(shop, cashier, 100, "s1", member=mei)
    clock.pass_days(400)
    for number in range(3):
        sell(shop, cashier, 1, f"later {number}")
        assert rewarding.lapse_points(shop) == 0
        clock.pass_days(1)
    confirm_date(shop)
    assert rewarding.lapse_points(shop) == 100


def test_a_morning_recorded_in_the_future_does_not_stop_later_ones(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    sell(shop, cashier, 100, "s1", member=mei)
    pass_working_days(shop, cashier, clock, 700)
    assert rewarding.lapse_points(shop) == 100
    clock.pass_days(-700)
    sell(shop, cashier, 30, "s2", member=mei)
    pass_working_days(shop, cashier, clock, 366)
    assert rewarding.lapse_points(shop) == 30
