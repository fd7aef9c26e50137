"""Today's list: birthdays, coupons about to lapse, and who should have been back by now."""

from datetime import date, timedelta

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.errors import MemberErased, RequestReused, UnknownMember
from shopfans.domain.kinds import Reason
from shopfans.domain.money import Money
from shopfans.domain.points import Points
from shopfans.domain.roles import Staff
from shopfans.domain.touches import TouchKind
from shopfans.services import enrolling, finding, refunding, reminding, settings, touching
from shopfans.services.reminding import Reminder, TodayList
from tests.conftest import Clock, join
from tests.services.test_selling import sell


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


def test_she_is_listed_after_her_own_usual_gap_and_left_in_peace_after_four(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    come_every(shop, cashier, clock, mei, 20, 3)
    last = settings.today(shop)
    for days, is_listed in [(1, False), (20, False), (21, True), (80, True), (81, False)]:
        on = last + timedelta(days=days)
        assert [one.member for one in listed(shop, Reason.SLIPPING, on)] == [mei] * is_listed
    (reminder,) = listed(shop, Reason.SLIPPING, last + timedelta(days=30))
    assert (reminder.day, reminder.usual_gap) == (last + timedelta(days=20), 20)
    assert (reminder.last_visit, reminder.spent) == (last, Money(6000))


def test_a_visit_takes_her_off_the_list_and_its_void_puts_her_back(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    come_every(shop, cashier, clock, mei, 20, 3)
    clock.pass_days(21)
    before = listed(shop, Reason.SLIPPING)
    assert len(before) == 1
    sale = sell(shop, cashier, 20, "s", member=mei)
    assert listed(shop, Reason.SLIPPING) == []
    refunding.void_sale(shop, by=cashier, sale=sale.sale, request="v")
    assert listed(shop, Reason.SLIPPING) == before


def test_the_latest_due_stands_first_and_among_equals_who_spent_most(
    shop: Shop, cashier: Staff, clock: Clock
) -> None:
    often, rarely, richly = (
        join(shop, cashier, name, f"1381111222{number}")
        for number, name in enumerate(["often", "rarely", "richly"])
    )
    for number in range(3):
        for member, yuan in ((rarely, 20), (richly, 90), *(((often, 20),) * (number == 0))):
            sell(shop, cashier, yuan, f"{member} {number}", member=member)
        clock.pass_days(20)
    clock.pass_days(-20)
    for number in range(2):
        clock.pass_days(1)
        sell(shop, cashier, 20, f"often {number}", member=often)
    clock.pass_days(50)
    assert [one.member for one in listed(shop, Reason.SLIPPING)] == [often, richly, rarely]


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
    enrolling.erase(shop, by=owner, member_id=mei, request="e")
    with pytest.raises(MemberErased):
        tick(shop, cashier, reminder, "t2")


def test_who_is_forgotten_is_on_no_list(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, clock: Clock
) -> None:
    come_every(shop, cashier, clock, mei, 10, 4)
    sale = sell(shop, cashier, 20, "last", member=mei)
    enrolling.erase(shop, by=owner, member_id=mei, request="e")
    refunding.void_sale(shop, by=cashier, sale=sale.sale, request="v")
    for days in (0, 5, 11, 12, 20, 350):
        on = settings.today(shop) + timedelta(days=days)
        assert reminding.today_list(shop, on=on).reminders == []


def test_a_section_is_cut_and_still_counted_whole(shop: Shop, cashier: Staff) -> None:
    for number in range(5):
        join(shop, cashier, "Ana", f"1381111222{number}", "03-12")
    cut = reminding.today_list(shop, most=2)
    assert len(cut.reminders) == 2
    assert cut.counts == {Reason.BIRTHDAY: 5, Reason.COUPON: 0, Reason.SLIPPING: 0}


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
        then.append(reminding.today_list(shop))
        clock.pass_days(1)
    reasons = {one.reason for listed_then in then for one in listed_then.reminders}
    assert reasons == {Reason.BIRTHDAY, Reason.COUPON, Reason.SLIPPING}
    for listed_then in then:
        assert reminding.today_list(shop, on=listed_then.on) == listed_then


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
