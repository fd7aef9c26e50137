"""The process that reads a workbook: bytes come in, its cells go out as text; it knows no shop.

Run as a script of its own, apart from everything else, so it imports nothing of the program. A
first line tells how many rows the sheet has ("rows 3"). For some rows at a time a line tells how
many cells a row has and how many bytes follow ("cells 2 17"): the cells in UTF-8, with SEPARATOR
between them. The last line tells how it ended ("end whole"); a process that dies says nothing.
"""

import gc
import os
import sys
from contextlib import suppress
from io import BytesIO
from itertools import islice
from operator import itemgetter

TYPE_CHECKING = False  # as type checkers know it; of this start, `typing` would be a third
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, BinaryIO, NoReturn

    from python_calamine import CalamineSheet

MOST_ROWS = 200_000
MOST_COLUMNS = 60
LONGEST_TEXT = 1_000
"""Characters in a cell."""

ROWS, CELLS, END = b"rows", b"cells", b"end"
WHOLE, LOCKED, TOO_MANY, TOO_LONG, UNREADABLE = b"whole", b"locked", b"many", b"long", b"no"
SEPARATOR = "\0"
"""What no program writes into a cell."""

MOST_TOLD = 64 * 2**20
"""Bytes of all rows: one text can stand in millions of cells."""

_AT_A_TIME = 250
"""Rows."""
_MOST_MEMORY = 1_536 * 2**20
"""Bytes: 200,000 rows of 60 cells take up about two thirds of it."""
_MOST_SECONDS = 20
"""Of a processor; 100,000 rows of twelve take about one."""


def main() -> "NoReturn":
    """Read the first sheet of the workbook on the input, write its cells and end the process."""
    _limit()
    gc.disable()  # there are no rings, and the process lives for one sheet
    out = sys.stdout.buffer
    try:
        sheet = _first_sheet(sys.stdin.buffer.read())
        end = _write_cells(sheet, out)
    except BaseException as problem:  # a panic of the library is no Exception
        is_locked = type(problem).__name__ == "PasswordError"
        end = LOCKED if is_locked else UNREADABLE
    out.write(b"%b %b\n" % (END, end))
    out.flush()
    os._exit(0)  # at once: the sheet need not be taken apart cell by cell


def _first_sheet(body: bytes) -> "CalamineSheet":
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_index(0)


def _write_cells(sheet: "CalamineSheet", out: "BinaryIO") -> bytes:
    out.write(b"%b %d\n" % (ROWS, sheet.end[0] + 1 if sheet.end else 0))
    out.flush()
    width, told = min(sheet.width, MOST_COLUMNS), 0
    for cells in _texts(sheet.iter_rows()):
        text = SEPARATOR.join(cells)
        if _has_long(text):
            return TOO_LONG
        if text.count(SEPARATOR) >= len(cells):
            text = SEPARATOR.join([cell.replace(SEPARATOR, "\ufffd") for cell in cells])
        body = text.encode("utf-8", "replace")
        told += len(body)
        if told > MOST_TOLD:
            return TOO_MANY
        out.write(b"%b %d %d\n%b" % (CELLS, width, len(body), body))
    return WHOLE


def _texts(rows: "Iterator[list[Any]]") -> "Iterator[list[str]]":
    """All cells of some rows at a time, one row after the other."""
    rows = map(itemgetter(slice(MOST_COLUMNS)), rows)
    while some := list(islice(rows, _AT_A_TIME)):
        yield [
            cell if type(cell) is str else f"{cell:.15g}" if type(cell) is float else _text(cell)
            for row in some
            for cell in row
        ]


def _text(cell: object) -> str:
    """Days and times stand there as ISO writes them."""
    return str(int(cell) if isinstance(cell, bool) else cell)


def _has_long(text: str) -> bool:
    """Whether a cell is too long: whether anywhere no cell ends within so many characters."""
    start = 0
    while len(text) - start > LONGEST_TEXT:
        start = text.rfind(SEPARATOR, start, start + LONGEST_TEXT + 1) + 1
        if not start:
            return True
    return False


def _limit() -> None:
    """Memory and processor time, where the system keeps such limits.

    Windows does not: there the look at the file before, and the time that the parent waits, are
    the limits.
    """
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, _MOST_MEMORY),
        (resource.RLIMIT_CPU, _MOST_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # macOS knows some of them by name only
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    main()
