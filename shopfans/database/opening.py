"""How a file becomes an open shop: made, checked, brought up to date, or refused in words."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from peewee import sqlite3
from playhouse.migrations import Runner

from shopfans.database import backup
from shopfans.database.connection import APPLICATION_ID, BUSY_SECONDS, CURRENT, address, database
from shopfans.database.shop import Shop, utc_now
from shopfans.database.trouble import in_our_words
from shopfans.domain.backups import Stamp, Why
from shopfans.domain.errors import CannotWrite, FileBusy, FileExists, NewerFile, NotAShop

MIGRATIONS = Path(__file__).parent / "migrations"


@cache
def latest_version() -> int:
    """The number of the newest migration: the version of the files this program writes."""
    return max(int(path.name[:4]) for path in MIGRATIONS.glob("[0-9]*.py"))


def create(
    path: Path, fill: Callable[[Shop], None], *, now: Callable[[], datetime] = utc_now
) -> Shop:
    """A new shop, in a file that appears only when `fill` has written its first rows.

    Raises FileExists or CannotWrite.
    """
    if path.exists():
        raise FileExists(path)
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _remove(part)
        _remove_log(path)
        part.touch(mode=0o600)
    except OSError:
        raise CannotWrite(path.parent) from None
    try:
        bring_up_to_date(part)
        shop = Shop(part, now=now)
        try:
            fill(shop)
        finally:
            shop.close()
        part.replace(path)
    finally:
        _remove(part)
    return Shop(path, now=now)


def open_shop(
    path: Path,
    *,
    now: Callable[[], datetime] = utc_now,
    elapsed: Callable[[], float] = time.monotonic,
    patience: float = BUSY_SECONDS,
) -> Shop:
    """The shop in an existing file, brought up to date.

    Raises NotAShop, NewerFile, CannotWrite, FileBusy or FileDamaged.
    """
    version = _version(path)
    if version > latest_version():
        raise NewerFile(path, version)
    _try_writing(path, version)
    if version < latest_version():
        _back_up(path, now)
        bring_up_to_date(path)
    return Shop(path, now=now, elapsed=elapsed, patience=patience)


def _version(path: Path) -> int:
    """Read without leaving a trace in a file, or beside it, that may not be ours."""
    if not path.is_file():
        raise NotAShop(path)
    try:
        with _looked_at(path, "mode=ro&immutable=1") as connection:
            # a checkpoint that was cut off may have written the header first: the log has the rest
            connection.execute("PRAGMA writable_schema = 1")
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.OperationalError:
        raise CannotWrite(path) from None
    except sqlite3.Error:
        raise NotAShop(path) from None
    if application != APPLICATION_ID:
        raise NotAShop(path)
    return version


def _try_writing(path: Path, version: int) -> None:
    """SQLite itself tries: opened in any other way, the file would lose the locks that this
    program may hold on it."""
    with in_our_words(path), _looked_at(path, "mode=rw") as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.rollback()


def _looked_at(path: Path, how: str) -> AbstractContextManager[sqlite3.Connection]:
    return closing(
        sqlite3.connect(address(path, how), uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    )


def leave_log(path: Path) -> None:
    """From now on the file is whole without SQLite's log beside it. Raises FileBusy."""
    with in_our_words(path), _looked_at(path, "mode=rw") as connection:
        [(mode,)] = connection.execute("PRAGMA journal_mode = delete").fetchall()
    if mode != "delete":
        raise FileBusy()


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    _remove_log(path)


def _remove_log(path: Path) -> None:
    """What SQLite keeps beside a file; a new file would take the log of a deleted one for its
    own."""
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _back_up(path: Path, now: Callable[[], datetime]) -> None:
    """The file as it was, whatever this version makes of it: one of the shop's backups."""
    stamp = Stamp(now().astimezone(UTC).replace(microsecond=0), Why.UPGRADE)
    target = backup.backups_of(path) / stamp.file_name(path.stem)
    backup.back_up(path, target, check=backup.prove_sound, progress=lambda done, total: None)


def bring_up_to_date(path: Path) -> None:
    """Let a file of an older version have what this one has; nobody else may have it open."""
    db = database(path)
    token = CURRENT.set(db)
    try:
        with in_our_words(path), db.connection_context():
            db.execute_sql("PRAGMA foreign_keys = 0")  # a table may be made anew: links break
            Runner(db, str(MIGRATIONS)).up()
            if db.execute_sql("PRAGMA foreign_key_check").fetchall():
                raise RuntimeError("a migration left rows that point to nothing")
            db.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute_sql(f"PRAGMA user_version = {latest_version()}")
            db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        CURRENT.reset(token)
