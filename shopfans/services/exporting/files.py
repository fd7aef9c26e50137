"""Files and folders that appear only when they are whole."""

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from lxml.etree import SerialisationError

from shopfans.database.trouble import named
from shopfans.domain.errors import CannotWrite, FileExists, OpenElsewhere, ShopError


@contextmanager
def whole_or_none(path: Path, *, never_over: Path) -> Iterator[BinaryIO]:
    """A file to write, beside `path` as `.part`; it takes the place of `path` when the block ends
    well.

    Otherwise what stood at `path` still stands there. Raises OpenElsewhere, CannotWrite, DiskFull
    or DiskTrouble.
    """
    part = path.parent / f"{path.name}.part"
    try:
        if path.exists():
            if path.samefile(never_over):
                raise CannotWrite(path)
            _refuse_if_open(path)
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
        raise _refusal(problem, path) from problem
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def whole_folder_or_none(path: Path) -> Iterator[Path]:
    """A folder to fill, beside `path` as `.part`; it is called `path` when the block ends well.

    Raises FileExists, CannotWrite, DiskFull or DiskTrouble; then nothing is there.
    """
    if path.exists():
        raise FileExists(path)
    part = path.parent / f"{path.name}.part"
    shutil.rmtree(part, ignore_errors=True)  # of a run that was killed
    try:
        part.mkdir()
    except OSError:
        raise CannotWrite(path) from None
    try:
        yield part
        part.rename(path)
    except OSError as problem:
        raise _refusal(problem, path) from problem
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _refuse_if_open(path: Path) -> None:
    """Only on Windows can a file that is open not be replaced; elsewhere the program that has it
    open would write the old one over the new one."""
    for sign in (f"~${path.name}", f".~{path.name}", f".~lock.{path.name}#"):
        beside = path.with_name(sign)
        if beside.exists():
            raise OpenElsewhere(path, beside)


def _refusal(problem: OSError | SerialisationError, path: Path) -> ShopError:
    """lxml, which writes the sheets, tells the error's name among words."""
    if isinstance(problem, OSError):
        return named(problem, path)
    words = re.findall("E[A-Z]{2,}", str(problem))
    code = next((code for code, name in errno.errorcode.items() if name in words), 0)
    return named(OSError(code, ""), path)
