"""What the person at the screen feels: the first window, and a keystroke until it is painted."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QThreadPool
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pyvirtualdisplay.display import Display

from shopfans.database import opening
from shopfans.services.staff import staffing
from tests.benchmarks.measuring import Line, percentile
from ui import theme
from ui.background import cancel_all
from ui.changes import Changes
from ui.counter.place import Counter
from ui.desk import Desk
from ui.scanner import Scanner
from ui.today.place import Today

TYPED = (
    "5678",
    "wxm",
    "小",
    "李",
    "zh",
    "lin",
    "1381",
    "wang",
    "陈",
    "ch",
    "x",
    "13",
    "mei",
    "ana",
)

_BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
class Window(QMainWindow):
    def paintEvent(self, event):
        print("painted", flush=True)
        super().paintEvent(event)
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""

_OURS = """
import sys
from ui import program
def begin(self, really=program.Program.begin):
    self.window.curtain.painted.connect(lambda: print("painted", flush=True))
    self.ready.connect(lambda: print("ready", flush=True))
    return really(self)
program.Program.begin = begin
from ui.app import main
main(["--file", sys.argv[1]])
"""


def jobs(path: Path, size: str) -> Iterator[Line]:
    """Start, keystroke, Today; on a virtual screen where there is none."""
    with ExitStack() as stack:
        if not os.environ.get("DISPLAY"):
            stack.enter_context(Display(visible=False, size=(1920, 1080)))
        bare, painted, ready = _first_window(path)
        yield Line("start to first painted window", size, painted, bare, 1.0, 1.5)
        yield Line("start to the PIN", size, ready, bare)
        for how, taken in (("keystroke", _keystrokes(path)), ("X keystroke", _x_keystrokes(path))):
            if taken:
                yield Line(f"{how} to painted, p50", size, percentile(taken, 0.5), most=0.016)
                yield Line(f"{how} to painted, p99", size, percentile(taken, 0.99), most=0.05)
        opened, worked = _today(path)
        yield Line("Today opens", size, opened, most=0.3)
        yield Line("Today opens, processor of the window", size, worked, most=0.3)


def _first_window(shop: Path, times: int = 9) -> tuple[float, float, float]:
    """Seconds from the start of Python: bare window painted, ours painted, ours ready for a PIN."""
    bare, ours = [], []
    for _time in range(times):
        bare += _seconds_to_lines(_BARE, shop, 1)
        ours.append(_seconds_to_lines(_OURS, shop, 2))
    return median(bare), median(one[0] for one in ours), median(one[1] for one in ours)


def _keystrokes(shop: Path) -> list[float]:
    """Seconds from a key, through the scanner, until its matches in the find box are painted."""
    app, counter = _counter(shop)
    scanner, painted, taken = Scanner(app), _Painted(counter.finder.drop), []
    window = counter.window().windowHandle()
    for text in TYPED * 5:
        counter.finder.forget()
        app.processEvents()
        for place, char in enumerate(text, 1):
            painted.forget()
            start = time.perf_counter()
            _strike(app, window, char)
            painted.wait(app)
            taken.append(time.perf_counter() - start)
            while counter.finder.text() != text[:place]:  # a hand takes longer than the scanner
                app.processEvents()
    scanner.stop()
    counter.desk.shop.close()
    return taken


def _strike(app: QApplication, window: QWindow, char: str) -> None:
    """As a keyboard does it: to the window, stamped with its time."""
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, char)
        event.setTimestamp(time.monotonic_ns() // 1_000_000)
        app.sendEvent(window, event)


def _x_keystrokes(shop: Path) -> list[float]:
    """The same with keys of the screen itself, by its clock, to the millisecond; none without
    xdotool."""
    if shutil.which("xdotool") is None:
        return []
    app, counter = _counter(shop)
    scanner, painted, taken = Scanner(app), _Painted(counter.finder.drop), []
    struck = _Struck(app)
    for text in (text for text in TYPED * 5 if text.isascii()):
        counter.finder.forget()
        for place, char in enumerate(text, 1):
            app.processEvents()
            painted.forget()
            with subprocess.Popen(["xdotool", "key", char]):
                painted.wait(app)
                taken.append(max(0, time.monotonic_ns() // 1_000_000 - struck.at) / 1000)
            while counter.finder.text() != text[:place]:
                app.processEvents()
    app.removeEventFilter(struck)
    scanner.stop()
    counter.desk.shop.close()
    return taken


class _Struck(QObject):
    """Knows when the last key was struck, by the clock of the screen."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.at = 0
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self.at = event.timestamp() if watched.isWindowType() else self.at
        return False


def _today(shop: Path) -> tuple[float, float]:
    """Seconds until Today's first lines are painted, and those its thread worked: what else the
    machine does is not in them."""
    app, counter = _counter(shop)
    start, begun = time.perf_counter(), time.thread_time()
    place = Today(counter.desk)
    place.retranslate()
    place.resize(1190, 800)
    listed = QEventLoop()  # asleep as the program is: to ask again and again would be work
    place.list_page.model.modelReset.connect(listed.quit)
    lines = _Painted(place.list_page.view.viewport())
    place.show()
    while place.list_page.model.rowCount() == 0:
        listed.exec()
    lines.forget()
    lines.wait(app)
    taken, worked = time.perf_counter() - start, time.thread_time() - begun
    cancel_all()  # what Today began behind the window would lose the shop under its feet
    QThreadPool.globalInstance().waitForDone()
    counter.desk.shop.close()
    return taken, worked


class _Painted(QObject):
    """Knows when a widget was painted last."""

    def __init__(self, widget: QObject) -> None:
        super().__init__(widget)
        self._is_painted = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self._is_painted = self._is_painted or event.type() == QEvent.Type.Paint
        return False

    def forget(self) -> None:
        self._is_painted = False

    def wait(self, app: QApplication, seconds: float = 2.0) -> None:
        """Until it has been painted."""
        end = time.perf_counter() + seconds
        while not self._is_painted and time.perf_counter() < end:
            app.processEvents()
        assert self._is_painted
        self._is_painted = False


def _counter(path: Path) -> tuple[QApplication, Counter]:
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    theme.put_on(app)
    shop = opening.open_shop(path)
    counter = Counter(Desk(shop, Changes(), staffing.staff(shop)[0]))
    counter.retranslate()
    counter.resize(1190, 800)
    counter.show()
    counter.activateWindow()
    QTest.qWaitForWindowActive(counter)
    counter.finder.setFocus(Qt.FocusReason.OtherFocusReason)
    return app, counter


def _seconds_to_lines(code: str, shop: Path, lines: int) -> list[float]:
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code, str(shop)], stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        taken = []
        for _line in range(lines):
            running.stdout.readline()
            taken.append(time.perf_counter() - start)
        running.kill()
    return taken
