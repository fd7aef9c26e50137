"""The computer's troubles, told from our own mistakes and named for a person."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import peewee
from peewee import sqlite3

from shopfans.domain.errors import (
    CannotWrite,
    DiskFull,
    DiskTrouble,
    FileBusy,
    FileDamaged,
    ShopError,
)


@contextmanager
def in_our_words(path: Path) -> Iterator[None]:
    """Raises DiskFull, DiskTrouble, FileBusy, FileDamaged or CannotWrite for what the computer did
    to the file; a bug of ours passes as it is."""
    try:
        yield
    except (peewee.DatabaseError, peewee.InterfaceError, sqlite3.Error) as problem:
        named = _named(problem, path)
        if named is None:
            raise
        raise named from problem


@contextmanager
def of_disk(path: Path) -> Iterator[None]:
    """The same for files that are not SQLite's. Raises DiskFull, DiskTrouble or CannotWrite."""
    try:
        yield
    except OSError as problem:
        raise named(problem, path) from problem


def named(problem: OSError, path: Path) -> ShopError:
    """What it is called when nothing could be written at `path`."""
    if problem.errno in _FULL:
        return DiskFull()
    return DiskTrouble() if problem.errno == errno.EIO else CannotWrite(path)


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

_NOT_WRITTEN = {
    f"SQLITE_IOERR_{what}"
    for what in ("WRITE", "FSYNC", "DIR_FSYNC", "TRUNCATE", "DELETE", "SHMSIZE", "SHMMAP")
}


_BY_WORDS = {
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR_WRITE",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
    "database is locked": "SQLITE_BUSY",
}
"""SQLite's backup API tells no code."""


def _named(problem: BaseException | None, path: Path) -> ShopError | None:
    """Peewee hides a full disk behind 'cannot rollback': the first cause is looked for."""
    while problem is not None:
        error = getattr(problem, "sqlite_errorname", None) or _BY_WORDS.get(str(problem), "")
        if error in _NOT_WRITTEN:
            return DiskTrouble()
        # SQLITE_IOERR_READ is an I/O error among others
        code = "_".join(error.split("_")[:2])
        match code:
            case "SQLITE_FULL":
                return DiskFull()
            case "SQLITE_BUSY" | "SQLITE_LOCKED":
                return FileBusy()
            case "SQLITE_CORRUPT" | "SQLITE_NOTADB" | "SQLITE_IOERR":
                return FileDamaged()
            case "SQLITE_CANTOPEN" | "SQLITE_READONLY":
                return CannotWrite(path)
        problem = problem.__cause__ or problem.__context__
    return None
