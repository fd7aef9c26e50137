"""The process that checks a file: one job comes in, lines of JSON go out.

It ends with whoever began it: its input is closed then, and it asks for nothing else.
"""

import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread

Progress = Callable[[int, int], None]

OURS, ANYBODYS = "ours", "anybody's"
"""The jobs: a copy that was made just now, and a backup that may come from anywhere."""

_TOLD_EVERY = 0.1
"""Seconds."""
_MOST_MEMORY = 4 * 2**30
"""Bytes; a shop of two million sales takes a fifth of it."""
_POLITE = 10
"""Steps by which whoever sells goes first."""


def main() -> int:
    """Do the job that the first line of the input names and write its end; the exit code."""
    _limit()
    name, *paths = json.loads(sys.stdin.readline())
    Thread(target=_end_with_parent, daemon=True).start()
    _write(_outcome(name, [Path(path) for path in paths]))
    return 0


def job(name: str) -> Callable[..., object]:
    """What the job does with its paths and `progress`."""
    from shopfans.services.backups import backing_up, examining

    jobs: dict[str, Callable[..., object]] = {OURS: backing_up.prove, ANYBODYS: examining.prove}
    return jobs[name]


def _outcome(name: str, paths: Sequence[Path]) -> dict[str, str]:
    from shopfans.domain.errors import ShopError
    from shopfans.services import stored

    try:
        return {"found": stored.text(job(name)(*paths, _teller()))}
    except ShopError as problem:
        return {"refused": type(problem).__name__, "facts": stored.text(problem)}
    except Exception:
        return {"failed": traceback.format_exc()}


def _teller() -> Progress:
    told = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal told
        if time.monotonic() - told >= _TOLD_EVERY:
            told = time.monotonic()
            _write({"done": done, "total": total})

    return tell


def _write(said: dict[str, int] | dict[str, str]) -> None:
    sys.stdout.write(f"{json.dumps(said)}\n")
    sys.stdout.flush()


def _end_with_parent() -> None:
    """Read as the system reads: a reader of Python's would be waited for at the end."""
    while os.read(0, 1):
        pass
    os._exit(1)


def _limit() -> None:
    """Memory and turns at the processor, where a process says so of itself; on Windows whoever
    begins it says the latter."""
    with suppress(AttributeError, OSError):
        os.nice(_POLITE)
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, _MOST_MEMORY), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):  # macOS knows some of them by name only
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    sys.exit(main())
