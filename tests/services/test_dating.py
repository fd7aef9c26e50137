"""A clock that jumps: the counter sells on, and nothing is done for good until the owner has said
that the date is right."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.errors import DateInDoubt, NotAllowed
from shopfans.domain.kinds import Reason
from shopfans.domain.roles import Staff
from shopfans.services import settings
from shopfans.services.belonging import rewarding
from shopfans.services.coupons import celebrating
from shopfans.services.days import closing, dating
from shopfans.services.days.dating import Doubt
from shopfans.services.joining import applying
from shopfans.services.members import finding, whispering
from shopfans.services.reminders import forecasting, reminding
from tests.conftest import Clock, confirm_date
from tests.examples import examples
from tests.services.issues import FIVE_OFF, template
from tests.services.test_applying import apply
from tests.services.test_selling import sell

TODAY = date(2026, 3, 10)


@pytest.fixture
def greeted(shop: Shop, owner: Staff, cashier: Staff, mei: int) -> int:
    """She has 100 points, and her birthday is greeted with a coupon."""
    gift = template(shop, owner, FIVE_OFF, name="Birthday")
    terms = replace(settings.load(shop), birthday_template=gift)
    settings.save(shop, by=owner, terms=terms, request="terms")
    sell(shop, cashier, 100, "s1", member=mei)
    return mei


def done_by_night(shop: Shop) -> tuple[int, int, bool]:
    """Points that lapsed, birthday coupons that were given, and whether anybody was scored."""
    return (
        rewarding.lapse_points(shop), celebrating.issue_birthdays(shop), forecasting.keep_up(shop),
    )  # fmt: skip


def test_what_the_computer_says_is_told_beside_the_newest_entry(
    shop: Shop, cashier: Staff, clock: Clock
) -> None:
    sell(shop, cashier, 10, "s1")
    newest = clock.at
    assert dating.doubt(shop) is None
    clock.pass_days(400)
    assert dating.doubt(shop) == Doubt(TODAY + timedelta(days=400), newest)
    clock.pass_days(-400)
    assert dating.doubt(shop) is None


def test_four_hundred_days_ahead_nothing_lapses_greets_scores_or_closes(
    shop: Shop, owner: Staff, cashier: Staff, clock: Clock, greeted: int
) -> None:
    clock.pass_days(370)  # her birthday, a year on, and her points would be gone
    for number in range(3):
        assert done_by_night(shop) == (0, 0, False)
        assert reminding.today_list(shop).reminders == []
        assert not any(whispering.whisper(shop, finding.card(shop, greeted)))
        with pytest.raises(DateInDoubt) as refusal:
            closing.close_day(
                shop, by=cashier, day=settings.today(shop), found=None, request=f"close {number}"
            )
        assert refusal.value.says == settings.clock_day(shop)
        assert sell(shop, cashier, 5, f"sold on {number}").paid.fen == 500
        clock.pass_days(1)
    assert closing.closes(shop) == []
    confirm_date(shop)
    assert done_by_night(shop) == (100, 0, True)
    closing.close_day(shop, by=cashier, day=settings.today(shop), found=None, request="close")
    assert [row.day for row in closing.closes(shop)] == [TODAY + timedelta(days=373)]


def test_greetings_wait_for_a_date_that_is_known(
    shop: Shop, owner: Staff, cashier: Staff, clock: Clock, greeted: int
) -> None:
    clock.pass_days(364)  # the day before her birthday
    assert celebrating.issue_birthdays(shop) == 0
    confirm_date(shop)
    assert celebrating.issue_birthdays(shop) == 1
    listed = reminding.today_list(shop).reminders
    assert Reason.BIRTHDAY in {one.reason for one in listed}
    assert whispering.whisper(shop, finding.card(shop, greeted)).birthday is not None


@pytest.mark.parametrize("back", [timedelta(minutes=11), timedelta(days=1), timedelta(days=6000)])
def test_a_clock_set_back_is_noticed_and_sales_keep_their_order(
    shop: Shop, cashier: Staff, clock: Clock, greeted: int, back: timedelta
) -> None:
    clock.at -= back
    assert dating.doubt(shop) is not None
    assert done_by_night(shop) == (0, 0, False)
    receipt = sell(shop, cashier, 7, "s2", member=greeted)
    assert receipt.balance == 107
    assert [line.change for line in rewarding.statement(shop, greeted)] == [7, 100]
    clock.at += back
    assert dating.doubt(shop) is None


def test_ten_minutes_are_no_jump(shop: Shop, cashier: Staff, clock: Clock) -> None:
    sell(shop, cashier, 10, "s1")
    clock.at -= timedelta(minutes=10)
    assert dating.doubt(shop) is None


def test_what_was_sold_in_doubt_says_nothing_about_the_clock(
    shop: Shop, cashier: Staff, clock: Clock
) -> None:
    sell(shop, cashier, 10, "s1")
    clock.pass_days(400)
    sell(shop, cashier, 10, "s2")
    clock.pass_days(-399)  # somebody has set the clock right
    assert dating.doubt(shop) is None
    sell(shop, cashier, 10, "s3")
    assert closing.state(shop).figures.sales == 1


def test_a_form_on_the_counter_is_not_forgotten_by_a_wrong_clock(
    shop: Shop, owner: Staff, clock: Clock
) -> None:
    apply(shop)
    clock.pass_days(400)
    applying.forget_old(shop)
    clock.pass_days(-400)
    assert len(applying.pending(shop)) == 1


def test_only_the_owner_confirms_and_only_the_day_she_saw(
    shop: Shop, owner: Staff, cashier: Staff, clock: Clock
) -> None:
    clock.pass_days(60)
    seen = settings.clock_day(shop)
    with pytest.raises(NotAllowed):
        dating.confirm(shop, by=cashier, day=seen, request="c")
    clock.pass_days(1)
    with pytest.raises(DateInDoubt) as refusal:
        dating.confirm(shop, by=owner, day=seen, request="c")
    assert refusal.value.says == seen + timedelta(days=1)
    assert dating.doubt(shop) is not None
    dating.confirm(shop, by=owner, day=seen + timedelta(days=1), request="c2")
    assert dating.doubt(shop) is None


def test_a_wrong_date_that_was_confirmed_is_mended_by_another_confirmation(
    shop: Shop, owner: Staff, cashier: Staff, clock: Clock
) -> None:
    clock.pass_days(400)
    confirm_date(shop)
    sell(shop, cashier, 10, "s1")
    clock.pass_days(-400)
    assert dating.doubt(shop) is not None
    confirm_date(shop)
    assert dating.doubt(shop) is None


@examples(15, keeps_fixtures=True)
@given(st.lists(st.integers(-900, 900).filter(bool), min_size=1, max_size=6))
def test_wherever_the_clock_goes_unconfirmed_no_point_is_lost(
    shop: Shop, cashier: Staff, clock: Clock, mei: int, jumps: list[int]
) -> None:
    """The shop lives on from one example to the next, with all the points it still owes."""
    sell(shop, cashier, 3, new_request(), member=mei)
    believed = clock.at
    for jump in jumps:
        owed = rewarding.statement(shop, mei)[0].after
        clock.at = believed + timedelta(days=jump)
        rewarding.lapse_points(shop)
        sell(shop, cashier, 1, new_request())
        if 0 < jump <= 40:
            believed = clock.at
        else:
            assert rewarding.statement(shop, mei)[0].after == owed
    clock.at = believed
