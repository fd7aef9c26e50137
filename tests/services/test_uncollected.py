import gc
import weakref
from collections.abc import Iterator

import pytest

from shopfans.services.uncollected import uncollected


@pytest.fixture(autouse=True)
def looking() -> Iterator[None]:
    """As in the terminal; a window looks by itself."""
    was_on = gc.isenabled()
    gc.enable()
    yield
    if not was_on:
        gc.disable()


class Ring:
    """Holds itself."""

    def __init__(self) -> None:
        self.itself = self


def looks() -> int:
    return sum(stats["collections"] for stats in gc.get_stats())


def test_a_long_list_is_not_looked_through_while_it_is_made_nor_once_it_is_there() -> None:
    gc.collect(0)
    before = looks()
    with uncollected():
        rows = [[number] for number in range(100 * gc.get_threshold()[0])]
    one_more = [rows]
    assert looks() == before
    assert one_more


def test_what_holds_itself_is_found_when_all_is_looked_through() -> None:
    with uncollected():
        ring = weakref.ref(Ring())
    assert ring() is not None
    gc.collect()
    assert ring() is None


def test_where_nothing_was_looked_for_nothing_is_afterwards() -> None:
    gc.disable()
    with uncollected():
        pass
    assert not gc.isenabled()
