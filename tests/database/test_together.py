"""What many threads bring at once: one flush for several, and each with its own answer."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.errors import TooManySignUps
from shopfans.domain.topics import Topic

THREADS = 4


def at_once(shop: Shop, works: list[Callable[[], None]]) -> list[Future[None]]:
    """Each by a thread of its own, all at the same moment."""
    ready = Barrier(len(works))

    def bring(work: Callable[[], None]) -> None:
        with shop.connected():
            ready.wait(10)
            shop.change_together(work, Topic.SIGN_UPS)

    with ThreadPoolExecutor(len(works)) as threads:
        return [threads.submit(bring, work) for work in works]


def test_several_are_stored_with_one_flush_and_told_at_once(shop: Shop) -> None:
    told: list[frozenset[Topic]] = []
    shop.on_change = told.append

    def count() -> None:
        shop.rows("UPDATE staff SET failures = failures + 1 WHERE id = 1")

    rounds, end = 0, time.monotonic() + 10
    while len(told) == rounds * THREADS and time.monotonic() < end:
        for one in at_once(shop, [count] * THREADS):
            one.result()
        rounds += 1
    assert len(told) < rounds * THREADS
    assert set(told) == {frozenset({Topic.SIGN_UPS})}
    with shop.reading():
        assert shop.rows("SELECT failures FROM staff WHERE id = 1") == [(rounds * THREADS,)]


def test_who_is_refused_takes_nobody_with_it(shop: Shop) -> None:
    def refuse() -> None:
        shop.rows("UPDATE staff SET failures = 100 WHERE id = 1")
        raise TooManySignUps()

    def count() -> None:
        shop.rows("UPDATE staff SET failures = failures + 1 WHERE id = 1")

    for _round in range(10):
        refused, *others = at_once(shop, [refuse, *[count] * (THREADS - 1)])
        with pytest.raises(TooManySignUps):
            refused.result()
        for one in others:
            one.result()
    with shop.reading():
        assert shop.rows("SELECT failures FROM staff WHERE id = 1") == [(10 * (THREADS - 1),)]


def test_inside_a_change_it_is_a_mistake_of_ours(shop: Shop) -> None:
    with pytest.raises(RuntimeError), shop.changing():
        shop.change_together(lambda: None)
