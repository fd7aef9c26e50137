"""Whoever wants a file checked, and waits for what is found."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO, Any, TypeVar, cast

import shopfans
from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.services import stored
from shopfans.services.apart import process
from shopfans.services.apart.process import Progress

CHECK_FILE = "--check-file"
"""What a program that was frozen into one file is started with: it is its own interpreter."""

LARGE = 8 * 2**20
"""Bytes; a smaller file is checked before a process has begun."""

_BREATH = 0.1
"""Seconds after which whoever waits is asked whether to go on."""

_Found = TypeVar("_Found")


def found(kind: type[_Found], job: str, file: Path, *more: Path, progress: Progress) -> _Found:
    """What the job found in the file.

    Raises what the job does, or what `progress` raises: the process is gone by then. RuntimeError
    if it died or made a mistake.
    """
    if file.stat().st_size < LARGE:
        return cast("_Found", process.job(job)(file, *more, progress))
    done, total = 0, 1
    with _lines(json.dumps([job, str(file), *map(str, more)])) as lines:
        while True:
            progress(done, total)
            try:
                said = lines.get(timeout=_BREATH)
            except Empty:
                continue
            match said:
                case {"done": int(done), "total": int(total)}:
                    pass
                case {"found": str(body)}:
                    return stored.read(kind, body)
                case {"refused": str(name), "facts": str(facts)}:
                    raise _refusal(name, facts)
                case _:
                    raise RuntimeError(said.get("failed", "the process that looked has died"))


def _refusal(name: str, facts: str) -> ShopError:
    kind: type[ShopError] = getattr(errors, name)
    return stored.read(kind, facts)


@contextmanager
def _lines(asked: str) -> Iterator["Queue[dict[str, Any]]"]:
    """What the process says, an empty line last; it is gone at the end."""
    with subprocess.Popen(
        _command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(_HERE)}, creationflags=_QUIETLY, text=True,
    ) as begun:  # fmt: skip
        assert begun.stdin is not None
        assert begun.stdout is not None
        lines: Queue[dict[str, Any]] = Queue()
        hearing = Thread(target=_hear, args=(begun.stdout, lines), daemon=True)
        hearing.start()
        try:
            with suppress(OSError):  # it died: that is told by its silence
                begun.stdin.write(f"{asked}\n")
                begun.stdin.flush()
            yield lines
        finally:
            begun.kill()
            hearing.join()


def _hear(stream: IO[str], lines: "Queue[dict[str, Any]]") -> None:
    """A line that was cut off says nothing."""
    for line in stream:
        with suppress(ValueError):
            lines.put(json.loads(line))
    lines.put({})


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, CHECK_FILE]
    return [sys.executable, "-P", "-m", process.__name__]


_HERE = Path(shopfans.__file__).parents[1]
_QUIETLY = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(
    subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0
)
"""Of Windows: no window of its own, and its turn after those who sell."""
