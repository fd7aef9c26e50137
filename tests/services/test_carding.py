"""Printed member cards: numbered, unguessable, bound once and for good."""

import pytest

from shopfans.database.shop import Shop
from shopfans.domain import codes
from shopfans.domain.codes import Kind
from shopfans.domain.errors import (
    CardBound,
    CardUnknown,
    MemberErased,
    NotAllowed,
    NumberOutOfRange,
    UnknownCode,
)
from shopfans.domain.roles import Staff
from shopfans.services.members import carding, finding, forgetting
from shopfans.services.members.carding import Card
from tests.conftest import Clock, join


@pytest.fixture
def cards(shop: Shop, owner: Staff) -> list[Card]:
    return carding.print_cards(shop, by=owner, count=3, request="print")


def test_cards_are_numbered_on_and_on(shop: Shop, owner: Staff, cards: list[Card]) -> None:
    more = carding.print_cards(shop, by=owner, count=2, request="more")
    assert [card.number for card in (*cards, *more)] == [1, 2, 3, 4, 5]
    assert {codes.kind_of(card.code) for card in (*cards, *more)} == {Kind.CARD}
    assert carding.print_cards(shop, by=owner, count=3, request="print") == cards
    assert carding.counts(shop) == (5, 0)


def test_a_bound_card_is_its_member(
    shop: Shop, cashier: Staff, cards: list[Card], mei: int, clock: Clock
) -> None:
    code = cards[1].code
    assert carding.card_holder(shop, code) is None
    with pytest.raises(UnknownCode):
        finding.by_code(shop, code)
    for _time in range(2):
        carding.bind_card(shop, by=cashier, code=code, member=mei, request="bind")
    assert carding.card_holder(shop, f" {code}\n") == mei
    assert finding.by_code(shop, code) == mei
    [third, second, first] = carding.cards(shop)
    assert (third.member, first.member) == (None, None)
    assert (second.number, second.name, second.bound) == (2, "王小美", clock.at)
    assert [row.number for row in carding.cards(shop, free_only=True)] == [3, 1]
    assert carding.counts(shop) == (3, 1)


def test_a_card_is_bound_once(shop: Shop, cashier: Staff, cards: list[Card], mei: int) -> None:
    ana = join(shop, cashier, "Ana", "13987654321")
    carding.bind_card(shop, by=cashier, code=cards[0].code, member=mei, request="b1")
    with pytest.raises(CardBound) as refusal:
        carding.bind_card(shop, by=cashier, code=cards[0].code, member=ana, request="b2")
    assert (refusal.value.member, refusal.value.name) == (mei, "王小美")
    assert carding.card_holder(shop, cards[0].code) == mei


def test_a_card_from_elsewhere_is_refused(shop: Shop, cashier: Staff, mei: int) -> None:
    strange = codes.new_code(Kind.CARD)
    with pytest.raises(CardUnknown):
        carding.card_holder(shop, strange)
    with pytest.raises(CardUnknown):
        carding.bind_card(shop, by=cashier, code=strange, member=mei, request="b")


def test_the_card_of_who_was_forgotten_leads_nowhere(
    shop: Shop, owner: Staff, cards: list[Card], mei: int
) -> None:
    carding.bind_card(shop, by=owner, code=cards[0].code, member=mei, request="b1")
    forgetting.erase(shop, by=owner, member_id=mei, request="forget")
    with pytest.raises(MemberErased):
        finding.by_code(shop, cards[0].code)
    with pytest.raises(MemberErased):
        carding.bind_card(shop, by=owner, code=cards[1].code, member=mei, request="b2")
    assert carding.counts(shop) == (3, 1)


def test_the_owner_prints_so_many_at_a_time(shop: Shop, owner: Staff, cashier: Staff) -> None:
    for count in (0, carding.MOST_CARDS + 1):
        with pytest.raises(NumberOutOfRange):
            carding.print_cards(shop, by=owner, count=count, request="p")
    with pytest.raises(NotAllowed):
        carding.print_cards(shop, by=cashier, count=1, request="p")
    assert carding.cards(shop) == []


def test_cards_are_paged_from_the_newest(shop: Shop, owner: Staff, cards: list[Card]) -> None:
    first = carding.cards(shop, limit=2)
    assert [row.number for row in first] == [3, 2]
    assert [row.number for row in carding.cards(shop, before=2)] == [1]
