"""Stored value comes in with the list of members, and goes with it."""

from pathlib import Path

import pytest

from shopfans.database.shop import Shop
from shopfans.domain import errors
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.domain.sheet_rows import Fate
from shopfans.domain.stored_value import Value
from shopfans.services.books import auditing
from shopfans.services.bringing import undoing
from shopfans.services.prepaid import drawing
from tests.conftest import Clock
from tests.services.member_lists import brought, fates, found, take, tried
from tests.services.stored_value import allow, pay

PREPAID = """手机号,姓名,储值余额,赠送金
13900000001,王晓梅,￥500.00,50
13900000002,李丽,0.00,0
13900000003,张敏,88.5,
"""


def held(shop: Shop, phone: str) -> Value:
    with shop.reading():
        return drawing.balance(found(shop, phone).id)


def test_stored_value_comes_in_with_principal_and_bonus_apart(
    shop: Shop, owner: Staff, tmp_path: Path
) -> None:
    trial = tried(shop, owner, tmp_path, PREPAID)
    assert trial.value() == Value(Money(58_850), Money(5_000))
    take(shop, owner, trial)
    assert held(shop, "13900000001") == Value(Money(50_000), Money(5_000))
    assert held(shop, "13900000002") == Value()
    assert held(shop, "13900000003") == Value(Money(8_850))
    assert fates(tried(shop, owner, tmp_path, PREPAID)) == [Fate.SAME] * 3


def test_who_is_there_gets_her_stored_value_once(
    shop: Shop, owner: Staff, mei: int, tmp_path: Path
) -> None:
    head = "手机号,姓名,余额\n"
    brought(shop, owner, tmp_path, f"{head}13812345678,王小美,30\n")
    assert held(shop, "13812345678") == Value(Money(3_000))
    again = tried(shop, owner, tmp_path, f"{head}13812345678,王小美,31\n")
    assert [type(row.problem) for row in again.rows] == [errors.ValueAlready]


def test_stored_value_is_taken_back_on_a_later_day_unless_it_was_used(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock, tmp_path: Path
) -> None:
    first = brought(shop, owner, tmp_path, PREPAID)
    clock.pass_days(2)
    undoing.undo(shop, by=owner, batch=first, request="u")
    assert auditing.problems(shop) == []
    second = brought(shop, owner, tmp_path, PREPAID)
    allow(shop)
    pay(shop, cashier, found(shop, "13900000001").id, 1_000, "s")
    with pytest.raises(errors.ImportUsed):
        undoing.undo(shop, by=owner, batch=second, request="v")


@pytest.mark.parametrize("amount", ["-5", "abc", "1.234", "99999999999"])
def test_an_amount_that_cannot_be_is_refused(
    shop: Shop, owner: Staff, tmp_path: Path, amount: str
) -> None:
    trial = tried(shop, owner, tmp_path, f"手机号,姓名,余额\n13900000001,王晓梅,{amount}\n")
    assert fates(trial) == [Fate.REFUSED]
