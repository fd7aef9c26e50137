"""The list of all members, in any order."""

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.services.members import forgetting
from shopfans.services.members.finding import member_rows, members_in_order
from tests.conftest import Clock, join
from tests.services.test_selling import sell


@pytest.fixture
def three(shop: Shop, cashier: Staff, clock: Clock) -> list[int]:
    """Amy came today and spent most, Bo came before, Cy never came."""
    amy, bo, cy = (
        join(shop, cashier, name, f"1390000111{number}")
        for number, name in enumerate(("Amy", "Bo", "Cy"))
    )
    sell(shop, cashier, 10, "s1", member=bo)
    clock.pass_days(1)
    sell(shop, cashier, 90, "s2", member=amy)
    return [amy, bo, cy]


@pytest.mark.parametrize(
    ("order", "descending", "names"),
    [
        ("last_visit", True, ["Amy", "Bo", "Cy"]),
        ("last_visit", False, ["Bo", "Amy", "Cy"]),
        ("spent", True, ["Amy", "Bo", "Cy"]),
        ("spent", False, ["Cy", "Bo", "Amy"]),
        ("name", False, ["Amy", "Bo", "Cy"]),
        ("joined", True, ["Cy", "Bo", "Amy"]),
        ("visits", False, ["Cy", "Bo", "Amy"]),
    ],
)
def test_members_stand_in_the_order_asked_for(
    shop: Shop, three: list[int], order: str, descending: bool, names: list[str]
) -> None:
    ids = members_in_order(shop, order, descending=descending)
    assert [row.name for row in member_rows(shop, ids)] == names


def test_who_was_forgotten_is_not_listed(shop: Shop, owner: Staff, three: list[int]) -> None:
    forgetting.erase(shop, by=owner, member_id=three[0], request="forget")
    assert members_in_order(shop, "last_visit", descending=True) == three[1:]


def test_an_order_nobody_knows_is_a_bug(shop: Shop) -> None:
    with pytest.raises(ValueError, match="phone"):
        members_in_order(shop, "phone", descending=True)
