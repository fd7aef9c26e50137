"""The first day of a shop."""

from pathlib import Path
from typing import Any

import pytest

from shopfans.domain.errors import (
    FileExists,
    NameMissing,
    NameTooLong,
    ShopError,
    UnknownZone,
    WeakPin,
)
from shopfans.domain.money import CURRENCIES, Money
from shopfans.domain.roles import Role
from shopfans.services import founding, settings
from shopfans.services.books import auditing
from shopfans.services.members import finding
from shopfans.services.staff import staffing
from tests.conftest import OWNER_PIN, Clock, join

FIRST_PAGE: dict[str, Any] = {
    "name": " 甜甜 ", "owner_name": "老板", "owner_pin": OWNER_PIN, "welcome_name": "Welcome",
}  # fmt: skip


def test_a_shop_begins_with_its_owner_and_a_welcome(tmp_path: Path, clock: Clock) -> None:
    shop = founding.found_shop(tmp_path / "our.shop", **FIRST_PAGE, now=clock)
    assert settings.load(shop).shop_name == "甜甜"
    (owner,) = staffing.staff(shop)
    assert (owner.name, owner.role) == ("老板", Role.OWNER)
    assert staffing.sign_in(shop, staff_id=owner.id or 0, pin=OWNER_PIN) == owner
    assert auditing.problems(shop) == []
    shop.close()


@pytest.mark.parametrize("code", sorted(CURRENCIES))
def test_the_terms_suit_the_currency(tmp_path: Path, clock: Clock, code: str) -> None:
    """A coupon of 5, a point for each 1, and a phone number as people there type it."""
    import phonenumbers

    shop = founding.found_shop(tmp_path / "our.shop", **FIRST_PAGE, currency=code, now=clock)
    terms = settings.load(shop)
    unit = 10 ** CURRENCIES[code].digits
    example = phonenumbers.example_number_for_type(
        terms.region, phonenumbers.PhoneNumberType.MOBILE
    )
    assert example is not None
    typed = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.NATIONAL)
    member = join(shop, staffing.staff(shop)[0], "Ana", typed)
    card = finding.card(shop, member)
    assert card.coupons[0].terms.off == Money(5 * unit)
    assert (terms.earning.points, terms.earning.each) == (1, Money(unit))
    assert terms.point_value >= Money(1)
    assert not card.phone.startswith("+")
    assert [row.id for row in finding.find(shop, typed)] == [member]
    shop.close()


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"name": " "}, NameMissing),
        ({"name": "甜" * 10_000}, NameTooLong),
        ({"owner_name": ""}, NameMissing),
        ({"owner_pin": "1234"}, WeakPin),
        ({"owner_pin": "123456"}, WeakPin),
        ({"zone": "Mars/Phobos"}, UnknownZone),
        ({"zone": ""}, UnknownZone),
    ],
)
def test_a_first_page_refused_makes_no_file(
    tmp_path: Path, fields: dict[str, Any], refusal: type[ShopError]
) -> None:
    with pytest.raises(refusal):
        founding.found_shop(tmp_path / "new" / "our.shop", **FIRST_PAGE | fields)
    assert list(tmp_path.iterdir()) == []


def test_a_shop_is_founded_once(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "our.shop"
    founding.found_shop(path, **FIRST_PAGE, now=clock).close()
    content = path.read_bytes()
    with pytest.raises(FileExists):
        founding.found_shop(path, **FIRST_PAGE, now=clock)
    assert path.read_bytes() == content
