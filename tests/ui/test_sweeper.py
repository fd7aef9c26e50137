import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.background import Job, Progress


class Ring(QObject):
    """Holds itself: only the collector of garbage frees it."""

    def __init__(self, freed_in: list[threading.Thread]) -> None:
        super().__init__()
        self.itself = self
        self.freed_in = freed_in

    def __del__(self) -> None:
        self.freed_in.append(threading.current_thread())


def many_objects(_report: Progress) -> int:
    """So many that Python looks for garbage."""
    kept = [[number] for number in range(20_000)]
    return len(kept)


def test_what_holds_itself_is_freed_in_the_thread_of_the_screens(qtbot: QtBot) -> None:
    freed_in: list[threading.Thread] = []
    Ring(freed_in)
    job = Job(many_objects)
    with qtbot.waitSignal(job.finished):
        job.start()
    enough_to_look = [[number] for number in range(10_000)]
    qtbot.waitUntil(lambda: bool(freed_in))
    assert freed_in == [threading.main_thread()]
    assert len(enough_to_look) == 10_000
