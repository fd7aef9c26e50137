"""The owner's choices: kept in every version, in force from the moment they are saved."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.earning_rule import MOST_POINTS, EarningRule
from shopfans.domain.errors import (
    AmountNotPositive,
    AmountTooLarge,
    NotAllowed,
    NumberOutOfRange,
    ShopError,
    UnknownZone,
)
from shopfans.domain.money import MOST, Money
from shopfans.domain.points import Points
from shopfans.domain.roles import Staff
from shopfans.domain.terms import FARTHEST_AHEAD, LONGEST_LAST, Terms
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.members import finding
from tests.conftest import Clock
from tests.services.test_selling import sell

OTHER = Terms(
    shop_name="<b>'甜' \"甜\"</b> 🍰 \\ %",
    currency_code="EUR",
    zone="Europe/Berlin",
    region="DE",
    day_ends_at=2,
    earning=EarningRule(3, Money(250)),
    point_value=Money(7),
    points_last=90,
    welcome_template=None,
    days_ahead=14,
)


def save(shop: Shop, by: Staff, terms: Terms, request: str = "t") -> None:
    settings.save(shop, by=by, terms=terms, request=request)


def versions(shop: Shop) -> int:
    with shop.reading():
        return int(shop.rows("SELECT COUNT(*) FROM terms")[0][0])


def test_terms_come_back_as_they_were_saved(shop: Shop, owner: Staff) -> None:
    heard: list[object] = []
    shop.on_change = heard.append
    save(shop, owner, OTHER)
    assert settings.load(shop) == OTHER
    assert heard == [frozenset({Topic.TERMS})]


def test_every_version_is_kept(shop: Shop, owner: Staff) -> None:
    first = settings.load(shop)
    for number, days in enumerate([30, 60, 30]):
        save(shop, owner, replace(first, points_last=days), f"t{number}")
        save(shop, owner, replace(first, points_last=days), f"t{number}")
    assert versions(shop) == 4
    assert settings.load(shop).points_last == 30


def test_a_cashier_does_not_set_terms(shop: Shop, cashier: Staff) -> None:
    before = settings.load(shop)
    with pytest.raises(NotAllowed):
        save(shop, cashier, OTHER)
    assert (settings.load(shop), versions(shop)) == (before, 1)


def test_a_zone_that_does_not_exist_cannot_be_saved(shop: Shop, owner: Staff) -> None:
    before = settings.load(shop)
    with pytest.raises(UnknownZone):
        save(shop, owner, replace(before, zone="Mars/Phobos"))
    assert (settings.load(shop), versions(shop)) == (before, 1)


def test_new_terms_reach_the_next_sale_and_no_earlier_one(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, clock: Clock
) -> None:
    sell(shop, cashier, 100, "s1", member=mei)
    terms = settings.load(shop)
    save(shop, owner, replace(terms, earning=EarningRule(2), points_last=10))
    assert sell(shop, cashier, 100, "s2", member=mei).earned == 200
    card = finding.card(shop, mei)
    assert card.points == 300
    assert card.next_lapse is not None
    assert (card.next_lapse.left, card.next_lapse.lapses) == (200, date(2026, 3, 20))
    save(shop, owner, replace(terms, point_value=Money(5)), "t2")
    receipt = sell(shop, cashier, 20, "s3", member=mei, spend=Points(10), due=1950)
    assert receipt.points_off == Money(50)


def test_the_business_day_is_the_shops_own(shop: Shop, owner: Staff, clock: Clock) -> None:
    clock.at = clock.at.replace(hour=19, minute=59)
    assert settings.today(shop) == date(2026, 3, 10)
    clock.at = clock.at.replace(hour=20, minute=0)
    assert settings.today(shop) == date(2026, 3, 11)
    save(shop, owner, replace(settings.load(shop), zone="Europe/Berlin"))
    assert settings.today(shop) == date(2026, 3, 10)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"earning": EarningRule(1, Money(0))}, AmountNotPositive),
        ({"earning": EarningRule(1, MOST + Money(1))}, AmountTooLarge),
        ({"earning": EarningRule(MOST_POINTS + 1, Money(100))}, NumberOutOfRange),
        ({"earning": EarningRule(-1, Money(100))}, NumberOutOfRange),
        ({"point_value": Money(0)}, AmountNotPositive),
        ({"point_value": MOST + Money(1)}, AmountTooLarge),
        ({"points_last": 0}, NumberOutOfRange),
        ({"points_last": LONGEST_LAST + 1}, NumberOutOfRange),
        ({"days_ahead": -1}, NumberOutOfRange),
        ({"days_ahead": FARTHEST_AHEAD + 1}, NumberOutOfRange),
    ],
)
def test_terms_nobody_could_sell_by_are_refused(
    shop: Shop, owner: Staff, change: dict[str, Any], refusal: type[ShopError]
) -> None:
    with pytest.raises(refusal):
        save(shop, owner, replace(OTHER, **change))
    assert versions(shop) == 1
