"""What a plan would have saved her: written out, and never more than it could have been."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain.birthdays import Birthday
from shopfans.domain.coupon_discounts import Item
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.memberships import Plan, Run
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.worth import Guest, Visit, Worth, worth

YEAR = Run(date(2025, 3, 11), date(2026, 3, 10))
NOBODY = Guest()
FIVE, CUP = 1, 2
TEMPLATES = {
    FIVE: CouponTerms(CouponKind.AMOUNT_OFF, off=Money(500), minimum=Money(2_000), days=30),
    CUP: CouponTerms(CouponKind.FREE_ITEM, goods=(7,), days=30),
}
TENTH = Plan(1, "Gold", Money(39_800), percent=1_000)


def visit(day: date, fen: int, good: int | None = None, **more: object) -> Visit:
    return Visit(day, (Item(Money(fen), 1, good),), **more)  # type: ignore[arg-type]  # as named


def told(plan: Plan, *visits: Visit, guest: Guest = NOBODY) -> Worth:
    return worth(plan, visits, YEAR, TEMPLATES, Money(1), guest)


MAY, JUNE = date(2025, 5, 2), date(2025, 6, 20)


def test_its_share_of_what_she_paid() -> None:
    assert told(TENTH, visit(MAY, 5_000), visit(JUNE, 3_000)) == Worth(Money(800), visits=2)


def test_what_her_tier_took_off_anyway_is_no_saving() -> None:
    had = visit(MAY, 9_500, standing_off=Money(500))
    assert told(TENTH, had).saved == Money(500)
    assert told(TENTH._replace(percent=300), had).saved == Money()


def test_a_visit_with_a_coupon_that_bars_it_saves_nothing() -> None:
    assert told(TENTH, visit(MAY, 5_000, has_coupon=True, bars=True)).saved == Money()


def test_visits_of_other_days_do_not_count() -> None:
    before = YEAR.starts - timedelta(days=1)
    assert told(TENTH, visit(before, 5_000)) == Worth()


def test_a_coupon_of_each_month_in_which_she_came_where_it_fits() -> None:
    plan = Plan(1, "Gold", Money(39_800), monthly=FIVE)
    visits = (
        visit(MAY, 1_900), visit(MAY + timedelta(days=3), 2_500), visit(JUNE, 2_000),
        visit(JUNE + timedelta(days=1), 9_000, has_coupon=True),
    )  # fmt: skip
    assert told(plan, *visits).coupons == Money(1_000)


def test_a_visit_takes_one_of_its_coupons_the_dearest() -> None:
    plan = Plan(1, "Gold", Money(39_800), monthly=FIVE, item=CUP)
    assert told(plan, visit(MAY, 2_800, good=7)).coupons == Money(2_800)


def test_a_coupon_takes_of_what_the_discount_left() -> None:
    plan = TENTH._replace(monthly=FIVE)
    assert told(plan, visit(MAY, 2_000)) == Worth(Money(200), visits=1)  # 18.00 is below 20.00
    assert told(plan, visit(MAY, 2_500)) == Worth(Money(250), Money(500), visits=1)


def test_points_that_come_on_top_of_those_of_her_tier() -> None:
    plan = Plan(1, "Gold", Money(39_800), times=200)
    bought = visit(MAY, 5_000, earned=Points(60))
    assert told(plan, bought).points == Money(60)
    assert told(plan, bought).saved == Money()  # in money, as what a running one saved
    assert told(plan, bought, guest=Guest(times=120)).points == Money(40)
    assert told(plan, bought, guest=Guest(times=300)).points == Money()


def test_her_birthdays_coupon_if_she_comes_in_its_time() -> None:
    plan = Plan(1, "Gold", Money(39_800), birthday=FIVE)
    born = Guest(Birthday(5, 5), ahead=7)
    assert told(plan, visit(MAY, 3_000), guest=born).coupons == Money(500)
    assert told(plan, visit(JUNE, 3_000), guest=born).coupons == Money()
    assert told(plan, visit(MAY, 3_000)).coupons == Money()


@given(
    st.lists(
        st.tuples(st.dates(YEAR.starts, YEAR.ends), st.integers(1, 9_999), st.booleans()),
        max_size=12,
    ).map(sorted),
    st.integers(0, 9_000),
)
def test_it_never_saves_more_than_she_paid(
    bought: list[tuple[date, int, bool]], percent: int
) -> None:
    plan = TENTH._replace(percent=percent, monthly=FIVE, first=FIVE, firsts=3, item=CUP)
    visits = [visit(day, fen, good=7, has_coupon=used) for day, fen, used in bought]
    found = told(plan, *visits)
    assert Money() <= found.saved <= Money.total(one.paid for one in visits)
