"""Who comes back when: fitted, scored, and read; the past as it was, whatever came later."""

import csv
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.errors import NumberOutOfRange, Stopped
from shopfans.domain.foresight import Standing
from shopfans.domain.kinds import Reason
from shopfans.domain.roles import Staff
from shopfans.services import settings
from shopfans.services.books import auditing
from shopfans.services.members import forgetting
from shopfans.services.reminders import expecting, forecasting, foreseeing, reminding, resting
from shopfans.services.sales import refunding
from tests.conftest import Clock, confirm_date
from tests.services.past_sales import bring as bring_file
from tests.services.rhythms import shop_of
from tests.services.stored_forecasts import forecast_of, forecasts
from tests.services.test_selling import sell

FIRST = date(2024, 10, 1)
TODAY = date(2026, 3, 10)


def bring(shop: Shop, by: Staff, folder: Path, days: Mapping[str, Iterable[date]]) -> None:
    path = folder / f"{len(list(folder.iterdir()))}.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["member", "date", "amount"])
        writer.writerows([who, day, "25.00"] for who, came in days.items() for day in came)
    bring_file(shop, by, path)


def generated(members: int, seed: int = 3, days: int = 525) -> dict[str, Iterable[date]]:
    return {
        f"m{place}": [FIRST + timedelta(days=day) for day in one.days]
        for place, one in enumerate(shop_of(members, seed=seed, days=days))
    }


def every(days: int, times: int, last: date) -> list[date]:
    return [last - timedelta(days=days * step) for step in reversed(range(times))]


def test_a_shop_without_sales_foresees_nothing(shop: Shop) -> None:
    assert forecasting.keep_up(shop)
    assert expecting.goes_by_rule(shop)
    assert all(forecasts(shop, one) == (0, []) for one in Standing)
    assert foreseeing.foreseen(shop, on=TODAY)[1] == []


def test_one_member_goes_by_the_rule(shop: Shop, cashier: Staff, mei: int, clock: Clock) -> None:
    sell(shop, cashier, 10, "once", member=mei)
    clock.pass_days(30)
    forecasting.keep_up(shop)
    assert expecting.goes_by_rule(shop)
    told = forecast_of(shop, mei)
    assert told is not None
    assert told.standing is Standing.DUE
    assert told.usual_gap == 28
    assert 0 < told.p7 < told.p14 < told.p28 < 1


def test_the_steady_is_due_and_the_silent_slips(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    bring(
        shop, owner, tmp_path,
        generated(200)
        | {"steady": every(14, 12, TODAY - timedelta(days=14)),
           "silent": every(10, 12, TODAY - timedelta(days=32)),
           "once": [TODAY - timedelta(days=60)]},
    )  # fmt: skip
    forecasting.keep_up(shop)
    told = {name: expected(shop, name) for name in ("steady", "silent", "once")}
    assert told["steady"].standing is Standing.DUE
    assert told["steady"].rhythm == pytest.approx(14, abs=3)
    assert told["steady"].early <= told["steady"].next_visit <= told["steady"].late
    assert told["silent"].standing is Standing.SLIPPING
    assert told["silent"].p_still < told["steady"].p_still
    assert told["once"].standing is not Standing.SLIPPING
    assert not expecting.goes_by_rule(shop)
    count, listed = forecasts(shop, Standing.SLIPPING, most=3)
    assert count >= len(listed) > 0
    assert [one.gain for one in listed] == sorted((one.gain for one in listed), reverse=True)


def expected(shop: Shop, name: str) -> expecting.Expected:
    with shop.reading():
        [(member,)] = shop.rows("SELECT id FROM member WHERE foreign_id = ?", name)
    told = forecast_of(shop, member)
    assert told is not None
    return told


def test_who_came_since_is_on_no_list_until_her_receipt_is_voided(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    sell(shop, cashier, 10, "once", member=mei)
    clock.pass_days(40)
    forecasting.keep_up(shop)
    assert forecasts(shop, Standing.DUE)[0] == 1
    sold = sell(shop, cashier, 10, "again", member=mei)
    assert forecasts(shop, Standing.DUE) == (0, [])
    refunding.void_sale(shop, by=cashier, sale=sold.sale, request="void")
    assert forecasts(shop, Standing.DUE)[0] == 1


def test_scored_once_a_day_and_fitted_once_a_week(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    sell(shop, cashier, 10, "once", member=mei)
    fitted = []
    for _ in range(9):
        clock.pass_days(1)
        assert forecasting.keep_up(shop)
        assert not forecasting.keep_up(shop)
        with shop.reading():
            fitted.append(shop.rows("SELECT fitted FROM gap_model")[0][0])
    assert fitted == ["2026-03-11"] * 7 + ["2026-03-18"] * 2


def test_two_who_keep_up_at_once_do_it_once(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    sell(shop, cashier, 10, "once", member=mei)
    clock.pass_days(1)
    with ThreadPoolExecutor(2) as both:
        did = list(both.map(forecasting.keep_up, [shop, shop]))
    assert sorted(did) == [False, True]


def test_who_is_forgotten_is_not_foreseen(shop: Shop, owner: Staff, mei: int, clock: Clock) -> None:
    sell(shop, owner, 10, "once", member=mei)
    clock.pass_days(1)
    forecasting.keep_up(shop)
    forgetting.erase(shop, by=owner, member_id=mei, request="forget")
    assert forecast_of(shop, mei) is None
    assert foreseeing.foreseen(shop, on=date(2026, 5, 1))[1] == []


def test_the_future_is_left_out(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    days, on = generated(150), date(2025, 11, 1)
    bring(
        shop, owner, tmp_path,
        {who: [day for day in came if day < on] for who, came in days.items()},
    )  # fmt: skip
    then = foreseeing.foreseen(shop, on=on)
    bring(shop, owner, tmp_path, days)
    assert auditing.problems(shop) == []
    assert foreseeing.foreseen(shop, on=on) == then


def test_a_holiday_is_neither_a_gap_nor_silence(
    shop: Shop, owner: Staff, tmp_path: Path, clock: Clock
) -> None:
    holiday, back = date(2026, 1, 10), date(2026, 3, 8)
    days = generated(150)
    bring(
        shop, owner, tmp_path,
        {who: [day for day in came if not holiday <= day < back] for who, came in days.items()}
        | {"weekly": [*every(7, 20, holiday - timedelta(days=1)), back + timedelta(days=1)]},
    )  # fmt: skip
    assert auditing.problems(shop) == []
    with shop.reading():
        assert shop.rows("SELECT first, last FROM closure") == [("2026-01-10", "2026-03-07")]
        [(gap,)] = shop.rows(
            "SELECT last_gap FROM gap_sum g JOIN member m ON m.id = g.member_id "
            "WHERE foreign_id = 'weekly'"
        )
    assert gap == 2
    clock.pass_days(1)
    forecasting.keep_up(shop)
    assert expected(shop, "weekly").standing is not Standing.SLIPPING


def test_a_holiday_that_shows_later_is_noticed_at_night(
    shop: Shop, owner: Staff, cashier: Staff, tmp_path: Path, clock: Clock, mei: int
) -> None:
    bring(shop, owner, tmp_path, generated(150, days=520))
    forecasting.keep_up(shop)
    clock.pass_days(60)
    confirm_date(shop)
    sell(shop, cashier, 10, "open again", member=mei)
    clock.pass_days(1)
    forecasting.keep_up(shop)
    with shop.reading():
        assert shop.rows("SELECT COUNT(*) FROM closure") == [(1,)]


def test_a_shop_without_a_sale_for_years_calls_nobody_due(
    shop: Shop, owner: Staff, cashier: Staff, tmp_path: Path, clock: Clock
) -> None:
    bring(shop, owner, tmp_path, generated(150, days=520))
    clock.pass_days(360)
    confirm_date(shop)
    forecasting.keep_up(shop)
    closed = reminding.today_list(shop)
    assert closed.counts[Reason.DUE] > 0
    assert closed.nothing_since is None
    clock.pass_days(3_000)
    confirm_date(shop)
    forecasting.keep_up(shop)
    silent = reminding.today_list(shop)
    assert silent.counts[Reason.DUE] == silent.counts[Reason.SLIPPING] == 0
    assert silent.nothing_since == FIRST + timedelta(days=519)
    assert forecasts(shop, Standing.LONG_GONE)[0] > 100
    assert resting.rests(shop) == []
    assert auditing.problems(shop) == []


def test_the_owner_says_after_how_many_days_in_a_young_shop(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock
) -> None:
    sell(shop, cashier, 10, "once", member=mei)
    clock.pass_days(12)
    forecasting.keep_up(shop)
    ten = replace(settings.load(shop), rule_days=10)
    assert reminding.today_list(shop).counts[Reason.DUE] == 0
    assert reminding.today_list(shop, terms=ten).counts[Reason.DUE] == 1
    settings.save(shop, by=owner, terms=ten, request="ten")
    assert forecasting.keep_up(shop, anew=True)
    told = forecast_of(shop, mei)
    assert told is not None
    assert (told.standing, told.next_visit) == (Standing.DUE, date(2026, 3, 22))
    [line] = reminding.today_list(shop).reminders
    assert line.reason is Reason.DUE
    [then] = reminding.today_list(shop, on=date(2026, 3, 21)).reminders
    assert then.reason is Reason.DUE
    with pytest.raises(NumberOutOfRange):
        settings.save(shop, by=owner, terms=replace(ten, rule_days=2), request="two")


def test_a_visit_in_the_future_waits_for_its_day(
    shop: Shop, owner: Staff, cashier: Staff, tmp_path: Path, clock: Clock, mei: int
) -> None:
    bring(shop, owner, tmp_path, generated(60))
    forecasting.keep_up(shop)
    before = {one: forecasts(shop, one) for one in Standing}
    clock.pass_days(400)
    sell(shop, cashier, 10, "by a wrong clock", member=mei)
    clock.pass_days(-400)
    forecasting.keep_up(shop, anew=True)
    assert {one: forecasts(shop, one) for one in Standing} == before
    assert forecast_of(shop, mei) is None
    listed = reminding.today_list(shop)
    rhythmic = {Reason.DUE, Reason.SLIPPING}
    assert mei not in {one.member for one in listed.reminders if one.reason in rhythmic}
    assert listed.later_sale == date(2027, 4, 14)
    assert resting.rests(shop) == []
    assert auditing.problems(shop) == []
    clock.pass_days(429)
    confirm_date(shop)
    forecasting.keep_up(shop)
    assert forecast_of(shop, mei) is not None
    assert reminding.today_list(shop).later_sale is None


def test_it_stops_when_asked(shop: Shop, cashier: Staff, mei: int) -> None:
    def stop(done: int, total: int) -> None:
        raise Stopped()

    sell(shop, cashier, 10, "once", member=mei)
    with pytest.raises(Stopped):
        forecasting.keep_up(shop, stop)
    with shop.reading():
        assert shop.rows("SELECT COUNT(*) FROM forecast") == [(0,)]


def stop_amid_scoring(shop: Shop, *, anew: bool) -> None:
    """Some have their new score, others not."""
    told = 0

    def stop(done: int, total: int) -> None:
        nonlocal told
        told += done > 100 * forecasting.FITTED or (anew and done > 0)
        if told == 2:
            raise Stopped()

    with pytest.raises(Stopped):
        forecasting.keep_up(shop, stop, anew=anew)


@pytest.mark.parametrize("anew", [False, True])
def test_what_was_stopped_goes_on_the_next_time(
    shop: Shop, owner: Staff, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch,
    anew: bool,
) -> None:  # fmt: skip
    monkeypatch.setattr(forecasting, "STORED_AT_ONCE", 10)
    bring(shop, owner, tmp_path, generated(60))
    if anew:
        forecasting.keep_up(shop)
        resting.mark(shop, by=owner, first=date(2026, 3, 1), last=date(2026, 3, 9), request="m")
    stop_amid_scoring(shop, anew=anew)
    assert forecasting.keep_up(shop)
    scored = everybody(shop)
    assert not forecasting.keep_up(shop)
    forecasting.score(shop)
    assert everybody(shop) == scored


def test_how_far_it_is_never_goes_back(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    told: list[float] = []
    bring(shop, owner, tmp_path, generated(60))
    forecasting.keep_up(shop, lambda done, total: told.append(done / total))
    assert told == sorted(told)
    assert 0.9 < told[-1] <= 1


def test_everybody_on_the_same_day(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    bring(shop, owner, tmp_path, {f"m{place}": [date(2026, 2, 1)] for place in range(60)})
    forecasting.keep_up(shop)
    assert expecting.goes_by_rule(shop)
    told = {one._replace(member=0) for one in everybody(shop)}
    assert len(told) == 1
    assert told.pop().next_visit == TODAY


def everybody(shop: Shop) -> list[expecting.Expected]:
    with shop.reading():
        members = [member for (member,) in shop.rows("SELECT member_id FROM forecast")]
    told = [forecast_of(shop, member) for member in members]
    return [one for one in told if one is not None]


def test_a_member_with_three_thousand_visits(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    bring(shop, owner, tmp_path, {"daily": every(1, 3000, TODAY - timedelta(days=1))})
    forecasting.keep_up(shop)
    told = expected(shop, "daily")
    assert told.p7 > 0.99
    assert told.expected_28 == pytest.approx(28, abs=3)
    assert told.next_visit == TODAY
    assert told.rhythm == 1


def test_a_clock_set_back_is_no_trouble(
    shop: Shop, owner: Staff, tmp_path: Path, clock: Clock
) -> None:
    bring(shop, owner, tmp_path, generated(100))
    clock.pass_days(-200)
    assert not forecasting.keep_up(shop)
    confirm_date(shop)
    forecasting.keep_up(shop)
    told = everybody(shop)
    assert told
    assert all(0 <= one.p7 <= one.p14 <= one.p28 <= 1 for one in told)
    assert all(0 <= one.p_gone <= 1 and 0 <= one.p_still <= 1 for one in told)


def test_scored_and_worked_out_for_the_day_are_the_same(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    bring(shop, owner, tmp_path, generated(150))
    forecasting.keep_up(shop)
    stored = {one.member: one for one in everybody(shop)}
    _, told = foreseeing.foreseen(shop, on=TODAY)
    assert len(told) == len(stored)
    for one in told:
        kept = stored[one.member]
        assert (kept.p7, kept.p14, kept.p28) == pytest.approx(one.forecast.chances, abs=1e-9)
        assert kept.p_gone == pytest.approx(one.forecast.gone, abs=1e-9)
        assert (kept.next_visit, kept.usual_gap) == (one.next_visit, one.usual_gap)
        assert kept.standing is one.forecast.standing
