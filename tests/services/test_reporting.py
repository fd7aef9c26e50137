"""The figures of a month."""

from datetime import UTC, date, datetime
from typing import NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.periods import Period
from shopfans.domain.points import Points
from shopfans.domain.roles import Staff
from shopfans.domain.sales import Line, Tender
from shopfans.services.belonging import rewarding
from shopfans.services.books import reporting
from shopfans.services.books.reporting import CouponRoll, PointsRoll, period_figures
from shopfans.services.members import finding
from shopfans.services.sales import refunding, selling
from tests.conftest import Clock, join
from tests.services.friends import bring, reward
from tests.services.test_selling import pass_working_days, sell

MARCH = Period.around(date(2026, 3, 1))


class Busy(NamedTuple):
    """What the month below left behind, for whoever looks at its rows."""

    formula: int
    """The member called =1+1."""
    voided: int
    void: int


def busy_march(shop: Shop, by: Staff, mei: int, clock: Clock) -> Busy:
    """Five sales to two members and a guest, one of them voided; a coupon, points, two tenders."""
    sell(shop, by, 100, "m1", member=mei)
    coupon = finding.card(shop, mei).coupons[0].code
    sell(shop, by, 20, "m2", member=mei, coupon=coupon, spend=Points(50), due=1450)
    voided = sell(shop, by, 30, "m3", member=mei)
    void = refunding.void_sale(shop, by=by, sale=voided.sale, request="m4")
    clock.pass_days(1)
    formula = join(shop, by, "=1+1", "13900000007")
    selling.record_sale(
        shop,
        by=by,
        request="m5",
        member=formula,
        lines=[Line(Money(1234))],
        payments={Tender.CARD: Money(1000), Tender.CASH: Money(234)},
    )
    selling.record_sale(
        shop,
        by=by,
        request="m6",
        lines=[Line(Money(3200))],
        payments={Tender.WECHAT: Money(3200)},
    )
    return Busy(formula, voided.sale, void.sale)


def test_a_month_in_figures(shop: Shop, cashier: Staff, mei: int, clock: Clock) -> None:
    busy_march(shop, cashier, mei, clock)
    figures = period_figures(shop, MARCH)
    assert (figures.sales, figures.refunds) == (5, 1)
    assert (figures.gross, figures.coupon_off) == (Money(16434), Money(500))
    assert (figures.points_off, figures.paid) == (Money(50), Money(15884))
    assert figures.average_sale == Money(3971)
    assert figures.takings == {
        Tender.CASH: Money(10000 + 1450 + 234),
        Tender.WECHAT: Money(3200),
        Tender.ALIPAY: Money(),
        Tender.CARD: Money(1000),
        Tender.STORED_VALUE: Money(),
        Tender.UNKNOWN: Money(),
    }
    assert (figures.members_joined, figures.members_came, figures.visits) == (2, 2, 2)
    earned = 100 + 14 + 30 + 12
    assert figures.points == PointsRoll(
        Points(0), Points(earned), Points(-50), Points(0), Points(0), Points(-30),
        Points(earned - 80),
    )  # fmt: skip
    assert figures.coupons == CouponRoll(
        opening=0, issued=2, used=1, lapsed=0, recalled=0, closing=1
    )


def test_a_month_without_anything_is_all_nothing(shop: Shop) -> None:
    figures = period_figures(shop, Period.around(date(2001, 2, 1)))
    assert (figures.sales, figures.paid, figures.average_sale) == (0, Money(), Money())
    assert set(figures.takings.values()) == {Money()}
    assert figures.points == (0, 0, 0, 0, 0, 0, 0)
    assert figures.coupons == (0, 0, 0, 0, 0, 0)


def test_each_month_begins_where_the_one_before_ended(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    busy_march(shop, cashier, mei, clock)
    clock.pass_days(30)
    sell(shop, cashier, 200, "a1", member=mei, spend=Points(10), due=19990)
    pass_working_days(shop, cashier, clock, 400)
    rewarding.lapse_points(shop)
    months = [MARCH.moved(step) for step in range(-1, 18)]
    figures = [period_figures(shop, period) for period in months]
    assert [each.points.opening for each in figures[1:]] == [
        each.points.closing for each in figures[:-1]
    ]
    assert [each.coupons.opening for each in figures[1:]] == [
        each.coupons.closing for each in figures[:-1]
    ]
    for each in figures:
        assert sum(each.points[:-1]) == each.points.closing
        opening, issued, used, lapsed, recalled, closing = each.coupons
        assert opening + issued - used - lapsed - recalled == closing
    assert sum(each.points.lapsed for each in figures) == -(76 - 10 + 199)
    assert sum(each.coupons.lapsed for each in figures) == 1


def test_points_set_off_against_each_other_change_nothing(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    sold = sell(shop, cashier, 100, "s1", member=mei)
    sell(shop, cashier, 1, "s2", member=mei, spend=Points(100), due=0)
    refunding.void_sale(shop, by=cashier, sale=sold.sale, request="v")
    sell(shop, cashier, 150, "s3", member=mei)
    roll = period_figures(shop, MARCH).points
    assert roll == (0, 250, -100, 0, 0, -100, 50)


def test_a_night_sale_belongs_to_the_day_before(shop: Shop, cashier: Staff, clock: Clock) -> None:
    clock.at = datetime(2026, 3, 31, 17, 30, tzinfo=UTC)  # half past one on 1 April in Shanghai
    sell(shop, cashier, 20, "late")
    assert period_figures(shop, MARCH).paid == Money(2000)
    assert period_figures(shop, MARCH.moved(1)).sales == 0


def test_a_voided_sale_is_no_visit(shop: Shop, cashier: Staff, mei: int, clock: Clock) -> None:
    only = sell(shop, cashier, 20, "s1", member=mei)
    refunding.void_sale(shop, by=cashier, sale=only.sale, request="v")
    assert period_figures(shop, MARCH).visits == 0
    for request in ("s2", "s3"):
        sell(shop, cashier, 20, request, member=mei)
    clock.pass_days(1)
    sell(shop, cashier, 20, "s4", member=mei)
    figures = period_figures(shop, MARCH)
    assert (figures.members_came, figures.visits) == (1, 2)


def test_a_coupon_used_or_lapsed_later_was_still_in_hand(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    join(shop, cashier, "Ana", "13987654321")
    clock.at = datetime(2026, 4, 2, 4, 0, tzinfo=UTC)
    coupon = finding.card(shop, mei).coupons[0].code
    sell(shop, cashier, 20, "s1", member=mei, coupon=coupon, due=1500)
    clock.pass_days(20)
    assert period_figures(shop, MARCH).coupons == CouponRoll(0, 2, 0, 0, 0, 2)
    assert period_figures(shop, MARCH.moved(1)).coupons == CouponRoll(2, 0, 1, 1, 0, 0)


def test_a_coupon_lapses_when_its_last_day_is_over(shop: Shop, mei: int, clock: Clock) -> None:
    april = MARCH.moved(1)
    assert finding.card(shop, mei).coupons[0].lapses.isoformat() == "2026-04-08"
    clock.pass_days(29)
    assert period_figures(shop, april).coupons == CouponRoll(1, 0, 0, 0, 0, 1)
    clock.pass_days(1)
    assert period_figures(shop, april).coupons == CouponRoll(1, 0, 0, 1, 0, 0)


def test_the_average_is_rounded_half_up() -> None:
    assert reporting.average(Money(1235), 2) == Money(618)
    assert reporting.average(Money(1234), 2) == Money(617)
    assert reporting.average(Money(100), 3) == Money(33)
    assert reporting.average(Money(5), 0) == Money()


def test_a_refund_counts_in_the_month_it_is_given(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    """March stays as it was told; the money and the coupon come back in April."""
    coupon = finding.card(shop, mei).coupons[0].code
    sold = sell(shop, cashier, 20, "s1", member=mei, coupon=coupon, due=1500)
    march = period_figures(shop, MARCH)
    clock.pass_days(30)
    refunding.refund_sale(shop, by=cashier, sale=sold.sale, quantities=None, request="r")
    april = period_figures(shop, MARCH.moved(1))
    assert period_figures(shop, MARCH)._replace(members_came=1, visits=1) == march
    assert (april.refunds, april.standing, april.paid) == (1, -1, Money(-1500))
    assert april.coupon_off == Money(-500)
    assert march.coupons == CouponRoll(0, 1, 1, 0, 0, 0)
    assert april.coupons == CouponRoll(0, 0, -1, 0, 0, 1)


def test_points_for_friends_are_earned_and_told_apart(shop: Shop, cashier: Staff, mei: int) -> None:
    reward(shop)
    ana = bring(shop, cashier, "Ana", "13700000001", mei)
    sold = sell(shop, cashier, 20, "s", member=ana)
    figures = period_figures(shop, MARCH)
    assert (figures.points.earned, figures.points_for_friends) == (70, 50)
    refunding.refund_sale(shop, by=cashier, sale=sold.sale, quantities=None, request="back")
    figures = period_figures(shop, MARCH)
    assert (figures.points.reversals, figures.points.closing) == (-70, 0)
