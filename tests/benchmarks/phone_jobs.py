"""Phones at the door: fifty at once beside a bare insert, and a slow crowd."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from peewee import sqlite3
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pyvirtualdisplay.display import Display

from shopfans.database import opening
from shopfans.database.shop import Shop
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.joining import applying
from shopfans.services.staff import staffing
from shopfans.web.server import SignUpServer
from tests.benchmarks import by_hand, flushes
from tests.benchmarks.measuring import Line, percentile
from tests.web.crowd import Met
from ui import theme
from ui.changes import Changes
from ui.desk import Desk
from ui.sweeper import Sweeper
from ui.workspace import COUNTER, MEMBERS, Workspace

PHONES, ROUNDS = 50, 7
FIRST = 70_000_000
"""The end of a phone number that nobody in the demo shop has, nor any above it."""
COMERS = 30
TICK = 5
"""Milliseconds between two looks whether the event loop is alive."""
SLOW, SLOW_SECONDS = 300, 20


def jobs(demo: Path) -> Iterator[Line]:
    with ExitStack() as stack:
        if not os.environ.get("DISPLAY"):
            stack.enter_context(Display(visible=False, size=(1920, 1080)))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=demo.parent)))
        path = folder / "phones.shop"
        shutil.copy(demo, path)
        shop = opening.open_shop(path)
        try:
            yield from _at_once(shop, folder)
            yield from _all_accepted(shop)
            yield from _appears(shop)
            yield from by_hand.sign_up(shop)
            yield from _slow(shop)
        finally:
            shop.close()
        yield from flushes.each("form", "at once", "some_forms", path)


def _at_once(shop: Shop, folder: Path) -> Iterator[Line]:
    """Ours and a bare insert in turns; the window is open meanwhile and shows who comes, and
    is watched alone too."""
    size = f"{PHONES} phones × {ROUNDS}"
    ours, floor, waits, stalls, alone, kept = [], [], [], [], [], 0
    window = _Window(shop)
    for _round in range(ROUNDS):
        floor.append(_bare_insert(folder))
        alone.append(window.alone())
        before = len(applying.pending(shop))
        with closing(SignUpServer(shop, address="127.0.0.1")) as server:
            window.stalls.clear()
            met = window.while_running(["sign-up", server.url, str(PHONES)])
        assert met.statuses == {"303": PHONES}, met.statuses
        kept += len(applying.pending(shop)) - before
        ours.append(met.seconds / PHONES)
        waits += met.waits
        stalls.append(max(window.stalls))
    window.close()
    assert kept == PHONES * ROUNDS
    yield Line("a phone signs up, of 50 at once", size, median(ours), median(floor), None, 1 / 0.8)
    yield Line("the same, p99 of all waits", size, percentile(waits, 0.99), most=1.0)
    yield Line("longest stall of the window", size, max(stalls), max(alone), most=0.1)


def _all_accepted(shop: Shop) -> Iterator[Line]:
    """Each is a member at once, while the counter or the list of all members is looked at."""
    before, owner = settings.load(shop), staffing.staff(shop)[0]
    terms = replace(before, accepts_sign_ups=True)
    settings.save(shop, by=owner, terms=terms, request="accept by itself")
    first = FIRST
    for place in (COUNTER, MEMBERS):
        window, alone, stalls = _Window(shop), [], []
        window.space.go(place)
        for _round in range(ROUNDS):
            alone.append(window.alone())
            with closing(SignUpServer(shop, address="127.0.0.1")) as server:
                window.stalls.clear()
                met = window.while_running(["sign-up", server.url, str(PHONES), str(first)])
            assert met.statuses == {"303": PHONES}, met.statuses
            stalls.append(max(window.stalls))
            first += PHONES
        window.close()
        size = f"{PHONES} phones × {ROUNDS}, {place} shown"
        yield Line("accepted by itself, longest stall", size, max(stalls), max(alone), most=0.1)
    settings.save(shop, by=owner, terms=before, request="accept by hand again")


def _bare_insert(folder: Path, rows: int = 200) -> float:
    """Seconds for one durable row, by the same SQLite with the same pragmas on the same disk."""
    raw = sqlite3.connect(folder / "bare.db", isolation_level=None)
    raw.execute("PRAGMA journal_mode = wal")
    raw.execute("PRAGMA synchronous = full")
    raw.execute("CREATE TABLE IF NOT EXISTS form (id INTEGER PRIMARY KEY, body TEXT)")
    start = time.perf_counter()
    for number in range(rows):
        raw.execute("INSERT INTO form (body) VALUES (?)", (f"13800000000 guest {number}",))
    took = (time.perf_counter() - start) / rows
    raw.close()
    return took


def _appears(shop: Shop) -> Iterator[Line]:
    """From the moment a form is sent until the counter shows who sent it."""
    window = _Window(shop)
    with closing(SignUpServer(shop, address="127.0.0.1")) as server:
        met = window.while_running(["one-by-one", server.url, str(COMERS)])
    window.close()
    assert met.statuses == {"303": COMERS}, met.statuses
    assert len(window.shown) == COMERS, len(window.shown)
    took = [shown - sent for sent, shown in zip(met.waits, window.shown, strict=True)]
    yield Line("a newcomer shows at the counter", f"{COMERS} guests", max(took), most=1.0)


def _slow(shop: Shop) -> Iterator[Line]:
    with closing(SignUpServer(shop, address="127.0.0.1")) as server:
        met = _met(_crowd(["dawdle", server.url, str(SLOW), str(SLOW_SECONDS)]))
    size = f"{SLOW} slow, {SLOW_SECONDS} s"
    yield Line("the next guest's page, longest wait", size, max(met.waits), most=1.0)


def _crowd(arguments: list[str]) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.web.crowd", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _met(crowd: "subprocess.Popen[str]") -> Met:
    answer, _nothing = crowd.communicate()
    assert crowd.returncode == 0
    return Met(**json.loads(answer))


class _Window(QObject):
    """The program on the screen, and how long its event loop was ever away."""

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        app: Any = QApplication.instance() or QApplication(sys.argv[:1])
        self._app = app
        self._sweeper = Sweeper(self)
        theme.put_on(app)
        changes = Changes()
        shop.on_change = changes.tell
        self._shop = shop
        self.space = Workspace(Desk(shop, changes, staffing.staff(shop)[0]))
        self.space.resize(1280, 800)
        self.space.show()
        self.shown: list[float] = []
        changes.happened.connect(self._note)  # after the strip, which has read by then
        self.stalls: list[float] = [0.0]
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=TICK, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._loop = QEventLoop(self)

    def while_running(self, arguments: list[str]) -> Met:
        """What the crowd met, while the window lives as it does in a shop."""
        crowd = _crowd(arguments)
        self._live(lambda: crowd.poll() is not None)
        return _met(crowd)

    def alone(self, seconds: float = 1.0) -> float:
        """The longest stall while nobody is at the door: what else runs on this machine."""
        self.stalls.clear()
        end = time.perf_counter() + seconds
        self._live(lambda: time.perf_counter() > end)
        return max(self.stalls)

    def _live(self, is_over: Callable[[], bool]) -> None:
        self._is_over, self._last = is_over, time.perf_counter()
        self._timer.start()
        self._loop.exec()
        self._timer.stop()

    def close(self) -> None:
        self.space.end()
        self.space.close()
        self._shop.on_change = lambda topics: None

    def _note(self, topics: frozenset[Topic]) -> None:
        if Topic.SIGN_UPS in topics:
            self._app.processEvents()  # painted too
            self.shown.append(time.monotonic())

    def _tick(self) -> None:
        now = time.perf_counter()
        self.stalls.append(now - self._last - TICK / 1000)
        self._last = now
        if self._is_over():
            self._loop.quit()
