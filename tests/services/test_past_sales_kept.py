"""What keeps an import of past sales from being taken back, and what does not."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shopfans.database.shop import Shop
from shopfans.domain import errors
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.services.bringing import undoing
from shopfans.services.bringing.past import past_undoing
from shopfans.services.members import (
    finding,
    forgetting,
    merging,
    noting,
)
from shopfans.services.sales import listing, refunding
from tests.conftest import join
from tests.services.member_lists import brought as members_brought
from tests.services.test_closing import close
from tests.services.test_past_sales import take, told, tried, undo
from tests.services.test_selling import sell


def test_undone_twice_it_is_undone_once(shop: Shop, owner: Staff, tmp_path: Path) -> None:
    take(shop, owner, tmp_path)
    [brought] = past_undoing.imports(shop)
    assert brought[1:] == ("visits.csv", date(2026, 3, 10), 4, 0)
    for _ in range(2):
        assert past_undoing.undo(shop, by=owner, batch=brought.id, request="u") == 4
    with pytest.raises(errors.ImportUndone):
        past_undoing.undo(shop, by=owner, batch=brought.id, request="another")


def refund_one(shop: Shop, by: Staff, member: int) -> None:
    sale = listing.sales_of_member(shop, member)[0].id
    refunding.refund_sale(shop, by=by, sale=sale, quantities=None, request="back")


def sell_to_her(shop: Shop, by: Staff, member: int) -> None:
    sell(shop, by, 5, "s1", member=member)


def note_on_her(shop: Shop, by: Staff, member: int) -> None:
    noting.set_note(shop, by=by, member=member, note="靠窗", request="n")


@pytest.mark.parametrize("act", [refund_one, sell_to_her, note_on_her])
def test_what_depends_on_it_keeps_it_from_being_undone(
    shop: Shop, owner: Staff, tmp_path: Path, act: Any
) -> None:
    take(shop, owner, tmp_path)
    [regular] = finding.find(shop, "a7")
    act(shop, owner, regular.id)
    with pytest.raises(errors.ImportUsed) as refused:
        undo(shop, owner)
    assert refused.value.members == 1
    assert finding.card(shop, regular.id).visits > 0


def test_who_asked_to_be_forgotten_is_not_in_the_way_of_undoing(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    take(shop, owner, tmp_path)
    [regular] = finding.find(shop, "a7")
    forgetting.erase(shop, by=owner, member_id=regular.id, request="e")
    assert undo(shop, owner) == 4
    assert told(tried(shop, owner, tmp_path)) == (1, 1, 0, 3)


def test_a_member_who_was_there_may_buy_and_the_import_is_undone_all_the_same(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    take(shop, owner, tmp_path, "phone,date,amount\n13812345678,2025-11-01,5\n")
    sell(shop, owner, 5, "s1", member=mei)
    assert undo(shop, owner) == 1
    assert (finding.card(shop, mei).visits, finding.card(shop, mei).spent) == (1, Money(500))


def test_a_day_that_was_closed_since_is_not_changed_by_undoing(
    shop: Shop, owner: Staff, cashier: Staff, tmp_path: Path
) -> None:
    take(shop, owner, tmp_path, "member,date,amount\nA-7,2026-03-10,5\n")
    close(shop, cashier)
    with pytest.raises(errors.DayClosed) as refused:
        undo(shop, owner)
    assert refused.value.day == date(2026, 3, 10)


def test_imports_are_undone_in_turn_the_newest_first(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    take(shop, owner, tmp_path)
    take(shop, owner, tmp_path, "member,date,amount\nA-7,2026-01-01,5\n")
    newest, first = past_undoing.imports(shop)
    with pytest.raises(errors.ImportUsed):
        past_undoing.undo(shop, by=owner, batch=first.id, request="too soon")
    past_undoing.undo(shop, by=owner, batch=newest.id, request="newest")
    past_undoing.undo(shop, by=owner, batch=first.id, request="first")
    assert finding.find(shop, "a7") == []


def test_a_list_of_members_can_be_undone_once_their_past_sales_are(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    batch = members_brought(shop, owner, tmp_path)
    take(shop, owner, tmp_path, "phone,date,amount\n13900000001,2025-11-01,5\n")
    with pytest.raises(errors.ImportUsed):
        undoing.undo(shop, by=owner, batch=batch, request="too soon")
    undo(shop, owner)
    undoing.undo(shop, by=owner, batch=batch, request="now")


def test_who_is_new_can_be_given_to_another_record_and_it_is_not_undone(
    shop: Shop, owner: Staff, cashier: Staff, tmp_path: Path
) -> None:
    take(shop, owner, tmp_path)
    kept = join(shop, cashier, "Ana", "13900000009")
    [regular] = finding.find(shop, "a7")
    merging.merge(shop, by=owner, kept=kept, gone=regular.id, request="m")
    with pytest.raises(errors.ImportUsed):
        undo(shop, owner)
    assert told(tried(shop, owner, tmp_path)) == (0, 0, 4, 0)
