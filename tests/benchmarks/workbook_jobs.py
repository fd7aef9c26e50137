"""The last whole month as a workbook: what it costs, how much memory, and whether the window
stands still meanwhile."""

import gc
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from openpyxl import Workbook
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from shopfans.database.shop import Shop
from shopfans.domain.periods import Period
from shopfans.domain.roles import SYSTEM
from shopfans.services.exporting.workbook import write_workbook
from tests.benchmarks.making_jobs import UNTIL
from tests.benchmarks.measuring import Line, processor_seconds
from ui.background import Job, Progress
from ui.sweeper import Sweeper

MONTH = Period.around(UNTIL).moved(-1)
A_DAY = Period(MONTH.first, MONTH.first)

_PEAK = """
import sys
from datetime import date
from pathlib import Path
from shopfans.database import opening
from shopfans.domain.periods import Period
from shopfans.domain.roles import SYSTEM
from shopfans.services.exporting.workbook import write_workbook
shop = opening.open_shop(Path(sys.argv[1]))
write_workbook(
    shop, Path(sys.argv[2]), by=SYSTEM, period=Period(*map(date.fromisoformat, sys.argv[3:])),
    language="zh_CN", progress=lambda done, total: None,
)
shop.close()
print(*[line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")])
"""


def jobs(shop: Shop, folder: Path, size: str) -> Iterator[Line]:
    path, told = folder / "month.xlsx", [0]

    def progress(_done: int, total: int) -> None:
        told[0] = total

    took = processor_seconds(partial(_write, shop, path, progress))
    peer = processor_seconds(lambda: _bare_rows(folder / "bare.xlsx", told[0]))
    size = f"{size}, {told[0]:,} rows"
    yield Line("workbook of a month", size, took, peer, most_ratio=1.35)
    day, month = (_peak(shop.path, path, period) for period in (A_DAY, MONTH))
    yield Line(
        "  its peak memory, and of one day", size, month, day, most=100, most_ratio=1.25, unit="MB"
    )
    longest = max(_standstill(shop, path) for _run in range(3))
    yield Line("  longest standstill of the window", size, longest, most=0.1)
    for made in (path, folder / "bare.xlsx"):
        made.unlink()


def _write(shop: Shop, path: Path, progress: Progress) -> None:
    write_workbook(shop, path, by=SYSTEM, period=MONTH, language="zh_CN", progress=progress)


def _bare_rows(path: Path, rows: int) -> None:
    """The peer: as many rows of twelve."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for number in range(rows):
        sheet.append([number, "2026-10-01 12:00", "王小美", "13812345678", *[number] * 8])
    book.save(path)


def _peak(shop: Path, path: Path, period: Period) -> float:
    """Megabytes that a process of its own came to, libraries and all; Linux alone tells."""
    told = subprocess.run(
        [sys.executable, "-c", _PEAK, str(shop), str(path), *map(str, period)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return round(int(told.stdout) / 1024, 1)


def _standstill(shop: Shop, path: Path) -> float:
    """The longest time in seconds in which the event loop did not come round, while the job ran.

    Garbage is freed as in the program: Python by itself would look through all there is, at some
    moment of the job's, which takes longer than the window may stand still.
    """
    app = QCoreApplication.instance() or QCoreApplication([])
    loop, gaps, last = QEventLoop(app), [0.0], time.perf_counter()
    gc.freeze()
    Sweeper(loop)

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append(now - last)
        last = now

    timer = QTimer(interval=1)
    timer.timeout.connect(tick)
    job = Job(partial(_write, shop, path))
    job.finished.connect(loop.quit)
    job.refused.connect(loop.quit)
    timer.start()
    job.start()
    loop.exec()
    timer.stop()
    gc.unfreeze()
    gc.enable()
    return max(gaps)
