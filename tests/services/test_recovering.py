"""The recovery sheet: the owner comes in again, once."""

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.errors import TooManyTries, UnknownStaff, WeakPin, WrongPin, WrongRecoveryCode
from shopfans.domain.roles import Staff
from shopfans.services.staff import recovering, staffing
from tests.conftest import CASHIER_PIN, OWNER_PIN

NEW = "826471"


def recover(shop: Shop, who: Staff, code: str, pin: str = NEW) -> Staff:
    assert who.id is not None
    return recovering.recover(shop, staff_id=who.id, code=code, pin=pin, request="forgot")


def test_the_code_of_the_sheet_gives_the_owner_a_new_pin_once(shop: Shop, owner: Staff) -> None:
    code = recovering.new_code(shop, by=owner, request="sheet")
    assert [len(group) for group in code.split(" ")] == [4, 4, 4, 4, 4]
    assert recovering.has_sheet(shop)
    assert recover(shop, owner, code.replace(" ", "")) == owner
    assert not recovering.has_sheet(shop)
    assert staffing.sign_in(shop, staff_id=owner.id or 0, pin=NEW) == owner
    with pytest.raises(WrongPin):
        staffing.sign_in(shop, staff_id=owner.id or 0, pin=OWNER_PIN)
    with pytest.raises(WrongRecoveryCode):
        recover(shop, owner, code)


def test_the_sheet_ends_every_wait(shop: Shop, owner: Staff) -> None:
    code = recovering.new_code(shop, by=owner, request="sheet")
    for _ in range(5):
        with pytest.raises(WrongPin):
            staffing.sign_in(shop, staff_id=owner.id or 0, pin="0000")
    with pytest.raises(TooManyTries):
        staffing.sign_in(shop, staff_id=owner.id or 0, pin=OWNER_PIN)
    recover(shop, owner, code)
    assert staffing.sign_in(shop, staff_id=owner.id or 0, pin=NEW) == owner


def test_only_the_newest_sheet_is_good_and_only_for_an_owner(
    shop: Shop, owner: Staff, cashier: Staff
) -> None:
    old = recovering.new_code(shop, by=owner, request="sheet")
    new = recovering.new_code(shop, by=owner, request="sheet 2")
    for code in (old, "", "1" * 20):
        with pytest.raises(WrongRecoveryCode):
            recover(shop, owner, code)
    with pytest.raises(UnknownStaff):
        recover(shop, cashier, new)
    with pytest.raises(WeakPin):
        recover(shop, owner, new, pin=CASHIER_PIN)
    assert recover(shop, owner, new) == owner


def test_without_a_sheet_no_code_is_right(shop: Shop, owner: Staff) -> None:
    for code in ("", "nobody", "12345678901234567890"):
        with pytest.raises(WrongRecoveryCode):
            recover(shop, owner, code)


def test_the_code_is_not_in_the_file(shop: Shop, owner: Staff) -> None:
    code = recovering.new_code(shop, by=owner, request="sheet")
    shop.checkpoint()
    assert code.replace(" ", "").encode() not in shop.path.read_bytes()
