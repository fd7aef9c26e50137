"""What another thread changes, and what the thread of the window asks of the books for it."""

from collections.abc import Callable, Iterator
from threading import Thread

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication

from shopfans.database.connection import CURRENT
from shopfans.database.shop import Shop
from shopfans.domain.topics import Topic


@pytest.fixture
def read(shop: Shop) -> Iterator[list[str]]:
    """What was asked of the books in the thread of the window."""
    asked: list[str] = []
    with shop.reading():
        connection = CURRENT.get().connection()
    connection.set_trace_callback(asked.append)
    yield asked
    connection.set_trace_callback(None)


def elsewhere(change: Callable[[], object]) -> None:
    """A phone's thread changes something."""
    thread = Thread(target=change)
    thread.start()
    thread.join()


def tell(shop: Shop, *topics: Topic) -> None:
    with shop.changing(*topics):
        pass


def all_is_heard() -> None:
    QApplication.processEvents()
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()
