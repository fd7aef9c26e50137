"""Today's list: birthdays, coupons about to lapse, and who should have been back by now."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.effect import is_held_back
from shopfans.domain.errors import MemberErased, RequestReused, UnknownMember
from shopfans.domain.kinds import Reason
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.roles import Staff
from shopfans.domain.touches import TouchKind
from shopfans.services import settings
from shopfans.services.members import finding, forgetting
from shopfans.services.reminders import caring, forecasting, planning, reminding, touching
from shopfans.services.reminders.reminding import Reminder, TodayList
from shopfans.services.sales import refunding
from tests.conftest import Clock, confirm_date, join
from tests.services.test_forecasting import bring, every, generated
from tests.services.test_selling import sell

START = Clock().at


def listed(shop: Shop, reason: Reason, on: date | None = None) -> list[Reminder]:
    return [one for one in reminding.today_list(shop, on=on).reminders if one.reason is reason]


def tick(shop: Shop, by: Staff, one: Reminder, request: str, note: str = "called") -> None:
    touching.touch(
        shop, by=by, member=one.member, kind=TouchKind.DONE,
        reason=one.reason, occasion=one.occasion, note=note,
        request=request,
    )  # fmt: skip


def come_every(shop: Shop, by: Staff, clock: Clock, member: int, days: int, times: int) -> None:
    for number in range(times):
        if number:
            clock.pass_days(days)
        sell(shop, by, 20, f"{member} {days} {number} {clock.at}", member=member)


def test_a_birthday_is_listed_a_week_ahead_and_on_its_day(
    shop: Shop, mei: int, clock: Clock
) -> None:
    for on, is_listed in [
        (date(2026, 3, 7), False),
        (date(2026, 3, 10), True),
        (date(2026, 3, 15), True),
        (date(2026, 3, 16), False),
        (date(2027, 3, 8), True),
    ]:
        assert [one.member for one in listed(shop, Reason.BIRTHDAY, on)] == [mei] * is_listed
    clock.pass_days(-5)
    (reminder,) = listed(shop, Reason.BIRTHDAY, date(2026, 3, 10))
    assert (reminder.day, reminder.name) == (date(2026, 3, 15), "王小美")
    assert reminder.phone == "13812345678"


def test_nobody_has_a_birthday_before_she_joined(shop: Shop, mei: int) -> None:
    assert listed(shop, Reason.BIRTHDAY, date(2026, 3, 9)) == []


@pytest.mark.parametrize(
    ("on", "kept"),
    [
        (date(2027, 2, 20), None),
        (date(2027, 2, 21), date(2027, 2, 28)),
        (date(2027, 2, 28), date(2027, 2, 28)),
        (date(2027, 3, 1), None),
        (date(2028, 2, 22), date(2028, 2, 29)),
        (date(2028, 2, 28), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 2, 29)),
        (date(2028, 3, 1), None),
    ],
)
def test_a_birthday_on_the_29_february_is_never_forgotten(
    shop: Shop, cashier: Staff, on: date, kept: date | None
) -> None:
    join(shop, cashier, "Leap", "13811112222", "02-29")
    assert [one.day for one in listed(shop, Reason.BIRTHDAY, on)] == ([kept] if kept else [])


def test_birthdays_round_the_new_year(shop: Shop, cashier: Staff) -> None:
    for number, birthday in enumerate(["12-31", "01-01", "01-03", "01-05"]):
        join(shop, cashier, birthday, f"1381111222{number}", birthday)
    names = [one.name for one in listed(shop, Reason.BIRTHDAY, date(2026, 12, 28))]
    assert names == ["12-31", "01-01", "01-03"]


def test_a_coupon_is_listed_in_its_last_week_until_it_is_used(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    last = date(2026, 4, 8)
    for on, is_listed in [
        (last - timedelta(days=8), False),
        (last - timedelta(days=7), True),
        (last, True),
        (last + timedelta(days=1), False),
    ]:
        assert [one.member for one in listed(shop, Reason.COUPON, on)] == [mei] * is_listed
    clock.pass_days(25)
    (reminder,) = listed(shop, Reason.COUPON)
    assert (reminder.day, reminder.coupon) == (last, "Welcome")
    sale = sell(shop, cashier, 20, "s", member=mei, coupon=reminder.occasion, due=1500)
    assert listed(shop, Reason.COUPON) == []
    refunding.void_sale(shop, by=cashier, sale=sale.sale, request="v")
    assert [one.occasion for one in listed(shop, Reason.COUPON)] == [reminder.occasion]


def scored(shop: Shop) -> None:
    """As every night."""
    forecasting.keep_up(shop)


def test_in_a_young_shop_she_is_due_after_28_days_and_left_in_peace_after_four_times_that(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, clock: Clock
) -> None:
    sell(shop, cashier, 20, "s", member=mei)
    last = settings.today(shop)
    for days, is_listed in [(27, False), (28, True), (112, True), (113, False)]:
        clock.at = START + timedelta(days=days)
        confirm_date(shop)
        scored(shop)
        assert [one.member for one in listed(shop, Reason.DUE)] == [mei] * is_listed
        on = last + timedelta(days=days)
        clock.at = START
        assert [one.member for one in listed(shop, Reason.DUE, on)] == [mei] * is_listed
    clock.at = START + timedelta(days=30)
    confirm_date(shop)
    scored(shop)
    (reminder,) = listed(shop, Reason.DUE)
    assert (reminder.occasion, reminder.last_visit, reminder.spent) == (
        last.isoformat(), last, Money(2000),
    )  # fmt: skip
    assert reminder.foresaw is not None
    assert 0 < reminder.foresaw.p7 < 1


def test_a_visit_takes_her_off_the_list_and_its_void_puts_her_back(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    sell(shop, cashier, 20, "first", member=mei)
    clock.pass_days(30)
    scored(shop)
    before = listed(shop, Reason.DUE)
    assert len(before) == 1
    sale = sell(shop, cashier, 20, "s", member=mei)
    assert listed(shop, Reason.DUE) == []
    refunding.void_sale(shop, by=cashier, sale=sale.sale, request="v")
    assert listed(shop, Reason.DUE) == before


@pytest.fixture
def regulars(shop: Shop, owner: Staff, tmp_path: Path) -> Shop:
    """A shop with a past: steady and rich ones are due, one is slipping, one came once."""
    today = settings.today(shop)
    folder = tmp_path / "past"
    folder.mkdir()
    bring(
        shop, owner, folder,
        generated(200)
        | {
            "steady": every(14, 12, today - timedelta(days=14)),
            "silent": every(10, 12, today - timedelta(days=32)),
            "once": [today - timedelta(days=60)],
        },
    )  # fmt: skip
    scored(shop)
    return shop


def test_each_has_her_own_rhythm_and_who_came_once_never_slips(
    regulars: Shop, owner: Staff
) -> None:
    unheld(regulars, owner)
    due = {one.foreign_id: one for one in listed(regulars, Reason.DUE)}
    slipping = {one.foreign_id: one for one in listed(regulars, Reason.SLIPPING)}
    assert "steady" in due
    assert "silent" in slipping
    assert "once" not in slipping
    assert all(finding.card(regulars, one.member).visits > 1 for one in slipping.values())
    told = due["steady"].foresaw
    assert told is not None
    assert told.rhythm == pytest.approx(14, abs=3)
    assert told.p7 > 0.2


def test_the_stored_list_is_the_one_that_is_worked_out(regulars: Shop, clock: Clock) -> None:
    today = settings.today(regulars)
    for reason in (Reason.DUE, Reason.SLIPPING):
        stored = {one.member for one in listed(regulars, reason)}
        assert stored
        clock.pass_days(1)
        again = {one.member for one in listed(regulars, reason, today)}
        clock.pass_days(-1)
        assert len(stored ^ again) <= 0.1 * len(stored | again)


def test_who_can_bring_most_stands_first(regulars: Shop) -> None:
    members = [one.member for one in listed(regulars, Reason.DUE)]
    with regulars.reading():
        gain = dict(regulars.rows("SELECT member_id, gain FROM forecast"))
    gains = [gain[member] for member in members]
    assert gains == sorted(gains, reverse=True)


def unheld(shop: Shop, owner: Staff) -> None:
    terms = replace(settings.load(shop), holds_back=False)
    settings.save(shop, by=owner, terms=terms, request="reminds everybody")


def test_a_tenth_is_held_back_until_the_owner_says_no(regulars: Shop, owner: Staff) -> None:
    held = reminding.today_list(regulars)
    unheld(regulars, owner)
    whole = reminding.today_list(regulars)
    standing = {Reason.DUE, Reason.SLIPPING}
    missing = {one.member for one in whole.reminders if one.reason in standing} - {
        one.member for one in held.reminders if one.reason in standing
    }
    assert whole.held_back == 0
    assert len(missing) == held.held_back > 0
    assert all(is_held_back(member) for member in missing)


def test_one_reminder_for_each_silence(regulars: Shop, cashier: Staff, clock: Clock) -> None:
    first = listed(regulars, Reason.DUE)[0]
    tick(regulars, cashier, first, "t")
    assert listed(regulars, Reason.DUE)[0].done is not None
    clock.pass_days(1)
    scored(regulars)
    assert first.member not in {one.member for one in listed(regulars, Reason.DUE)}


def test_a_line_is_ticked_off_once_with_its_note(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, clock: Clock
) -> None:
    (reminder,) = listed(shop, Reason.BIRTHDAY)
    tick(shop, cashier, reminder, "t1", " 已打电话 ")
    tick(shop, cashier, reminder, "t1", " 已打电话 ")
    with pytest.raises(RequestReused):
        tick(shop, cashier, reminder, "t1", "another note")
    clock.at += timedelta(hours=1)
    tick(shop, owner, reminder, "t2", "again")
    (marked,) = listed(shop, Reason.BIRTHDAY)
    assert marked.done is not None
    assert (marked.done.note, marked.done.at) == ("again", clock.at)
    assert marked._replace(done=None) == reminder
    clock.pass_days(1)
    assert listed(shop, Reason.BIRTHDAY) == []
    clock.pass_days(364)
    confirm_date(shop)
    assert [one.done for one in listed(shop, Reason.BIRTHDAY)] == [None]


def test_a_long_note_is_cut_and_hostile_text_kept_as_text(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    (reminder,) = listed(shop, Reason.BIRTHDAY)
    tick(shop, cashier, reminder, "t1", "'; DROP TABLE touch; -- <b>🍰</b>" + "长" * 10_000)
    (marked,) = listed(shop, Reason.BIRTHDAY)
    assert marked.done is not None
    assert marked.done.note.startswith("'; DROP TABLE touch; -- <b>🍰</b>长")
    assert len(marked.done.note) == 500


def test_who_does_not_exist_or_is_forgotten_is_not_ticked_off(
    shop: Shop, cashier: Staff, owner: Staff, mei: int
) -> None:
    (reminder,) = listed(shop, Reason.BIRTHDAY)
    with pytest.raises(UnknownMember):
        tick(shop, cashier, reminder._replace(member=999), "t1")
    forgetting.erase(shop, by=owner, member_id=mei, request="e")
    with pytest.raises(MemberErased):
        tick(shop, cashier, reminder, "t2")


def test_who_is_forgotten_is_on_no_list(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, clock: Clock
) -> None:
    come_every(shop, cashier, clock, mei, 10, 4)
    sale = sell(shop, cashier, 20, "last", member=mei)
    forgetting.erase(shop, by=owner, member_id=mei, request="e")
    refunding.void_sale(shop, by=cashier, sale=sale.sale, request="v")
    for days in (0, 5, 11, 12, 20, 350):
        on = settings.today(shop) + timedelta(days=days)
        assert reminding.today_list(shop, on=on).reminders == []


def test_a_section_is_cut_and_still_counted_whole(shop: Shop, cashier: Staff) -> None:
    for number in range(5):
        join(shop, cashier, "Ana", f"1381111222{number}", "03-12")
    cut = reminding.today_list(shop, most=2)
    assert len(cut.reminders) == 2
    assert {reason: count for reason, count in cut.counts.items() if count} == {Reason.BIRTHDAY: 5}


def test_the_list_of_a_past_day_is_what_was_listed_then(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    """Whatever was sold, used and earned later."""
    guests = {
        mei: 9,
        join(shop, cashier, "Ana", "13811112222", "04-20"): 14,
        join(shop, cashier, "Joy", "13811112223", "05-02"): 23,
        join(shop, cashier, "Zoe", "13811112224", "04-21"): 400,
    }
    then: list[TodayList] = []
    for number in range(60):
        for member, gap in guests.items():
            if number % gap == 0 and not (member == mei and number > 30):
                coupons = finding.card(shop, member).coupons if number == 23 else ()
                code = coupons[0].code if coupons else None
                spend = Points(5 if number > 20 else 0)
                due = 2000 - 500 * bool(code) - spend
                sell(
                    shop, cashier, 20, f"{member} {number}", member=member, coupon=code,
                    spend=spend, due=due,
                )  # fmt: skip
        scored(shop)
        then.append(reminding.today_list(shop))
        clock.pass_days(1)
    reasons = {one.reason for listed_then in then for one in listed_then.reminders}
    assert {Reason.BIRTHDAY, Reason.COUPON, Reason.DUE} <= reasons
    for listed_then in then:
        now = reminding.today_list(shop, on=listed_then.on)
        for reason in (Reason.BIRTHDAY, Reason.COUPON):
            assert [one for one in now.reminders if one.reason is reason] == [
                one for one in listed_then.reminders if one.reason is reason
            ]


def test_half_a_character_in_a_note_is_dropped(shop: Shop, cashier: Staff, mei: int) -> None:
    (reminder,) = listed(shop, Reason.BIRTHDAY)
    tick(shop, cashier, reminder, "t1", "打了\ud83c\n电话")
    (marked,) = listed(shop, Reason.BIRTHDAY)
    assert marked.done is not None
    assert marked.done.note == "打了 电话"


def test_a_birthday_by_the_moon_is_listed_and_called_so(shop: Shop, cashier: Staff) -> None:
    member = join(shop, cashier, "Ana", "13987654321", "lunar 8-30")
    assert listed(shop, Reason.BIRTHDAY, date(2026, 10, 1)) == []
    (reminder,) = listed(shop, Reason.BIRTHDAY, date(2026, 10, 2))
    assert (reminder.member, reminder.day, reminder.lunar) == (member, date(2026, 10, 9), True)
    assert listed(shop, Reason.BIRTHDAY, date(2026, 8, 30)) == []


def test_who_signed_up_and_never_bought_is_listed_for_a_while(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    for days, is_listed in [(2, False), (3, True), (60, True), (61, False)]:
        on = date(2026, 3, 10) + timedelta(days=days)
        assert [one.member for one in listed(shop, Reason.NEWCOMER, on)] == [mei] * is_listed
    clock.pass_days(5)
    sell(shop, cashier, 20, "s", member=mei)
    assert listed(shop, Reason.NEWCOMER) == []


def test_the_day_she_joined_comes_round(shop: Shop, cashier: Staff, mei: int, clock: Clock) -> None:
    clock.pass_days(350)
    confirm_date(shop)
    for number in range(2):
        sell(shop, cashier, 20, f"s{number}", member=mei)
        clock.pass_days(4)
    (reminder,) = listed(shop, Reason.JOINED)
    assert (reminder.member, reminder.day) == (mei, date(2027, 3, 10))


def test_points_are_spoken_of_before_they_lapse(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    sell(shop, cashier, 80, "s", member=mei)
    sell(shop, cashier, 15, "few", member=mei)
    clock.pass_days(357)
    confirm_date(shop)
    assert listed(shop, Reason.POINTS) == []
    clock.pass_days(1)
    (reminder,) = listed(shop, Reason.POINTS)
    assert (reminder.points, reminder.day) == (80, date(2027, 3, 10))
    sell(shop, cashier, 20, "spends", member=mei, spend=Points(60), due=1940)
    assert listed(shop, Reason.POINTS) == []


def test_a_guest_of_the_care_plan_has_her_moments_and_no_other_birthday(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, clock: Clock
) -> None:
    planning.choose(shop, by=owner, carers={mei: None}, request="c")
    assert listed(shop, Reason.BIRTHDAY) == []
    (reminder,) = listed(shop, Reason.CARE)
    assert (reminder.occasion, reminder.day) == ("birthday 2026-03-15", date(2026, 3, 15))
    caring.keep(shop, by=cashier, member=mei, moment=reminder.occasion, request="k")
    assert listed(shop, Reason.CARE)[0].done is not None
    clock.pass_days(1)
    assert listed(shop, Reason.CARE) == []


def test_what_was_worked_through_today_takes_no_place_from_what_is_left(
    shop: Shop, cashier: Staff, clock: Clock
) -> None:
    for number in range(7):
        join(shop, cashier, f"m{number}", f"1391234567{number}", f"03-1{4 + number // 4}")
    sections = {Reason.BIRTHDAY, Reason.NEWCOMER}
    clock.pass_days(3)
    for open_ones in (7, 5, 3, 1):
        found = reminding.today_list(shop, most=2)
        for reason in sections:
            lines = [one for one in found.reminders if one.reason is reason]
            left = [one for one in lines if one.done is None]
            assert len(left) == min(2, open_ones)
            assert len(lines) == len(left) + 7 - open_ones
            assert found.counts[reason] == 7
            for one in left[:2]:
                tick(shop, cashier, one, f"{reason} {one.member}")


def test_the_first_days_are_listed_and_the_later_ones_counted(
    shop: Shop, cashier: Staff, clock: Clock
) -> None:
    for number, day in enumerate((14, 12, 13, 12)):
        join(shop, cashier, f"m{number}", f"1391234567{number}", f"03-{day}")
    for most, days in ((1, [12]), (3, [12, 12, 13]), (9, [12, 12, 13, 14])):
        found = reminding.today_list(shop, most=most)
        assert [one.day.day for one in found.reminders] == days
        assert found.counts[Reason.BIRTHDAY] == 4
