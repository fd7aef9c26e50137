"""What the person at the screen feels: the first window, and a keystroke until it is painted."""

import subprocess
import sys
import time
from pathlib import Path
from statistics import median, quantiles

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shopfans.database import opening
from shopfans.services import reminding, staffing
from ui import theme
from ui.changes import Changes
from ui.counter.place import Counter
from ui.desk import Desk
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


def first_window(shop: Path, times: int = 9) -> tuple[float, float, float]:
    """Seconds from the start of Python: bare window painted, ours painted, ours ready for a PIN."""
    bare, ours = [], []
    for _time in range(times):
        bare += _seconds_to_lines(_BARE, shop, 1)
        ours.append(_seconds_to_lines(_OURS, shop, 2))
    return median(bare), median(one[0] for one in ours), median(one[1] for one in ours)


def keystrokes(shop: Path) -> tuple[float, float]:
    """Milliseconds from a key in the find box until its matches are painted: p50 and p99."""
    app, counter = _counter(shop)
    painted = _Painted(counter.finder.drop)
    taken = []
    for _round in range(5):
        for text in TYPED:
            counter.finder.forget()
            app.processEvents()
            for end in range(1, len(text) + 1):
                start = time.perf_counter()
                counter.finder.setText(text[: end - 1])
                counter.finder.insert(text[end - 1])
                counter.finder.textEdited.emit(text[:end])
                painted.wait(app)
                taken.append((time.perf_counter() - start) * 1000)
    counter.desk.shop.close()
    return median(taken), quantiles(taken, n=100)[98]


def today_opens(shop: Path) -> float:
    """Milliseconds from the click on Today until it is painted, the first time."""
    app, counter = _counter(shop)
    start = time.perf_counter()
    place = Today(counter.desk)
    place.retranslate()
    place.resize(1190, 800)
    painted = _Painted(place)
    place.show()
    painted.wait(app)
    taken = (time.perf_counter() - start) * 1000
    assert reminding.today_list(counter.desk.shop, most=1).counts
    counter.desk.shop.close()
    return taken


class _Painted(QObject):
    """Knows when a widget was painted last."""

    def __init__(self, widget: QObject) -> None:
        super().__init__(widget)
        self._is_painted = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self._is_painted = self._is_painted or event.type() == QEvent.Type.Paint
        return False

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
