"""Sign-ups from phones: sent by the guest, seen at the counter, accepted or refused."""

from datetime import timedelta

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.birthdays import Birthday
from shopfans.domain.errors import SignUpGone, TooManySignUps
from shopfans.domain.roles import Staff
from shopfans.domain.topics import Topic
from shopfans.services import applying, finding, forgetting
from shopfans.services.enrolling import Applicant
from tests.conftest import Clock

ANA = Applicant("Ana", "+8613987654321", Birthday(8, 15), wants_messages=True)


def apply(shop: Shop, request: str = "form", applicant: Applicant = ANA) -> None:
    applying.apply(shop, applicant=applicant, request=request)


def test_a_form_waits_for_the_cashier_who_accepts_it(shop: Shop, cashier: Staff) -> None:
    heard: list[object] = []
    shop.on_change = heard.append
    apply(shop)
    (form,) = applying.pending(shop)
    assert (form.name, form.phone, form.birthday) == ("Ana", "13987654321", Birthday(8, 15))
    assert (form.member, form.at) == (None, shop.now())
    member = applying.accept(shop, by=cashier, sign_up=form.id)
    card = finding.card(shop, member)
    assert (card.name, card.phone, card.birthday) == ("Ana", "13987654321", Birthday(8, 15))
    assert len(card.coupons) == 1
    assert applying.pending(shop) == []
    assert heard == [
        frozenset({Topic.SIGN_UPS}),
        frozenset({Topic.MEMBERS, Topic.COUPONS, Topic.SIGN_UPS}),
    ]
    with shop.reading():
        consents = shop.rows("SELECT purpose, given FROM consent ORDER BY id")
    assert consents == [("keeping", 1), ("messages", 1)]


def test_a_form_sent_twice_waits_once(shop: Shop) -> None:
    apply(shop)
    apply(shop)
    assert len(applying.pending(shop)) == 1


def test_a_form_sent_again_after_it_was_accepted_changes_nothing(
    shop: Shop, cashier: Staff, owner: Staff
) -> None:
    apply(shop)
    member = applying.accept(shop, by=cashier, sign_up=applying.pending(shop)[0].id)
    apply(shop)
    assert applying.pending(shop) == []
    forgetting.erase(shop, by=owner, member_id=member, request="e")
    apply(shop)
    assert applying.pending(shop) == []
    apply(shop, "a new form")
    newcomer = applying.accept(shop, by=cashier, sign_up=applying.pending(shop)[0].id)
    assert newcomer != member


def test_a_form_can_be_dealt_with_once(shop: Shop, cashier: Staff) -> None:
    apply(shop, "one")
    apply(shop, "two", ANA._replace(name="Zoe", phone="+8613800000001"))
    one, two = applying.pending(shop)
    applying.accept(shop, by=cashier, sign_up=one.id)
    applying.refuse(shop, by=cashier, sign_up=two.id)
    for form in (one, two):
        with pytest.raises(SignUpGone):
            applying.accept(shop, by=cashier, sign_up=form.id)
        with pytest.raises(SignUpGone):
            applying.refuse(shop, by=cashier, sign_up=form.id)
    assert finding.find(shop, "zoe") == []


def test_the_cashier_sees_who_has_the_number_already(shop: Shop, cashier: Staff, mei: int) -> None:
    before = finding.card(shop, mei)
    apply(shop, applicant=ANA._replace(phone="+8613812345678"))
    (form,) = applying.pending(shop)
    assert (form.member, form.member_name) == (mei, "王小美")
    assert applying.accept(shop, by=cashier, sign_up=form.id) == mei
    assert finding.card(shop, mei) == before
    assert applying.pending(shop) == []


def test_two_forms_with_one_number_make_one_member(shop: Shop, cashier: Staff) -> None:
    apply(shop, "one")
    apply(shop, "two", ANA._replace(name="Anna"))
    one, two = applying.pending(shop)
    member = applying.accept(shop, by=cashier, sign_up=one.id)
    assert applying.accept(shop, by=cashier, sign_up=two.id) == member
    assert finding.card(shop, member).name == "Ana"


def test_a_form_of_yesterday_is_gone(shop: Shop, cashier: Staff, clock: Clock) -> None:
    apply(shop)
    (form,) = applying.pending(shop)
    clock.at += timedelta(hours=24)
    assert applying.pending(shop) == [form]
    clock.at += timedelta(seconds=1)
    assert applying.pending(shop) == []
    apply(shop, "fresh", ANA._replace(phone="+8613800000001"))
    assert [one.phone for one in applying.pending(shop)] == ["13800000001"]
    with shop.reading():
        assert shop.rows("SELECT COUNT(*) FROM sign_up") == [(1,)]


def test_a_flood_of_forms_is_stopped_and_dries_up(shop: Shop, clock: Clock) -> None:
    with shop.changing():
        shop.write_many(
            "INSERT INTO sign_up (request, at, name, phone, birth_lunar, birth_leap, "
            "wants_messages, text_version) VALUES (?, ?, 'x', 'y', 0, 0, 0, 1)",
            [
                (str(number), shop.now().isoformat(timespec="microseconds"))
                for number in range(applying.MOST_PENDING)
            ],
        )
    with pytest.raises(TooManySignUps):
        apply(shop)
    apply(shop, "7")
    clock.pass_days(2)
    apply(shop)
    assert len(applying.pending(shop)) == 1


@pytest.mark.parametrize("name", ["<b>Ana</b>", "'; DROP TABLE sign_up; --", "🍰", "王" * 60])
def test_a_strange_name_stays_a_name(shop: Shop, cashier: Staff, name: str) -> None:
    apply(shop, applicant=ANA._replace(name=name))
    (form,) = applying.pending(shop)
    assert form.name == name
    assert finding.card(shop, applying.accept(shop, by=cashier, sign_up=form.id)).name == name


def test_old_forms_are_forgotten_though_nobody_else_applies(shop: Shop, clock: Clock) -> None:
    apply(shop)
    heard: list[object] = []
    shop.on_change = heard.append
    applying.forget_old(shop)
    clock.at += timedelta(hours=24, seconds=1)
    applying.forget_old(shop)
    applying.forget_old(shop)
    assert heard == [frozenset({Topic.SIGN_UPS})]
    with shop.reading():
        assert shop.rows("SELECT COUNT(*) FROM sign_up") == [(0,)]
