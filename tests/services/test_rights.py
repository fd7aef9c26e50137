"""Who may do what: every command with every role, and the owner's leave for one act."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from typing import Any

import pytest

from shopfans import services
from shopfans.database.shop import Shop
from shopfans.domain.errors import NotAllowed, TooManyTries, WhyMissing, WrongPin
from shopfans.domain.money import Money
from shopfans.domain.roles import NEEDS_REASON, RIGHTS, Leave, Right, Role, Staff, require
from shopfans.domain.sales import Line, Tender
from shopfans.services.sales import refunding, selling
from shopfans.services.staff import approving
from tests.conftest import CASHIER_PIN, OWNER_PIN
from tests.services.test_selling import sell


class AskedFor(Exception):
    def __init__(self, right: Right) -> None:
        super().__init__(right)
        self.right = right


class Asking(Staff):
    """Says which right a command asks for first."""

    def may(self, right: Right) -> bool:
        raise AskedFor(right)


NOBODY = Asking(None, "", Role.CASHIER)

ANYBODYS = {
    "staff.approving.allow",  # it is the PIN, or the role, that decides
    "staff.approving.with_reason",
    "days.close_papers.preview", "days.counting.preview",  # look, and change nothing
    "staff.staffing.change_pin",  # one's own, with the old one
}  # fmt: skip
"""What is done by somebody, and takes no right."""


def commands() -> dict[str, Callable[..., Any]]:
    """Every public function of the services that is done by somebody."""
    found = {}
    for one in pkgutil.walk_packages(services.__path__, f"{services.__name__}."):
        module = importlib.import_module(one.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            by = inspect.signature(function).parameters.get("by")
            if by and by.annotation in {Staff, "Staff"} and function.__module__ == one.name:
                found[f"{one.name.removeprefix(services.__name__ + '.')}.{name}"] = function
    return {name: one for name, one in found.items() if "._" not in name}


COMMANDS = commands()


def call(command: Callable[..., Any], shop: Shop, by: Staff) -> None:
    """With nothing but the shop and the operator: who may is asked before anything else."""
    given = inspect.signature(command).parameters.values()
    values = {one.name: None for one in given if one.default is one.empty}
    if "shop" in values:
        values["shop"] = shop  # type: ignore[assignment]  # anything may stand for an argument
    command(**{**values, "by": by})


@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - ANYBODYS))
def test_each_command_asks_first_and_is_refused_to_who_may_not(shop: Shop, name: str) -> None:
    with pytest.raises(AskedFor) as asked:
        call(COMMANDS[name], shop, NOBODY)
    for role in Role:
        if asked.value.right not in RIGHTS[role]:
            with pytest.raises(NotAllowed):
                call(COMMANDS[name], shop, Staff(1, "", role))


def test_what_takes_no_right_is_known() -> None:
    assert COMMANDS.keys() >= ANYBODYS


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("role", Role)
def test_the_table_of_rights(role: Role, right: Right) -> None:
    everybodys = {
        Right.SELL, Right.ENROLL, Right.REMIND, Right.VOID, Right.REFUND, Right.CLOSE_DAY,
        Right.TOP_UP,
    }  # fmt: skip
    seniors = everybodys | {Right.CHANGE_PRICE, Right.MERGE}
    may = role is Role.OWNER or right in (seniors if role is Role.SENIOR else everybodys)
    one = Staff(1, "", role)
    assert one.may(right) is may
    if not may:
        with pytest.raises(NotAllowed) as refusal:
            require(one, right)
        assert refusal.value.right == right.value
    elif right in NEEDS_REASON:
        with pytest.raises(WhyMissing):
            require(one, right)
        require(one.with_leave(Leave(1, right, "补登", "r")), right)
    else:
        require(one, right)


def leave(shop: Shop, by: Staff, owner: Staff, right: Right, request: str, **given: Any) -> Staff:
    said = {"pin": OWNER_PIN, "reason": "客人不满意", **given}
    return approving.allow(
        shop, by=by, right=right, approver=owner.id or 0, request=request, **said
    )


def test_above_the_limit_money_goes_back_with_the_owners_leave_alone(
    shop: Shop, owner: Staff, cashier: Staff
) -> None:
    sale = sell(shop, cashier, 201, "sale").sale
    assert refunding.needs_leave(shop, sale)
    with pytest.raises(NotAllowed):
        refunding.void_sale(shop, by=cashier, sale=sale, request="v")
    with pytest.raises(NotAllowed):
        refunding.refund_sale(shop, by=cashier, sale=sale, quantities=None, request="v")
    with pytest.raises(WhyMissing):
        refunding.refund_sale(shop, by=owner, sale=sale, quantities=None, request="v")
    allowed = leave(shop, cashier, owner, Right.REFUND_MUCH, "v")
    receipt = refunding.refund_sale(shop, by=allowed, sale=sale, quantities=None, request="v")
    assert receipt.paid == Money(-20100)
    with shop.reading():
        said = shop.rows('SELECT staff_id, "right", reason FROM approval')
    assert said == [(owner.id, "refund_much", "客人不满意")]


def test_up_to_the_limit_a_cashier_gives_back_by_herself(shop: Shop, cashier: Staff) -> None:
    sale = sell(shop, cashier, 200, "sale").sale
    assert not refunding.needs_leave(shop, sale)
    refunding.void_sale(shop, by=cashier, sale=sale, request="v")


def test_many_small_refunds_are_a_large_one(shop: Shop, cashier: Staff) -> None:
    lines = [Line(Money(15000)), Line(Money(15000))]
    sale = selling.record_sale(
        shop, by=cashier, request="s", lines=lines, payments={Tender.CASH: Money(30000)}
    ).sale
    refunding.refund_sale(shop, by=cashier, sale=sale, quantities={1: 1}, request="one")
    with pytest.raises(NotAllowed):
        refunding.refund_sale(shop, by=cashier, sale=sale, quantities={2: 1}, request="two")


@pytest.mark.parametrize(
    ("price", "right"),
    [
        (1800, None),
        (1440, Right.CHANGE_PRICE),
        (1439, Right.DISCOUNT_MUCH),
        (2000, Right.CHANGE_PRICE),
    ],
)
def test_a_price_of_ones_own_takes_a_right_by_how_low_it_is(
    shop: Shop, owner: Staff, cashier: Staff, price: int, right: Right | None
) -> None:
    senior = Staff(cashier.id, cashier.name, Role.SENIOR)
    line = Line(Money(price), name="布丁", list_price=Money(1800))

    def sell_it(by: Staff, request: str) -> None:
        paid = {Tender.CASH: Money(price)}
        selling.record_sale(shop, by=by, request=request, lines=[line], payments=paid)

    for by in (cashier, senior, owner):
        if right is None or by.may(right):
            sell_it(by, f"by {by.role.value}")
        else:
            with pytest.raises(NotAllowed):
                sell_it(by, f"by {by.role.value}")
    if right is not None:
        sell_it(leave(shop, cashier, owner, Right.DISCOUNT_MUCH, "allowed"), "allowed")


def test_a_leave_is_good_for_one_request_and_one_right(
    shop: Shop, owner: Staff, cashier: Staff
) -> None:
    allowed = leave(shop, cashier, owner, Right.REFUND_MUCH, "v")
    with pytest.raises(NotAllowed):
        require(allowed, Right.EXPORT)
    sale = sell(shop, cashier, 300, "sale").sale
    with pytest.raises(NotAllowed):
        refunding.void_sale(shop, by=allowed, sale=sale, request="another")
    refunding.void_sale(shop, by=allowed, sale=sale, request="v")


def test_leave_takes_a_reason_and_the_right_pin_of_who_has_the_right(
    shop: Shop, owner: Staff, cashier: Staff
) -> None:
    with pytest.raises(WhyMissing):
        leave(shop, cashier, owner, Right.EXPORT, "e", reason="  ")
    with pytest.raises(WrongPin):
        leave(shop, cashier, owner, Right.EXPORT, "e", pin=CASHIER_PIN)
    with pytest.raises(NotAllowed):
        leave(shop, cashier, cashier, Right.EXPORT, "e", pin=CASHIER_PIN)
    for _ in range(4):
        with pytest.raises(WrongPin):
            leave(shop, cashier, owner, Right.EXPORT, "e", pin="0000")
    with pytest.raises(TooManyTries):
        leave(shop, cashier, owner, Right.EXPORT, "e")
    assert approving.approvers(shop, Right.EXPORT) == [owner]
