"""One way to connect to the shop's SQLite file, and one way for models to find it."""

import sys
from collections.abc import Iterable
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import peewee
from peewee import DatabaseProxy, SqliteDatabase, sqlite3

for _kind in (type(None), bytes):
    # it would look in vain for how each of them is to be stored, longer than it takes to store it
    sqlite3.register_adapter(_kind, lambda value: value)

BUSY_SECONDS = 10

APPLICATION_ID = 0x53484F50
"""'SHOP' in the file's header tells our files from others."""

CURRENT: ContextVar["ShopFile"] = ContextVar("shop of the running block")


class ShopFile(SqliteDatabase):
    """The file as peewee knows it, asked without its detours: they take as long as a short
    statement, and a sale has 40."""

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        """The cursor of one statement. Raises peewee's errors."""
        try:
            return self.connection().execute(sql, params or ())
        except sqlite3.Error:
            with peewee.__exception_wrapper__:
                raise

    def write_many(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """One statement for each of the rows: peewee's own bulk insert takes five times as long."""
        try:
            self.connection().executemany(sql, rows)
        except sqlite3.Error:
            with peewee.__exception_wrapper__:
                raise

    def connection(self) -> Any:
        """The calling thread's own. Raises InterfaceError where it has none."""
        connection = self._state.conn
        if connection is None:
            raise peewee.InterfaceError("outside of a block")
        return connection


class _OpenShop(DatabaseProxy):
    """The database of the shop in whose block the caller stands; outside a block there is none."""

    __slots__ = ()

    def __init__(self) -> None:
        object.__setattr__(self, "_callbacks", [])

    @property
    def obj(self) -> ShopFile | None:
        return CURRENT.get(None)

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        """Found at once: a proxy's search takes as long as a short statement."""
        return CURRENT.get().execute_sql(sql, params)

    def write_many(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        CURRENT.get().write_many(sql, rows)


OPEN_SHOP = _OpenShop()


DISTRUST: dict[str, object] = {
    "query_only": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "temp_store": "memory",  # what it sorts never waits for a disk, nor a sale for that
    "cache_size": -128_000,  # an index is checked row by row, each on another page of its table
}
"""How to read a file that nobody writes to and that may come from anywhere: the cache in KiB."""


def database(path: Path) -> ShopFile:
    """The existing file, not yet connected, with the settings that keep a confirmed sale through a
    power cut.

    WAL with FULL lost none in 100 real power cuts, WAL with NORMAL lost sales in 91. Checkpoints
    are taken off the sale (Shop.checkpoint), so that a sale flushes exactly once.
    """
    pragmas: dict[str, object] = {
        "journal_mode": "wal" if is_safe_for_wal(sqlite3.sqlite_version_info) else "truncate",
        "synchronous": 2,
        "wal_autocheckpoint": 0,
        "foreign_keys": 1,
        "recursive_triggers": 1,  # or REPLACE would delete without asking what only grows
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
        "secure_delete": 1,
        "cache_size": -32_000,
    }
    if sys.platform == "darwin":  # fsync there does not reach the disk
        pragmas |= {"fullfsync": 1, "checkpoint_fullfsync": 1}
    return ShopFile(
        address(path, "mode=rw"),  # a file that was taken away is not made anew, empty
        uri=True,
        pragmas=pragmas,
        timeout=BUSY_SECONDS,
        autoconnect=False,
    )


def looked_at(path: Path) -> ShopFile:
    """A file that nobody writes to, not yet connected, to be read with distrust: it may come from
    anywhere."""
    return ShopFile(
        address(path, "mode=ro&immutable=1"), uri=True, pragmas=DISTRUST, autoconnect=False
    )


def address(path: Path, how: str) -> str:
    """What SQLite opens: the file, in the way its URI parameters say."""
    return f"{path.resolve().as_uri()}?{how}"


def is_safe_for_wal(version: tuple[int, ...]) -> bool:
    """Whether this SQLite has the WAL-reset bug mended (two connections could lose committed
    sales)."""
    return (
        version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    )
