"""The care plan as the shop keeps it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.care_plan import CareGift, CareRule, Moment
from shopfans.domain.coupon_terms import CouponKind, CouponTerms
from shopfans.domain.errors import (
    AskedForSilence,
    CareHasNoStrings,
    NotAGuestOfThePlan,
    NotAllowed,
    UnknownMember,
)
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.touches import TouchKind
from shopfans.services import settings
from shopfans.services.belonging import referring
from shopfans.services.coupons import designing
from shopfans.services.members import finding, merging
from shopfans.services.reminders import caring, planning, touching
from shopfans.services.reminders.caring import State
from tests.conftest import Clock, join
from tests.services.test_selling import sell


def choose(shop: Shop, owner: Staff, *members: int, carer: int | None = None) -> None:
    planning.choose(
        shop, by=owner, carers=dict.fromkeys(members, carer), request=f"{members} {carer}"
    )


def states(shop: Shop, first: date, last: date) -> list[tuple[str, State]]:
    return [(line.moment.key, line.state) for line in caring.moments(shop, first, last)]


def test_the_best_by_takings_are_proposed(shop: Shop, cashier: Staff, owner: Staff) -> None:
    few, many, none = (join(shop, cashier, name, f"1390000111{n}") for n, name in enumerate("abc"))
    sell(shop, cashier, 20, "a", member=few)
    sell(shop, cashier, 90, "b", member=many)
    assert [one.member for one in planning.candidates(shop)] == [many, few]
    choose(shop, owner, none, few)
    found = [(one.member, one.is_guest) for one in planning.candidates(shop)]
    assert found == [(many, False), (few, True), (none, True)]


def test_a_moment_is_planned_due_done_or_missed(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, clock: Clock
) -> None:
    choose(shop, owner, mei)
    day, span = "birthday 2026-03-15", (date(2026, 3, 1), date(2026, 3, 31))
    assert states(shop, *span) == [(day, State.PLANNED)]
    clock.pass_days(5)
    assert states(shop, *span) == [(day, State.DUE)]
    clock.pass_days(8)
    assert states(shop, *span) == [(day, State.MISSED)]
    caring.keep(
        shop, by=cashier, member=mei, moment=day, gift="桂花糕", cost=Money(600), request="k"
    )
    (line,) = caring.moments(shop, *span)
    assert (line.state, line.gift, line.cost, line.by) == (State.DONE, "桂花糕", Money(600), "小李")
    assert [one.kind for one in touching.history(shop, mei)] == [TouchKind.DONE]


def test_nothing_was_due_before_she_was_chosen(
    shop: Shop, owner: Staff, mei: int, clock: Clock
) -> None:
    clock.pass_days(10)
    choose(shop, owner, mei)
    assert states(shop, date(2026, 3, 1), date(2026, 3, 31)) == []
    assert caring.summary(shop).due == 0


def test_to_be_thought_of_are_the_moments_of_these_days(
    shop: Shop, owner: Staff, mei: int, clock: Clock
) -> None:
    choose(shop, owner, mei)
    for on, is_due in [(7, False), (8, True), (15, True), (22, True), (23, False)]:
        found = caring.around(shop, date(2026, 3, on))
        assert [line.guest.member for line in found] == [mei] * is_due


def test_a_gift_may_be_a_coupon_without_conditions(
    shop: Shop, cashier: Staff, owner: Staff, mei: int
) -> None:
    choose(shop, owner, mei)
    plain, bargain = (
        designing.add_template(
            shop, by=owner, name=name,
            terms=CouponTerms(CouponKind.AMOUNT_OFF, Money(500), minimum=Money(minimum)),
            request=name,
        )
        for name, minimum in (("gift", 0), ("bargain", 3000))
    )  # fmt: skip
    day = "birthday 2026-03-15"
    with pytest.raises(CareHasNoStrings):
        caring.keep(shop, by=cashier, member=mei, moment=day, template=bargain, request="k1")
    assert touching.history(shop, mei) == []
    caring.keep(shop, by=cashier, member=mei, moment=day, template=plain, request="k2")
    assert "gift" in [coupon.name for coupon in finding.card(shop, mei).coupons]
    rule = CareRule(gifts=(CareGift(Moment.BIRTHDAY, template=bargain),))
    with pytest.raises(CareHasNoStrings):
        planning.save_rule(shop, by=owner, rule=rule, request="r1")
    rule = CareRule(gifts=(CareGift(Moment.BIRTHDAY, "cake", Money(800), plain),))
    planning.save_rule(shop, by=owner, rule=rule, request="r2")
    assert settings.load(shop).care == rule
    (line,) = caring.moments(shop, date(2026, 3, 20), date(2027, 3, 31))[-1:]
    assert (line.moment.key, line.gift, line.cost) == ("birthday 2027-03-15", "cake", Money(800))


def test_who_asked_for_silence_or_is_no_guest_is_left_alone(
    shop: Shop, cashier: Staff, owner: Staff, mei: int
) -> None:
    def keep(request: str) -> None:
        caring.keep(shop, by=cashier, member=mei, moment="birthday 2026-03-15", request=request)

    with pytest.raises(NotAGuestOfThePlan):
        keep("k1")
    choose(shop, owner, mei)
    touching.touch(shop, by=cashier, member=mei, kind=TouchKind.DO_NOT_CONTACT, request="no")
    with pytest.raises(AskedForSilence):
        keep("k2")


def test_too_few_kept_moments_propose_fewer_guests(
    shop: Shop, cashier: Staff, owner: Staff, clock: Clock
) -> None:
    members = [
        join(shop, cashier, f"m{number}", f"1390000111{number}", "03-12") for number in range(6)
    ]
    planning.choose(
        shop, by=owner, request="c",
        carers={member: cashier.id if member % 2 else None for member in members},
    )  # fmt: skip
    clock.pass_days(3)
    caring.keep(
        shop, by=cashier, member=members[0], moment="birthday 2026-03-12", cost=Money(500),
        request="k",
    )  # fmt: skip
    assert caring.summary(shop).proposed == 6, "the other five may still be thought of"
    clock.pass_days(10)
    found = caring.summary(shop)
    assert (found.guests, found.due, found.done, found.cost) == (6, 6, 1, Money(500))
    assert [tuple(rate) for rate in found.staff] == [("", 3, 0), ("小李", 3, 1)]
    assert found.proposed == 1


def test_only_the_owner_chooses(shop: Shop, cashier: Staff, owner: Staff, mei: int) -> None:
    with pytest.raises(NotAllowed):
        choose(shop, cashier, mei)
    with pytest.raises(UnknownMember):
        choose(shop, owner, mei, 999)
    assert planning.guests(shop) == []
    choose(shop, owner, mei)
    planning.choose(shop, by=owner, carers={}, request="none")
    assert planning.guests(shop) == []


def test_a_guest_stays_since_the_day_she_was_chosen(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock
) -> None:
    choose(shop, owner, mei)
    clock.pass_days(3)
    choose(shop, owner, mei, carer=cashier.id)
    (guest,) = planning.guests(shop)
    assert (guest.since, guest.carer) == (date(2026, 3, 10), "小李")


def test_a_long_silence_is_a_moment_and_a_visit_ends_it(
    shop: Shop, cashier: Staff, owner: Staff, clock: Clock
) -> None:
    member = join(shop, cashier, "Bo", "13900001111")
    sell(shop, cashier, 20, "s", member=member)
    choose(shop, owner, member)
    on = settings.today(shop) + timedelta(days=45)
    assert states(shop, on, on) == [(f"silence {on}", State.PLANNED)]
    clock.pass_days(40)
    sell(shop, cashier, 20, "s2", member=member)
    assert states(shop, on, on) == []


def test_the_rule_is_part_of_the_terms(shop: Shop, owner: Staff) -> None:
    rule = CareRule(silence=60, done_line=50)
    settings.save(shop, by=owner, terms=replace(settings.load(shop), care=rule), request="r")
    assert settings.load(shop).care == rule


def test_a_friend_she_brought_is_a_moment_once_the_friend_has_paid(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, clock: Clock
) -> None:
    choose(shop, owner, mei)
    friend = join(shop, cashier, "Ana", "13900001111")
    with shop.changing():
        referring.write(friend, mei)
    span = (date(2026, 3, 16), date(2026, 4, 9))
    clock.pass_days(8)
    assert states(shop, *span) == []
    sell(shop, cashier, 20, "first", member=friend)
    clock.pass_days(5)
    sell(shop, cashier, 20, "second", member=friend)
    assert states(shop, *span) == [("friend 2026-03-18", State.DUE)]
    clock.pass_days(5)
    again = join(shop, cashier, "Ana", "13900002222")
    merging.merge(shop, by=owner, kept=again, gone=friend, request="m")
    assert [key for key, _ in states(shop, *span)] == ["friend 2026-03-18"]
    other = join(shop, cashier, "小美", "13900003333")
    merging.merge(shop, by=owner, kept=other, gone=mei, request="mm")
    assert "friend 2026-03-18" in [key for key, _ in states(shop, *span)]
