"""Holidays: noticed in the sales, marked by the owner, or called none by her."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.errors import DaysReversed, NotAllowed, NumberOutOfRange, Stopped
from shopfans.domain.kinds import Reason
from shopfans.domain.roles import Staff
from shopfans.services.books import auditing
from shopfans.services.reminders import forecasting, reminding, resting
from shopfans.services.reminders.resting import Rest, Source
from tests.conftest import Clock
from tests.services.stored_forecasts import forecast_of
from tests.services.test_forecasting import bring, every, generated
from tests.services.test_selling import sell

LULL = (date(2026, 1, 10), date(2026, 3, 7))


@pytest.fixture
def lulled(shop: Shop, owner: Staff, tmp_path: Path) -> Shop:
    """Nobody came from 10 January to 7 March."""
    first, last = LULL
    days = {
        who: [day for day in came if not first <= day <= last]
        for who, came in generated(60).items()
    }
    days["weekly"] = [*every(7, 20, first - timedelta(days=1)), last + timedelta(days=2)]
    bring(shop, owner, tmp_path, days)
    return shop


def last_gap(shop: Shop, who: str) -> int:
    with shop.reading():
        [(gap,)] = shop.rows(
            "SELECT last_gap FROM gap_sum g JOIN member m ON m.id = g.member_id "
            "WHERE foreign_id = ?",
            who,
        )
    return int(gap)


def test_a_lull_that_was_noticed_is_shown(lulled: Shop) -> None:
    assert resting.rests(lulled) == [Rest(*LULL, Source.NOTICED)]


def test_the_owner_says_that_it_was_none_and_takes_it_back(lulled: Shop, owner: Staff) -> None:
    [noticed] = resting.rests(lulled)
    resting.take_out(lulled, by=owner, rest=noticed, request="none")
    forecasting.keep_up(lulled)
    assert resting.rests(lulled) == [Rest(*LULL, Source.DENIED)]
    assert last_gap(lulled, "weekly") == 59
    assert auditing.problems(lulled) == []
    resting.take_out(lulled, by=owner, rest=resting.rests(lulled)[0], request="after all")
    forecasting.keep_up(lulled, anew=True)
    assert resting.rests(lulled) == [noticed]
    assert last_gap(lulled, "weekly") == 2


def test_a_holiday_that_is_marked_takes_its_days_out_of_the_gaps(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock
) -> None:
    sell(shop, cashier, 10, "before", member=mei)
    clock.pass_days(20)
    sell(shop, cashier, 10, "after", member=mei)
    resting.mark(shop, by=owner, first=date(2026, 3, 15), last=date(2026, 3, 19), request="m")
    forecasting.keep_up(shop)
    with shop.reading():
        assert shop.rows("SELECT last_gap FROM gap_sum") == [(15,)]
    assert resting.rests(shop) == [Rest(date(2026, 3, 15), date(2026, 3, 19), Source.MARKED)]
    resting.take_out(shop, by=owner, rest=resting.rests(shop)[0], request="t")
    forecasting.keep_up(shop, anew=True)
    assert resting.rests(shop) == []
    with shop.reading():
        assert shop.rows("SELECT last_gap FROM gap_sum") == [(20,)]


def test_while_the_shop_is_closed_nobody_grows_overdue(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock
) -> None:
    sell(shop, cashier, 10, "before", member=mei)
    resting.mark(shop, by=owner, first=date(2026, 3, 20), last=date(2026, 5, 20), request="m")
    clock.pass_days(40)
    forecasting.keep_up(shop)
    told = forecast_of(shop, mei)
    assert told is not None
    assert told.standing is None


def test_who_came_on_a_marked_day_found_the_shop_open(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock
) -> None:
    sell(shop, cashier, 10, "before", member=mei)
    clock.pass_days(5)
    sell(shop, cashier, 10, "amid", member=mei)
    clock.pass_days(5)
    sell(shop, cashier, 10, "after", member=mei)
    resting.mark(shop, by=owner, first=date(2026, 3, 11), last=date(2026, 3, 19), request="m")
    forecasting.keep_up(shop)
    with shop.reading():
        assert shop.rows("SELECT first, last FROM closure ORDER BY first") == [
            ("2026-03-11", "2026-03-14"),
            ("2026-03-16", "2026-03-19"),
        ]
        assert shop.rows("SELECT gaps, last_gap FROM gap_sum") == [(2, 1)]


def test_only_the_owner_marks_and_only_what_can_be(
    shop: Shop, owner: Staff, cashier: Staff
) -> None:
    day = date(2026, 3, 1)
    with pytest.raises(NotAllowed):
        resting.mark(shop, by=cashier, first=day, last=day, request="a")
    with pytest.raises(DaysReversed):
        resting.mark(shop, by=owner, first=day, last=day - timedelta(days=1), request="b")
    with pytest.raises(NumberOutOfRange):
        resting.mark(shop, by=owner, first=day, last=day + timedelta(days=366), request="c")
    resting.mark(shop, by=owner, first=day, last=day, request="d")
    resting.mark(shop, by=owner, first=day, last=day, request="e")
    assert len(resting.rests(shop)) == 1


def test_whom_a_holiday_would_put_on_the_list_is_known_before_it_is_marked(
    lulled: Shop, owner: Staff, cashier: Staff
) -> None:
    [noticed] = resting.rests(lulled)
    resting.take_out(lulled, by=owner, rest=noticed, request="none")
    forecasting.keep_up(lulled)
    came, *_ = due_or_slipping(lulled)
    sell(lulled, cashier, 10, "she came today", member=came)
    now = len(due_or_slipping(lulled))
    assert reminding.try_closing(lulled, date(2026, 4, 1), date(2026, 4, 9)) == (now, now)
    tried = reminding.try_closing(lulled, *LULL)
    assert tried.people != now
    resting.mark(lulled, by=owner, first=LULL[0], last=LULL[1], request="m")
    forecasting.keep_up(lulled, anew=True)
    assert tried == (len(due_or_slipping(lulled)), now)


def due_or_slipping(shop: Shop) -> list[int]:
    lines = reminding.today_list(shop).reminders
    return [one.member for one in lines if one.reason in {Reason.DUE, Reason.SLIPPING}]


def test_trying_a_holiday_stops_when_asked(lulled: Shop) -> None:
    def stop(done: int, total: int) -> None:
        raise Stopped()

    with pytest.raises(Stopped):
        reminding.try_closing(lulled, *LULL, stop)
