"""The computer's troubles, told from our own mistakes and named for a person."""

from collections.abc import Iterator
from contextlib import contextmanager

import peewee
from peewee import sqlite3

from shopfans.domain.errors import DiskFull, FileBusy, FileDamaged, ShopError

_NAMED: dict[str, type[ShopError]] = {
    "SQLITE_FULL": DiskFull,
    "SQLITE_BUSY": FileBusy,
    "SQLITE_LOCKED": FileBusy,
    "SQLITE_CORRUPT": FileDamaged,
    "SQLITE_NOTADB": FileDamaged,
    "SQLITE_IOERR": FileDamaged,
}


@contextmanager
def in_our_words() -> Iterator[None]:
    """Raises DiskFull, FileBusy or FileDamaged for what the computer did; a bug of ours passes
    as it is."""
    try:
        yield
    except (peewee.DatabaseError, peewee.InterfaceError, sqlite3.Error) as problem:
        named = _named(problem)
        if named is None:
            raise
        raise named from problem


def _named(problem: BaseException | None) -> ShopError | None:
    """Peewee hides a full disk behind 'cannot rollback': the first cause is looked for."""
    while problem is not None:
        code = getattr(problem, "sqlite_errorname", "") or ""
        for prefix, kind in _NAMED.items():
            if code.startswith(prefix):
                return kind()
        problem = problem.__cause__ or problem.__context__
    return None
