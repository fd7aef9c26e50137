"""A file that appears only when it is whole."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from lxml.etree import SerialisationError  # type: ignore[import-untyped]

from shopfans.domain.errors import CannotWrite, DiskFull


@contextmanager
def whole_or_none(path: Path, *, never_over: Path) -> Iterator[BinaryIO]:
    """A file to write, beside `path` as `.part`; it takes the place of `path` when the block ends
    well.

    Otherwise what stood at `path` still stands there. Raises CannotWrite or DiskFull.
    """
    part = path.parent / f"{path.name}.part"
    try:
        if path.exists():
            if path.samefile(never_over):
                raise CannotWrite(path)
            path.open("ab").close()  # a program that holds it is found out now, not after the work
        file = part.open("wb")
    except OSError:
        raise CannotWrite(path) from None
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except (OSError, SerialisationError) as problem:
        raise _named(problem, path) from problem
    finally:
        part.unlink(missing_ok=True)


def _named(problem: OSError | SerialisationError, path: Path) -> CannotWrite | DiskFull:
    is_full = getattr(problem, "errno", None) in _FULL or "ENOSPC" in str(problem)
    return DiskFull() if is_full else CannotWrite(path)


_FULL = (errno.ENOSPC, errno.EDQUOT)
"""lxml, which writes the sheets, says it in words only."""
