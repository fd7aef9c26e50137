import gc
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from ui.background import Job, Progress
from ui.sweeper import Sweeper, put_aside, sweep_well
from ui.workspace import Workspace


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


@pytest.fixture
def sweeper(qtbot: QtBot) -> Iterator[Sweeper]:
    parent = QObject()
    yield Sweeper(parent)
    parent.deleteLater()


def looked_through() -> int:
    """How often everything that is not put aside was."""
    return int(gc.get_stats()[2]["collections"])


def fill_the_young() -> None:
    """As much as makes Python look through more than the youngest objects."""
    for _round in range(gc.get_threshold()[1] + 1):
        gc.collect(0)


def test_what_was_looked_through_once_is_not_looked_through_again(sweeper: Sweeper) -> None:
    sweep_well()
    before = looked_through()
    fill_the_young()
    sweeper.sweep()
    assert looked_through() == before


def test_what_is_new_since_then_is_looked_through_when_it_is_much(sweeper: Sweeper) -> None:
    sweep_well()
    before, put_aside = looked_through(), gc.get_freeze_count()
    much = [[number] for number in range(put_aside)]
    fill_the_young()
    gc.collect(1)
    fill_the_young()
    sweeper.sweep()
    assert looked_through() == before + 1
    assert gc.get_freeze_count() >= put_aside + len(much)


def test_what_holds_itself_and_was_put_aside_is_freed_when_nobody_works() -> None:
    freed_in: list[threading.Thread] = []
    ring = Ring(freed_in)
    sweep_well()
    del ring
    gc.collect()
    assert freed_in == []
    sweep_well()
    assert freed_in == [threading.main_thread()]


def test_a_window_that_never_locks_frees_it_when_another_day_begins(
    workspace: Workspace, clock: Clock
) -> None:
    freed_in: list[threading.Thread] = []
    ring = Ring(freed_in)
    put_aside()
    del ring
    gc.collect()
    assert freed_in == []
    clock.at += timedelta(days=1)
    workspace.look_at_clock()
    assert freed_in == [threading.main_thread()]
