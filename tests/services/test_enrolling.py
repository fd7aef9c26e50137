"""Joining and being forgotten."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.birthdays import Birthday
from shopfans.domain.codes import Kind, kind_of
from shopfans.domain.errors import (
    BadBirthday,
    BadPhone,
    ConsentMissing,
    MemberErased,
    NameMissing,
    NameTooLong,
    NotAllowed,
    PhoneTaken,
    RequestReused,
    ShopError,
    TooYoung,
    UnknownMember,
)
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.belonging import rewarding
from shopfans.services.coupons import couponing
from shopfans.services.joining import consenting
from shopfans.services.members import enrolling, finding, forgetting
from shopfans.services.members.enrolling import Applicant
from shopfans.services.sales import listing, refunding
from tests.conftest import Clock, join
from tests.services.test_selling import sell

FORM: dict[str, Any] = {
    "name": "王小美", "phone": "13812345678", "birthday": "", "consents": True,
    "wants_messages": False, "today": date(2026, 3, 10),
}  # fmt: skip


def understood(shop: Shop, **fields: Any) -> Applicant:
    return enrolling.understood(settings.load(shop), **FORM | fields)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"name": ""}, NameMissing),
        ({"name": " \u200b "}, NameMissing),
        ({"name": "王" * 10_000}, NameTooLong),
        ({"phone": ""}, BadPhone),
        ({"phone": "1" * 10_000}, BadPhone),
        ({"phone": "'; DROP"}, BadPhone),
        ({"birthday": "2026-03-11"}, BadBirthday),
        ({"birthday": "0000-01-01"}, BadBirthday),
        ({"birthday": "2-30"}, BadBirthday),
        ({"birthday": "2012-03-11"}, TooYoung),
        ({"birthday": "农历2012-2-20"}, TooYoung),
        ({"consents": False}, ConsentMissing),
        ({"name": "", "phone": "", "birthday": "x", "consents": False}, NameMissing),
        ({"phone": "", "birthday": "x", "consents": False}, BadPhone),
    ],
)
def test_a_form_is_refused_at_its_first_wrong_field(
    shop: Shop, fields: dict[str, Any], refusal: type[ShopError]
) -> None:
    with pytest.raises(refusal):
        understood(shop, **fields)


@pytest.mark.parametrize("birthday", ["", "  ", "\u3000"])
def test_a_birthday_may_be_kept_to_herself(shop: Shop, birthday: str) -> None:
    assert understood(shop, birthday=birthday).birthday is None


@pytest.mark.parametrize(
    "name", ["<b>Ana</b>", "'; DROP TABLE member; --", "🍰", "=1+1", "王" * 60, "阿依·古丽", "null"]
)
def test_a_strange_name_stays_a_name(shop: Shop, cashier: Staff, name: str) -> None:
    member = join(shop, cashier, name, "13812345678")
    assert finding.card(shop, member).name == name
    assert [row.id for row in finding.find(shop, name)] == [member]


def test_a_newcomer_has_a_code_and_the_welcome_coupon(
    shop: Shop, cashier: Staff, clock: Clock
) -> None:
    heard: list[object] = []
    shop.on_change = heard.append
    member = join(shop, cashier, "王小美", "13812345678", "03-15")
    card = finding.card(shop, member)
    assert kind_of(card.code) is Kind.MEMBER
    assert (card.joined, card.birthday, card.points) == (date(2026, 3, 10), Birthday(3, 15), 0)
    (coupon,) = card.coupons
    assert (coupon.name, coupon.terms.off, kind_of(coupon.code)) == (
        "Welcome",
        Money(500),
        Kind.COUPON,
    )
    assert heard == [frozenset({Topic.MEMBERS, Topic.COUPONS})]


def test_without_a_welcome_there_is_no_coupon(shop: Shop, cashier: Staff, owner: Staff) -> None:
    terms = replace(settings.load(shop), welcome_template=None)
    settings.save(shop, by=owner, terms=terms, request="t")
    assert finding.card(shop, join(shop, cashier, "Ana", "13812345678")).coupons == ()


@pytest.mark.parametrize("phone", ["13812345678", "+86 138-1234-5678", "１３８１２３４５６７８"])
def test_a_number_belongs_to_one_member(shop: Shop, cashier: Staff, mei: int, phone: str) -> None:
    with pytest.raises(PhoneTaken) as refusal:
        enrolling.enroll(
            shop, by=cashier, applicant=understood(shop, name="Ana", phone=phone), request="other"
        )
    assert (refusal.value.member, refusal.value.name) == (mei, "王小美")
    assert finding.find(shop, "ana") == []


def test_a_form_sent_twice_makes_one_member(shop: Shop, cashier: Staff) -> None:
    form = understood(shop)
    member = enrolling.enroll(shop, by=cashier, applicant=form, request="same")
    assert enrolling.enroll(shop, by=cashier, applicant=form, request="same") == member
    assert len(finding.find(shop, "王")) == 1
    with pytest.raises(RequestReused):
        enrolling.enroll(shop, by=cashier, applicant=understood(shop, name="Ana"), request="same")


def test_consent_is_kept_for_each_purpose(shop: Shop, cashier: Staff) -> None:
    for number, wants in enumerate([True, False]):
        form = understood(shop, phone=f"1381234567{number}", wants_messages=wants)
        enrolling.enroll(shop, by=cashier, applicant=form, request=f"r{number}")
    with shop.reading():
        kept = shop.rows("SELECT member_id, purpose, given, text_version FROM consent ORDER BY id")
        read, _words = consenting.present(shop, "en")
    assert kept == [
        (1, "keeping", 1, read), (1, "messages", 1, read),
        (2, "keeping", 1, read), (2, "messages", 0, read),
    ]  # fmt: skip


def test_who_is_forgotten_leaves_numbers_and_nothing_else(
    shop: Shop, cashier: Staff, owner: Staff, mei: int
) -> None:
    coupon = finding.card(shop, mei).coupons[0].code
    sell(shop, cashier, 100, "s1", member=mei)
    with pytest.raises(NotAllowed):
        forgetting.erase(shop, by=cashier, member_id=mei, request="e")
    forgetting.erase(shop, by=owner, member_id=mei, request="e")
    forgetting.erase(shop, by=owner, member_id=mei, request="e")
    assert [line.after for line in rewarding.statement(shop, mei)] == [100]
    (row,) = listing.page_of_sales(shop)
    assert (row.member, row.member_name, row.paid) == (mei, "", Money(10000))
    with pytest.raises(MemberErased):
        forgetting.erase(shop, by=owner, member_id=mei, request="e2")
    with pytest.raises(UnknownMember):
        forgetting.erase(shop, by=owner, member_id=999, request="e3")
    with pytest.raises(MemberErased):
        sell(shop, cashier, 20, "s2", member=mei)
    with pytest.raises(MemberErased):
        couponing.look_up(shop, coupon)
    assert join(shop, cashier, "Ana", "138 1234 5678") != mei


def test_a_sale_of_the_forgotten_can_still_be_voided_that_day(
    shop: Shop, cashier: Staff, owner: Staff, mei: int, clock: Clock
) -> None:
    for number in range(4):
        clock.pass_days(10)
        sold = sell(shop, cashier, 20, f"s{number}", member=mei)
    forgetting.erase(shop, by=owner, member_id=mei, request="e")
    mirror = refunding.void_sale(shop, by=cashier, sale=sold.sale, request="v")
    assert (mirror.member_name, mirror.balance) == ("", 60)
