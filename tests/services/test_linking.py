"""The private address of a member's page."""

import re

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.birthdays import Birthday
from shopfans.domain.errors import LinkUnknown, MemberErased, WrongDigits
from shopfans.domain.roles import Staff
from shopfans.services.joining import applying, correcting, linking
from shopfans.services.joining.linking import Waiting
from shopfans.services.members import finding, forgetting, merging
from tests.conftest import join
from tests.services.test_enrolling import understood


def has_link(shop: Shop, member: int) -> bool:
    """Whether the books have an address of hers."""
    with shop.reading():
        return bool(shop.rows("SELECT 1 FROM member_link WHERE member_id = ?", member))


def test_it_is_hers_until_it_is_withdrawn(shop: Shop, cashier: Staff, mei: int) -> None:
    token = linking.give(shop, by=cashier, member=mei, request="r")
    assert re.fullmatch(r"[\w-]{32}", token)
    assert linking.holder(shop, token) == mei
    assert has_link(shop, mei)
    linking.withdraw(shop, by=cashier, member=mei, request="w")
    for unknown in (token, "", "x" * 5000, "\ud800", token[:-1]):
        with pytest.raises(LinkUnknown):
            linking.holder(shop, unknown)
    assert not has_link(shop, mei)


def test_her_three_newest_work_and_the_books_know_none_of_them(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    tokens = [
        linking.give(shop, by=cashier, member=mei, request=f"r{number}") for number in range(5)
    ]
    for gone in tokens[:2]:
        with pytest.raises(LinkUnknown):
            linking.holder(shop, gone)
    assert {linking.holder(shop, token) for token in tokens[2:]} == {mei}
    again = linking.give(shop, by=cashier, member=mei, request="r4")
    with pytest.raises(LinkUnknown):
        linking.holder(shop, tokens[4])
    shop.checkpoint()
    written = shop.path.read_bytes()
    assert not any(token.encode() in written for token in [*tokens, again])


def test_it_dies_when_she_is_forgotten(shop: Shop, owner: Staff, mei: int) -> None:
    token = linking.give(shop, by=owner, member=mei, request="r")
    forgetting.erase(shop, by=owner, member_id=mei, request="e")
    with pytest.raises(LinkUnknown):
        linking.holder(shop, token)
    with pytest.raises(MemberErased):
        linking.give(shop, by=owner, member=mei, request="again")


def test_her_phone_fetches_it_once_after_she_was_accepted(shop: Shop, cashier: Staff) -> None:
    applying.apply(shop, applicant=understood(shop), request="form")
    assert linking.fetch(shop, "form") is Waiting.WAITS
    (form,) = applying.pending(shop)
    member = applying.accept(shop, by=cashier, sign_up=form.id)
    token = linking.fetch(shop, "form")
    assert isinstance(token, str)
    assert linking.holder(shop, token) == member
    assert linking.fetch(shop, "form") is Waiting.OVER
    assert linking.holder(shop, token) == member


def test_who_types_the_number_of_a_member_gets_nothing_of_hers(
    shop: Shop, cashier: Staff, mei: int
) -> None:
    stranger = understood(shop, name="Eve", phone="13812345678")
    applying.apply(shop, applicant=stranger, request="form")
    assert linking.fetch(shop, "form") is Waiting.WAITS
    (form,) = applying.pending(shop)
    assert applying.accept(shop, by=cashier, sign_up=form.id) == mei
    assert linking.fetch(shop, "form") is Waiting.OVER
    assert linking.fetch(shop, "never sent") is Waiting.OVER
    assert not has_link(shop, mei)


def test_who_is_refused_gets_the_same(shop: Shop, cashier: Staff) -> None:
    applying.apply(shop, applicant=understood(shop), request="form")
    (form,) = applying.pending(shop)
    applying.refuse(shop, by=cashier, sign_up=form.id)
    assert linking.fetch(shop, "form") is Waiting.OVER


def test_she_corrects_her_name_and_birthday_and_is_found_by_them(shop: Shop, mei: int) -> None:
    for _again in range(2):
        correcting.correct(shop, member=mei, name=" 王美 ", birthday=Birthday(5, 6), request="c")
    card = finding.card(shop, mei)
    assert (card.name, card.birthday) == ("王美", Birthday(5, 6))
    assert [hit.id for hit in finding.find(shop, "wangmei")] == [mei]
    assert finding.find(shop, "小美") == []
    assert [hit.id for hit in finding.find(shop, "5678")] == [mei]
    correcting.correct(shop, member=mei, name="王美", birthday=None, request="d")
    assert finding.card(shop, mei).birthday is None


def test_the_last_word_on_messages_counts(shop: Shop, mei: int) -> None:
    said = []
    for number, given in enumerate([True, True, False, True]):
        correcting.agree_to_messages(shop, member=mei, given=given, request=f"m{number}")
        said.append(correcting.consents(shop, mei))
    assert [messages for _keeping, messages in said] == [True, True, False, True]
    assert all(keeping for keeping, _messages in said)
    with shop.reading():
        [(rows,)] = shop.rows("SELECT COUNT(*) FROM consent WHERE purpose = 'messages'")
    assert rows == 4  # the first at sign-up, and each change


def test_she_is_forgotten_only_with_the_last_digits_of_her_number(shop: Shop, mei: int) -> None:
    with pytest.raises(WrongDigits):
        correcting.forget_me(shop, member=mei, last_digits="1234", request="f")
    correcting.forget_me(shop, member=mei, last_digits="5678", request="f")
    with pytest.raises(MemberErased):
        finding.card(shop, mei)


def test_the_address_of_a_merged_record_leads_to_the_one_that_was_kept(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    twin = join(shop, cashier, "王晓梅", "13900000000")
    hers, other = (
        linking.give(shop, by=cashier, member=member, request=f"r{member}")
        for member in (mei, twin)
    )
    merging.merge(shop, by=owner, kept=mei, gone=twin, request="m")
    assert {linking.holder(shop, token) for token in (hers, other)} == {mei}
    merging.undo(shop, by=owner, merge=1, request="u")
    assert linking.holder(shop, other) == twin
    merging.merge(shop, by=owner, kept=mei, gone=twin, request="m2")
    linking.withdraw(shop, by=cashier, member=mei, request="w")
    for token in (hers, other):
        with pytest.raises(LinkUnknown):
            linking.holder(shop, token)
    assert not has_link(shop, mei)


def test_who_is_forgotten_has_no_page_by_the_address_of_a_merged_record(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    twin = join(shop, cashier, "王晓梅", "13900000000")
    token = linking.give(shop, by=cashier, member=twin, request="r")
    merging.merge(shop, by=owner, kept=mei, gone=twin, request="m")
    forgetting.erase(shop, by=owner, member_id=mei, request="e")
    with pytest.raises(LinkUnknown):
        linking.holder(shop, token)
