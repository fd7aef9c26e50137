"""The owner's list of what guests say of themselves, and who chose what."""

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.errors import (
    MemberErased,
    NameMissing,
    NameTooLong,
    NotAllowed,
    ShopError,
    TagTaken,
    TooManyTags,
    UnknownTag,
)
from shopfans.domain.roles import Staff
from shopfans.services.belonging import referring
from shopfans.services.members import finding, forgetting, merging, tagging
from shopfans.services.members.tagging import TagRow
from tests.conftest import join


def add(shop: Shop, owner: Staff, name: str) -> int:
    return tagging.add_tag(shop, by=owner, name=name, request=f"add {name}")


def names(shop: Shop) -> list[str]:
    return [tag.name for tag in tagging.tags(shop)]


def put(shop: Shop, by: Staff, member: int, *tags: int) -> None:
    tagging.set_tags(shop, by=by, member=member, tags=tags, request=f"set {tags}")


def test_the_list_is_the_owners(shop: Shop, owner: Staff, cashier: Staff) -> None:
    assert tagging.tags(shop) == []
    sugar = add(shop, owner, "  less\n sugar ")
    assert add(shop, owner, "  less\n sugar ") == sugar
    assert tagging.tags(shop) == [TagRow(sugar, "less sugar")]
    with pytest.raises(NotAllowed):
        add(shop, cashier, "cats")


@pytest.mark.parametrize(
    ("name", "refusal"),
    [("", NameMissing), (" ", NameMissing), ("x" * 21, NameTooLong), ("LESS SUGAR", TagTaken)],
)
def test_what_is_no_tag_is_refused(
    shop: Shop, owner: Staff, name: str, refusal: type[ShopError]
) -> None:
    add(shop, owner, "less sugar")
    cats = add(shop, owner, "cats")
    with pytest.raises(refusal):
        tagging.add_tag(shop, by=owner, name=name, request="r1")
    with pytest.raises(refusal):
        tagging.rename_tag(shop, by=owner, tag=cats, name=name, request="r2")
    assert names(shop) == ["less sugar", "cats"]


def test_the_list_is_short(shop: Shop, owner: Staff) -> None:
    for number in range(tagging.MOST):
        add(shop, owner, f"tag {number}")
    with pytest.raises(TooManyTags):
        add(shop, owner, "one more")


def test_a_tag_has_another_name_for_everybody(shop: Shop, owner: Staff, mei: int) -> None:
    sugar = add(shop, owner, "less sugar")
    put(shop, owner, mei, sugar)
    tagging.rename_tag(shop, by=owner, tag=sugar, name="Less Sugar", request="r")
    assert finding.card(shop, mei).tags == ("Less Sugar",)


def test_a_tag_taken_off_is_not_shown_and_may_come_back(shop: Shop, owner: Staff, mei: int) -> None:
    sugar, cats = add(shop, owner, "less sugar"), add(shop, owner, "cats")
    put(shop, owner, mei, sugar, cats)
    tagging.retire_tag(shop, by=owner, tag=sugar, request="off")
    tagging.retire_tag(shop, by=owner, tag=sugar, request="off")
    assert finding.card(shop, mei).tags == ("cats",)
    with pytest.raises(UnknownTag):
        tagging.retire_tag(shop, by=owner, tag=sugar, request="off again")
    with pytest.raises(UnknownTag):
        tagging.rename_tag(shop, by=owner, tag=sugar, name="sweet", request="r")
    assert tagging.add_tag(shop, by=owner, name="Less sugar", request="back") == sugar
    assert finding.card(shop, mei).tags == ("Less sugar", "cats")
    assert [tag.members for tag in tagging.counted(shop)] == [1, 1]


def test_staff_set_her_tags(shop: Shop, owner: Staff, cashier: Staff, mei: int) -> None:
    sugar, cats = add(shop, owner, "less sugar"), add(shop, owner, "cats")
    put(shop, cashier, mei, sugar)
    put(shop, cashier, mei, cats)
    assert tagging.tags_of(shop, mei) == {cats}
    with pytest.raises(UnknownTag):
        put(shop, cashier, mei, 99)
    put(shop, cashier, mei)
    assert finding.card(shop, mei).tags == ()


def test_they_are_forgotten_with_her(shop: Shop, owner: Staff, mei: int) -> None:
    sugar = add(shop, owner, "less sugar")
    put(shop, owner, mei, sugar)
    forgetting.erase(shop, by=owner, member_id=mei, request="e")
    assert [tag.members for tag in tagging.counted(shop)] == [0]
    with pytest.raises(MemberErased):
        tagging.set_tags(shop, by=owner, member=mei, tags=[sugar], request="late")


def test_they_follow_a_merge_and_come_back(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    sugar, cats = add(shop, owner, "less sugar"), add(shop, owner, "cats")
    ana = join(shop, cashier, "Ana", "13987654321")
    put(shop, owner, mei, sugar)
    tagging.set_tags(shop, by=owner, member=ana, tags=[sugar, cats], request="ana's")
    codes = [referring.friend_code(shop, member=one) for one in (mei, ana)]
    merge = merging.merge(shop, by=owner, kept=mei, gone=ana, request="m")
    assert tagging.tags_of(shop, mei) == {sugar, cats}
    assert [referring.found(shop, code) for code in codes] == [mei, mei]
    merging.undo(shop, by=owner, merge=merge, request="u")
    assert tagging.tags_of(shop, mei) == {sugar}
    assert tagging.tags_of(shop, ana) == {sugar, cats}
    assert [referring.found(shop, code) for code in codes] == [mei, ana]


def test_members_are_found_by_what_they_say_of_themselves(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    cat = tagging.add_tag(shop, by=owner, name="cat person", request="t")
    ana = join(shop, cashier, "Ana", "13900000000")
    assert finding.members_in_order(shop, "name", descending=False, tag=cat) == []
    tagging.set_tags(shop, by=cashier, member=ana, tags=[cat], request="s")
    assert finding.members_in_order(shop, "name", descending=False, tag=cat) == [ana]
    found = {text: finding.find(shop, text, tag=cat) for text in ("13", "Ana", "小美")}
    assert [hit.id for hit in found["Ana"]] == [ana]
    assert found["小美"] == []
    code = finding.card(shop, mei).code
    assert finding.find(shop, code, tag=cat) == []
    assert [hit.id for hit in finding.find(shop, code)] == [mei]
