"""Settings reads the page that is seen when something of it was touched, and no other page."""

import pytest
from pytestqt.qtbot import QtBot

from shopfans.database.shop import Shop
from shopfans.domain.topics import Topic
from tests.ui.other_threads import read, tell
from tests.ui.showing import shown
from ui.desk import Desk
from ui.settings.place import (
    ASKED,
    LOG,
    MEMBERSHIP,
    POINTS,
    SECTIONS,
    SHOP,
    STORED_VALUE,
    TIERS,
    Settings,
)

__all__ = ["read"]


@pytest.fixture
def place(qtbot: QtBot, desk: Desk) -> Settings:
    return shown(qtbot, Settings(desk))


def questions(read: list[str]) -> list[str]:
    """Without what only begins and ends a block."""
    return [said for said in read if said.split()[0] not in {"BEGIN", "COMMIT"}]


@pytest.mark.parametrize(
    ("section", "touching", "other"),
    [
        (SHOP, Topic.STAFF, Topic.GOODS),
        (POINTS, Topic.GOODS, Topic.COUPONS),
        (TIERS, Topic.COUPONS, Topic.GOODS),
        (MEMBERSHIP, Topic.COUPONS, Topic.SALES),
        (STORED_VALUE, Topic.COUPONS, Topic.SALES),
        (ASKED, Topic.MEMBERS, Topic.SALES),
        (LOG, Topic.SALES, Topic.PARKED),
    ],
)
def test_the_page_that_is_seen_reads_what_touches_it_and_nothing_else(
    place: Settings, shop: Shop, read: list[str], section: str, touching: Topic, other: Topic
) -> None:
    place.turn_to(section)
    read.clear()
    tell(shop, other)
    assert questions(read) == []
    tell(shop, touching)
    assert questions(read) != []


@pytest.mark.parametrize("section", SECTIONS)
def test_a_notice_of_everything_costs_no_more_than_the_page_that_is_seen(
    place: Settings, shop: Shop, read: list[str], section: str
) -> None:
    place.turn_to(section)
    read.clear()
    for part in place._parts(section):
        part.refresh()
    alone = len(questions(read))
    read.clear()
    tell(shop, *Settings.topics)
    assert len(questions(read)) == alone


def test_a_page_is_read_when_it_is_turned_to_if_something_of_it_was_touched(
    place: Settings, shop: Shop, read: list[str]
) -> None:
    place.turn_to(POINTS)
    place.turn_to(TIERS)
    read.clear()
    place.turn_to(POINTS)
    assert questions(read) == []
    place.turn_to(TIERS)
    tell(shop, Topic.GOODS)
    assert questions(read) == []
    place.turn_to(POINTS)
    assert questions(read) != []


def test_every_page_is_touched_by_what_the_place_hears(place: Settings) -> None:
    for section in SECTIONS:
        for part in place._parts(section):
            assert part.topics <= Settings.topics
