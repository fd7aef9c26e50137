"""The computer's troubles, told from our own mistakes and named for a person."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import peewee
from peewee import sqlite3

from shopfans.domain.errors import CannotWrite, DiskFull, FileBusy, FileDamaged, ShopError


@contextmanager
def in_our_words(path: Path) -> Iterator[None]:
    """Raises DiskFull, FileBusy, FileDamaged or CannotWrite for what the computer did to the file;
    a bug of ours passes as it is."""
    try:
        yield
    except (peewee.DatabaseError, peewee.InterfaceError, sqlite3.Error) as problem:
        named = _named(problem, path)
        if named is None:
            raise
        raise named from problem


def _named(problem: BaseException | None, path: Path) -> ShopError | None:
    """Peewee hides a full disk behind 'cannot rollback': the first cause is looked for."""
    while problem is not None:
        # SQLITE_IOERR_WRITE is an I/O error among others
        code = "_".join((getattr(problem, "sqlite_errorname", None) or "").split("_")[:2])
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
