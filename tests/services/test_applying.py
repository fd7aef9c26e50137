"""Sign-ups from phones: sent by the guest, seen at the counter, accepted or refused."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.birthdays import Birthday
from shopfans.domain.errors import SignUpGone, TooManySignUps
from shopfans.domain.roles import Staff
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.belonging import referring
from shopfans.services.joining import applying, consenting
from shopfans.services.joining.applying import Known
from shopfans.services.members import finding, forgetting, tagging
from shopfans.services.members.enrolling import Applicant
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
    assert (form.known, form.at) == (None, shop.now())
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
    assert form.known == Known(mei, "王小美", Birthday(3, 15, 1990))
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
    for deal in (applying.accept, applying.take_over, applying.refuse):
        with pytest.raises(SignUpGone):
            deal(shop, by=cashier, sign_up=form.id)
    apply(shop, "fresh", ANA._replace(phone="+8613800000001"))
    assert [one.phone for one in applying.pending(shop)] == ["13800000001"]
    with shop.reading():
        assert shop.rows("SELECT COUNT(*) FROM sign_up") == [(1,)]


def fill(shop: Shop) -> None:
    """As many wait as may."""
    with shop.changing():
        shop.write_many(
            "INSERT INTO sign_up (request, at, name, phone, birth_lunar, birth_leap, tags, "
            "wants_messages, text_version) VALUES (?, ?, 'x', 'y', 0, 0, '', 0, 1)",
            [
                (str(number), shop.now().isoformat(timespec="microseconds"))
                for number in range(applying.MOST_PENDING)
            ],
        )


def test_a_flood_of_forms_is_stopped_and_dries_up(shop: Shop, clock: Clock) -> None:
    fill(shop)
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


def test_what_she_says_of_herself_and_who_brought_her_come_along(
    shop: Shop, owner: Staff, mei: int
) -> None:
    cats = tagging.add_tag(shop, by=owner, name="cat person", request="t1")
    sugar = tagging.add_tag(shop, by=owner, name="less sugar", request="t2")
    apply(shop, applicant=ANA._replace(tags=(cats, sugar, 99), brought_by=mei))
    (form,) = applying.pending(shop)
    assert (form.tags, form.brought_by) == (("cat person", "less sugar"), "王小美")
    ana = applying.accept(shop, by=owner, sign_up=form.id)
    assert finding.card(shop, ana).tags == ("cat person", "less sugar")
    with shop.reading():
        assert shop.rows("SELECT member_id, brought_by_id FROM referral") == [(ana, mei)]


def test_a_friend_who_was_forgotten_meanwhile_brought_nobody(
    shop: Shop, owner: Staff, mei: int
) -> None:
    apply(shop, applicant=ANA._replace(brought_by=mei))
    forgetting.erase(shop, by=owner, member_id=mei, request="e")
    (form,) = applying.pending(shop)
    assert form.brought_by == ""
    applying.accept(shop, by=owner, sign_up=form.id)
    with shop.reading():
        assert shop.rows("SELECT * FROM referral") == []


def test_what_a_member_typed_once_more_is_taken_over(shop: Shop, owner: Staff, mei: int) -> None:
    cats = tagging.add_tag(shop, by=owner, name="cat person", request="t1")
    before = finding.card(shop, mei)
    moon = Birthday(8, 30, lunar=True)
    form = Applicant("王美美", "+8613812345678", moon, wants_messages=True, tags=(cats,))
    apply(shop, applicant=form)
    (waiting,) = applying.pending(shop)
    assert applying.take_over(shop, by=owner, sign_up=waiting.id) == mei
    assert applying.pending(shop) == []
    card = finding.card(shop, mei)
    assert (card.name, card.birthday, card.tags) == ("王美美", moon, ("cat person",))
    assert (card.code, card.coupons, card.joined) == (before.code, before.coupons, before.joined)
    assert [row.id for row in finding.find(shop, "wmm")] == [mei]
    assert finding.find(shop, "wxm") == []
    with shop.reading():
        consents = shop.rows("SELECT purpose, given FROM consent ORDER BY id")
    assert consents[-2:] == [("keeping", 1), ("messages", 1)]
    with pytest.raises(SignUpGone):
        applying.take_over(shop, by=owner, sign_up=waiting.id)


def test_what_she_left_empty_stays_as_it_was(shop: Shop, owner: Staff, mei: int) -> None:
    apply(shop, applicant=Applicant("王小美", "+8613812345678", None, wants_messages=False))
    applying.take_over(shop, by=owner, sign_up=applying.pending(shop)[0].id)
    assert finding.card(shop, mei).birthday == Birthday(3, 15, 1990)


def test_nobody_is_taken_over_who_is_not_there(shop: Shop, owner: Staff) -> None:
    apply(shop)
    (form,) = applying.pending(shop)
    with pytest.raises(SignUpGone):
        applying.take_over(shop, by=owner, sign_up=form.id)
    assert applying.pending(shop) == [form]


def accept_by_itself(shop: Shop, owner: Staff) -> None:
    terms = replace(settings.load(shop), accepts_sign_ups=True)
    settings.save(shop, by=owner, terms=terms, request="by itself")


def test_if_the_owner_wants_it_she_is_a_member_at_once(shop: Shop, owner: Staff) -> None:
    accept_by_itself(shop, owner)
    apply(shop)
    apply(shop)
    assert applying.pending(shop) == []
    (hit,) = finding.find(shop, "ana")
    assert len(finding.card(shop, hit.id).coupons) == 1


def test_a_long_queue_keeps_nobody_out_who_need_not_wait(shop: Shop, owner: Staff) -> None:
    fill(shop)
    accept_by_itself(shop, owner)
    apply(shop)
    assert len(finding.find(shop, "ana")) == 1


def test_whose_number_is_known_waits_all_the_same(shop: Shop, owner: Staff, mei: int) -> None:
    accept_by_itself(shop, owner)
    apply(shop, applicant=ANA._replace(phone="+8613812345678"))
    assert [form.known and form.known.member for form in applying.pending(shop)] == [mei]


def test_she_agreed_to_the_words_she_read(shop: Shop, owner: Staff) -> None:
    apply(shop)
    with shop.reading():
        read, _words = consenting.present(shop, "en")
    other = {
        language: words._replace(messages="Yes?")
        for language, words in consenting.words(shop).items()
    }
    assert consenting.reword(shop, by=owner, words=other, request="w") == read + 1
    applying.accept(shop, by=owner, sign_up=applying.pending(shop)[0].id)
    with shop.reading():
        assert shop.rows("SELECT DISTINCT text_version FROM consent") == [(read,)]


def test_a_friends_code_is_hers_and_tells_nothing(shop: Shop, owner: Staff, mei: int) -> None:
    code = referring.friend_code(shop, member=mei)
    assert code == referring.friend_code(shop, member=mei)
    assert len(code) == 10
    with shop.reading():
        assert referring.friend(code) == mei
        assert referring.friend(f" {code[:4]} {code[4:]} ") == mei
        assert referring.friend("6000000000") is None
        assert referring.friend("") is None
    forgetting.erase(shop, by=owner, member_id=mei, request="e")
    with shop.reading():
        assert referring.friend(code) is None
