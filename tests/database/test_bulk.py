"""Many rows at once are stored as each of them alone would be."""

from collections.abc import Iterator

import pytest
from peewee import IntegrityError

from shopfans.database import bulk
from shopfans.database.models import Tag
from shopfans.database.shop import Shop


def tags(count: int) -> Iterator[tuple[None, str, int]]:
    return ((None, f"tag {number}", number % 2) for number in range(count))


def stored(shop: Shop) -> list[tuple[object, ...]]:
    with shop.reading():
        return shop.rows("SELECT name, active FROM tag ORDER BY id")


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 200, 250])
def test_each_row_is_stored_once_and_in_their_order(shop: Shop, count: int) -> None:
    before = stored(shop)
    with shop.changing():
        bulk.insert(Tag, tags(count))
    assert stored(shop) == before + [(name, active) for _, name, active in tags(count)]


@pytest.mark.parametrize("count", [60, 160])
def test_a_row_that_may_not_be_there_lets_none_in(shop: Shop, count: int) -> None:
    before = stored(shop)
    with pytest.raises(IntegrityError), shop.changing():
        bulk.insert(Tag, [*tags(count), *tags(1)])
    assert stored(shop) == before


@pytest.mark.parametrize("count", [1, 100, 250])
def test_what_is_the_same_in_all_rows_is_told_once(shop: Shop, count: int) -> None:
    before = stored(shop)
    with shop.changing():
        bulk.insert(Tag, ((name,) for _, name, _ in tags(count)), id=None, active=0)
    assert stored(shop) == before + [(name, 0) for _, name, _ in tags(count)]


def test_what_no_column_is_called_is_the_same_in_none(shop: Shop) -> None:
    with pytest.raises(KeyError), shop.changing():
        bulk.insert(Tag, [(None, "tag")], activ=0)
