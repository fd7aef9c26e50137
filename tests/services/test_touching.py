"""Touches: what was done about her, what she did afterwards, and when it is too much."""

from dataclasses import replace
from datetime import date

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.errors import (
    AskedForSilence,
    DayGoneBy,
    MemberErased,
    NobodyToReach,
    NoConsentToMessages,
    QuietUntil,
    RequestReused,
    ShopWroteEnough,
    UnknownMember,
    WrittenEnough,
)
from shopfans.domain.fatigue import FatigueRule
from shopfans.domain.kinds import Reason
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.touches import TouchKind
from shopfans.services import settings
from shopfans.services.members import enrolling, forgetting
from shopfans.services.reminders import guarding, reminding, touching
from shopfans.services.reminders.reminding import Reminder
from tests.conftest import Clock
from tests.services.test_selling import sell

KIN = iter(range(10**6))


def touch(
    shop: Shop, by: Staff, member: int, kind: TouchKind, reason: Reason | None = Reason.DUE,
    occasion: str = "2026-03-01", until: date | None = None,
) -> None:  # fmt: skip
    touching.touch(
        shop, by=by, member=member, kind=kind, reason=reason, occasion=occasion, until=until,
        request=f"touch {next(KIN)}",
    )  # fmt: skip


@pytest.fixture
def amy(shop: Shop, cashier: Staff) -> int:
    """A member who agreed to messages."""
    applicant = enrolling.understood(
        settings.load(shop), name="Amy", phone="13900001111", birthday="", consents=True,
        wants_messages=True, today=settings.today(shop),
    )  # fmt: skip
    return enrolling.enroll(shop, by=cashier, applicant=applicant, request="join amy")


def birthdays(shop: Shop, on: date | None = None) -> list[Reminder]:
    every = reminding.today_list(shop, on=on).reminders
    return [line for line in every if line.reason is Reason.BIRTHDAY]


def limit(shop: Shop, owner: Staff, rule: FatigueRule) -> None:
    terms = replace(settings.load(shop), fatigue=rule)
    settings.save(shop, by=owner, terms=terms, request=f"limit {rule}")


def test_her_history_says_who_did_what_and_whether_she_came(
    shop: Shop, cashier: Staff, amy: int, clock: Clock
) -> None:
    sell(shop, cashier, 10, "before", member=amy)
    touching.touch(
        shop, by=cashier, member=amy, kind=TouchKind.CALLED, reason=Reason.DUE,
        occasion="2026-03-10", note=" likes\nmango ", request="t",
    )  # fmt: skip
    clock.pass_days(5)
    sell(shop, cashier, 30, "after", member=amy)
    clock.pass_days(25)
    sell(shop, cashier, 20, "on the last day", member=amy)
    clock.pass_days(1)
    sell(shop, cashier, 20, "too late", member=amy)
    (line,) = touching.history(shop, amy)
    assert (line.kind, line.reason, line.note, line.staff) == (
        TouchKind.CALLED, Reason.DUE, "likes mango", "小李",
    )  # fmt: skip
    assert (line.came, line.spent) == (date(2026, 3, 15), Money(5000))


def test_one_line_may_have_several_touches(shop: Shop, cashier: Staff, amy: int) -> None:
    touch(shop, cashier, amy, TouchKind.NOTE)
    touch(shop, cashier, amy, TouchKind.CALLED)
    touch(shop, cashier, amy, TouchKind.WILL_COME)
    kinds = [line.kind for line in touching.history(shop, amy)]
    assert kinds == [TouchKind.WILL_COME, TouchKind.CALLED, TouchKind.NOTE]


def test_the_third_time_this_month_is_refused(
    shop: Shop, cashier: Staff, amy: int, clock: Clock
) -> None:
    touch(shop, cashier, amy, TouchKind.MESSAGED)
    clock.pass_days(6)
    with pytest.raises(QuietUntil) as quiet:
        touch(shop, cashier, amy, TouchKind.MESSAGED)
    assert quiet.value.day == date(2026, 3, 17)
    clock.pass_days(1)
    touch(shop, cashier, amy, TouchKind.CALLED)
    clock.pass_days(7)
    with pytest.raises(WrittenEnough):
        touch(shop, cashier, amy, TouchKind.MESSAGED)
    touch(shop, cashier, amy, TouchKind.MESSAGED, Reason.BIRTHDAY)
    clock.pass_days(8)
    assert settings.today(shop) == date(2026, 4, 1)
    touch(shop, cashier, amy, TouchKind.MESSAGED)


def test_her_own_word_holds_until_she_changes_it(shop: Shop, cashier: Staff, amy: int) -> None:
    touch(shop, cashier, amy, TouchKind.DO_NOT_CONTACT, None, "")
    assert touching.wants_silence(shop, amy)
    for kind in (TouchKind.CALLED, TouchKind.MESSAGED):
        for reason in (Reason.DUE, Reason.BIRTHDAY, Reason.CARE):
            with pytest.raises(AskedForSilence):
                touch(shop, cashier, amy, kind, reason)
    touch(shop, cashier, amy, TouchKind.CONTACT_AGAIN, None, "")
    assert not touching.wants_silence(shop, amy)
    touch(shop, cashier, amy, TouchKind.CALLED)


def test_without_consent_she_is_called_but_never_written_to(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    with pytest.raises(NoConsentToMessages):
        touch(shop, cashier, mei, TouchKind.MESSAGED, Reason.BIRTHDAY)
    touch(shop, cashier, mei, TouchKind.CALLED)


def test_a_line_is_put_off_to_a_later_day_only(shop: Shop, cashier: Staff, mei: int) -> None:
    for until in (None, date(2026, 3, 10)):
        with pytest.raises(DayGoneBy):
            touch(shop, cashier, mei, TouchKind.SNOOZED, until=until)
    assert touching.history(shop, mei) == []


def test_a_line_that_is_put_off_is_back_on_its_day(shop: Shop, cashier: Staff, mei: int) -> None:
    (line,) = birthdays(shop)
    touch(shop, cashier, mei, TouchKind.SNOOZED, line.reason, line.occasion, date(2026, 3, 13))
    for on, is_listed in [(10, False), (12, False), (13, True), (15, True)]:
        found = birthdays(shop, date(2026, 3, on))
        assert [one.member for one in found] == [mei] * is_listed


def test_a_note_settles_nothing_and_silence_everything(
    shop: Shop, cashier: Staff, mei: int, clock: Clock
) -> None:
    (line,) = birthdays(shop)
    touch(shop, cashier, mei, TouchKind.NOTE, line.reason, line.occasion)
    assert birthdays(shop) == [line]
    touch(shop, cashier, mei, TouchKind.DO_NOT_CONTACT, line.reason, line.occasion)
    (settled,) = birthdays(shop)
    assert settled.done is not None
    clock.pass_days(1)
    assert reminding.today_list(shop).reminders == []


def test_a_broadcast_leaves_out_whom_it_must(
    shop: Shop, cashier: Staff, amy: int, mei: int, clock: Clock
) -> None:
    guarded = guarding.broadcast(shop, [mei, amy])
    assert guarded.members == (amy,)
    assert [type(problem) for problem in guarded.left_out.values()] == [NoConsentToMessages]
    touch(shop, cashier, amy, TouchKind.CALLED)
    with pytest.raises(NobodyToReach):
        guarding.broadcast(shop, [mei, amy])


def test_a_broadcast_over_the_limit_is_refused_as_a_whole(
    shop: Shop, cashier: Staff, owner: Staff, amy: int, mei: int, clock: Clock
) -> None:
    limit(shop, owner, FatigueRule(in_all=1))
    touch(shop, cashier, mei, TouchKind.CALLED)
    with pytest.raises(ShopWroteEnough) as refused:
        guarding.broadcast(shop, [amy])
    assert (refused.value.most, refused.value.left) == (1, 0)
    with pytest.raises(ShopWroteEnough):
        touch(shop, cashier, amy, TouchKind.CALLED)
    clock.pass_days(22)
    assert guarding.broadcast(shop, [amy]).members == (amy,)


def test_the_same_request_again_changes_nothing(shop: Shop, cashier: Staff, mei: int) -> None:
    for _ in range(2):
        touching.touch(shop, by=cashier, member=mei, kind=TouchKind.CALLED, request="r")
    assert len(touching.history(shop, mei)) == 1
    with pytest.raises(RequestReused):
        touching.touch(shop, by=cashier, member=mei, kind=TouchKind.NOTE, request="r")


def test_there_is_no_touching_of_strangers_and_forgotten(
    shop: Shop, cashier: Staff, owner: Staff, mei: int
) -> None:
    with pytest.raises(UnknownMember):
        touch(shop, cashier, 999, TouchKind.CALLED)
    forgetting.erase(shop, by=owner, member_id=mei, request="e")
    with pytest.raises(MemberErased):
        touch(shop, cashier, mei, TouchKind.CALLED)
