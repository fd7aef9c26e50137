"""A workbook read by a process of its own, which may die of it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from time import monotonic
from typing import IO, NamedTuple

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
_LONGEST_LINE = 80
"""Bytes."""
_AHEAD = 8
"""Pieces that may lie ready: the process waits for a slow reader."""


def rows(body: bytes, progress: Progress) -> Iterator[tuple[str, ...]]:
    """Each row of the first sheet, its cells tidied.

    Raises FileLocked, FileTooLarge, CellTooLong, ValueError for what is no workbook, FileUnsafe if
    the process died or took too long, or what `progress` raises; the process is gone by then.
    """
    with subprocess.Popen(
        _command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        pieces: Queue[_Piece] = Queue(_AHEAD)
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


def _told(pieces: "Queue[_Piece]", progress: Progress) -> Iterator[tuple[str, ...]]:
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
        match piece.words:
            case [child.CELLS, width, _size]:
                cells = _tidied(piece.body.decode())
                for row in zip(*[cells] * int(width), strict=True):
                    number += 1
                    yield row
            case [child.ROWS, height]:
                total = max(1, int(height))
            case [child.END, child.WHOLE]:
                return
            case [child.END, why]:
                raise _refusal(why)
            case _:
                raise FileUnsafe()


def _tidied(text: str) -> Iterator[str]:
    """Each cell. To look for a space anywhere takes a quarter of trying every cell for one."""
    cells = text.split(child.SEPARATOR)
    has_space = text.split(maxsplit=1) != [text]
    return map(str.strip, cells) if has_space else iter(cells)


def _refusal(why: bytes) -> Exception:
    match why:
        case child.LOCKED:
            return FileLocked()
        case child.TOO_MANY:
            return FileTooLarge(MOST_BYTES, child.MOST_ROWS)
        case child.TOO_LONG:
            return CellTooLong(child.LONGEST_TEXT)
        case _:
            return ValueError(why)


class _Piece(NamedTuple):
    words: list[bytes]
    """None at the end of one that died, perhaps in the middle of a line."""
    body: bytes = b""


def _fetch(stream: IO[bytes], pieces: "Queue[_Piece]") -> None:
    piece = _next(stream)
    while piece.words:
        pieces.put(piece)
        piece = _next(stream)
    pieces.put(piece)


def _next(stream: IO[bytes]) -> _Piece:
    words = stream.readline(_LONGEST_LINE).split()
    if words[:1] != [child.CELLS]:
        return _Piece(words)
    size = min(int(words[-1]), child.MOST_TOLD)
    body = stream.read(size)
    return _Piece(words, body) if len(body) == size else _Piece([])


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, READ_WORKBOOK]
    return [sys.executable, "-I", str(Path(child.__file__))]
