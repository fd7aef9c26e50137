"""What changed is told once to whoever listens, however many told it."""

from threading import Thread

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopfans.domain.topics import Topic
from ui.changes import APART, Changes

SALES, SIGN_UPS = frozenset({Topic.SALES}), frozenset({Topic.SIGN_UPS})


def test_what_this_thread_tells_is_heard_at_once(qapp: object) -> None:
    changes = Changes()
    heard: list[frozenset[Topic]] = []
    changes.happened.connect(heard.append)
    changes.tell(SALES)
    assert heard == [SALES]


def test_what_many_threads_tell_meanwhile_is_heard_as_one(qtbot: QtBot) -> None:
    changes = Changes()
    heard: list[frozenset[Topic]] = []
    changes.happened.connect(heard.append)
    threads = [Thread(target=changes.tell, args=(SALES if n else SIGN_UPS,)) for n in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heard == []
    qtbot.waitUntil(lambda: heard == [SALES | SIGN_UPS])
    Thread(target=changes.tell, args=(SALES,)).start()
    qtbot.waitUntil(lambda: heard == [SALES | SIGN_UPS, SALES])


def test_what_follows_shortly_is_heard_together(qtbot: QtBot, qapp: QApplication) -> None:
    changes = Changes(now=lambda: 1000.0)  # shortly, however busy this computer is
    heard: list[frozenset[Topic]] = []
    changes.happened.connect(heard.append)
    Thread(target=changes.tell, args=(SALES,)).start()
    qtbot.waitUntil(lambda: heard == [SALES])
    for topics in (SALES, SIGN_UPS):
        thread = Thread(target=changes.tell, args=(topics,))
        thread.start()
        thread.join()
        qapp.processEvents()  # the event loop runs between the two
    qtbot.waitUntil(lambda: heard == [SALES, SALES | SIGN_UPS])


def test_what_is_told_of_a_shop_that_closes_is_not_heard_any_more(qtbot: QtBot) -> None:
    changes = Changes()
    heard: list[frozenset[Topic]] = []
    changes.happened.connect(heard.append)
    for topics in (SALES, SIGN_UPS):
        thread = Thread(target=changes.tell, args=(topics,))
        thread.start()
        thread.join()
        changes.drop()
    changes.tell(SALES)
    qtbot.wait(2 * round(1000 * APART))
    assert heard == [SALES]
