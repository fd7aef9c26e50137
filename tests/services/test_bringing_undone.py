"""A list of members that came in is undone as a whole, until something depends on it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shopfans.database.shop import Shop
from shopfans.domain import errors
from shopfans.domain.roles import Staff
from shopfans.domain.sheet_rows import Fate
from shopfans.services.books import auditing
from shopfans.services.bringing import undoing
from shopfans.services.bringing.batches import Brought
from shopfans.services.joining import correcting
from shopfans.services.members import finding, forgetting, noting, tagging
from tests.services.member_lists import LIST, brought, fates, found, snapshot, take, tried
from tests.services.test_selling import sell


def test_an_import_is_undone_as_a_whole(shop: Shop, owner: Staff, mei: int, tmp_path: Path) -> None:
    before = finding.card(shop, mei)
    text = f"{LIST}13812345678,王小美,,猫派,2020-01-01,70,她的备注\n"
    batch = brought(shop, owner, tmp_path, text)
    assert undoing.imports(shop) == [
        Brought(batch, "members.csv", date(2026, 3, 10), new=3, changed=1)
    ]
    assert finding.card(shop, mei) != before
    assert undoing.undo(shop, by=owner, batch=batch, request="u") == 3
    assert finding.card(shop, mei) == before
    assert finding.members_in_order(shop, "name", descending=False) == [mei]
    assert undoing.imports(shop) == []
    with pytest.raises(errors.ImportUndone):
        undoing.undo(shop, by=owner, batch=batch, request="v")


def test_an_import_that_was_undone_can_come_in_again(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    undoing.undo(shop, by=owner, batch=brought(shop, owner, tmp_path), request="u")
    trial = tried(shop, owner, tmp_path)
    assert (fates(trial), trial.brought_before) == ([Fate.NEW] * 3, None)
    take(shop, owner, trial)
    assert found(shop, "13900000001").points == 120


def buys(shop: Shop, by: Staff, member: int) -> None:
    sell(shop, by, 10, "s", member=member)


def says_something_else(shop: Shop, by: Staff, member: int) -> None:
    correcting.agree_to_messages(shop, member=member, given=True, request="a")


def is_noted(shop: Shop, by: Staff, member: int) -> None:
    noting.set_note(shop, by=by, member=member, note="怕冷", request="n")


def is_tagged(shop: Shop, by: Staff, member: int) -> None:
    tagging.set_tags(shop, by=by, member=member, tags=[], request="t")


@pytest.mark.parametrize("since", [buys, says_something_else, is_noted, is_tagged])
def test_it_cannot_be_undone_once_something_depends_on_it(
    shop: Shop, owner: Staff, cashier: Staff, tmp_path: Path, since: Any
) -> None:
    batch = brought(shop, owner, tmp_path)
    since(shop, cashier, found(shop, "13900000002").id)
    before = snapshot(shop)
    with pytest.raises(errors.ImportUsed) as refusal:
        undoing.undo(shop, by=owner, batch=batch, request="u")
    assert refusal.value.members == 1
    assert snapshot(shop) == before


def test_points_that_were_spent_cannot_be_taken_back(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, tmp_path: Path
) -> None:
    batch = brought(shop, owner, tmp_path, "手机号,姓名,积分\n13812345678,王小美,500\n")
    sell(shop, cashier, 10, "s", member=mei, due=900, spend=100)
    with pytest.raises(errors.ImportUsed):
        undoing.undo(shop, by=owner, batch=batch, request="u")


def test_a_sale_of_somebody_who_was_there_is_no_harm(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, tmp_path: Path
) -> None:
    batch = brought(shop, owner, tmp_path, f"{LIST}13812345678,王小美,,,2020-01-01,,\n")
    sell(shop, cashier, 10, "s", member=mei)
    assert undoing.undo(shop, by=owner, batch=batch, request="u") == 3


def test_what_somebody_wrote_since_of_one_who_was_there_stays(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    batch = brought(shop, owner, tmp_path, "手机号,姓名,备注\n13812345678,王小美,靠窗\n")
    noting.set_note(shop, by=owner, member=mei, note="怕冷", request="n")
    undoing.undo(shop, by=owner, batch=batch, request="u")
    assert finding.card(shop, mei).note == "怕冷"


def test_who_asked_to_be_forgotten_is_not_in_the_way_of_undoing(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    batch = brought(shop, owner, tmp_path)
    hers = found(shop, "13900000001").id
    forgetting.erase(shop, by=owner, member_id=hers, request="e")
    undoing.undo(shop, by=owner, batch=batch, request="u")
    assert auditing.problems(shop) == []
