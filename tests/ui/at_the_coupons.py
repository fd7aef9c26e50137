"""The place of coupons in a window, and the one in its list that a test chooses."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.money import Money
from shopfans.domain.roles import Staff
from shopfans.services.coupons import designing
from shopfans.services.coupons.designing import TemplateRow
from shopfans.services.goods import pricing
from tests.ui.showing import shown
from ui.coupons.place import Coupons
from ui.desk import Desk


@pytest.fixture
def goods(shop: Shop, owner: Staff) -> None:
    for name, category, fen in (("Tea", "Drinks", 1800), ("Roll", "Cakes", 2200)):
        pricing.add_good(
            shop, by=owner, name=name, category=category, price=Money(fen), request=name
        )


@pytest.fixture
def place(qtbot: QtBot, desk: Desk, goods: None) -> Iterator[Coupons]:
    """The place once the list has been read: the welcome coupon stands in it."""
    place = shown(qtbot, Coupons(desk))
    qtbot.waitUntil(lambda: place.templates.table.model.rowCount() == 1)
    yield place
    place.end()


def choose(qtbot: QtBot, place: Coupons, number: int) -> None:
    """Wait until the list has this one, and choose it."""
    place.templates.refresh()
    place.templates.table.choose(number)
    qtbot.waitUntil(lambda: chosen(place) == number)


def chosen(place: Coupons) -> int:
    one = place.templates.chosen.template
    return one.id if one else 0


def row_of(shop: Shop, name: str) -> TemplateRow:
    return next(row for row in designing.templates(shop) if row.name == name)
