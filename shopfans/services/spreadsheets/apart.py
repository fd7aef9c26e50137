"""A workbook read by a process of its own, which may die of it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from time import monotonic
from typing import IO, Any

from shopfans.domain.errors import CellTooLong, FileLocked, FileTooLarge, FileUnsafe
from shopfans.services.books.auditing import Progress
from shopfans.services.spreadsheets import child
from shopfans.services.spreadsheets.limits import MOST_BYTES

READ_WORKBOOK = "--read-workbook"
"""What a program that was frozen into one file is started with: it is its own interpreter."""

_PATIENCE = 60.0
"""Seconds in which nothing may come; a busy computer takes its time."""
_BREATH = 0.1
"""Seconds after which whoever waits is asked whether to go on."""
_PIECE = 2**18
"""Bytes that are handed on at a time."""
_AHEAD = 8
"""Pieces that may lie ready: the process waits for a slow reader."""


def rows(body: bytes, progress: Progress) -> Iterator[list[Any]]:
    """Each row of the first sheet: texts, numbers, booleans.

    Raises FileLocked, FileTooLarge, CellTooLong, ValueError for what is no workbook, FileUnsafe if
    the process died or took too long, or what `progress` raises; the process is gone by then.
    """
    with subprocess.Popen(
        _command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        pieces: Queue[list[bytes]] = Queue(_AHEAD)
        fetching = Thread(target=_fetch, args=(process.stdout, pieces), daemon=True)
        fetching.start()
        try:
            with suppress(OSError):  # it died: that is told below
                process.stdin.write(body)
                process.stdin.close()
            yield from _told(pieces, progress)
        finally:
            process.kill()
            while fetching.is_alive():  # it may stand there with one piece more
                with suppress(Empty):
                    pieces.get(timeout=0.01)


def _told(pieces: "Queue[list[bytes]]", progress: Progress) -> Iterator[list[Any]]:
    until, total, number = monotonic() + _PATIENCE, 1, 0
    while True:
        progress(min(number, total), total)
        if monotonic() > until:
            raise FileUnsafe()
        try:
            piece = pieces.get(timeout=_BREATH)
        except Empty:
            continue
        until = monotonic() + _PATIENCE
        for said in _read(piece):
            match said:
                case list():
                    number += 1
                    yield said
                case {"rows": int(height)}:
                    total = max(1, height)
                case {"end": child.WHOLE}:
                    return
                case {"end": str(why)}:
                    raise _refusal(why)
                case _:
                    raise FileUnsafe()


def _refusal(why: str) -> Exception:
    match why:
        case child.LOCKED:
            return FileLocked()
        case child.TOO_MANY:
            return FileTooLarge(MOST_BYTES, child.MOST_ROWS)
        case child.TOO_LONG:
            return CellTooLong(child.LONGEST_TEXT)
        case _:
            return ValueError(why)


def _read(piece: list[bytes]) -> list[Any]:
    """A piece of nothing is the end of one that died, perhaps in the middle of a line."""
    try:
        said: list[Any] = json.loads(b"[" + b",".join(piece) + b"]")
    except ValueError:
        return [None]
    return said or [None]


def _fetch(stream: IO[bytes], pieces: "Queue[list[bytes]]") -> None:
    while piece := stream.readlines(_PIECE):
        pieces.put(piece)
    pieces.put([])


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, READ_WORKBOOK]
    return [sys.executable, "-I", str(Path(child.__file__))]
