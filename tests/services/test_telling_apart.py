"""Two who look like one person and are not."""

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.errors import MemberErased, NotAllowed, SameMember
from shopfans.domain.roles import Staff
from shopfans.services.members import duplicates, forgetting, merging, telling_apart
from tests.conftest import join


@pytest.fixture
def twin(shop: Shop, cashier: Staff, mei: int) -> int:
    return join(shop, cashier, "王晓梅", "13900000000", "1990-03-15")


def test_who_was_told_apart_is_asked_about_no_more(
    shop: Shop, owner: Staff, mei: int, twin: int
) -> None:
    telling_apart.tell_apart(shop, by=owner, first=twin, second=mei, request="a")
    telling_apart.tell_apart(shop, by=owner, first=twin, second=mei, request="a")
    assert duplicates.pairs(shop) == []
    two = telling_apart.newest(shop)
    assert two == (mei, twin, "王小美", "王晓梅")
    telling_apart.take_back(shop, by=owner, first=mei, second=twin, request="b")
    assert telling_apart.newest(shop) is None
    assert [pair[:2] for pair in duplicates.pairs(shop)] == [(mei, twin)]


def test_a_third_record_is_still_asked_about(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, twin: int
) -> None:
    third = join(shop, cashier, "王小梅", "13900000001", "1990-03-15")
    telling_apart.tell_apart(shop, by=owner, first=mei, second=twin, request="a")
    assert [pair[:2] for pair in duplicates.pairs(shop)] == [(mei, third), (twin, third)]


def test_what_was_said_of_a_merged_record_holds_for_the_one_that_was_kept(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, twin: int
) -> None:
    third = join(shop, cashier, "王小梅", "13900000001", "1990-03-15")
    telling_apart.tell_apart(shop, by=owner, first=mei, second=third, request="a")
    merging.merge(shop, by=owner, kept=twin, gone=third, request="m")
    assert duplicates.pairs(shop) == []
    merging.undo(shop, by=owner, merge=1, request="u")
    assert [pair[:2] for pair in duplicates.pairs(shop)] == [(mei, twin), (twin, third)]


def test_nobody_is_told_apart_from_herself_or_from_who_is_forgotten(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, twin: int
) -> None:
    with pytest.raises(SameMember):
        telling_apart.tell_apart(shop, by=owner, first=mei, second=mei, request="a")
    with pytest.raises(NotAllowed):
        telling_apart.tell_apart(shop, by=cashier, first=mei, second=twin, request="b")
    telling_apart.tell_apart(shop, by=owner, first=mei, second=twin, request="c")
    forgetting.erase(shop, by=owner, member_id=twin, request="e")
    assert telling_apart.newest(shop) is None
    with pytest.raises(MemberErased):
        telling_apart.take_back(shop, by=owner, first=mei, second=twin, request="d")
