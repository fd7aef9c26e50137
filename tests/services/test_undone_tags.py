"""Tags that a list of members put on the owner's list, once it is taken back."""

from pathlib import Path

from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.services.bringing import undoing
from shopfans.services.members import tagging
from tests.services.member_lists import brought


def tags_now(shop: Shop) -> list[str]:
    return [tag.name for tag in tagging.tags(shop)]


def listed(shop: Shop, by: Staff, folder: Path, *rows: str) -> int:
    """The number of an import of numbers, names and tags."""
    return brought(shop, by, folder, "\n".join(["手机号,姓名,标签", *rows]))


def take_back(shop: Shop, by: Staff, batch: int) -> None:
    undoing.undo(shop, by=by, batch=batch, request=new_request())


def test_tags_that_came_in_go_and_those_that_were_off_the_list_are_off_it_again(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    old = tagging.add_tag(shop, by=owner, name="老客", request="old")
    tagging.set_tags(shop, by=owner, member=mei, tags=[old], request="hers")
    tagging.retire_tag(shop, by=owner, tag=old, request="off")
    batch = listed(shop, owner, tmp_path, "13900000001,李丽,少糖、老客")
    assert tags_now(shop) == ["老客", "少糖"]
    take_back(shop, owner, batch)
    assert tags_now(shop) == []
    with shop.reading():
        assert shop.rows("SELECT name FROM tag") == [("老客",)]


def test_a_tag_that_somebody_chose_since_stays(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    batch = listed(shop, owner, tmp_path, "13900000001,李丽,少糖、猫派")
    less_sugar, _cats = tagging.tags(shop)
    tagging.set_tags(shop, by=owner, member=mei, tags=[less_sugar.id], request="hers")
    take_back(shop, owner, batch)
    assert tags_now(shop) == ["少糖"]


def test_the_owner_who_went_over_her_tags_since_finds_them_as_she_left_them(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    batch = listed(shop, owner, tmp_path, "13900000001,李丽,少糖")
    [less_sugar] = tagging.tags(shop)
    tagging.rename_tag(shop, by=owner, tag=less_sugar.id, name="半糖", request="rename")
    take_back(shop, owner, batch)
    assert tags_now(shop) == ["半糖"]


def test_a_tag_of_two_imports_goes_with_the_last_of_them(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    first = listed(shop, owner, tmp_path, "13900000001,李丽,少糖")
    second = listed(shop, owner, tmp_path, "13900000002,张敏,少糖")
    take_back(shop, owner, first)
    assert tags_now(shop) == ["少糖"]
    take_back(shop, owner, second)
    assert tags_now(shop) == []
