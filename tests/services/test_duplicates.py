"""Who may be one person twice."""

from pathlib import Path

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.birthdays import Birthday
from shopfans.domain.roles import Staff
from shopfans.services.members import duplicates, enrolling, finding, merging
from shopfans.services.members.duplicates import Likeness, Pair
from shopfans.services.members.enrolling import Applicant
from tests.conftest import join
from tests.services.past_sales import bring


@pytest.mark.parametrize(
    ("name", "alike"),
    [
        ("王小美", True), ("王晓梅", True), ("王 小美", True), ("王小美美", False),
        ("汪小美", True), ("李小美", False),
    ],
)  # fmt: skip
def test_a_like_name_and_the_same_birthday(
    shop: Shop, cashier: Staff, mei: int, name: str, alike: bool
) -> None:
    other = join(shop, cashier, name, "13900000000", "03-15")
    join(shop, cashier, name, "13900000001", "03-16")
    join(shop, cashier, name, "13900000002")
    expected = [Pair(mei, other, Likeness.NAME)] if alike else []
    assert duplicates.pairs(shop) == expected


def test_words_of_a_name_may_stand_in_any_order(shop: Shop, cashier: Staff) -> None:
    first = join(shop, cashier, "Ana Li", "13900000000", "03-15")
    second = join(shop, cashier, "li ana", "13900000001", "03-15")
    assert duplicates.pairs(shop) == [Pair(first, second, Likeness.NAME)]


def test_the_same_number_of_another_country_or_as_a_key_of_the_past(
    shop: Shop, cashier: Staff, owner: Staff, tmp_path: Path
) -> None:
    path = tmp_path / "old.csv"
    path.write_text("member,date,amount\n138-1234-5678,2026-01-05,20\n00017,2026-01-05,2\n")
    bring(shop, owner, path)
    (past,) = [hit.id for hit in finding.find(shop, "138-1234-5678") if hit.visits]
    here = join(shop, cashier, "王小美", "13812345678")
    abroad = Applicant("Mei", "+113812345678", None, False)
    member = enrolling.enroll(shop, by=cashier, applicant=abroad, request="j")
    found = duplicates.pairs(shop)
    assert {(pair.first, pair.second) for pair in found} == {
        (past, here), (past, member), (here, member),
    }  # fmt: skip
    assert {pair.why for pair in found} == {Likeness.PHONE}
    merging.merge(shop, by=owner, kept=here, gone=past, request="m")
    assert len(duplicates.pairs(shop)) == 1


def test_both_sides_are_told(shop: Shop, mei: int) -> None:
    side = duplicates.side(shop, mei)
    assert (side.name, side.phone, side.birthday) == (
        "王小美", "13812345678", Birthday(3, 15, 1990),
    )  # fmt: skip
    assert (side.points, side.coupons, side.messages) == (0, 1, False)


def test_a_crowd_with_one_name_is_no_double(shop: Shop, cashier: Staff) -> None:
    for at in range(duplicates.MOST_ALIKE + 1):
        join(shop, cashier, "王芳", f"139000000{at:02}", "01-01")
    assert duplicates.pairs(shop) == []
