"""Making things: the demo shop, a month's workbook."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from shopfans.database.shop import Shop
from shopfans.domain.periods import Month
from shopfans.domain.roles import SYSTEM
from shopfans.services import demo
from shopfans.services.exporting.workbook import write_month
from tests.benchmarks.measuring import Line, processor_seconds, seconds

UNTIL = date(2026, 11, 22)


def make_big_demo(path: Path, members: int, sales_per_member: int, size: str) -> Line:
    """The data of all other jobs; allowed five minutes for each two million sales."""

    def make() -> None:
        demo.make_demo(
            path, members=members, sales_per_member=sales_per_member, seed=1, until=UNTIL
        ).close()

    return Line("make the demo", size, seconds(make), most=300 * members * sales_per_member / 2e6)


def small_demo(folder: Path) -> Line:
    """What `--demo` makes while somebody waits for the window."""
    path = folder / "small.shop"

    def make() -> None:
        demo.make_demo(path, members=100, sales_per_member=24, seed=1, until=UNTIL).close()

    took = seconds(make)
    path.unlink()
    return Line("make the demo", "100 × 24", took, most=3)


def workbook(shop: Shop, folder: Path, size: str) -> Iterator[Line]:
    """The last whole month, in processor seconds; the peer writes as many bare rows of twelve."""
    path, told = folder / "month.xlsx", [0]

    def progress(_done: int, total: int) -> None:
        told[0] = total

    def ours() -> None:
        month = Month.of(UNTIL).moved(-1)
        write_month(shop, path, by=SYSTEM, month=month, language="zh_CN", progress=progress)

    took = processor_seconds(ours)
    path.unlink()
    peer = processor_seconds(lambda: _bare_rows(folder / "bare.xlsx", told[0]))
    (folder / "bare.xlsx").unlink()
    yield Line("workbook of a month", f"{size}, {told[0]:,} rows", took, peer, most_ratio=1.35)


def _bare_rows(path: Path, rows: int) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for number in range(rows):
        sheet.append([number, "2026-10-01 12:00", "王小美", "13812345678", *[number] * 8])
    book.save(path)
