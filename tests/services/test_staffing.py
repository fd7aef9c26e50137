"""Who works here, and how they sign in."""

from threading import Barrier, Thread

import pytest

from shopfans.database import opening
from shopfans.database.shop import Shop
from shopfans.domain.errors import (
    LastOwner,
    NameMissing,
    NameTaken,
    NotAllowed,
    PinLocked,
    TooManyTries,
    UnknownStaff,
    WeakPin,
    WrongPin,
)
from shopfans.domain.roles import Role, Staff
from shopfans.services.staff import pins, staffing
from tests.conftest import CASHIER_PIN, OWNER_PIN, Clock


def sign_in(shop: Shop, who: Staff, pin: str) -> Staff:
    assert who.id is not None
    return staffing.sign_in(shop, staff_id=who.id, pin=pin)


def guess(shop: Shop, who: Staff, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongPin):
            sign_in(shop, who, "0000")


def test_everybody_signs_in_with_her_own_pin(shop: Shop, owner: Staff, cashier: Staff) -> None:
    assert sign_in(shop, owner, OWNER_PIN) == owner
    assert sign_in(shop, cashier, CASHIER_PIN) == cashier
    for who, pin in ((owner, CASHIER_PIN), (cashier, OWNER_PIN), (cashier, "")):
        with pytest.raises(WrongPin):
            sign_in(shop, who, pin)


def test_no_pin_is_kept(shop: Shop) -> None:
    shop.checkpoint()
    content = shop.path.read_bytes()
    assert OWNER_PIN.encode() not in content
    assert b"$argon2id$v=19$m=19456,t=3,p=1$" in content


def test_after_five_wrong_pins_even_the_right_one_waits(
    shop: Shop, cashier: Staff, clock: Clock
) -> None:
    guess(shop, cashier, 5)
    with pytest.raises(TooManyTries) as refusal:
        sign_in(shop, cashier, CASHIER_PIN)
    assert refusal.value.seconds == 30
    clock.wait(29)
    with pytest.raises(TooManyTries) as refusal:
        sign_in(shop, cashier, CASHIER_PIN)
    assert refusal.value.seconds == 1
    clock.wait(1)
    assert sign_in(shop, cashier, CASHIER_PIN) == cashier
    guess(shop, cashier, 4)
    assert sign_in(shop, cashier, CASHIER_PIN) == cashier


def test_each_further_guess_waits_twice_as_long_up_to_half_an_hour(
    shop: Shop, owner: Staff, clock: Clock
) -> None:
    guess(shop, owner, 5)
    waits = []
    for _ in range(8):
        with pytest.raises(TooManyTries) as refusal:
            sign_in(shop, owner, OWNER_PIN)
        waits.append(refusal.value.seconds)
        clock.wait(refusal.value.seconds)
        guess(shop, owner, 1)
    assert waits == [30, 60, 120, 240, 480, 960, 1800, 1800]
    clock.wait(1800)
    assert sign_in(shop, owner, OWNER_PIN) == owner


def test_the_wait_survives_a_restart(shop: Shop, cashier: Staff, clock: Clock) -> None:
    guess(shop, cashier, 5)
    clock.wait(20)
    restarted = opening.open_shop(shop.path, now=clock, elapsed=clock.elapsed)
    clock.wait(29)
    with pytest.raises(TooManyTries) as refusal:
        sign_in(restarted, cashier, CASHIER_PIN)
    assert refusal.value.seconds == 1
    clock.wait(1)
    assert sign_in(restarted, cashier, CASHIER_PIN) == cashier
    restarted.close()


@pytest.mark.parametrize("days", [-365, 1, 365])
def test_no_clock_shortens_or_prolongs_the_wait(
    shop: Shop, cashier: Staff, clock: Clock, days: int
) -> None:
    guess(shop, cashier, 5)
    clock.pass_days(days)
    with pytest.raises(TooManyTries) as refusal:
        sign_in(shop, cashier, CASHIER_PIN)
    assert refusal.value.seconds == 30


def guess_with_patience(shop: Shop, who: Staff, clock: Clock, times: int) -> None:
    for _ in range(times):
        clock.wait(1800)
        guess(shop, who, 1)


def test_after_ten_wrong_pins_only_a_new_one_from_the_owner_helps(
    shop: Shop, owner: Staff, cashier: Staff, clock: Clock
) -> None:
    guess_with_patience(shop, cashier, clock, 10)
    clock.wait(10 * 1800)
    with pytest.raises(PinLocked):
        sign_in(shop, cashier, CASHIER_PIN)
    assert [one.is_locked for one in staffing.people(shop)] == [False, True]
    assert cashier.id is not None
    staffing.reset_pin(shop, by=owner, staff_id=cashier.id, pin="8264", request="new")
    assert sign_in(shop, cashier, "8264") == cashier


def test_the_owner_is_never_locked_out_for_good(shop: Shop, owner: Staff, clock: Clock) -> None:
    guess_with_patience(shop, owner, clock, 12)
    clock.wait(1800)
    assert sign_in(shop, owner, OWNER_PIN) == owner


def test_who_is_not_there_is_refused_as_a_wrong_pin_is(shop: Shop) -> None:
    with pytest.raises(WrongPin):
        staffing.sign_in(shop, staff_id=99, pin=CASHIER_PIN)


def test_one_persons_guesses_hold_nobody_else_up(shop: Shop, owner: Staff, cashier: Staff) -> None:
    guess(shop, cashier, 5)
    assert sign_in(shop, owner, OWNER_PIN) == owner


@pytest.mark.parametrize(
    ("role", "pin"),
    [
        (Role.CASHIER, ""),
        (Role.CASHIER, "739"),
        (Role.CASHIER, "0000"),
        (Role.CASHIER, "1234"),
        (Role.CASHIER, "4321"),
        (Role.CASHIER, "7" * 33),
        (Role.OWNER, "73915"),
        (Role.OWNER, "123456"),
        (Role.OWNER, "111111"),
        (Role.OWNER, "1" + "7391" * 10),
    ],
)
def test_a_pin_that_is_guessed_first_is_refused(
    shop: Shop, owner: Staff, role: Role, pin: str
) -> None:
    with pytest.raises(WeakPin) as refusal:
        staffing.add_staff(shop, by=owner, name="小王", role=role, pin=pin, request="r")
    assert refusal.value.least == pins.SHORTEST_PIN[role]
    assert len(staffing.staff(shop)) == 2


def test_only_the_owner_takes_people_on(shop: Shop, owner: Staff, cashier: Staff) -> None:
    with pytest.raises(NotAllowed):
        staffing.add_staff(
            shop, by=cashier, name="小王", role=Role.CASHIER, pin="7392", request="r"
        )
    for _ in range(2):
        staffing.add_staff(
            shop, by=owner, name=" 小王 ", role=Role.CASHIER, pin="7392", request="r"
        )
    with pytest.raises(NameTaken):
        staffing.add_staff(shop, by=owner, name="小王", role=Role.CASHIER, pin="7392", request="r2")
    with pytest.raises(NameMissing):
        staffing.add_staff(shop, by=owner, name=" ", role=Role.CASHIER, pin="7392", request="r3")
    assert [one.name for one in staffing.staff(shop)] == ["老板", "小李", "小王"]
    assert sign_in(shop, staffing.staff(shop)[2], "7392").role is Role.CASHIER


def test_guesses_made_at_once_are_all_counted(shop: Shop, cashier: Staff) -> None:
    together = Barrier(4)

    def guess_with_others() -> None:
        together.wait(60)
        guess(shop, cashier, 1)

    threads = [Thread(target=guess_with_others) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    guess(shop, cashier, 1)
    with pytest.raises(TooManyTries):
        sign_in(shop, cashier, CASHIER_PIN)


@pytest.mark.parametrize(
    "pin",
    [
        "abcdef",
        "24681a",
        "２４６８１３",
        "24 6813",
        "121212",
        "112233",
        "998877",
        "71" * 17,
        "24681",
    ],
)
def test_an_owners_pin_is_digits_that_are_not_guessed_at_once(pin: str) -> None:
    with pytest.raises(WeakPin) as refusal:
        pins.hash_pin(pin, Role.OWNER)
    assert (refusal.value.least, refusal.value.most) == (6, 32)


def test_who_left_cannot_come_in_and_her_name_stays(
    shop: Shop, owner: Staff, cashier: Staff, mei: int
) -> None:
    assert cashier.id is not None
    staffing.let_go(shop, by=owner, staff_id=cashier.id, request="go")
    with pytest.raises(WrongPin):
        sign_in(shop, cashier, CASHIER_PIN)
    assert staffing.staff(shop) == [owner]
    assert [one.name for one in staffing.people(shop)] == ["老板", "小李"]
    with pytest.raises(UnknownStaff):
        staffing.reset_pin(shop, by=owner, staff_id=cashier.id, pin="8264", request="p")
    staffing.take_back(shop, by=owner, staff_id=cashier.id, pin="8264", request="back")
    assert sign_in(shop, cashier, "8264") == cashier


def test_somebody_stays_the_owner(shop: Shop, owner: Staff, cashier: Staff) -> None:
    assert owner.id is not None
    assert cashier.id is not None
    with pytest.raises(LastOwner):
        staffing.let_go(shop, by=owner, staff_id=owner.id, request="go")
    with pytest.raises(LastOwner):
        staffing.change_role(shop, by=owner, staff_id=owner.id, role=Role.SENIOR, request="r")
    with pytest.raises(WeakPin):  # four digits are no owner's
        staffing.change_role(shop, by=owner, staff_id=cashier.id, role=Role.OWNER, request="r2")
    staffing.change_role(
        shop, by=owner, staff_id=cashier.id, role=Role.OWNER, pin="826471", request="r3"
    )
    staffing.let_go(shop, by=owner, staff_id=owner.id, request="go2")
    assert [one.name for one in staffing.staff(shop)] == ["小李"]


def test_one_changes_ones_own_pin_with_the_old_one(shop: Shop, cashier: Staff) -> None:
    with pytest.raises(WrongPin):
        staffing.change_pin(shop, by=cashier, old="0000", new="8264", request="c")
    with pytest.raises(WeakPin):
        staffing.change_pin(shop, by=cashier, old=CASHIER_PIN, new="1234", request="c")
    staffing.change_pin(shop, by=cashier, old=CASHIER_PIN, new="8264", request="c")
    assert sign_in(shop, cashier, "8264") == cashier


def test_a_raised_cashier_keeps_her_pin(shop: Shop, owner: Staff, cashier: Staff) -> None:
    assert cashier.id is not None
    staffing.change_role(shop, by=owner, staff_id=cashier.id, role=Role.SENIOR, request="r")
    assert sign_in(shop, cashier, CASHIER_PIN).role is Role.SENIOR
