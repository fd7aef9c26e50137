"""The process that reads a workbook: bytes come in, lines of JSON go out; it knows no shop.

Run as a script of its own, apart from everything else, so it imports nothing of the program.
The first line tells how many rows the sheet has, each one after it is a row, and the last says how
it ended; a process that dies says nothing.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any, BinaryIO

MOST_ROWS = 200_000
MOST_COLUMNS = 60
LONGEST_TEXT = 1_000
"""Characters in a cell."""

WHOLE, LOCKED, TOO_MANY, TOO_LONG, UNREADABLE = "whole", "locked", "too many", "too long", "no"

MOST_TOLD = 64 * 2**20
"""Bytes of all rows: one text can stand in millions of cells."""

_MOST_MEMORY = 1_536 * 2**20
"""Bytes: 200,000 rows of 60 cells take up about two thirds of it."""
_MOST_SECONDS = 20
"""Of a processor; 100,000 rows of twelve take about one."""


def main() -> int:
    """Read the first sheet of the workbook on the input and write its rows; the exit code."""
    _limit()
    out = sys.stdout.buffer
    try:
        end = _write_rows(sys.stdin.buffer.read(), out)
    except BaseException as problem:  # a panic of the library is no Exception
        is_locked = type(problem).__name__ == "PasswordError"
        end = LOCKED if is_locked else UNREADABLE
    out.write(_line({"end": end}))
    out.flush()
    return 0


def _write_rows(body: bytes, out: BinaryIO) -> str:
    from python_calamine import CalamineWorkbook

    sheet = CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_index(0)
    out.write(_line({"rows": sheet.end[0] + 1 if sheet.end else 0}))
    out.flush()
    found, told = 0, 0
    for line, has_any in _lines(sheet.iter_rows()):
        if line is None:
            return TOO_LONG
        found, told = found + has_any, told + len(line)
        if found > MOST_ROWS + 1 or told > MOST_TOLD:  # one more: the headings
            return TOO_MANY
        out.write(line)
    return WHOLE


def _lines(rows: Iterator[list[Any]]) -> Iterator[tuple[bytes | None, bool]]:
    """Each row as JSON, None if a text is too long; and whether anything stands in it."""
    for row in rows:
        cells = row[:MOST_COLUMNS]
        line = _line(cells)
        # a line that short as a whole holds no long text
        if len(line) > LONGEST_TEXT and any(
            len(cell) > LONGEST_TEXT for cell in cells if isinstance(cell, str)
        ):
            yield None, True
        yield line, any(cell != "" for cell in cells)


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode


def _line(said: object) -> bytes:
    """Days and times stand there as ISO writes them."""
    return _encode(said).encode("utf-8", "replace") + b"\n"


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
    sys.exit(main())
